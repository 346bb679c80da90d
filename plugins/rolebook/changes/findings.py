"""The findings of two states in; which of them are new, mended, and still there out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from rolebook.changes.states import States
from rolebook.diagnostics import Diagnostic, Severity
from rolebook.diagnostics.baseline import fingerprints


@dataclass(frozen=True, slots=True)
class Findings:
    """How the findings of two states compare, each sorted by place."""

    new: tuple[Diagnostic, ...]
    mended: tuple[Diagnostic, ...]
    """At their places in the old state."""

    remaining: tuple[Diagnostic, ...]
    agreed: frozenset[tuple[object, str, str]] = frozenset()
    """The order of each of the new ones that the baseline agrees to live with."""

    def counts(self, severity: Severity) -> tuple[int, int, int]:
        """How many are new, mended, and still there."""
        new, mended, remaining = (
            sum(one.level is severity for one in some)
            for some in (self.new, self.mended, self.remaining)
        )
        return new, mended, remaining

    def failing(self, severity: Severity) -> int:
        """How many new ones nobody has agreed to."""
        return sum(one.level is severity and one.order not in self.agreed for one in self.new)


def compared_findings(
    old: tuple[Diagnostic, ...],
    new: tuple[Diagnostic, ...],
    states: States,
    agreed: Iterable[Diagnostic] = (),
) -> Findings:
    """A finding is known by its rule, file and message, with everything by its name of today."""
    waiting: dict[tuple[str, str, str], list[Diagnostic]] = defaultdict(list)
    before = [_now(one, states) for one in old]
    for one, name in zip(old, fingerprints(before), strict=True):
        waiting[name.path, name.code, states.retold(name.message)].append(one)
    came: list[Diagnostic] = []
    stays: list[Diagnostic] = []
    for one, name in zip(new, fingerprints(new), strict=True):
        alike = waiting[name.path, name.code, states.retold(name.message)]
        if alike:
            alike.pop(0)
            stays.append(one)
        else:
            came.append(one)
    mended = sorted((one for left in waiting.values() for one in left), key=lambda one: one.order)
    return Findings(
        tuple(came), tuple(mended), tuple(stays), frozenset(one.order for one in agreed)
    )


def _now(one: Diagnostic, states: States) -> Diagnostic:
    path = states.paths.get(one.span.path, one.span.path)
    message = one.message
    if one.span.path in message:
        message = message.replace(one.span.path, path)
    return replace(one, span=one.span._replace(path=path), message=message)
