"""A boundary and the role it names in; whether that role's mandate speaks of what it is given out.

The match can be followed by hand, and it looks at nothing but the two texts: a third role cannot
change a verdict. It is made twice. First in the same words, by their stems: each mandate item is
scored by what it says of

- the disowned statement: the share of its words that the item has, a word counting half where
  only the item's detail has it;
- the clause after the dash, as a bonus: half a point for each further word that the item's
  statement has, a third where only its detail has it.

Above one half, the work is claimed. Then in other words, by what they may mean (`mandate_index`).
What neither finds is unclaimed only where the mandate shows that it is about something else, and
else nobody can be sure. `docs/writing/claims.md` tells authors, `tests/claims/` measures it.
"""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from rapidfuzz import fuzz

from rolebook.graph.asked_roles import AskedRoles
from rolebook.graph.deferrals import Deferral, Owner
from rolebook.graph.library_graph import LibraryGraph
from rolebook.graph.mandate_index import Given, given, halves_of
from rolebook.graph.self_descriptions import Said, says
from rolebook.model import Responsibility, Role, Verdict
from rolebook.text.statements import content

CLAIMED_ABOVE: Final = 0.5
"""Half of the disowned words alone say too little, and so does a single word of the clause."""

GIVEN: Final = (6, 3)
"""For a disowned word in an item's statement, and in its detail only: in sixths of its share.

A detail tells how the work is done, and so has words of much that the role does not hold."""

TOLD: Final = (3, 2)
"""The same for a word of the clause, in sixths of the whole: with shares, a long reason would
weigh against its author."""

SAME_STEM: Final = 83
"""Of 100, as `rapidfuzz.fuzz.ratio` counts: `medic` and `medicin` are one stem, two endings."""

_SHORTEST: Final = 5
"""Letters of a stem that may have two endings; `rota` is no form of `rotat`."""

CLAIMED_IN_OTHER_WORDS_ABOVE: Final = 1.3
"""A synonym of the thing alone is too little: the deed, something of the clause, or a word that is
the same, has to stand beside it."""

MOST_ASKED: Final = 40
"""Members of a domain that are asked in other words, too."""


@dataclass(frozen=True, slots=True)
class Claim:
    """The verdict on one owner of one boundary."""

    verdict: Verdict
    role: Role | None = None
    """The role that was asked; of a domain, the member that comes nearest."""

    item: Responsibility | None = None
    """The mandate item that comes nearest; none where not a word is shared, and for an agent."""

    score: float = 0.0
    """0..1: how much of what is given the item names."""


@functools.lru_cache(maxsize=1)
def claims_of(graph: LibraryGraph) -> Claims:
    """The claims of one library: checks, report and pages ask for the same ones."""
    return Claims(graph)


class Claims:
    """Asks the owners of one library."""

    def __init__(self, graph: LibraryGraph) -> None:
        self._graph = graph
        self._kin: dict[str, tuple[str, ...]] = {}
        self._indexes: dict[str, AskedRoles] = {}
        self._judged: dict[tuple[int, int], Claim] = {}

    def judge(self, deferral: Deferral, owner: Owner | None) -> Claim:
        """The claim of one owner; of nobody, and of one outside the library, nothing is known."""
        # the graph holds every deferral for as long as it lives
        place = (id(deferral), id(owner))
        if place not in self._judged:
            self._judged[place] = self._judge(deferral, owner)
        return self._judged[place]

    def _judge(self, deferral: Deferral, owner: Owner | None) -> Claim:
        target = owner.resolution.target if owner else None
        if owner is None or target is None:
            return Claim(Verdict.OWNERLESS)
        if target.kind == "external":
            return Claim(Verdict.EXTERNAL)
        if target.kind == "domain":
            members = self._graph.members(target.name.rstrip("/"))
        else:
            members = (self._graph.roles[target.name],)
        asked = self._index(target.name, members)
        held = self._held(deferral, owner, asked)
        if held:
            return held
        disowned = content(deferral.boundary.responsibility.statement)
        told = content(deferral.told) - disowned
        # "does NOT decide" leaves it to the clause to say what
        words, told = (disowned, told) if disowned else (told, disowned)
        best, nearest, where = 0.0, None, -1
        for place, score in self._scores(words, told, asked):
            said = asked.said[place]
            if score > best and said.role is not deferral.role:
                best, nearest, where = score, said, place
        claimed = best > CLAIMED_ABOVE and self._names_the_deed(deferral, asked, where)
        if nearest and claimed:
            return Claim(Verdict.CLAIMED, nearest.role, nearest.item, min(best, 1.0))
        return self._in_other_words(deferral, asked, Claim(Verdict.UNSURE, *_of(nearest), best))

    def _names_the_deed(self, deferral: Deferral, asked: AskedRoles, where: int) -> bool:
        """Whether a deed that is always named is, by the nearest item itself: "Edit copy" has the
        film, and cuts none; and who mends articles repairs no faults, but finds them."""
        work = given(deferral.boundary.responsibility.statement)
        if work.deed is None or where in dict(asked.mentions(tuple(work.deed.stems))):
            return True  # without a look at what words may mean, which takes longer
        return asked.by_meaning.names(work.deed, where)

    def _in_other_words(self, deferral: Deferral, asked: AskedRoles, found: Claim) -> Claim:
        """The claim where the words of the two texts are not the same ones."""
        others = [role for role in asked.members if role is not deferral.role]
        if found.role is None and others:
            found = replace(found, role=others[0])
        if not others:
            return Claim(Verdict.UNCLAIMED)
        if len(asked.members) > MOST_ASKED:
            return found
        statement, clause = deferral.boundary.responsibility.statement, deferral.told
        halves = [given(one, clause) for one in halves_of(statement)]
        answers = [self._answer(one, deferral.role, asked) for one in halves]
        if len(halves) > 1:
            whole = self._answer(given(statement, clause), deferral.role, asked)
            answers = [whole] if whole.verdict is Verdict.CLAIMED else answers
        verdicts = {one.verdict for one in answers}
        verdict = verdicts.pop() if len(verdicts) == 1 else Verdict.UNSURE
        best = max(answers, key=lambda one: one.score)
        # an agent is no list of all that it does
        if verdict is Verdict.UNCLAIMED and any(one.agent and not one.mandate for one in others):
            verdict = Verdict.UNSURE
        if verdict is Verdict.CLAIMED or (found.item is None and best.role):
            return replace(best, verdict=verdict)
        return replace(found, verdict=verdict)

    def _answer(self, work: Given, giver: Role, asked: AskedRoles) -> Claim:
        """What the items say of one piece of work."""
        best, nearest = 0.0, None
        found = asked.by_meaning.places_of(work)
        for place, score in asked.by_meaning.scores(work, found):
            said = asked.all_said[place]
            if score > best and said.role is not giver:
                best, nearest = score, said
        if best > CLAIMED_IN_OTHER_WORDS_ABOVE:
            verdict = Verdict.CLAIMED
        elif asked.by_meaning.is_silent_on(work, found, asked.said_by(giver)):
            verdict = Verdict.UNCLAIMED
        else:
            verdict = Verdict.UNSURE
        return Claim(verdict, *_of(nearest), min(best, 1.0))

    def _held(self, deferral: Deferral, owner: Owner, asked: AskedRoles) -> Claim | None:
        """The claim of whoever holds the very responsibility; first, the item that is named."""
        held = [
            (item.key != owner.reference.item, place, role, item)
            for place, (role, item) in enumerate(self._holders.get(deferral.responsibility, ()))
            if role.name in asked.roles and role is not deferral.role
        ]
        if not held:
            return None
        _, _, role, item = min(held, key=lambda one: one[:2])
        return Claim(Verdict.CLAIMED, role, item, 1.0)

    def _scores(
        self, given: frozenset[str], told: frozenset[str], asked: AskedRoles
    ) -> list[tuple[int, float]]:
        """The score of everything that shares a word, with its place in the index, in order."""
        # whole points until the end: sets have no order, and sums of fractions depend on theirs
        points: dict[int, int] = defaultdict(int)
        for words, worth, times in ((given, GIVEN, 1), (told, TOLD, len(given))):
            for word in words:
                for place, stated in asked.mentions(self._forms(word)):
                    points[place] += times * worth[0 if stated else 1]
        return [(place, points[place] / (6 * len(given))) for place in sorted(points)]

    def _forms(self, word: str) -> tuple[str, ...]:
        """A stem, and what the mandates make of it (`medic`: `medicin`)."""
        if word not in self._kin:
            near = self._vocabulary.get(word[: _SHORTEST - 1], ())
            self._kin[word] = (word, *(one for one in near if one != word and _akin(word, one)))
        return self._kin[word]

    def _index(self, name: str, members: Iterable[Role]) -> AskedRoles:
        if name not in self._indexes:
            self._indexes[name] = AskedRoles(tuple(members))
        return self._indexes[name]

    @cached_property
    def _holders(self) -> dict[str, list[tuple[Role, Responsibility]]]:
        """Roles and mandate items by responsibility; a boundary shares it by key or `role#item`."""
        holders: dict[str, list[tuple[Role, Responsibility]]] = defaultdict(list)
        for _, role in sorted(self._graph.roles.items()):
            for item in role.mandate:
                holders[self._graph.responsibilities.shown(item)].append((role, item))
        return holders

    @cached_property
    def _vocabulary(self) -> dict[str, set[str]]:
        """The stems of all mandates by their first letters, those that may have two endings."""
        found: dict[str, set[str]] = defaultdict(set)
        for role in self._graph.roles.values():
            for said in says(role):
                for word in content(said.states) | content(said.adds):
                    found[word[: _SHORTEST - 1]].add(word)
        return found


def _of(said: Said | None) -> tuple[Role | None, Responsibility | None]:
    return (said.role, said.item) if said else (None, None)


def _akin(one: str, other: str) -> bool:
    """Whether two stems are one word with two endings: no `contact` in `contract`."""
    short, long = sorted((one, other), key=len)
    return (
        len(short) >= _SHORTEST
        and long.startswith(short[:-1])
        and fuzz.ratio(short, long) >= SAME_STEM
    )
