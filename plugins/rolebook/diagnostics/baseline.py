"""The findings of a run and those that a library has agreed to live with in; the new ones out.

A finding is known by its code, file and message, and where a file has several that are alike, by
their number; never by its line, so that an edit elsewhere in the file brings nothing back. The
same identity tells other programs which finding of two runs is one (SARIF's partial fingerprints).
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from rolebook.diagnostics import Diagnostic

VERSION: Final = 1

_PLACE: Final = re.compile(r"(\.\w+):\d+:\d+\b")
"""A file, line and column that a message names; the last two move with every edit above."""


class BrokenBaseline(Exception):
    """The file is no baseline, or one of a later version."""


@dataclass(frozen=True, slots=True, order=True)
class Fingerprint:
    """What makes a finding the same one in two runs."""

    path: str
    code: str
    message: str
    """Without lines and columns."""

    nth: int
    """From 1, in the order of the file; several findings may be alike in all the rest."""


@dataclass(frozen=True, slots=True)
class Compared:
    """The findings of a run, next to a baseline."""

    new: tuple[Diagnostic, ...]
    """In their order."""

    known: tuple[Diagnostic, ...]
    """Those that are in the baseline, in their order."""

    gone: frozenset[Fingerprint]
    """The entries of the baseline that no longer occur."""

    @property
    def hidden(self) -> int:
        """How many findings are in the baseline."""
        return len(self.known)

    @property
    def mended(self) -> int:
        """How many entries of the baseline no longer occur."""
        return len(self.gone)


def fingerprints(diagnostics: Iterable[Diagnostic]) -> tuple[Fingerprint, ...]:
    """The fingerprint of each finding, in the order given."""
    seen: Counter[tuple[str, str, str]] = Counter()
    found = []
    for one in diagnostics:
        alike = (one.span.path, one.rule.code, _PLACE.sub(r"\1", one.message))
        seen[alike] += 1
        found.append(Fingerprint(*alike, seen[alike]))
    return tuple(found)


def digest(one: Fingerprint) -> str:
    """A short name of a fingerprint, for programs that keep track of findings."""
    written = json.dumps([one.path, one.code, one.message, one.nth])
    return hashlib.sha256(written.encode()).hexdigest()[:32]


def compare(diagnostics: tuple[Diagnostic, ...], baseline: frozenset[Fingerprint]) -> Compared:
    """Which findings are new, and how far the baseline is out of date."""
    found = fingerprints(diagnostics)
    pairs = list(zip(diagnostics, found, strict=True))
    return Compared(
        tuple(one for one, name in pairs if name not in baseline),
        tuple(one for one, name in pairs if name in baseline),
        baseline.difference(found),
    )


def write_baseline(diagnostics: Iterable[Diagnostic]) -> str:
    """A JSON file that names every finding, one a line, sorted: a diff shows what was mended."""
    return written(fingerprints(diagnostics))


def written(known: Iterable[Fingerprint]) -> str:
    """The same of findings that are known by their fingerprints."""
    entries = [_entry(one) for one in sorted(known)]
    lines = ",\n".join(json.dumps(one, ensure_ascii=False) for one in entries)
    return f'{{"version": {VERSION}, "findings": [\n{lines}\n]}}\n'


def read_baseline(text: str) -> frozenset[Fingerprint]:
    """The findings that a file names. Raises `BrokenBaseline`."""
    try:
        read = json.loads(text)
    except (ValueError, RecursionError):
        raise BrokenBaseline("it is not valid JSON") from None
    if not isinstance(read, dict) or not isinstance(read.get("findings"), list):
        raise BrokenBaseline("it has no list `findings`")
    if read.get("version") != VERSION:
        raise BrokenBaseline(f"its `version` is not {VERSION}")
    return frozenset(_read(entry, index) for index, entry in enumerate(read["findings"], 1))


def _entry(one: Fingerprint) -> dict[str, Any]:
    entry = {"code": one.code, "path": one.path, "message": one.message}
    return entry if one.nth == 1 else {**entry, "nth": one.nth}


def _read(entry: Any, index: int) -> Fingerprint:
    match entry:
        case {"code": str(code), "path": str(path), "message": str(message), **others}:
            nth = others.get("nth", 1)
            if type(nth) is int and nth >= 1:
                return Fingerprint(path, code, message, nth)
    raise BrokenBaseline(f"its finding {index} is not a `code`, a `path` and a `message`")
