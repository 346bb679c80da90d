"""A text and what became of it in; the edits between them, whole lines each, out."""

from __future__ import annotations

from difflib import SequenceMatcher

from rolebook.edits.change import Edit
from rolebook.text.source import Source


def edits_between(source: Source, text: str) -> tuple[Edit, ...]:
    """Edits that make the text of the other; what stays is not touched, line ends included."""
    before, after = _lines(source.text), _lines(text)
    starts = [0]
    for line in before:
        starts.append(starts[-1] + len(line))
    return tuple(
        Edit(source.span(starts[a], starts[b]), "".join(after[c:d]))
        for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
        if kind != "equal"
    )


def _lines(text: str) -> list[str]:
    *whole, last = text.split("\n")
    return [*(f"{line}\n" for line in whole), *([last] if last else [])]
