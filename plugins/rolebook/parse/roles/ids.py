"""An id as its author wrote it in; whether it is one, and what became of it, out."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import Final

from rolebook.diagnostics import Diagnostic
from rolebook.diagnostics.catalogue import rule
from rolebook.formats.markdown.front_matter import FrontMatter
from rolebook.text.identity import ID, MAX_ID_LENGTH, WINDOWS_NAMES, slug
from rolebook.text.source import Span

REWRITTEN_ID = rule("RB042")
"""References and addresses use the id that was made of it, which is not what its author wrote."""

_SHOWN: Final = 80


def rewritten_id(written: str, id: str, span: Span, name: str) -> Iterator[Diagnostic]:
    """A finding where an explicit id is outside the grammar of ids, or is cut."""
    text = written.strip()
    help = "an id has letters `a` to `z`, digits, and `-`, `_` or `.` between them"
    if id in (slug(text), slug(posixpath.splitext(posixpath.basename(span.path))[0])):
        help = f"write `{id}`: {help}"
    if len(text) > MAX_ID_LENGTH:
        help = "give it a shorter id"
        message = f"an id of {len(text):,} characters is cut to {MAX_ID_LENGTH}: `{id}`"
    elif not ID.fullmatch(text.lower()):
        message = f"`{text[:_SHOWN]}` is no id; the role is `{id}`"
    elif text.lower().partition(".")[0] in WINDOWS_NAMES:
        message = f"`{text}` may be no file's name on Windows; the role is `{id}`"
        help = f"write `{id}`, or another id"
    else:
        return
    yield Diagnostic(REWRITTEN_ID, message, span, help, subjects=(name,))


def rewritten_field(front: FrontMatter, id: str, name: str) -> Iterator[Diagnostic]:
    """The same for the front matter of an agent, whose `name` may be any words."""
    if front.tree and (value := front.tree.scalar("id")):
        yield from rewritten_id(value.text, id, value.span, name)
