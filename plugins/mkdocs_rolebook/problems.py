"""What is wrong with the sources of a preview in, a page that says so and its banner out."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Final

from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig

from mkdocs_rolebook.config import language_of_site
from mkdocs_rolebook.publishing import BuildResult
from rolebook.languages import ENGLISH, Language, marked
from rolebook.pages import Page
from rolebook.pages.links.place import Links

PROBLEMS: Final = "problems/"
"""The address of the page, in a preview only."""

_HOME: Final = ("index.md", "README.md", "index.html")
_HEAD: Final = Markup("<p{}><strong>{}</strong></p>\n")
_EXCERPT: Final = Markup("<pre{}><code>{}</code></pre>\n")
_ALERT: Final = Markup(
    '<div class="admonition failure rb-alert" role="alert" data-search-exclude="true">'
    '<p class="admonition-title"><a href="{}">{}</a></p><p>{}</p></div>\n'
)


def with_problems(result: BuildResult, host: MkDocsConfig) -> BuildResult:
    """The result with its problems page; that is the home page too where there is no other."""
    page = _page(result, language_of_site(host))
    pages = (*result.site.pages, page)
    docs = Path(host.docs_dir)
    if not result.site.pages and not any((docs / name).is_file() for name in _HOME):
        pages = (replace(page, address=""), page)
    return replace(result, site=replace(result.site, pages=pages))


def banner(result: BuildResult, address: str, links: Links, language: Language) -> str:
    """What stands on top of the page at `address` while the sources have problems."""
    if not result.problems or address == f"{links.at}{PROBLEMS}":
        return ""
    counted = language.ngettext(
        "%(num)s problem in the sources", "%(num)s problems in the sources", len(result.problems)
    )
    older = language.gettext("What you see may be older than the files.")
    return str(_ALERT.format(links.relative(f"{links.at}{PROBLEMS}", address), counted, older))


def _page(result: BuildResult, language: Language) -> Page:
    _ = language.gettext
    if result.problems:
        lead = _(
            "The library is not published while it has errors. Mend them, and this page empties."
        )
    else:
        lead = _("None: every page shows the sources as they are.")
    title = _("Problems")
    html = Markup('<h1>{}</h1>\n<p class="rb-lead">{}</p>\n').format(title, lead)
    english = marked(language.foreign(ENGLISH.tag))
    for problem in result.problems:
        head, _, excerpt = problem.partition("\n")  # the message may be long: it wraps
        html += _HEAD.format(english, head) + (_EXCERPT.format(english, excerpt) if excerpt else "")
    return Page(PROBLEMS, title, str(html), description=lead)
