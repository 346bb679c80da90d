"""A code fence in, HTML with Pygments' token classes as Material colours them out."""

from __future__ import annotations

import functools
import html
import re
from collections.abc import Mapping
from typing import Final

from pygments import lex  # type: ignore[import-untyped]
from pygments.lexer import Lexer  # type: ignore[import-untyped]
from pygments.lexers import get_lexer_by_name  # type: ignore[import-untyped]
from pygments.token import STANDARD_TYPES  # type: ignore[import-untyped]

LANGUAGES: Final[Mapping[str, str]] = {
    "bash": "bash",
    "console": "console",
    "diff": "diff",
    "docker": "docker",
    "dockerfile": "docker",
    "ini": "ini",
    "javascript": "javascript",
    "js": "javascript",
    "json": "json",
    "jsx": "javascript",
    "py": "python",
    "python": "python",
    "sh": "bash",
    "shell": "bash",
    "sql": "sql",
    "toml": "toml",
    "ts": "typescript",
    "tsx": "typescript",
    "typescript": "typescript",
    "yaml": "yaml",
    "yml": "yaml",
    "zsh": "bash",
}
"""Lexers by what a fence may call them; any other language is plain text.

Pygments has 500 lexers whose expressions nobody timed: 8 KB of empty lines take that of C ten
seconds. These take at most 0.2 s for what is coloured at all, whatever it is made of. And
`mermaid` is not among them: it would have Material fetch a script from another host.
"""

MAX_CODE: Final = 10_000
"""Characters; longer code is plain text."""

_MAX_LINE: Final = 500
_EMPTY_LINES: Final = re.compile(r"(?:^[ \t]*+\n){20}", re.M)


def highlighted(code: str, language: str) -> str:
    """Code as the inside of a `<code>` element."""
    name = LANGUAGES.get(language.lower())
    if name is None or not _is_quick(code):
        return html.escape(code, quote=False)
    out: list[str] = []
    last, run = "", ""
    for token, text in lex(code, _lexer(name)):
        kind = STANDARD_TYPES.get(token, "")
        while not kind and token.parent:
            token = token.parent
            kind = STANDARD_TYPES.get(token, "")
        kind = "" if kind == "w" else kind  # nobody colours white space
        if kind != last:
            out.append(_span(last, run))
            last, run = kind, ""
        run += text
    return "".join([*out, _span(last, run)])


def _span(kind: str, text: str) -> str:
    escaped = html.escape(text, quote=False)
    return f'<span class="{kind}">{escaped}</span>' if kind and text else escaped


def _is_quick(code: str) -> bool:
    return (
        len(code) <= MAX_CODE
        and max(map(len, code.split("\n"))) <= _MAX_LINE
        and not _EMPTY_LINES.search(code)
    )


@functools.cache
def _lexer(language: str) -> Lexer:
    return get_lexer_by_name(language, stripnl=False)
