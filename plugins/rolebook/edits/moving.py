"""A role or domain and its new id in; the files and folders that are called as it is out."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from typing import Final

from rolebook.edits.change import Move, Refused
from rolebook.graph.library_graph import LibraryGraph
from rolebook.model import Role
from rolebook.parse.kinds import AGENT_SUFFIXES
from rolebook.text.identity import slug

_NUMBERED: Final = re.compile(r"\d+[-_. ]+")
_CALLED_AS_THEIR_FOLDER: Final = ("skill.md", "charter.md")


def role_moves(graph: LibraryGraph, name: str, new: str) -> tuple[Move, ...]:
    """The files of a role (`sales/sales-lead`) that have its id for a name, and their new paths."""
    old = name.rpartition("/")[2]
    roles = (one for one in graph.library.roles if one.name == name)
    moves = (_of_file(role, old, new) for role in roles)
    return _free(graph, dict.fromkeys(one for one in moves if one))


def domain_moves(graph: LibraryGraph, domain: str, new: str) -> tuple[Move, ...]:
    """The folders of a domain (`sales`), and their new paths."""
    roles = [one for one in graph.library.roles if one.domain == domain]
    moves = (_of_folder(role, domain, new) for role in roles)
    return _free(graph, dict.fromkeys(one for one in moves if one))


def _of_file(role: Role, old: str, new: str) -> Move | None:
    folder, file = posixpath.split(role.path)
    if file.lower() in _CALLED_AS_THEIR_FOLDER:
        above, own = posixpath.split(folder)
        return Move(folder, posixpath.join(above, new)) if slug(own) == old else None
    suffixes = (*AGENT_SUFFIXES, posixpath.splitext(file)[1])
    suffix = next((one for one in suffixes if one and file.lower().endswith(one.lower())), "")
    if slug(file[: len(file) - len(suffix)]) != old:
        return None
    return Move(role.path, posixpath.join(folder, new + file[len(file) - len(suffix) :]))


def _of_folder(role: Role, domain: str, new: str) -> Move | None:
    """The folder that says whose a role is: of a fleet role the outermost, else the nearest."""
    above = role.path.removesuffix(role.home)
    folders = role.home.split("/")[:-1]
    places = range(len(folders)) if role.dialect else reversed(range(len(folders)))
    for at in places:
        number = _NUMBERED.match(folders[at])
        prefix = number[0] if number else ""
        if slug(folders[at][len(prefix) :]) == domain or slug(folders[at]) == domain:
            path = above + "/".join(folders[: at + 1])
            prefix = "" if slug(folders[at]) == domain else prefix
            return Move(path, posixpath.join(posixpath.dirname(path), prefix + new))
    return None


def _free(graph: LibraryGraph, moves: dict[Move, None]) -> tuple[Move, ...]:
    """The moves. Raises `Refused` where something stands already where one leads."""
    files = graph.library.files
    for one in moves:
        if one.to in files or any(file.startswith(f"{one.to}/") for file in files):
            raise Refused(f"`{one.to}` is there already")
    return tuple(_outermost(moves))


def _outermost(moves: dict[Move, None]) -> Iterator[Move]:
    """Without what lies in a folder that moves itself."""
    paths = {one.path for one in moves}
    for one in moves:
        if not any(one.path.startswith(f"{path}/") for path in paths):
            yield one
