"""A checked library in; its sources with everything mended that can be mended exactly, out.

Fixes are tried together, and the library is checked again with them. Where that does not lessen the
findings, the half that is to blame is looked for, and left out. So it goes on, in rounds, until
nothing can be mended: a second run changes nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from rolebook.diagnostics import Diagnostic, Severity
from rolebook.diagnostics.baseline import Fingerprint, fingerprints
from rolebook.edits.between import edits_between
from rolebook.edits.change import Change, Move, Refused, change_of
from rolebook.edits.fixes import fix_of
from rolebook.edits.sources import changed_sources
from rolebook.graph.library_graph import LibraryGraph
from rolebook.model import Sources
from rolebook.text.source import Source

MOST_ROUNDS: Final = 10
MOST_CHECKS: Final = 150
"""Half a minute of a collection of 300 agents, should many fixes help nothing."""


class Checked(Protocol):
    """What is asked of a checked library."""

    @property
    def graph(self) -> LibraryGraph: ...

    @property
    def everything(self) -> tuple[Diagnostic, ...]: ...


Check = Callable[[Sources], Checked]


@dataclass(frozen=True, slots=True)
class Mended:
    """What became of a library."""

    change: Change
    """From the sources as they were, all rounds together."""

    fixed: tuple[Diagnostic, ...]
    """The findings that were mended, in the order of their rounds."""

    checked: Checked
    """The library after the change."""


@dataclass(frozen=True, slots=True)
class _State:
    sources: Sources
    checked: Checked
    moves: tuple[Move, ...] = ()


_Fixes = Sequence[tuple[Diagnostic, Change]]


def mended(
    sources: Sources,
    checked: Checked,
    check: Check,
    wanted: Callable[[Diagnostic], bool] = lambda finding: True,
) -> Mended:
    """Everything that can be mended of what is `wanted`; `check` checks sources of no disk."""
    state, fixed = _State(sources, checked), list[Diagnostic]()
    trial, failed = _Trial(check), set[Fingerprint]()
    for _ in range(MOST_ROUNDS):
        found = state.checked.everything
        names = {id(one): name for one, name in zip(found, fingerprints(found), strict=True)}
        asked = [one for one in found if names[id(one)] not in failed and wanted(one)]
        fixes = list(_apart((one, fix_of(one, state.checked.graph)) for one in asked))
        if not fixes:
            break
        trial.refused.clear()
        state, done = trial.of(state, fixes)
        fixed += done
        failed.update(names[id(one)] for one in trial.refused)
        if not done:
            break
    return Mended(_whole(sources, state), tuple(fixed), state.checked)


def _apart(
    fixes: Iterable[tuple[Diagnostic, Change | None]],
) -> Iterator[tuple[Diagnostic, Change]]:
    """Those that touch nothing that one before them touches; the others wait for the next round."""
    taken: list[Change] = []
    lines: dict[str, set[int]] = {}
    moved: set[str] = set()
    for finding, fix in fixes:
        if fix is None or fix in taken:
            continue
        touched = {
            (one.span.path, line)
            for one in fix.edits
            for line in range(one.span.line, one.span.end_line + 1)
        }
        paths = {path for one in fix.moves for path in one}
        if paths & (moved | lines.keys()) or any(
            path in moved or line in lines.get(path, ()) for path, line in touched
        ):
            continue
        taken.append(fix)
        moved |= paths
        for path, line in touched:
            lines.setdefault(path, set()).add(line)
        yield finding, fix


class _Trial:
    """Tries fixes; knows which of them help nothing, and how often it may still check."""

    def __init__(self, check: Check) -> None:
        self._check: Final = check
        self._left = MOST_CHECKS
        self.refused: Final[list[Diagnostic]] = []

    def of(self, state: _State, fixes: _Fixes) -> tuple[_State, list[Diagnostic]]:
        """The state with those of the fixes that lessen the findings, and what they mend.

        What changes a file that another has just changed is neither made nor refused.
        """
        if self._left <= 0:
            return state, []
        change = change_of(
            (edit for _, one in fixes for edit in one.edits),
            (move for _, one in fixes for move in one.moves),
        )
        if after := self._after(state, fixes, change):
            return after, [one for one, _ in fixes]
        if len(fixes) == 1:
            self.refused.append(fixes[0][0])
            return state, []
        half = len(fixes) // 2
        state, first = self.of(state, fixes[:half])
        if first and any(one.moves for _, one in fixes):
            return state, first  # places of the other half may lie elsewhere by now
        others = [one for one in fixes[half:] if not first or _elsewhere(one[1], fixes[:half])]
        state, second = self.of(state, others) if others else (state, [])
        return state, first + second

    def _after(self, state: _State, fixes: _Fixes, change: Change) -> _State | None:
        """The state with all of the fixes; none where that does not lessen the findings."""
        try:
            sources = changed_sources(state.sources, change)
        except Refused:
            return None
        self._left -= 1
        after = self._check(sources)
        if not _lessened(state.checked, after, fixes, change):
            return None
        return _State(sources, after, (*state.moves, *change.moves))


def _elsewhere(fix: Change, others: _Fixes) -> bool:
    """Whether a fix lies in other files than those that have changed: its places hold."""
    return not set(fix.paths) & {path for _, one in others for path in one.paths}


def _lessened(before: Checked, after: Checked, fixes: _Fixes, change: Change) -> bool:
    """Whether all that was to be mended is gone, and nothing came that is as grave: of what can be
    read at last, or has its right name, more may be found."""
    was = Counter((o.rule.code, change.moved(o.span.path)) for o in before.everything)
    now = Counter((one.rule.code, one.span.path) for one in after.everything)
    came, gone = now - was, was - now
    if any((one.rule.code, change.moved(one.span.path)) not in gone for one, _ in fixes):
        return False
    if not came:
        return True
    new = (one.level for one in after.everything if (one.rule.code, one.span.path) in came)
    return max(map(_weight, new)) < min(_weight(one.level) for one, _ in fixes)


def _weight(level: Severity) -> int:
    return (Severity.OFF, Severity.INFO, Severity.WARNING, Severity.ERROR).index(level)


def _whole(sources: Sources, state: _State) -> Change:
    """What all rounds together did."""
    moves = Change(moves=state.moves)
    after = {one.path: one.text for one in _all(state.sources)}
    edits = [
        edit
        for one in _all(sources)
        for edit in edits_between(one, after[moves.moved(one.path)])
        if after[moves.moved(one.path)] != one.text
    ]
    return change_of(edits, state.moves)


def _all(sources: Sources) -> Iterator[Source]:
    groups = (sources.roles, sources.atlases, sources.profiles, sources.docs, sources.among)
    return iter({one.path: one for group in groups for one in group}.values())
