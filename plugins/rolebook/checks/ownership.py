"""A linked library in; boundaries and mandates that leave open whose work it is out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Final

from rolebook.checks.suggestions import closest_actor
from rolebook.diagnostics import Diagnostic, Related
from rolebook.diagnostics.catalogue import rule
from rolebook.graph.deferrals import Deferral
from rolebook.graph.library_graph import LibraryGraph
from rolebook.languages.openings import Negation
from rolebook.model import Responsibility, Role, Standing
from rolebook.text.words import normal_phrase

_AFTER_THE_DASH: Final = (
    "after the dash, name the role that owns it, as in `that is **role-id**'s lane`"
)
_BEHIND_IT: Final = "in parentheses behind it, name the role that owns it, as in `(**role-id**)`"

BOUNDARY_WITHOUT_OWNER = rule("RB301")
"""A boundary that says whose lane it is not, and not whose it is, leaves the work lying there."""


def boundaries_without_owner(graph: LibraryGraph) -> Iterator[Diagnostic]:
    """Boundaries that name nobody."""
    beside = Counter(map(_item, graph.deferrals))
    for deferral in graph.deferrals:
        # a role that is given its own work is reported as that
        named = (*deferral.boundary.owners, *deferral.itself)
        said = any(one.typed and one.standing is Standing.OWNER for one in deferral.itself) or any(
            map(graph.unread, named)
        )
        listed = deferral.boundary.negation is Negation.LISTED
        if not deferral.owners and not said and not listed:
            statement = deferral.boundary.responsibility.statement
            yield Diagnostic(
                BOUNDARY_WITHOUT_OWNER,
                f"the boundary `{statement}` names no owner",
                deferral.boundary.span,
                _nearly_named(graph, deferral)
                or _named_elsewhere(graph, deferral)
                or (_BEHIND_IT if beside[_item(deferral)] > 1 else _AFTER_THE_DASH),
                subjects=(deferral.role.name,),
            )


_LOOKED_UP: Final = 20
"""Marked words of one boundary that are taken for a name; each costs a walk through its text."""


def _nearly_named(graph: LibraryGraph, deferral: Deferral) -> str:
    """The help where the clause marks a word that is nearly somebody's name, or `**x**'s`."""
    for one in deferral.boundary.owners[:_LOOKED_UP]:
        if not one.marked or graph.resolver.actor(one, deferral.role.domain).candidates:
            continue
        if meant := closest_actor(graph, one.name, otherwise=""):
            return f"`{one.written}` is no role or domain of this library: {meant}"
        if one.standing is Standing.OWNER:
            return f"nobody is called `{one.written}`: {closest_actor(graph, one.name)}"
    return ""


def _item(deferral: Deferral) -> tuple[str, int]:
    """Where the item stands that a boundary was read of: one item may disown several things."""
    return deferral.boundary.prose.path, deferral.boundary.prose.first_line


def _named_elsewhere(graph: LibraryGraph, deferral: Deferral) -> str:
    """The help where a role stands in the boundary, but not where an owner does."""
    for one in deferral.boundary.named:
        target = graph.resolver.actor(one, deferral.role.domain).target
        if target and target.name != deferral.role.name:
            return (
                f"`{one.written}` stands here, but not as the owner: name it right after the dash,"
                f" as in `that is **{one.written}**'s lane`"
            )
    return ""


LISTED_WITHOUT_OWNER = rule("RB310")
"""What is out of scope here is in somebody's, and a reader would like to know in whose."""


def listed_without_owner(graph: LibraryGraph) -> Iterator[Diagnostic]:
    """Items below a heading that says no, such as "Out of scope", that name nobody: one finding
    a file."""
    listed: dict[str, list[Deferral]] = defaultdict(list)
    for deferral in graph.deferrals:
        if deferral.boundary.negation is Negation.LISTED and not deferral.role.agent:
            listed[deferral.role.name].append(deferral)
    for name, deferrals in listed.items():
        ownerless = [one for one in deferrals if not one.owners]
        if ownerless:
            first = ownerless[0].boundary
            yield Diagnostic(
                LISTED_WITHOUT_OWNER,
                f"{len(ownerless)} of {len(deferrals)} items that are out of scope name no owner,"
                f" such as `{first.responsibility.statement}`",
                first.span,
                "after a dash, name the role that owns it",
                subjects=(name,),
            )


UNREAD_BOUNDARY = rule("RB071")
"""A boundary that says neither what is not done nor who does it takes nothing off anybody's hands:
it is shown on the page, and no question about ownership finds it."""


def unread_boundaries(graph: LibraryGraph) -> Iterator[Diagnostic]:
    """Items of a boundaries section that could not be read as a boundary or a rule."""
    for role in graph.roles.values():
        source = graph.library.sources.get(role.path)
        for passage in role.unread if source and role.dialect else ():
            assert source
            yield Diagnostic(
                UNREAD_BOUNDARY,
                "this item says neither what the role does not do nor who does it",
                source.line_span(passage.first_line),
                "begin it with `Does NOT` or `Never`, or name who does it",
                subjects=(role.name,),
            )


UNREAD_LIMITS = rule("RB072")
"""What an agent or a group is kept from is read where it says that something is not done, or who
does it; a limit in other words is in its text, and in no answer to who owns what."""


def unread_limits(graph: LibraryGraph) -> Iterator[Diagnostic]:
    """The same in agents and charters, which nobody wrote for us: one finding a file."""
    for role in graph.roles.values():
        source = graph.library.sources.get(role.path)
        if role.dialect or not role.unread or not source:
            continue
        count = len(role.unread)
        yield Diagnostic(
            UNREAD_LIMITS,
            f"{count} item{'s' if count > 1 else ''} among the limits of `{role.id}`"
            f" say{'' if count > 1 else 's'} neither what it does not do nor who does it",
            source.line_span(role.unread[0].first_line),
            "nothing has to be done; to have it read, begin an item with `Does NOT` or `Never`, or"
            " name who does it",
            subjects=(role.name,),
        )


MISSPELT_NAME = rule("RB311")
"""A name in a boundary that is nobody's by a slip of the pen is linked to nobody."""


def misspelt_names(graph: LibraryGraph) -> Iterator[Diagnostic]:
    """Who is named in a boundary, is no owner, and is nearly somebody."""
    for deferral in graph.deferrals:
        for one in deferral.boundary.named:
            if graph.resolver.actor(one, deferral.role.domain).candidates:
                continue
            if graph.resolver.nearly(one.name):
                yield Diagnostic(
                    MISSPELT_NAME,
                    f"`{one.written}` is no role or domain of this library",
                    one.span,
                    closest_actor(graph, one.name),
                    subjects=(deferral.role.name,),
                )


DISOWNED_MANDATE = rule("RB302")
"""A role that holds a responsibility and disowns it cannot be relied on for either."""


def disowned_mandates(graph: LibraryGraph) -> Iterator[Diagnostic]:
    """Roles that disown what their own mandate holds."""
    stated = graph.responsibilities.stated
    held: dict[tuple[str, str], list[Responsibility]] = defaultdict(list)
    for role in graph.roles.values():
        for item in role.mandate:
            held[role.name, stated(item)].append(item)
    for deferral in graph.deferrals:
        responsibility = deferral.boundary.responsibility
        for item in held.get((deferral.role.name, stated(responsibility)), ()):
            yield Diagnostic(
                DISOWNED_MANDATE,
                f"`{deferral.role.id}` disowns what its own mandate holds:"
                f" `{responsibility.statement}`",
                deferral.boundary.span,
                "strike the boundary or the mandate item, or let them say in other words"
                " (and under another `{#key}`) what is held and what is not",
                (Related("held here", item.span),),
                subjects=(deferral.role.name,),
            )


CLAIMED_TWICE = rule("RB305")
"""What two roles both answer for is done twice, or each waits for the other."""


def responsibilities_claimed_twice(graph: LibraryGraph) -> Iterator[Diagnostic]:
    """Responsibilities that stand in the mandates of several roles: one finding each."""
    held: dict[str, dict[str, tuple[Role, Responsibility]]] = defaultdict(dict)
    for role in graph.roles.values():
        for item in role.mandate:
            held[graph.responsibilities.stated(item)].setdefault(role.name, (role, item))
    for holders in held.values():
        if len(holders) > 1:
            yield _claimed_twice(*holders.values())


MOST_NAMED: Final = 5
"""Of the roles that hold the same; the others are counted."""


def _claimed_twice(
    first: tuple[Role, Responsibility], *others: tuple[Role, Responsibility]
) -> Diagnostic:
    item = others[0][1]
    names = [f"`{one.name}`" for one, _ in (others[0], first, *others[1:])]
    both = "both" if len(names) == 2 else "all"
    if len(names) > MOST_NAMED:
        names[MOST_NAMED - 1 :] = [f"{len(names) - MOST_NAMED + 1} more"]
    named = f"{', '.join(names[:-1])} and {names[-1]}"
    several = (first, *others[1:])
    # in other words each, it is the key that makes them one
    phrases = {normal_phrase(one.statement): one.statement for _, one in (others[0], *several)}
    if len(phrases) > 1:
        said = " and ".join(f"`{one}`" for one in list(phrases.values())[:2])
        message = f"{named} {both} hold what the key `{item.key}` calls one: {said}"
        remedy = "if it is not one, give one of them another `{#key}`; if it is, "
    else:
        message, remedy = f"{named} {both} hold `{item.statement}`", ""
    return Diagnostic(
        CLAIMED_TWICE,
        message,
        item.span,
        f"{remedy}say what each of them holds of it, or disown it in"
        f" {'one of them' if len(names) == 2 else 'all but one'}",
        tuple(Related(f"`{one.name}` holds it here", held.span) for one, held in several),
        subjects=tuple(one.name for one, _ in (first, *others)),
    )
