"""Settings in, the texts of a library out.

What cannot be read is a finding; what is read and is no source is decided later, by its text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from rolebook.config.settings import Settings
from rolebook.diagnostics import Diagnostic
from rolebook.diagnostics.catalogue import rule
from rolebook.model import LeftOut, Sources
from rolebook.sources.folders import folders_outside, leads_astray, leaves
from rolebook.sources.names import (
    ATLAS_SUFFIXES,
    DOC_SUFFIXES,
    ROLE_SUFFIXES,
    TEXT_SUFFIXES,
    has_suffix,
    project_path,
)
from rolebook.sources.texts import Found, read_text
from rolebook.sources.walking import all_files, walk
from rolebook.text.source import Source, Span

TOO_MANY_FILES = rule("RB030")
"""So many files are no library that people keep in order; the folders that hold one are fewer."""


def read_sources(settings: Settings) -> Sources:
    """Every role, atlas and docs file below the configured folders."""
    left_out: list[LeftOut] = []
    problems: list[Diagnostic] = []
    docs = (settings.docs,) if settings.docs else ()
    counted = 0

    problems += folders_outside(settings)

    def read(
        folders: Sequence[Path], suffixes: tuple[str, ...], named: Sequence[Path] = ()
    ) -> tuple[Source, ...]:
        found = [
            one
            for folder in folders
            if not leaves(folder, settings)
            for one in walk(folder, suffixes, settings, left_out, problems)
        ]
        found += [Found(file, "") for file in named if has_suffix(file.name, suffixes)]
        nonlocal counted
        room, counted = settings.limits.files - counted, counted + len(found)
        if 0 <= room < len(found):
            problems.append(_one_too_many(found[room].path, settings))
        found = found[: max(room, 0)]
        read = (read_text(one, settings, problems) for one in found)
        unique = {source.path: source for source in read if source}
        return tuple(unique[path] for path in sorted(unique))

    roles = read(settings.roles, ROLE_SUFFIXES, settings.files)
    atlases = read(settings.atlases, ATLAS_SUFFIXES, settings.files)
    profiles = read(settings.profiles, ATLAS_SUFFIXES)
    pages, among = _apart(read(docs, DOC_SUFFIXES), settings)
    files, astray = all_files(settings)
    return Sources(
        roles=roles,
        atlases=atlases,
        profiles=profiles,
        docs=pages,
        among=among,
        texts=tuple(_texts(settings)),
        left_out=tuple(sorted(dict.fromkeys(left_out), key=lambda one: one.path)),
        problems=tuple(dict.fromkeys(problems)),
        files=files,
        astray=astray,
    )


def _apart(
    docs: tuple[Source, ...], settings: Settings
) -> tuple[tuple[Source, ...], tuple[Source, ...]]:
    """The hand-written pages, and what lies among sources below the docs folder."""
    folders = [
        project_path(one, settings)
        for one in (*settings.roles, *settings.atlases, *settings.profiles)
    ]
    inside = tuple(f"{one}/" for one in folders if settings.docs and _below_docs(one, settings))
    if not inside:
        return docs, ()
    among = tuple(one for one in docs if one.path.startswith(inside))
    return tuple(one for one in docs if not one.path.startswith(inside)), among


def _below_docs(folder: str, settings: Settings) -> bool:
    """Whether a folder of sources, by its path from the project, lies in the docs folder."""
    docs = project_path(settings.docs, settings) if settings.docs else ""
    return folder != docs and f"{folder}/".startswith("" if docs == "." else f"{docs}/")


def _texts(settings: Settings) -> Iterator[Source]:
    """The text files below the roles; what cannot be read of them is nobody's loss."""
    found = [
        one
        for folder in settings.roles
        if not leaves(folder, settings)
        for one in walk(folder, TEXT_SUFFIXES, settings, [], [])
    ]
    found += [Found(file, "") for file in settings.files if has_suffix(file.name, TEXT_SUFFIXES)]
    read = (read_text(one, settings, []) for one in found[: settings.limits.files])
    return (source for source in read if source)


def read_file(settings: Settings, path: str, limit: int) -> bytes | None:
    """The bytes of a file that a source shows, by its path from the project.

    None for one that is not below the configured folders, is no file, or is larger than `limit`.
    """
    file = settings.root / path
    try:
        if leads_astray(file, settings, in_docs=False) or not file.is_file():
            return None
        return file.read_bytes() if file.stat().st_size <= limit else None
    except OSError:
        return None


def _one_too_many(file: Path, settings: Settings) -> Diagnostic:
    """The diagnostic for the first file that is not read."""
    path = project_path(file, settings)
    return Diagnostic(
        TOO_MANY_FILES,
        f"`{path}` is one more than the {settings.limits.files:,} files allowed; from here on"
        " none is read",
        Span(path),
        "name the folders that hold the library, or raise `files` under `limits:` in mkdocs.yml",
    )
