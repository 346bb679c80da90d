"""All names that a file gives its role in; those that lead there beside its id and title out."""

from __future__ import annotations

from collections.abc import Iterable

from rolebook.identity import slug


def other_names(names: Iterable[str], id: str, title: str) -> tuple[str, ...]:
    """In the order given. A name that ASCII cannot write is another one if it is not the title."""
    known = {id, slug(title)}
    return tuple(
        one
        for one in dict.fromkeys(name.strip() for name in names)
        if one and (slug(one) not in known if slug(one) else one != title)
    )
