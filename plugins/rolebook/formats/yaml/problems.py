"""The YAML library's complaint in; a diagnostic in the author's words, with its place, out."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final, NamedTuple

import yaml

from rolebook.diagnostics import Diagnostic, Related
from rolebook.diagnostics.catalogue import rule
from rolebook.text.source import Source

UNREADABLE: Final = re.compile(
    r"[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
)
"""What YAML allows nowhere in a text (YAML 1.2.2 §5.1), as libyaml sees it."""

_QUOTE: Final = "quote"  # the help shows the line with its value in quotes
_CLOSE: Final = "write the same quote at the end of the value"
_CHARACTER: Final = "{character}"


class _Known(NamedTuple):
    """A sentence of libyaml, and what an author is told instead."""

    sign: str
    message: str
    help: str
    at_context: bool = False
    """The fault lies where the thing began that could not be finished."""


_KNOWN: Final = (
    _Known("mapping values are", "this `:` starts a mapping where only text may stand", _QUOTE),
    _Known("tab character", "a tab indents this line", "indent with spaces"),
    _Known("cannot start any", f"a value may not start with {_CHARACTER}", _QUOTE),
    _Known("alphabetic or numeric", f"a value may not start with {_CHARACTER}", _QUOTE, True),
    _Known("unexpected end", "the quote that opens here is never closed", _CLOSE, True),
    _Known("document indicator", "the quote that opens here is never closed", _CLOSE, True),
    _Known("',' or ']'", "this list lacks a `,` or its closing `]`", "write it before this"),
    _Known("',' or '}'", "this mapping lacks a `,` or its closing `}`", "write it before this"),
    _Known("expected key", "this line does not fit the mapping around it", "indent it as its keys"),
    _Known(
        "'-' indicator", "this stands in a list without a `-` before it", "write `- ` before it"
    ),
    _Known("expected ':'", "this line is no `key: value`", "add the `:`, or indent the line", True),
    _Known(
        "unknown escape", "this is no escape within double quotes", "write `\\\\` for a backslash"
    ),
    _Known("Unicode character", "this escape is no whole character", "write the character itself"),
    _Known("hexdecimal", "this escape lacks digits", "write `\\\\` for a backslash"),
    _Known("block sequence", "a list starts on the line of its key", "start it on the next line"),
    _Known("document start", "this does not belong to what stands above", "indent it as line 1 is"),
    _Known("node content", f"a value should stand here, not {_CHARACTER}", "write it before this"),
    _Known("comment or line", "text follows `|` or `>`", "start the text on the next line"),
)
"""Looked through in this order; libyaml has some fifty sentences, these are what authors meet."""

INVALID_YAML = rule("RB019")
"""A file that no YAML reader understands says nothing, whatever its author meant."""


def yaml_problem(
    error: Exception, source: Source, place: Callable[[int], int], end: int
) -> Diagnostic:
    """The diagnostic for what the YAML library raised about a text that ends at `end`.

    `place` turns an index of the text that the library read into an offset in the source.
    """
    form = "JSON" if source.is_json else "YAML"
    unreadable = None
    if isinstance(error, (yaml.reader.ReaderError, UnicodeError)):
        unreadable = UNREADABLE.search(source.text, place(0), end)
    if unreadable:
        message = f"`U+{ord(unreadable[0]):04X}` is a control character, which no {form} may hold"
        return Diagnostic(INVALID_YAML, message, source.span(*unreadable.span()), "delete it")
    if not isinstance(error, yaml.MarkedYAMLError) or error.problem_mark is None:
        return Diagnostic(INVALID_YAML, f"not valid {form}", source.line_span(1))
    problem, mark, context = error.problem or "", error.problem_mark, error.context_mark
    known = next((one for one in _KNOWN if one.sign in problem), None)
    at = place(mark.index)
    opening = place(context.index) if context else at
    if known is None:
        return _told(source, min(at, end - 1), f"not valid {form}: {problem}", "")
    if known.at_context:
        at = opening
    character = source.text[at : min(at + 1, end)]
    line, column = source.position(at)
    before = source.lines[line - 1][: column - 1].strip()
    message, help = known.message, known.help
    related: tuple[Related, ...] = ()
    if not source.text[at:end].strip() and opening != at:
        at, bracket = opening, source.text[opening : opening + 1]
        message, help = f"the `{bracket}` that opens here is never closed", "close it"
    elif known.sign.startswith("','"):
        related = (Related("it opens here", source.span(opening, opening + 1)),)
    elif known.sign == "mapping values are" and ": " not in before:
        help = "indent it as the keys above, or put the text in quotes"
    elif known.sign == "expected key" and before:
        message, help = "this follows a value that has ended", _QUOTE
    elif character == "\t" and _CHARACTER in message:
        message, help = "a tab stands where only spaces may", "indent with spaces"
    elif not character and _CHARACTER in message:
        message, help = "this ends where a value should stand", "write the value"
    if help == _QUOTE:
        help = f"put the value in quotes: {in_quotes(source.lines[line - 1])}"
    shown = "a backtick" if character == "`" else f"`{character}`"
    message = f"not valid {form}: {message.replace(_CHARACTER, shown)}"
    return _told(source, min(at, end - 1), message, help, related)


def _told(
    source: Source, at: int, message: str, help: str, related: tuple[Related, ...] = ()
) -> Diagnostic:
    """The diagnostic at a character, or at the last word before it where nothing stands there."""
    text = source.text
    while at > 0 and not text[at : at + 1].strip(" \n"):
        at -= 1
    end = at + 1
    if "this line" in message and text[at:end].strip():
        line, column = source.position(at)
        end = at - column + 1 + len(source.lines[line - 1].rstrip())
    return Diagnostic(INVALID_YAML, message, source.span(at, end), help, related)


def in_quotes(line: str) -> str:
    """A line `key: value` with its value in quotes, for a help line; long values are cut."""
    written = quoted(line.strip(), _cut) or 'key: "value"'
    return f"`{written}`"


def quoted(line: str, shown: Callable[[str], str] = str) -> str:
    """A line `key: value` or `- value` with its value in quotes; empty where it is neither."""
    indent = line[: len(line) - len(line.lstrip())]
    start, mark, value = line.strip().partition(":")
    if not mark and start.startswith("- "):
        start, mark, value = "", "-", start[1:]
    start, value = shown(start + mark), value.strip()
    if not mark or not value:
        return ""
    if len(value) > 1 and value[0] == value[-1] and value[0] in "'\"":
        value = value[1:-1]
    if '"' in value and "'" not in value:
        return f"{indent}{start} '{shown(value)}'"
    escaped = shown(value).replace("\\", "\\\\").replace('"', '\\"')
    return f'{indent}{start} "{escaped}"'


def _cut(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:40].rstrip()}…"
