"""A linked library in; what two roles hold, or one holds and disowns, in other words each, out.

By key and phrase `checks/ownership.py` is certain of it. Here statements are one where `same_work`
finds them so, and whatever is found is a hint.
"""

from __future__ import annotations

import heapq
import itertools
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from rolebook.diagnostics import Diagnostic, Related
from rolebook.diagnostics.catalogue import rule
from rolebook.graph.library_graph import LibraryGraph
from rolebook.model import Responsibility, Role
from rolebook.text.same_work import Statements, narrows, same_work, wholly_same_work
from rolebook.text.statements import alike_within, essence

CLAIMS_IN_OTHER_WORDS = rule("RB309")
"""What two roles both answer for, in other words each, is done twice, or each waits for the other.
Statements are compared by their word stems, so this is a hint, no proof."""


def claims_in_other_words(graph: LibraryGraph) -> Iterator[Diagnostic]:
    """Mandate items of two roles that are alike, and not the same (that is RB305)."""
    items = [(role, item) for _, role in sorted(graph.roles.items()) for item in role.mandate]
    essences = [essence(item.statement) for _, item in items]
    stated = [graph.responsibilities.stated(item) for _, item in items]
    places = _places_to_compare(items, essences, stated)
    by_meaning = Statements([item.statement for _, item in items])
    for place, words in enumerate(essences):
        role, item = items[place]
        found = heapq.merge(*(places[said] for said in alike_within(words) if said in places))
        near = [*itertools.islice(found, MOST_LOOKED_AT)]
        fewer = {*near}
        others = (
            other
            for other in itertools.chain(near, by_meaning.near(item.statement))
            if items[other][0] is not role
            and stated[other] != stated[place]
            # of two in the very same words, or by meaning, each finds the other
            and (other < place or (other in fewer and essences[other] != words))
        )
        for other in itertools.islice(others, MOST_COMPARED):
            holder, held = items[other]
            same = same_work(item.statement, held.statement)
            if same and not _told_apart(graph, role, holder, words):
                yield Diagnostic(
                    CLAIMS_IN_OTHER_WORDS,
                    f"`{role.name}` and `{holder.name}` seem to hold the same in other words:"
                    f" `{item.statement}` and `{held.statement}`",
                    item.span,
                    "if it is the same, disown it in one of them; if not, let the statements say"
                    " what each of them holds",
                    (Related(f"`{holder.name}` holds it here", held.span),),
                    subjects=(holder.name, role.name),
                )
                break


MOST_LOOKED_AT: Final = 200
"""Items in the words of another, before those that are its own role's are left out."""

MOST_COMPARED: Final = 20
"""Of roles that hold the very same, and of those that are looked at for one item: thousands would
be compared with thousands, and one is reported."""


def _places_to_compare(
    items: Sequence[tuple[Role, Responsibility]],
    essences: Sequence[frozenset[str]],
    stated: Sequence[str],
) -> dict[frozenset[str], list[int]]:
    """The places of the items by what they say; of the very same, in the first roles only."""
    places: dict[frozenset[str], list[int]] = defaultdict(list)
    holders: dict[tuple[frozenset[str], str], set[str]] = defaultdict(set)
    for place, (words, (role, _)) in enumerate(zip(essences, items, strict=True)):
        same = holders[words, stated[place]]
        if role.name not in same and len(same) < MOST_COMPARED:
            same.add(role.name)
            places[words].append(place)
    return places


def _told_apart(graph: LibraryGraph, one: Role, other: Role, words: frozenset[str]) -> bool:
    """Whether a boundary between two roles speaks of what both hold."""
    for giver, taker in ((one, other), (other, one)):
        for deferral in graph.deferrals_from(giver.name):
            means = [owner.resolution.target for owner in deferral.owners]
            if any(target and target.name in (taker.name, f"{taker.domain}/") for target in means):
                disowned = essence(deferral.boundary.responsibility.statement)
                if len(disowned & words) > 1:
                    return True
    return False


DISOWNED_IN_OTHER_WORDS = rule("RB320")
"""A role that holds a responsibility and disowns it in other words cannot be relied on for either.
Statements are compared by what their words may mean, so this is a hint, no proof."""


def disowned_in_other_words(graph: LibraryGraph) -> Iterator[Diagnostic]:
    """Boundaries that are alike an item of their own role's mandate, and not the same (RB302)."""
    stated = graph.responsibilities.stated
    for _, role in sorted(graph.roles.items()):
        held = Statements([item.statement for item in role.mandate])
        for deferral in graph.deferrals_from(role.name):
            disowned = deferral.boundary.responsibility
            near = (role.mandate[place] for place in held.near(disowned.statement))
            # "does NOT approve its own expenses" leaves those of others
            said = deferral.boundary.heading or disowned.statement
            item = next(
                (
                    one
                    for one in near
                    if wholly_same_work(disowned.statement, one.statement)
                    and not narrows(one.statement, said)
                ),
                None,
            )
            if item and stated(item) != stated(disowned):
                yield Diagnostic(
                    DISOWNED_IN_OTHER_WORDS,
                    f"`{role.id}` seems to disown what its own mandate holds in other words:"
                    f" `{disowned.statement}` and `{item.statement}`",
                    deferral.boundary.span,
                    "if it is the same, strike the boundary or the mandate item; if not, let the"
                    " statements say what is held and what is not",
                    (Related("held here", item.span),),
                    subjects=(role.name,),
                )
