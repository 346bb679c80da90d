"""A boundary and the role it names in; whether that role's mandate speaks of what it is given out.

The match is made of word stems, so it is the same on every machine and can be followed by hand.
A stem weighs the more the fewer roles use it (`log(1 + roles / roles with it)`): "contract" tells
more than "customer". Of what a boundary disowns, the share by weight that the best mandate item
names is its score. What the author says of it after the dash counts too, at a higher bar, since
more words meet more words by chance.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Final

from rapidfuzz import fuzz

from rolebook.graph import Deferral, LibraryGraph, Owner
from rolebook.model import Responsibility, Role
from rolebook.words import stems

CLAIMED_AT: Final = 0.5
"""Share of the disowned words, by weight, that the owner's item must name."""

CLAIMED_BY_PROSE_AT: Final = 0.34
"""The same for the words after the dash; two of them at least must be named."""

SAME_STEM: Final = 88
"""Of 100, as `rapidfuzz.fuzz.ratio` counts: `negoti` and `negotiat` are one stem in two forms."""

_GENERIC: Final = frozenset(
    stem
    for word in (
        "about above after again all also an and any are as at be been before behind being below"
        " between both but by can cannot come could day do does done down during each either else"
        " every for from get give go goes got had has have he her here him his how if in into is"
        " it its itself job just keep kept lane least less let made make many may might more most"
        " much must never no none nor not nothing now of off on once one only or other our out"
        " over own owns owned part per put rather run runs say see set she should so some such"
        " take taken than that the their them then there these they thing this those through to"
        " too two under until up upon us use used very was we well were what when where whether"
        " which while who whom whose why will with within without work would yes yet you your"
        " belong belongs call calls decide decides decision handle handles hold holds manage"
        " manages owner owns role roles remit responsibility itself themselves alone first"
    ).split()
    for stem in stems(word)
)
"""Words that every mandate uses: sharing them says nothing."""

_MARKED: Final = re.compile(r"\*\*[^*]*\*\*|`[^`]*`")


class Verdict(StrEnum):
    """What the owner's own file says of what it is given."""

    CLAIMED = "claimed"
    UNCLAIMED = "unclaimed"
    OWNERLESS = "ownerless"
    EXTERNAL = "external"


@dataclass(frozen=True, slots=True)
class Claim:
    """The verdict on one owner of one boundary."""

    verdict: Verdict
    role: Role | None = None
    """The role that was asked; of a domain, the member that comes nearest."""

    item: Responsibility | None = None
    """The mandate item that comes nearest."""

    score: float = 0.0
    """0..1: the share of what is given, by weight, that the item names."""


class Claims:
    """Asks owners of one library; weights come from all of its mandates."""

    def __init__(self, graph: LibraryGraph) -> None:
        self._graph = graph

    def judge(self, deferral: Deferral, owner: Owner | None) -> Claim:
        """The claim of one owner; of nobody, and of one outside the library, nothing is known."""
        target = owner.resolution.target if owner else None
        if owner is None or target is None:
            return Claim(Verdict.OWNERLESS)
        if target.kind == "external":
            return Claim(Verdict.EXTERNAL)
        if target.kind == "domain":
            members = self._graph.members(target.name.rstrip("/"))
            asked = [one for one in members if one is not deferral.role]
        else:
            asked = [self._graph.roles[target.name]]
        claims = [self._ask(deferral, role, owner.reference.item) for role in asked]
        return max(claims, key=lambda claim: claim.score, default=Claim(Verdict.UNCLAIMED))

    def _ask(self, deferral: Deferral, role: Role, item: str) -> Claim:
        named = {item, deferral.boundary.responsibility.key} - {""}
        for one in role.mandate:
            same = self._graph.responsibility(one) == deferral.responsibility
            if one.key in named or same:
                return Claim(Verdict.CLAIMED, role, one, 1.0)
        given = _content(deferral.boundary.responsibility.statement)
        told = _content(_clause(deferral)) - given
        best = Claim(Verdict.UNCLAIMED, role)
        for one in role.mandate:
            says = self._says[role.name, one.key]
            share, by_prose = self._share(given, says), self._share(told, says)
            claimed = share >= CLAIMED_AT or (
                by_prose >= CLAIMED_BY_PROSE_AT and _shared(told, says) > 1
            )
            score = max(share, by_prose)
            if (claimed, score) > (best.verdict is Verdict.CLAIMED, best.score):
                verdict = Verdict.CLAIMED if claimed else Verdict.UNCLAIMED
                best = Claim(verdict, role, one, score)
        return best

    @cached_property
    def _says(self) -> dict[tuple[str, str], frozenset[str]]:
        """The content stems of every mandate item."""
        return {
            (role.name, one.key): _content(f"{one.statement} {one.detail}")
            for role in self._graph.roles.values()
            for one in role.mandate
        }

    @cached_property
    def _frequency(self) -> Counter[str]:
        """In how many roles' mandates each stem stands."""
        by_role: dict[str, set[str]] = {}
        for (role, _), words in self._says.items():
            by_role.setdefault(role, set()).update(words)
        return Counter(word for words in by_role.values() for word in words)

    def _weight(self, word: str) -> float:
        return math.log(1 + len(self._graph.roles) / (1 + self._frequency[word]))

    def _share(self, given: frozenset[str], says: frozenset[str]) -> float:
        whole = sum(self._weight(word) for word in given)
        if not whole:
            return 0.0
        return sum(self._weight(word) for word in given if _said(word, says)) / whole


def _content(text: str) -> frozenset[str]:
    return frozenset(stems(text)) - _GENERIC


def _clause(deferral: Deferral) -> str:
    """What a boundary says after its statement, up to the first `;`, without the owners' names."""
    prose = deferral.boundary.prose.text
    after = prose.partition("—")[2] or prose.partition("**")[2].partition("**")[2]
    return _MARKED.sub(" ", after.partition(";")[0])


def _said(word: str, says: frozenset[str]) -> bool:
    if word in says:
        return True
    return len(word) > 4 and any(
        one[:3] == word[:3] and fuzz.ratio(word, one) >= SAME_STEM for one in says
    )


def _shared(given: frozenset[str], says: frozenset[str]) -> int:
    return sum(_said(word, says) for word in given)
