"""A template's name and the values it shows in, a page out."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from rolebook.pages.outline import headings_of, lead_of, title_of
from rolebook.pages.page import Page

_ENVIRONMENT = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    auto_reload=False,
)


def compose(
    template: str,
    address: str,
    *,
    title: str = "",
    description: str = "",
    source: str | None = None,
    in_navigation: bool = False,
    **values: object,
) -> Page:
    """Return the page at `address`; what is not given of it is read from its own HTML.

    Every value is escaped unless it is a `markupsafe.Markup`.
    """
    html = _ENVIRONMENT.get_template(template).render(values)
    return Page(
        address=address,
        title=title or title_of(html),
        html=html,
        headings=headings_of(html),
        description=description or lead_of(html),
        source=source,
        in_navigation=in_navigation,
    )
