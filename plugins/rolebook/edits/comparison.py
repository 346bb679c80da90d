"""The findings before and after a rename in; those that are not the same but for the name out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from rolebook.diagnostics import Diagnostic
from rolebook.diagnostics.baseline import Fingerprint, fingerprints
from rolebook.edits.change import Change
from rolebook.edits.naming import NewName


class Difference(NamedTuple):
    """What a rename does to the findings, besides their names: nothing, where all is well."""

    new: tuple[Diagnostic, ...]
    gone: tuple[Fingerprint, ...]
    """As they were called before."""


class Comparison:
    """Knows which finding before a rename is which after it."""

    def __init__(self, name: NewName, change: Change) -> None:
        self._change = change
        self._new = name.id
        self._old = re.compile(rf"(?<![A-Za-z0-9_-]){re.escape(name.old)}(?![A-Za-z0-9_-])")

    def difference(self, before: Iterable[Diagnostic], after: Iterable[Diagnostic]) -> Difference:
        """The findings that only one side has."""
        found = tuple(after)
        names = Counter(map(self._after, fingerprints(found)))
        gone = []
        for one in fingerprints(before):
            renamed = self._before(one)
            if names[renamed]:
                names[renamed] -= 1
            else:
                gone.append(one)
        new = []
        for diagnostic, one in zip(found, fingerprints(found), strict=True):
            if names[self._after(one)]:
                names[self._after(one)] -= 1
                new.append(diagnostic)
        return Difference(tuple(new), tuple(gone))

    def baseline(
        self, known: Iterable[Fingerprint], after: Iterable[Diagnostic]
    ) -> tuple[Fingerprint, ...]:
        """The entries of a baseline as they are called from now on, sorted."""
        now = {self._after(one): one for one in fingerprints(after)}
        return tuple(sorted({now.get(one, one) for one in map(self._before, known)}))

    def _before(self, one: Fingerprint) -> Fingerprint:
        return self._after(replace(one, path=self._change.moved(one.path)))

    def _after(self, one: Fingerprint) -> Fingerprint:
        """With the new name wherever the old one stands: in an alias it goes on standing."""
        return replace(one, message=self._old.sub(self._new, one.message))
