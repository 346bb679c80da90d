"""A page of a preview and what is wrong in, the page with a banner and a script that renews it out.

The page itself is made as it will be published; what a preview adds is put in when it is served, so
that an error in one file does not make every other page anew.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass, field
from typing import Any, Final

from markupsafe import Markup, escape

from rolebook.languages import Language

ASSETS: Final = "/.rolebook/"
"""Where the preview's own script, style and events are."""

_BODY: Final = re.compile(rb"<body\b[^>]*>")
_ID: Final = "rolebook-preview"
_TAIL: Final = Markup(
    '<script src="{assets}live.js" data-page="{address}" data-version="{version}"'
    ' data-marks="{marks}"></script>'
)
_HEAD: Final = Markup('<link rel="stylesheet" href="{assets}live.css">')
_WAITING: Final = Markup(
    '<!doctype html><html lang="{lang}"><head><meta charset="utf-8"><title>{title}</title></head>'
    '<body><main class="rb-waiting"><h1>{title}</h1><p>{text}</p></main></body></html>'
)


@dataclass(frozen=True, slots=True)
class Trouble:
    """What a page of a preview is told beside what it shows."""

    broken: str = ""
    """Why no site can be made of the configuration; over everything else."""

    problem: str = ""
    """Why the site does not follow what was saved."""

    failed: str = ""
    """Why this page does not."""

    problems: tuple[dict[str, Any], ...] = ()
    """Errors in the sources, each with `head`, `excerpt`, and where known its place."""

    errors: int = 0
    """How many there are; the first of them are listed."""

    editor: str = field(default="", compare=False)
    """An address with `{file}`, `{line}` and `{column}` that opens a file; empty where none is."""


def banner(trouble: Trouble, address: str, language: Language) -> Markup:
    """What stands on top of a page; empty where all is well."""
    _ = language.gettext
    if trouble.broken:
        return Markup(
            '<div class="rb-live-broken" role="alert" lang="en"><details open><summary>{}</summary>'
            "<pre>{}</pre></details></div>"
        ).format(
            _("The configuration is broken. Behind this stands the last good site."), trouble.broken
        )
    parts = [
        Markup('<details open><summary>{}</summary><pre lang="en">{}</pre></details>').format(
            head, text
        )
        for head, text in (
            (_("The site does not follow what was saved."), trouble.problem),
            (_("This page cannot be made. What you see is older than its file."), trouble.failed),
        )
        if text
    ]
    if trouble.errors:
        counted = language.ngettext(
            "%(num)s problem in the sources", "%(num)s problems in the sources", trouble.errors
        )
        here = [one for one in trouble.problems if one.get("page") == address]
        there = [one for one in trouble.problems if one.get("page") != address]
        listed = Markup("").join(_problem(one, trouble.editor) for one in (*here, *there))
        opened = Markup(" open") if here else ""
        first = (*here, *there)[0]["head"] if trouble.problems else ""
        parts.append(
            Markup('<details{}><summary>{} <span lang="en">{}</span></summary>{}</details>').format(
                opened, counted, Markup("") if here else Markup("– {}").format(first), listed
            )
        )
    if not parts:
        return Markup("")
    inner = Markup("").join(parts)
    return Markup('<div class="rb-live-banner" role="alert">{}</div>').format(inner)


def _problem(one: dict[str, Any], editor: str) -> Markup:
    """One error: what is wrong, with a link to its page and its line, and the excerpt."""
    head: str | Markup = one["head"]
    if editor and one.get("file"):
        values = {key: one[key] for key in ("file", "line", "column")}
        head = Markup('<a href="{}">{}</a>').format(editor.format(**values), head)
    elif one.get("page"):
        head = Markup('<a href="/{}">{}</a>').format(one["page"].removesuffix("index.html"), head)
    excerpt = Markup("<pre>{}</pre>").format(one["excerpt"]) if one["excerpt"] else ""
    return Markup('<div lang="en">{}{}</div>').format(head, excerpt)


def marks(trouble: Trouble, address: str) -> list[dict[str, str]]:
    """What is wrong in an author's text on a page: the words, what is said of them, the rule."""
    return [
        {"text": one["text"], "message": one["message"], "rule": f"/{one['rule']}"}
        for one in trouble.problems
        if one.get("page") == address and one.get("text")
    ]


def version_of(page: bytes) -> str:
    """What tells a page from the one before it."""
    return hashlib.blake2b(page, digest_size=12).hexdigest()


def served(page: bytes, address: str, trouble: Trouble, language: Language, version: str) -> bytes:
    """The page as the preview's server gives it to a browser."""
    told = Markup('<div id="{}">{}</div>').format(_ID, banner(trouble, address, language))
    noted = json.dumps(marks(trouble, address))
    head = _HEAD.format(assets=ASSETS)
    tail = _TAIL.format(assets=ASSETS, address=address, version=version, marks=noted)
    page = page.replace(b"</head>", f"{head}</head>".encode(), 1)
    if body := _BODY.search(page):
        page = page[: body.end()] + told.encode() + page[body.end() :]
    before, end, after = page.rpartition(b"</body>")
    return before + tail.encode() + end + after if end else page + tail.encode()


def waiting(language: Language, *, started: bool) -> bytes:
    """What is shown of a page that was never made yet; it gives way to the page by itself."""
    _ = language.gettext
    text = _("It comes by itself as soon as it is there.")
    title = _("This page is being made") if started else _("The preview is starting")
    return str(_WAITING.format(lang=escape(language.tag), title=title, text=text)).encode()
