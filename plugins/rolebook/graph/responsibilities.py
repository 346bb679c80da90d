"""Mandates and boundaries in; which of their statements are one responsibility out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Final

from rolebook.model import Role
from rolebook.model.roles import Responsibility
from rolebook.text.words import normal_phrase

_KEY: Final = "key:"


class Responsibilities:
    """The name that all statements of one responsibility share (design.md §3)."""

    def __init__(self, roles: Iterable[Role]) -> None:
        self._roles: Final = tuple(roles)

    def shown(self, responsibility: Responsibility) -> str:
        """What a boundary gives to a mandate item (`role#item`) is shown with that item."""
        key = responsibility.key
        return self._taken_over.get(key) or _by_key(key)

    def stated(self, responsibility: Responsibility) -> str:
        """As `shown`, by key and phrase alone.

        An item may take over several things, which are not the same for that: only of the same
        can it be said that a role both holds and disowns it.
        """
        key = responsibility.key
        return self._stated.get(key) or _by_key(key)

    @cached_property
    def _same(self) -> _Same:
        """Statements that are one responsibility: the same key, or the same normalised phrase."""
        same = _Same()
        for role in self._roles:
            for one in (*role.mandate, *(b.responsibility for b in role.boundaries)):
                if phrase := normal_phrase(one.statement):
                    same.join(_by_key(one.key), f"phrase:{phrase}")
        return same

    @cached_property
    def _stated(self) -> dict[str, str]:
        """The name of each responsibility by its key."""
        return self._same.names()

    @cached_property
    def _taken_over(self) -> dict[str, str]:
        """The same where what boundaries give to mandate items is one with those items."""
        same = self._same.copy()
        for role in self._roles:
            for boundary in role.boundaries:
                for owner in boundary.owners:
                    if owner.item:
                        same.join(_by_key(boundary.responsibility.key), _by_key(owner.item))
        return same.names()


class _Same:
    """Labels that name the same thing (union–find); the smallest label speaks for all."""

    def __init__(self, parents: Mapping[str, str] | None = None) -> None:
        self._parent: dict[str, str] = dict(parents or {})

    def copy(self) -> _Same:
        return _Same(self._parent)

    def find(self, label: str) -> str:
        path = []
        while (parent := self._parent.get(label, label)) != label:
            path.append(label)
            label = parent
        for passed in path:
            self._parent[passed] = label
        return label

    def names(self) -> dict[str, str]:
        """The label that speaks for each key that has another beside it."""
        labels = list(self._parent)
        return {one.removeprefix(_KEY): self.find(one) for one in labels if one.startswith(_KEY)}

    def join(self, one: str, other: str) -> None:
        low, high = sorted((self.find(one), self.find(other)))
        self._parent[high] = low


def _by_key(key: str) -> str:
    return f"{_KEY}{key}"
