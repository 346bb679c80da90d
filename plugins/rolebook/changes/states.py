"""Two linked libraries in; both with what is the same in them put side by side out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from functools import cached_property
from typing import Final

from rolebook.changes.atlases_then_and_now import (
    paired_atlases,
    paired_competencies,
    paired_profiles,
)
from rolebook.changes.boundaries_then_and_now import Drawn, paired_boundaries
from rolebook.changes.mandates_then_and_now import Mandates, mandates
from rolebook.changes.meaning import said
from rolebook.changes.pairing import Pairs
from rolebook.changes.roles_then_and_now import paired_roles
from rolebook.graph.deferrals import Deferral
from rolebook.graph.library_graph import LibraryGraph
from rolebook.graph.resolve import Target
from rolebook.model import Atlas, Competency, Profile, Role

_NAME: Final = re.compile(r"[\w.-]++(?:/[\w.-]++)?")
"""A word, an id or two with a slash between them, with what may mark them."""

_EDGES: Final = "_.-"


class States:
    """An old and a new library. Names are told as they are now, and of what is gone as they were.

    `moved` has the old path of each file that git takes for renamed, by its new one.
    """

    def __init__(
        self, old: LibraryGraph, new: LibraryGraph, moved: Mapping[str, str] | None = None
    ) -> None:
        self.old: Final = old
        self.new: Final = new
        self._moved: Final = dict(moved or {})
        self._boundaries: dict[str, Pairs[Drawn]] = {}

    @cached_property
    def roles(self) -> Pairs[Role]:
        """The roles and skills."""
        return paired_roles(self.old, self.new, self._moved)

    @cached_property
    def atlases(self) -> Pairs[Atlas]:
        """The atlases."""
        return paired_atlases(self.old, self.new, self._moved)

    @cached_property
    def competencies(self) -> Pairs[Competency]:
        """Those of atlases that are in both states, and what went from one to another."""
        return paired_competencies(self.old, self.new, self.atlases)

    @cached_property
    def profiles(self) -> Pairs[Profile]:
        """The profiles."""
        return paired_profiles(self.old, self.new, self._moved)

    @cached_property
    def domains(self) -> dict[str, str]:
        """What each old domain (`sales`) is now: itself, or where most of its roles are, if that
        is new. None of one that is gone."""
        old, new = self.old.domains.keys(), self.new.domains.keys()
        went = Counter((one.domain, other.domain) for one, other in self.roles.both)
        found = {id: id for id in old & new}
        sizes = (
            Counter(role.domain for role in self.old.roles.values()),
            Counter(role.domain for role in self.new.roles.values()),
        )
        for (one, other), number in sorted(went.items()):
            whole = 2 * number > sizes[0][one] and 2 * number > sizes[1][other]
            if one not in new and other not in old and whole:
                found[one] = other
        return found

    @cached_property
    def mandates(self) -> Mandates:
        """What became of every responsibility."""
        return mandates(self.old, self.new, self.roles, self.said)

    @cached_property
    def responsibility_names(self) -> dict[str, str]:
        """What each old responsibility (`domain/id#key`) is called now, if it still is one."""
        return self.mandates.names()

    def boundaries(self, one: Role, other: Role) -> Pairs[Drawn]:
        """The boundaries of a role, old and new."""
        if other.name not in self._boundaries:
            old, new = self.old.deferrals_from(one.name), self.new.deferrals_from(other.name)
            self._boundaries[other.name] = paired_boundaries(old, new, self.said, self._owners)
        return self._boundaries[other.name]

    def _owners(self, deferral: Deferral) -> frozenset[str]:
        targets = (owner.resolution.target for owner in deferral.owners)
        return frozenset(self.now(target) for target in targets if target)

    @cached_property
    def names(self) -> dict[str, str]:
        """The name of each role, domain, atlas, competency and profile of the old state, as it is
        called now."""
        found = {one.name: other.name for one, other in self.roles.both}
        found |= {f"{one}/": f"{other}/" for one, other in self.domains.items()}
        found |= {one.id: other.id for one, other in self.atlases.both}
        return found | {one.name: other.name for one, other in self.competencies.both}

    @cached_property
    def paths(self) -> dict[str, str]:
        """The path of each file of the old state that lies elsewhere now."""
        found = {old: new for new, old in self._moved.items()}
        found |= {one.path: other.path for one, other in self.roles.both}
        found |= {one.path: other.path for one, other in self.atlases.both}
        return found | {one.path: other.path for one, other in self.profiles.both}

    def now(self, target: Target) -> str:
        """What an old role, domain or actor is called now."""
        known = target.kind != "external"
        return self.names.get(target.name, target.name) if known else target.name

    def was_there(self, target: Target | None) -> bool:
        """Whether whoever is meant was there before, by the same name."""
        return target is None or _has(self.old, target)

    def is_there(self, target: Target | None) -> bool:
        """Whether whoever was meant is still there, by the same name."""
        return target is None or _has(self.new, target)

    def came(self, target: Target | None, text: str, before: Role) -> bool:
        """Whether words of an agent meant nobody before, since whom they mean was not there by this
        name. In the fields and boundaries of other roles, a name has to mean somebody."""
        told = not self.was_there(target) and before.agent is not None
        return told and text in self.old.library.sources[before.path].text

    def went(self, target: Target | None, text: str, after: Role) -> bool:
        """Whether words of an agent mean nobody now, since whom they meant is no longer there by
        that name."""
        told = not self.is_there(target) and after.agent is not None
        return told and text in self.new.library.sources[after.path].text

    def said(self, text: str) -> tuple[str, ...]:
        """What a text says, with everything by its name of today: who follows a new name says
        nothing new."""
        return said(self.retold(text))

    def same(self, one: str, other: str) -> bool:
        """Whether an old and a new text say the same."""
        return one == other or said(one) == said(other) or self.said(one) == self.said(other)

    def retold(self, text: str) -> str:
        """A text with everything by its name of today."""
        if not self._renamed and not self._names and not self._retitled:
            return text
        for before, after in self._retitled:
            text = before.sub(after, text)
        return _NAME.sub(self._named_now, text)

    def _named_now(self, found: re.Match[str]) -> str:
        """One of the names in a text, as it is today; marks around it stay."""
        name = found[0].strip(_EDGES)
        now = self._names.get(name) or "/".join(
            self._renamed.get(part, part) for part in name.split("/")
        )
        return found[0] if now == name else found[0].replace(name, now, 1)

    @cached_property
    def _names(self) -> dict[str, str]:
        """Those of roles that have another one."""
        pairs = self.roles.both
        return {one.name: other.name for one, other in pairs if one.name != other.name}

    @cached_property
    def _renamed(self) -> dict[str, str]:
        """Old words for what is called otherwise now, by the new ones. An id is one word, in lower
        case; a title is told from it by its capital."""
        found = {one.id: other.id for one, other in self.roles.both if one.id != other.id}
        found |= {one: other for one, other in self.domains.items() if one != other}
        found |= {
            one.title: other.title
            for one, other in self.roles.both
            if one.title != other.title and " " not in one.title
        }
        return found

    @cached_property
    def _retitled(self) -> list[tuple[re.Pattern[str], str]]:
        """Titles of several words; few change at once, and each costs a walk through every text."""
        titles = (
            (one.title, other.title)
            for one, other in self.roles.both
            if one.title != other.title and " " in one.title
        )
        return [
            (re.compile(rf"(?<!\w){re.escape(before)}(?!\w)", re.I), after.replace("\\", r"\\"))
            for before, after in sorted(set(titles))[:_MOST_TITLES]
        ]


def _has(graph: LibraryGraph, target: Target) -> bool:
    if target.kind == "domain":
        return target.name[:-1] in graph.domains
    return target.kind != "role" or target.name in graph.roles


_MOST_TITLES: Final = 20
