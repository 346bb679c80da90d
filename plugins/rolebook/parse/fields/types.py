"""A field's text in; the number, truth, id or list that it says out, or why it says none."""

from __future__ import annotations

import re
from typing import Annotated, Any, Final

from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

from rolebook.formats.yaml.also_written import AlsoWritten
from rolebook.text.identity import MAX_ID_LENGTH, OURS, WINDOWS_NAMES, slug

_ID: Final = re.compile(r"[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?")
_NUMBER: Final = re.compile(
    r"[+-]?([0-9]{1,15}(\.[0-9]{0,15})?|\.[0-9]{1,15})([eE][+-]?[0-9]{1,2})?"
)
_WHOLE: Final = re.compile(r"[+-]?[0-9]{1,9}(\.0{1,9})?")
_FIRST_NUMBER: Final = re.compile(r"([+-]?[0-9]{1,9}(?:[.,][0-9]{1,2})?)(?: ?[A-Za-z]{1,20})?")


def refusal(reason: str, help: str) -> PydanticCustomError:
    """What a value is not, to stand after "`field` is `value`, "; and how to mend it."""
    return PydanticCustomError("refusal", "{reason}", {"reason": reason, "help": help})


def _number(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    text = value.strip()
    if not _NUMBER.fullmatch(text):
        raise refusal("which is no number", _in_digits(text, _NUMBER))
    return float(text)


def _whole_number(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    text = value.strip()
    if not _WHOLE.fullmatch(text):
        raise refusal("which is no whole number", _in_digits(text, _WHOLE))
    return int(text.partition(".")[0])


def _in_digits(text: str, grammar: re.Pattern[str]) -> str:
    """`write 1.5` for `1,5` and `1.5 hours`; empty where no number can be told."""
    first = _FIRST_NUMBER.fullmatch(text)
    number = first[1].replace(",", ".") if first else ""
    return f"write `{number}`" if grammar.fullmatch(number) else ""


def _score(value: Any) -> Any:
    return None if value == FROM_THRESHOLD else _number(value)


def _truth(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    word = value.strip().lower()
    if word in ("true", "yes", "on"):
        return True
    if word in ("false", "no", "off"):
        return False
    raise refusal("which is neither `true` nor `false`", "write `true` or `false`")


def _id(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    if value.startswith(OURS):
        help = "give it another id: those of a page's own parts begin so"
        raise refusal(f"which begins with `{OURS}`", help)
    if _ID.fullmatch(value) and len(value) <= MAX_ID_LENGTH:
        return value
    if len(value) > MAX_ID_LENGTH:
        raise refusal(f"which has more than {MAX_ID_LENGTH} characters", "give it a shorter id")
    odd = next((c for c in value if not (c.isascii() and (c.isalnum() or c in "-_."))), "")
    help = "an id has letters `a` to `z`, digits, and `-`, `_` or `.` between them"
    if value.isascii() and (instead := slug(value)):
        help = f"write `{instead}`: {help}"
    if odd:
        shown = f"`{odd}`" if odd.isascii() else f"`{odd}` (U+{ord(odd):04X})"
        raise refusal(f"which holds {'a space' if odd == ' ' else shown}", help)
    raise refusal("which starts or ends with a mark" if value else "where an id belongs", help)


def _folder_id(value: Any) -> Any:
    if isinstance(value, str) and value.partition(".")[0].lower() in WINDOWS_NAMES:
        raise refusal("which Windows allows for no folder", "give it another id")
    return _id(value)


def _one_or_many(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


FROM_THRESHOLD: Final = "from-threshold"
"""A criterion's score that is the threshold of the competency's target level."""

_DIGITS: Final = AlsoWritten({"type": "string", "pattern": r"^\s*[+-]?(\d+(\.\d*)?|\.\d+)\s*$"})
"""In quotes a number is one, too."""

_ID_FORM: Final = AlsoWritten(
    but={
        "type": ["string", "integer"],
        "pattern": f"^{_ID.pattern}$",
        "maxLength": MAX_ID_LENGTH,
    }
)

Number = Annotated[float, BeforeValidator(_number), _DIGITS]
"""Decimal digits; `1_000`, `0x10`, `inf`, `nan` and `true` are no numbers here."""

WholeNumber = Annotated[int, BeforeValidator(_whole_number), _DIGITS]

Score = Annotated[
    float | None, BeforeValidator(_score), _DIGITS, AlsoWritten({"const": FROM_THRESHOLD})
]

Truth = Annotated[bool, BeforeValidator(_truth), AlsoWritten({"enum": ["yes", "no", "on", "off"]})]

Id = Annotated[str, BeforeValidator(_id), _ID_FORM]
"""The grammar of design.md §1; letters may be capital, and stay so."""

FolderId = Annotated[str, BeforeValidator(_folder_id), _ID_FORM]
"""An id that becomes the name of a folder."""

Words = Annotated[tuple[str, ...], BeforeValidator(_one_or_many), AlsoWritten({"type": "string"})]
"""A list, or one text that names one thing or several with commas between; see `elements`."""
