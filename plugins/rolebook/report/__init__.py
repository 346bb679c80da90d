"""Findings in, one text of them out; a format a module."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Final

from rolebook.report import github, gitlab, json, junit, lines, markdown, sarif, text
from rolebook.report.findings import Findings

FORMATS: Final[dict[str, Callable[[Findings], str]]] = {
    "text": text.render,
    "lines": lines.render,
    "json": json.render,
    "sarif": sarif.render,
    "github": github.render,
    "markdown": markdown.render,
    "gitlab": gitlab.render,
    "junit": junit.render,
}
"""Every format of `rolebook check --format`; each renders the same findings in the same order."""

FOR_PEOPLE: Final = frozenset({"text", "lines"})
"""Formats that a terminal shows; the others are UTF-8 wherever they are printed."""

_BEGUN: Final = re.compile(
    r"""[^\n]*:\d+:\d+:\ (?:error|warning|info)\[RB\d{3}\]\   # text and lines
    | \d+\ roles?,\ \d+\ boundar                            # text without a finding
    | \{\n\ \ "version":\ 1,\n\ \ "summary"                  # json
    | \{\n\ \ "\$schema":\ "[^"]*sarif-schema              # sarif
    | \[\]\n\Z | \[\n\ \ \{\n\ \ \ \ "description":\ .*\n\ \ \ \ "check_name":\ "RB   # gitlab
    | <\?xml\ [^\n]*\n<testsuites\ name="rolebook"         # junit
    | ::(?:error|warning|notice)\ (?:file=[^\n]*title=RB|title=baseline)
    | \#\#\#\ Rolebook:\                                     # markdown
    | \s*\Z""",
    re.VERBOSE,
)


def is_report(file: Path) -> bool:
    """Whether a file begins as a report of ours does, so that a new one may replace it."""
    try:
        return _BEGUN.match(file.read_text("utf-8")) is not None
    except (OSError, UnicodeDecodeError):
        return False


__all__ = ["FORMATS", "FOR_PEOPLE", "Findings", "is_report"]
