"""A code fence in, HTML with Pygments' token classes as Material colours them out."""

from __future__ import annotations

import functools
import html
from typing import Final

from pygments import lex  # type: ignore[import-untyped]
from pygments.lexer import Lexer  # type: ignore[import-untyped]
from pygments.lexers import get_lexer_by_name  # type: ignore[import-untyped]
from pygments.token import STANDARD_TYPES  # type: ignore[import-untyped]

_LANGUAGES: Final = """
bash c c++ console cpp cs csharp css diff docker dockerfile go html http ini java javascript js json
jsonc jsx kotlin make makefile php powershell py python rb ruby rust scss sh shell sql swift toml ts
tsx typescript xml yaml yml zsh
"""
LANGUAGES: Final = frozenset(_LANGUAGES.split())
"""Lexers that were timed on crafted input; any other language is plain text.

There are 500 lexers, some take exponential time, and `mermaid` would have Material fetch a script
from another host.
"""

MAX_HIGHLIGHTED: Final = 50_000
"""Characters; longer code is plain text."""

MAX_LINE: Final = 2_000
"""Characters; code with a longer line is no code that anybody reads."""


def highlighted(code: str, language: str) -> str:
    """Code as the inside of a `<code>` element."""
    lexer = _lexer(language.lower()) if language.lower() in LANGUAGES else None
    if lexer is None or len(code) > MAX_HIGHLIGHTED or _widest(code) > MAX_LINE:
        return html.escape(code, quote=False)
    out: list[str] = []
    last, run = "", ""
    for token, text in lex(code, lexer):
        kind = STANDARD_TYPES.get(token, "")
        while not kind and token.parent:
            token = token.parent
            kind = STANDARD_TYPES.get(token, "")
        if kind != last:
            out.append(_span(last, run))
            last, run = kind, ""
        run += text
    return "".join([*out, _span(last, run)])


def _span(kind: str, text: str) -> str:
    escaped = html.escape(text, quote=False)
    return f'<span class="{kind}">{escaped}</span>' if kind and text else escaped


def _widest(code: str) -> int:
    return max(map(len, code.split("\n")))


@functools.cache
def _lexer(language: str) -> Lexer:
    return get_lexer_by_name(language, stripnl=False)
