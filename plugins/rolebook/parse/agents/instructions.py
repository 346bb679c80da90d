"""A list item of an agent's body in, those whom it tells to hand work to or take it from out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from rolebook.formats.markdown.inlines import Inline
from rolebook.model import Relation
from rolebook.parse.agents.names import ID, JOINED, NAME, mark_at, relation_to

_BEGINS: Final = r"(?:^|→|->|=>)[\s*_]*+"
_THEN: Final = r"\s+(?:(?:→|->|:)\s*)?(?:the\s+)?"
_SOMETHING: Final = r"(?:\s++off)?\s++[^.;:()→]{1,80}?\s++"
_FORMS: Final = tuple(
    (re.compile(f"{_BEGINS}{words}{_THEN}", re.I), kind)
    for words, kind in (
        (r"delegates?\s+to", "delegates_to"),
        (r"routes?\s+to", "delegates_to"),
        (r"hands?[ -]?offs?\s+to", "hands_off_to"),
        (r"escalates?\s+to", "escalates_to"),
        (r"consults?(?:\s+with)?", "consults"),
        (r"(?:coordinates?|collaborates?)\s+with", "collaborates_with"),
        # of one matter, it is that matter which is handed over, and no line of command
        (rf"(?:delegates?|escalates?|hands?|routes?|sends?){_SOMETHING}to", "hands_off_to"),
        (rf"receives?{_SOMETHING}from", "receives_from"),
    )
)


def instructions(inline: Inline) -> Iterator[Relation]:
    """`For audits → delegate to `security-auditor``: marked, or an id of several words."""
    taken: set[int] = set()
    for form, kind in _FORMS:
        for match in form.finditer(inline.text):
            for at, name in _names(inline, match.end()):
                if at not in taken:
                    taken.add(at)
                    yield relation_to(inline, at, name, kind, named=True)


def _names(inline: Inline, at: int) -> Iterator[tuple[int, str]]:
    """The names from an offset on, joined by commas and the like."""
    while True:
        marked, bare = mark_at(inline, at), ID.match(inline.text, at)
        if marked and NAME.fullmatch(marked.text):
            yield marked.start, marked.text
            at = marked.outer_end
        elif bare:
            yield at, bare[0]
            at = bare.end()
        else:
            return
        joined = JOINED.match(inline.text, at)
        if not joined:
            return
        at = joined.end()
