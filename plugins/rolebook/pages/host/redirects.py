"""An address in, the page that leads there from an old one out."""

from __future__ import annotations

from markupsafe import escape


def redirect(to: str, title: str) -> str:
    """A page without a script; `to` is the link from its own address."""
    link, name = escape(to), escape(title)
    return (
        "<!doctype html>\n"
        f'<meta charset="utf-8">\n<title>{name}</title>\n'
        f'<link rel="canonical" href="{link}">\n<meta name="robots" content="noindex">\n'
        f'<meta http-equiv="refresh" content="0; url={link}">\n'
        f'<a href="{link}">{name}</a>\n'
    )
