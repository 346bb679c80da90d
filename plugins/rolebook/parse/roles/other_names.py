"""All names that a file gives its role in; those that lead there beside its id and title out."""

from __future__ import annotations

from collections.abc import Iterable

from rolebook.text.identity import slug


def other_names(names: Iterable[str], id: str, title: str) -> tuple[str, ...]:
    """In the order given. A name that ASCII cannot write is another one if it is not the title."""
    known = {id, slug(title)} - {""}
    written = dict.fromkeys(name.strip() for name in names)
    return tuple(one for one in written if one not in ("", id, title) and slug(one) not in known)
