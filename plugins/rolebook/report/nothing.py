"""A library without role and atlas in; what was seen in its folders, and what it may be, out.

A folder that holds nothing for Rolebook is never green: most often it is the wrong one, or what is
in it has another form (design.md §4).
"""

from __future__ import annotations

import posixpath
from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Final

from rolebook.model import Library
from rolebook.text.visible import visible

MOST: Final = 10
"""So many reasons are told, and so many kinds of files are counted."""

_FIRST: Final = 4
"""So many files are named of those that have one reason."""

_FORMS: Final = (
    "a role is a `.md` file that begins with `# Title — fleet role definition`, or has `name` and"
    " `description` in front matter; an atlas is a `.yml`, `.yaml` or `.json` file with `atlas_id`"
)


def is_empty(library: Library) -> bool:
    """Whether there is nothing in it that could be published."""
    return not (library.roles or library.atlases or library.profiles)


def told(library: Library, folders: Iterable[str]) -> str:
    """What is said instead of "no problems", in lines."""
    where = ", ".join(f"`{one}`" for one in folders)
    lines = [f"found no role and no atlas in {where}; {_seen(library)}"]
    alike: dict[tuple[bool, str, str], list[str]] = defaultdict(list)
    for one in library.left_out:
        alike[not one.help, one.reason, one.help].append(one.path)
    for (_, reason, help), paths in sorted(alike.items())[:MOST]:
        named = ", ".join(paths[:_FIRST]) + (", …" if len(paths) > _FIRST else "")
        lines.append(f"  {visible(named)}: {reason}{f'; {help}' if help else ''}")
    return "\n".join([*lines, f"  {_FORMS}"])


def _seen(library: Library) -> str:
    kinds = Counter(
        posixpath.splitext(path)[1].lower() or "without a suffix"
        for path in {*library.files, *(one.path for one in library.left_out)}
        if not any(part.startswith(".") for part in path.split("/")[:-1])
    )
    if not kinds:
        return "there is no file at all"
    common = sorted(kinds.items(), key=lambda one: (-one[1], one[0]))[:MOST]
    seen = ", ".join(f"{number} {visible(kind)}" for kind, number in common)
    return f"what is there by suffix: {seen}{', …' if len(kinds) > MOST else ''}"
