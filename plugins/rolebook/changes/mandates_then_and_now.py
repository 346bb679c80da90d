"""The mandates of two states in; what became of each responsibility out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from rolebook.changes.meaning import ALIKE, alike_in_all, stems
from rolebook.changes.meaning import said as words_of
from rolebook.changes.pairing import MOST_BEARERS, Pairs, likely
from rolebook.graph.library_graph import LibraryGraph
from rolebook.model import Responsibility, Role
from rolebook.text.statements import content

_ELSEWHERE: Final = 0.8
"""0..1: with so much in common, what left one mandate is what entered another."""

_WITHIN: Final = 0.6
"""0..1: so much of a part's statement stands in what was split."""

_COVERED: Final = 0.7
"""0..1: so much of what was split stands in its parts."""


@dataclass(frozen=True)
class Held:
    """A responsibility, and the role whose mandate holds it."""

    role: Role
    item: Responsibility

    @property
    def name(self) -> str:
        """`domain/id#key`."""
        return f"{self.role.name}#{self.item.key}"

    @property
    def detail(self) -> str:
        """What is said of it besides its statement."""
        return f"{self.item.detail}\n\n{self.item.body.text if self.item.body else ''}".strip()

    @property
    def whole(self) -> str:
        """The statement with what is said of it."""
        return f"{self.item.statement} — {self.detail}" if self.detail else self.item.statement


@dataclass(frozen=True)
class Mandates:
    """What became of every responsibility between two states."""

    stayed: tuple[tuple[Held, Held], ...]
    """In the mandate of the same role, whatever is said of it now."""

    moved: tuple[tuple[Held, Held], ...]
    """From the mandate of one role into that of another."""

    split: tuple[tuple[Held, tuple[Held, ...]], ...]
    merged: tuple[tuple[tuple[Held, ...], Held], ...]
    removed: tuple[Held, ...]
    added: tuple[Held, ...]

    def names(self) -> dict[str, str]:
        """What each old responsibility (`domain/id#key`) is called now, if it still is one."""
        return {one.name: other.name for one, other in (*self.moved, *self.stayed)}


def mandates(
    old: LibraryGraph,
    new: LibraryGraph,
    roles: Pairs[Role],
    said: Callable[[str], tuple[str, ...]],
) -> Mandates:
    """`said` are the words of a text, with everything by its name of today.

    Items are the same by their statement, then by key, then by what they say; first within a
    role, and what is left of it across roles."""
    stayed: list[tuple[Held, Held]] = []
    moved: list[tuple[Held, Held]] = []
    gone = _Pool(Held(role, item) for _, role in sorted(old.roles.items()) for item in role.mandate)
    come = _Pool(Held(role, item) for _, role in sorted(new.roles.items()) for item in role.mandate)
    # whoever takes over all that another role held and is that role is no other one
    now = {one.name: other.name for one, other in roles.both}

    def take(pairs: Iterable[tuple[Held, Held]]) -> None:
        for one, other in pairs:
            same = now.get(one.role.name) == other.role.name
            (stayed if same else moved).append((one, other))
            gone.remove(one)
            come.remove(other)

    def within(pair: Callable[[list[Held], list[Held]], Iterable[tuple[Held, Held]]]) -> None:
        for one, other in roles.both:
            here, there = gone.of(one), come.of(other)
            if here and there:
                take([*pair(here, there)])

    def stated(one: Held) -> object:
        return said(one.item.statement)

    within(lambda here, there: _by(stated, here, there))
    take([*_by(stated, gone.all(), come.all())])
    split = [*_split(gone.all(), come.all())]
    for whole, parts in split:
        gone.remove(whole)
        for part in parts:
            come.remove(part)
    merged = [(parts, whole) for whole, parts in _split(come.all(), gone.all())]
    for parts, whole in merged:
        come.remove(whole)
        for part in parts:
            gone.remove(part)
    within(lambda here, there: _by(lambda one: one.item.key, here, there))
    within(lambda here, there: _alike(here, there, ALIKE))
    take([*_alike(gone.all(), come.all(), _ELSEWHERE)])
    return Mandates(
        tuple(stayed),
        tuple(moved),
        tuple(split),
        tuple(merged),
        tuple(gone.all()),
        tuple(come.all()),
    )


class _Pool:
    """What is not yet put beside anything, in its order."""

    def __init__(self, held: Iterable[Held]) -> None:
        self._held = {id(one): one for one in held}
        self._of: dict[str, dict[int, Held]] = defaultdict(dict)
        for key, one in self._held.items():
            self._of[one.role.name][key] = one

    def remove(self, one: Held) -> None:
        del self._held[id(one)], self._of[one.role.name][id(one)]

    def all(self) -> list[Held]:
        return [*self._held.values()]

    def of(self, role: Role) -> list[Held]:
        return [*self._of[role.name].values()]


def _by(
    name: Callable[[Held], object], old: Sequence[Held], new: Sequence[Held]
) -> Iterator[tuple[Held, Held]]:
    """Those of one name, in their order; what holds no words has none."""
    waiting: dict[object, list[Held]] = defaultdict(list)
    for one in old:
        waiting[name(one)].append(one)
    for other in new:
        if (named := name(other)) and waiting[named]:
            yield waiting[named].pop(0), other


def _alike(old: Sequence[Held], new: Sequence[Held], least: float) -> Iterator[tuple[Held, Held]]:
    yield from likely(
        old,
        new,
        lambda one: words_of(f"{one.item.statement} {one.item.detail}"),
        lambda one, other: alike_in_all(
            (one.item.statement, one.item.detail), (other.item.statement, other.item.detail)
        ),
        least,
    )


def _split(
    wholes: Sequence[Held], parts: Sequence[Held]
) -> Iterator[tuple[Held, tuple[Held, ...]]]:
    """Items of which each says a part of what another one said, and together all of it."""
    bearers: Mapping[str, list[Held]] = defaultdict(list)
    for part in parts:
        for stem in stems(part.item.statement):
            bearers[stem].append(part)
    taken: set[int] = set()
    for whole in wholes:
        words = stems(whole.item.statement)
        near = {
            id(part): part
            for stem in words
            if len(bearers.get(stem, ())) <= MOST_BEARERS
            for part in bearers.get(stem, ())
            if id(part) not in taken
        }
        found = [part for part in near.values() if _is_part(part, whole, words)]
        chosen = _each_with_its_own(found, whole, words)
        covered = frozenset().union(*(stems(part.item.statement) & words for part in chosen))
        if len(chosen) > 1 and len(covered) >= _COVERED * len(words):
            taken |= {id(part) for part in chosen}
            yield whole, tuple(chosen)


def _each_with_its_own(found: Sequence[Held], whole: Held, words: frozenset[str]) -> list[Held]:
    """Of what may be parts of an item, those that each say something of it that no other says."""
    shares = {id(part): stems(part.item.statement) & words for part in found}
    elsewhere = {id(part): part.role.name != whole.role.name for part in found}
    chosen: list[Held] = []
    covered: frozenset[str] = frozenset()
    for part in sorted(
        found, key=lambda one: (elsewhere[id(one)], -len(shares[id(one)]), one.item.span)
    ):
        if shares[id(part)] - covered and shares[id(part)] < words:
            chosen.append(part)
            covered |= shares[id(part)]
    alone = [
        part
        for part in chosen
        if shares[id(part)].difference(*(shares[id(o)] for o in chosen if o is not part))
    ]
    return sorted(alone, key=lambda one: (elsewhere[id(one)], one.item.span))


def _is_part(part: Held, whole: Held, words: frozenset[str]) -> bool:
    """Whether most of a statement stands in what was one item; in the mandate of another role, all
    of it."""
    own = stems(part.item.statement)
    least = _WITHIN if part.role.id == whole.role.id else 1
    return bool(own & words) and len(own & (words | content(whole.item.detail))) >= least * len(own)
