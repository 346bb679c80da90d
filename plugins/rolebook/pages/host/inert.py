"""Finished HTML in, the same in one line that no Markdown and no extension wakes out.

Extensions act on lines before anything knows that they stand within HTML: a line of backticks is
a fence, `--8<--` and `{!…!}` are files, `{{…}}` is a program. So there is one line, which begins
with our tag, and what extensions look for anywhere in a line is written as character references.
"""

from __future__ import annotations

import html
import json
import re
from typing import Final

_PIECE: Final = re.compile(r'(<[a-zA-Z/](?>(?:[^"<>]|"[^"]*")*)>)')
"""A tag of ours: attributes in double quotes, as every template and the sanitiser write them."""

_LOUD: Final = re.compile(r"[{}\[\]`]|~~(?=~)|::(?=:)|--(?=8)|\\(?=[()\[\]])|\$(?=\$)")
"""What programs, files, fences, links and formulas begin with."""

_BREAKS: Final = re.compile(r"[\t\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
"""What a host may take for the end of a line, and tabs, which Python-Markdown makes spaces of."""

_NO_YAML: Final = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")
"""What JSON leaves as it is and YAML refuses, or takes for the end of a line."""


def inert(markup: str) -> str:
    """A page's HTML without anything that a Markdown extension acts on."""
    out: list[str] = []
    preformatted = 0
    for place, piece in enumerate(_PIECE.split(markup)):
        if place % 2:
            name = piece[1:5].lower()
            preformatted += name in ("pre>", "pre ")
            preformatted -= name == "/pre"
            out.append(_silent(_tag(piece)))
        elif preformatted > 0:
            out.append(_silent(_BREAKS.sub(_reference, piece)))
        else:
            out.append(_silent(_BREAKS.sub(" ", piece)))
    return "".join(out)


def inert_text(text: str) -> str:
    """Plain text as a host shows it that escapes nothing, as YAML in double quotes."""
    escaped = _silent(html.escape(_BREAKS.sub(" ", text)))
    written = json.dumps(escaped, ensure_ascii=False)
    return _NO_YAML.sub(lambda match: f"\\u{ord(match[0]):04x}", written)


def _tag(tag: str) -> str:
    """A tag in one line: in an attribute's value a break is kept, between attributes a space."""
    parts = tag.split('"')
    breaks = (_BREAKS.sub(_reference if n % 2 else " ", one) for n, one in enumerate(parts))
    return '"'.join(breaks)


def _silent(text: str) -> str:
    return _LOUD.sub(lambda match: "".join(map(_referred, match[0])), text)


def _referred(character: str) -> str:
    return f"&#{ord(character)};"


def _reference(match: re.Match[str]) -> str:
    # HTML reads the reference of a C1 control as a letter of Windows-1252
    return _referred(match[0]) if match[0] in "\t\u2028\u2029" else "&#10;"
