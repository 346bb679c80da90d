"""A line of an agent's body in, the labels of relations that open it and their values out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from rolebook.formats.markdown.inlines import Inline

TOGETHER: Final = "collaborates_with"
LABELS: Final = {
    "reports to": "reports_to",
    "report to": "reports_to",
    "escalates to": "escalates_to",
    "escalate to": "escalates_to",
    "escalation to": "escalates_to",
    "escalation target": "escalates_to",
    "escalation targets": "escalates_to",
    "delegates to": "delegates_to",
    "delegate to": "delegates_to",
    "delegates work to": "delegates_to",
    "delegates tasks to": "delegates_to",
    "target agent": "delegates_to",
    "target agents": "delegates_to",
    "hands off to": "hands_off_to",
    "hand off to": "hands_off_to",
    "hands-off to": "hands_off_to",
    "hand-off to": "hands_off_to",
    "handoff to": "hands_off_to",
    "hands over to": "hands_off_to",
    "sends to": "hands_off_to",
    "receives from": "receives_from",
    "receive from": "receives_from",
    "receives work from": "receives_from",
    "receives tasks from": "receives_from",
    "implements specs from": "receives_from",
    "consults": "consults",
    "consult": "consults",
    "consults with": "consults",
    "consult with": "consults",
    "coordinates with": TOGETHER,
    "coordinate with": TOGETHER,
    "collaborates with": TOGETHER,
    "collaborate with": TOGETHER,
    "collaborates closely with": TOGETHER,
    "integrates with": TOGETHER,
    "works with": TOGETHER,
    "work with": TOGETHER,
    "works closely with": TOGETHER,
    "work closely with": TOGETHER,
    "partners with": TOGETHER,
    "partner with": TOGETHER,
    "complements": TOGETHER,
    "supports": TOGETHER,
}
"""What authors write before the colon, in lower case, and the relation they mean."""

_ANY_LABEL: Final = "|".join(
    re.escape(label).replace(r"\ ", r"\s+") for label in sorted(LABELS, reverse=True)
)
# a label opens a line, or is bold
_LABEL: Final = re.compile(
    rf"(?:(?:^|\n)[^\w\n*_]{{0,6}}(?P<mark>\*\*\*?|__|\*|_)?|(?<=[\s.;|])(?P<bold>\*\*)"
    rf"|(?<=[.;|]\s)(?=(?:(?:may|can)\s+)?(?:{_ANY_LABEL})[ \t]*:))"
    rf"(?:(?:may|can)\s+)?(?P<label>{_ANY_LABEL})"
    r"(?:[ \t]*:(?:\*\*\*?|__|\*|_)?|(?:\*\*\*?|__|\*|_)[ \t]*(?::|\s[—–-](?=\s)))[ \t]*",
    re.I,
)
_NEXT_LABEL: Final = re.compile(
    r"[.;|]?\s{1,20}\*\*[^*\n]{2,40}(?::\*\*|\*\*\s*:)|[.;|]\s+(?-i:[A-Z])[\w -]{2,30}:\s"
)
_GOES_ON: Final = re.compile(r"[ \t]*(?:`|[a-z])")
"""How a line begins that a writer broke within a sentence."""

_BOLD_LINE: Final = re.compile(r"[^\w\n]{0,8}\*\*")
_CLOSES: Final = re.compile(r"[^\n()]{0,200}\)")
WHOLE_LABEL: Final = re.compile(rf"\W*(?P<label>{_ANY_LABEL})\W*", re.I)


def kind_of_label(label: str) -> str:
    return LABELS[" ".join(label.lower().split())]


def labels_in(text: str) -> Iterator[tuple[str, str, int, int]]:
    """The value, kind and the value's offsets of every label in a text."""
    at = 0
    while match := _LABEL.search(text, at):
        start, at = match.end(), _value_end(text, match.end())
        yield text[start:at], kind_of_label(match["label"]), start, at


def _value_end(text: str, start: int) -> int:
    """A value ends with its line, unless that ends with a comma, in brackets or mid-sentence."""
    while True:
        newline = text.find("\n", start)
        stop = newline if newline >= 0 else len(text)
        if following := _NEXT_LABEL.search(text, start, stop):
            return following.start()
        comma = text[stop - 1 : stop] == "," and not _BOLD_LINE.match(text, stop + 1)
        goes_on = comma or (_GOES_ON.match(text, stop + 1) and not _LABEL.match(text, stop))
        if newline < 0 or not (goes_on or _CLOSES.match(text, stop + 1)):
            return stop
        start = newline + 1


def open_label(inline: Inline) -> str:
    """The relation of a label that ends its text: what it names stands in the list below."""
    last = next(reversed(list(labels_in(inline.text))), None)
    return last[1] if last and not last[0].strip(" *_") else ""
