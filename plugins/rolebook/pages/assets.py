"""Nothing in; the stylesheet of the generated pages out."""

from __future__ import annotations

from pathlib import Path

from rolebook import diagrams

_SHEETS = (
    Path(diagrams.__file__).with_name("diagram.css"),
    Path(__file__).with_name("rolebook.css"),
)


def stylesheet() -> bytes:
    """The style of diagrams and pages, as one sheet."""
    return b"\n".join(sheet.read_bytes() for sheet in _SHEETS)
