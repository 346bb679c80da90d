"""The project here in; the names of its things, for a shell that completes them, out.

A shell asks at every press of a key, so the names are kept in the user's cache folder until a file
of the library changes; nothing of the library is imported where none did.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from rolebook.hosting.user_cache import is_ours, user_cache

if TYPE_CHECKING:
    from rolebook.graph.library_graph import LibraryGraph

_VERSION: Final = 1
_MOST_FILES: Final = 20_000


class Known(NamedTuple):
    """A name that a command takes."""

    kind: str
    """`role`, `domain`, `external`, `atlas`, `competency` or `profile`."""

    name: str
    """As short as it may be written."""

    full: str
    """Its identity, where that is longer; else the same."""

    title: str


def known_names(config_file: Path | None = None) -> list[Known]:
    """Every name of the library here, sorted; none where it cannot be read."""
    start = (config_file or _nearest_config() or Path()).absolute()
    folder = user_cache(start.parent)
    digest = hashlib.blake2b(os.fsencode(start), digest_size=12).hexdigest()
    file = folder / f"{digest}.names" if folder else None
    if file and (kept := _kept(file)) is not None:
        return kept
    folders, names = _gathered(config_file)
    if file and names:
        _keep(file, [str(start), *folders], names)
    return names


def _nearest_config() -> Path | None:
    here = Path.cwd()
    return next((at / "mkdocs.yml" for at in (here, *here.parents) if _there(at)), None)


def _there(folder: Path) -> bool:
    return (folder / "mkdocs.yml").is_file()


def _kept(file: Path) -> list[Known] | None:
    """The names of the last time, where nothing has changed since."""
    try:
        if not is_ours(file):
            return None
        kept = json.loads(file.read_text("utf-8"))
        if kept["version"] == _VERSION and kept["stamp"] == _stamp(kept["folders"]):
            return [Known(*map(str, one)) for one in kept["names"]]
    except (OSError, ValueError, KeyError, TypeError):
        pass  # damaged, or of another version: gathered anew
    return None


def _keep(file: Path, folders: Sequence[str], names: Sequence[Known]) -> None:
    kept = {"version": _VERSION, "folders": folders, "stamp": _stamp(folders), "names": names}
    beside = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8", errors="backslashreplace") as out:
            json.dump(kept, out)
        beside.replace(file)
    except OSError:
        beside.unlink(missing_ok=True)


def _stamp(places: Iterable[str]) -> str:
    """What changes when a file below some folders does, or a file itself."""
    said = hashlib.blake2b(digest_size=16)
    for number, file in enumerate(_files(places)):
        if number >= _MOST_FILES:
            break
        now = Path(file).lstat()
        said.update(f"{file} {now.st_size} {now.st_mtime_ns}\n".encode("utf-8", "backslashreplace"))
    return said.hexdigest()


def _files(places: Iterable[str]) -> Iterator[str]:
    for place in places:
        if Path(place).is_file():
            yield place
        for parent, folders, files in os.walk(place):
            folders.sort()
            yield from (f"{parent}{os.sep}{one}" for one in sorted(files))


def _gathered(config_file: Path | None) -> tuple[list[str], list[Known]]:
    """The folders of the library, and its names, as it is linked now."""
    from rolebook.build import linked
    from rolebook.config.projects import settings_for
    from rolebook.config.settings import ConfigurationError
    from rolebook.hosting.reading_cache import cached_readings

    try:
        settings, _ = settings_for((), config_file)
        with cached_readings(settings) as readings:
            graph = linked(settings, readings)
    except (ConfigurationError, OSError):
        return [], []
    places = (*settings.roles, *settings.atlases, *settings.profiles)
    if settings.config_file:
        places = (settings.config_file, *places)
    return [str(one.absolute()) for one in places], sorted(_names(graph))


def _names(graph: LibraryGraph) -> Iterator[Known]:
    ids: dict[str, list[str]] = {}
    for name in graph.roles:
        ids.setdefault(name.rpartition("/")[2], []).append(name)
    for name, role in graph.roles.items():
        alone = len(ids[role.id]) == 1 and role.id not in graph.domains
        yield Known("role", role.id if alone else name, name, role.title)
    for id, domain in graph.domains.items():
        yield Known("domain", f"{id}/", f"{id}/", domain.title)
    for one in graph.library.external:
        yield Known("external", one, one, "outside the library")
    for id, atlas in graph.atlases.items():
        yield Known("atlas", id, id, atlas.title)
    for id, profile in graph.profiles.items():
        yield Known("profile", id, id, profile.title)
    of_atlas: dict[str, int] = {}
    for competency in graph.competencies.values():
        of_atlas[competency.id] = of_atlas.get(competency.id, 0) + 1
    for name, competency in graph.competencies.items():
        short = competency.id if of_atlas[competency.id] == 1 else name
        yield Known("competency", short, name, competency.title)
