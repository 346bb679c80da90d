"""A language, a template's name and the values it shows in, a page out."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from rolebook.languages import ENGLISH, Language, marked
from rolebook.pages.links.outline import headings_of, lead_of, title_of
from rolebook.pages.page import Page

_TEMPLATES: Final = tuple(
    Path(__file__).parents[1] / kind
    for kind in (
        "edition",
        "role",
        "domain",
        "library",
        "atlas",
        "profile",
        "ownership",
        "explorer",
        "sheet",
        "compare",
    )
)
"""A template stands beside the module that fills it; no two have one name."""


@lru_cache(maxsize=16)
def _environment(language: Language) -> Environment:
    """The templates in one language. One environment a language: macros know no page's values."""
    made = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        extensions=["jinja2.ext.i18n"],
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.policies["ext.i18n.trimmed"] = True
    made.install_gettext_translations(language.translations, newstyle=True)  # type: ignore[attr-defined]
    made.globals["in_lang"] = marked
    made.globals["source_lang"] = marked(language.foreign())
    made.globals["english_lang"] = marked(language.foreign(ENGLISH.tag))
    made.globals["interface_lang"] = marked(language.tag)
    return made


def compose(
    language: Language,
    template: str,
    address: str,
    *,
    title: str = "",
    description: str = "",
    source: str | None = None,
    in_navigation: bool = False,
    navigation_title: str = "",
    search_weight: float = 1,
    searchable: bool = True,
    is_wide: bool = False,
    **values: object,
) -> Page:
    """Return the page at `address`; what is not given of it is read from its own HTML.

    Every value is escaped unless it is a `markupsafe.Markup`. In templates, `_` and `ngettext`
    translate. `in_lang` makes the attribute of an element that holds an author's words; where no
    file of theirs says its language, it is `source_lang`. That of a message of the checks is
    `english_lang`; within an element of another language, ours is `interface_lang`.
    """
    html = _environment(language).get_template(template).render(values)
    if not language.is_the_sites:
        html = f'<div lang="{language.tag}">\n{html}\n</div>'
    return Page(
        address=address,
        title=title or title_of(html),
        html=html,
        headings=headings_of(html),
        description=description or lead_of(html),
        source=source,
        in_navigation=in_navigation,
        navigation_title=navigation_title,
        search_weight=search_weight,
        searchable=searchable,
        is_wide=is_wide,
    )
