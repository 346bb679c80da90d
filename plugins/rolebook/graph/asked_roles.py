"""The roles that one owner stands for in; where a word stands in what they say they do out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from typing import Final

from rolebook.graph.mandate_index import MandateIndex
from rolebook.graph.self_descriptions import Said, says, says_in_all, says_in_prose
from rolebook.model import Role
from rolebook.text.statements import content


class AskedRoles:
    """What the roles say that one owner stands for, to be looked up by stem."""

    def __init__(self, members: tuple[Role, ...]) -> None:
        self.members: Final = members
        self.roles: Final = frozenset(role.name for role in members)
        self.said: Final = [one for m in members for one in (*says(m), *says_in_prose(m))]
        self._places: dict[str, dict[int, bool]] = defaultdict(dict)
        for place, one in enumerate(self.said):
            states = content(one.states)
            for words, stated in ((states, True), (content(one.adds) - states, False)):
                for word in words:
                    self._places[word][place] = stated

    @cached_property
    def all_said(self) -> list[Said]:
        """The same, and of each agent the whole of its text."""
        return [*self.said, *(one for member in self.members for one in says_in_all(member))]

    def said_by(self, role: Role) -> frozenset[int]:
        """The places of what one of them says."""
        if role.name not in self.roles:
            return frozenset()
        return frozenset(at for at, one in enumerate(self.all_said) if one.role is role)

    @cached_property
    def by_meaning(self) -> MandateIndex:
        """Made where the words alone do not decide."""
        return MandateIndex([(one.states, one.adds) for one in self.all_said])

    def mentions(self, forms: tuple[str, ...]) -> Iterable[tuple[int, bool]]:
        """Where one of these stems stands, and whether in a statement; each place once."""
        found = [self._places[form] for form in forms if form in self._places]
        if len(found) < 2:
            return found[0].items() if found else ()
        places = {place for one in found for place in one}
        return [(place, any(one.get(place) for one in found)) for place in places]
