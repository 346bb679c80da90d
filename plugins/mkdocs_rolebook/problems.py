"""What is wrong with the sources of a preview in, a page that says so and its banner out."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Final

from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig

from mkdocs_rolebook.publishing import Edition
from rolebook.build import Site
from rolebook.pages import Page
from rolebook.pages.place import Links

PROBLEMS: Final = "problems/"
"""The address of the page, in a preview only."""

_HOME: Final = ("index.md", "README.md", "index.html")
_HEAD: Final = Markup("<p><strong>{}</strong></p>\n")
_EXCERPT: Final = Markup("<pre><code>{}</code></pre>\n")
_ALERT: Final = Markup(
    '<div class="admonition failure rb-alert" role="alert" data-search-exclude="true">'
    '<p class="admonition-title"><a href="{}">{} in the sources</a></p>'
    "<p>What you see may be older than the files.</p></div>\n"
)


def with_problems(edition: Edition, host: MkDocsConfig) -> Edition:
    """The edition with its problems page; that is the home page too where there is no other."""
    page = _page(edition)
    pages = (*edition.site.pages, page)
    docs = Path(host.docs_dir)
    if not edition.site.pages and not any((docs / name).is_file() for name in _HOME):
        pages = (replace(page, address=""), page)
    return replace(edition, site=Site(pages, edition.site.files))


def banner(edition: Edition, address: str, links: Links) -> str:
    """What stands on top of the page at `address` while the sources have problems."""
    if not edition.problems or address == PROBLEMS:
        return ""
    return str(_ALERT.format(links.relative(PROBLEMS, address), _counted(edition)))


def _page(edition: Edition) -> Page:
    if edition.problems:
        lead = "The library is not published while it has errors. Mend them, and this page empties."
    else:
        lead = "None: every page shows the sources as they are."
    html = Markup('<h1>Problems</h1>\n<p class="rb-lead">{}</p>\n').format(lead)
    for problem in edition.problems:
        head, _, excerpt = problem.partition("\n")  # the message may be long: it wraps
        html += _HEAD.format(head) + (_EXCERPT.format(excerpt) if excerpt else "")
    return Page(PROBLEMS, "Problems", str(html), description=lead)


def _counted(edition: Edition) -> str:
    number = len(edition.problems)
    return f"{number} problem{'' if number == 1 else 's'}"
