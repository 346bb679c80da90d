"""A long list in; what of it a page shows at once, and what it folds away, out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")

SHOWN = 12
"""How many entries of a list stand open."""

_SPARED = 3
"""Fewer than this many entries more are not worth a fold."""


@dataclass(frozen=True, slots=True)
class Fold(Generic[T]):
    """A list in two parts."""

    shown: tuple[T, ...]
    folded: tuple[T, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.shown)

    @property
    def count(self) -> int:
        """The length of the whole list."""
        return len(self.shown) + len(self.folded)


def fold(entries: Iterable[T]) -> Fold[T]:
    """The list, folded after `SHOWN` entries where it is much longer."""
    whole = tuple(entries)
    if len(whole) < SHOWN + _SPARED:
        return Fold(whole)
    return Fold(whole[:SHOWN], whole[SHOWN:])
