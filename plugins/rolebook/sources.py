"""Settings in, texts out: the only module that reads sources from the disk.

What cannot be read is a finding; what is read and is no source is decided later, by its text.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from rolebook.config.settings import CONFIGURATIONS, Settings
from rolebook.diagnostics import Diagnostic
from rolebook.diagnostics.catalogue import rule
from rolebook.model import DOT_FOLDER, LeftOut, Sources
from rolebook.model.host_folders import MODE_FILES, holds_files, is_searched, is_worth_a_word
from rolebook.model.symbolic_links import astray
from rolebook.text.source import Source, Span

ROLE_SUFFIXES: Final = (
    *(".md", ".markdown", ".toml", ".agent.yaml", ".agent.yml", "/agents.yaml", "/agents.yml"),
    *("/tasks.yaml", "/tasks.yml", *(f"/{name}" for name in MODE_FILES)),
)
"""How the names of files end that may hold roles; after a `/` stands the whole name."""

ATLAS_SUFFIXES: Final = (".yml", ".yaml", ".json")
DOC_SUFFIXES: Final = (".md", ".markdown")
TEXT_SUFFIXES: Final = (".txt",)
"""What a page becomes that is copied out of a browser: never a source, but told what it is."""

SKIPPED_FOLDERS: Final = frozenset({"node_modules", "__pycache__"})
"""Never searched; nor are folders that begin with a dot, but for those of hosts."""

BUILT: Final = "site"
"""Not searched in a whole project; in a roles folder it may well be a domain."""

MARKER: Final = ".rolebook-site"
"""Stands in every site that Rolebook made: such a folder is no source, and a build replaces it."""

NOT_UTF8 = rule("RB001")
"""Sources are UTF-8. Bytes that are not would be shown as something that nobody wrote."""

UNREADABLE_FILE = rule("RB002")
"""A file that cannot be opened cannot be checked, and a library with a hole is not published."""

FILE_TOO_LARGE = rule("RB003")
"""A role or atlas is a few pages of text; a file of a megabyte is something else by mistake."""

TOO_MANY_FILES = rule("RB030")
"""So many files are no library that people keep in order; the folders that hold one are fewer."""

BINARY_FILE = rule("RB021")
"""A file with NUL bytes is a picture or a program under a text file's name."""

NAME_NOT_UTF8 = rule("RB050")
"""A page, a link and a report are UTF-8: a name that is not can stand in none of them."""

LINK_OUTSIDE = rule("RB024")
"""A symbolic link that leaves the configured folders would publish any file of the machine; so
would one to a hidden file, to a page that is not published, or to a file of another kind."""


@dataclass(frozen=True, slots=True)
class _Found:
    path: Path
    home: str


def read_sources(settings: Settings) -> Sources:
    """Every role, atlas and docs file below the configured folders."""
    left_out: list[LeftOut] = []
    problems: list[Diagnostic] = []
    docs = (settings.docs,) if settings.docs else ()
    counted = 0

    problems += _folders_outside(settings)

    def read(
        folders: Sequence[Path], suffixes: tuple[str, ...], named: Sequence[Path] = ()
    ) -> tuple[Source, ...]:
        found = [
            one
            for folder in folders
            if not _leaves(folder, settings)
            for one in _walk(folder, suffixes, settings, left_out, problems)
        ]
        found += [_Found(file, "") for file in named if has_suffix(file.name, suffixes)]
        nonlocal counted
        room, counted = settings.limits.files - counted, counted + len(found)
        if 0 <= room < len(found):
            problems.append(_one_too_many(found[room].path, settings))
        found = found[: max(room, 0)]
        read = (_read(one, settings, problems) for one in found)
        unique = {source.path: source for source in read if source}
        return tuple(unique[path] for path in sorted(unique))

    roles = read(settings.roles, ROLE_SUFFIXES, settings.files)
    atlases = read(settings.atlases, ATLAS_SUFFIXES, settings.files)
    profiles = read(settings.profiles, ATLAS_SUFFIXES)
    pages, among = _apart(read(docs, DOC_SUFFIXES), settings)
    files, astray = _all_files(settings)
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
        if not _leaves(folder, settings)
        for one in _walk(folder, TEXT_SUFFIXES, settings, [], [])
    ]
    found += [_Found(file, "") for file in settings.files if has_suffix(file.name, TEXT_SUFFIXES)]
    read = (_read(one, settings, []) for one in found[: settings.limits.files])
    return (source for source in read if source)


def read_file(settings: Settings, path: str, limit: int) -> bytes | None:
    """The bytes of a file that a source shows, by its path from the project.

    None for one that is not below the configured folders, is no file, or is larger than `limit`.
    """
    file = settings.root / path
    try:
        if _astray(file, settings, in_docs=False) or not file.is_file():
            return None
        return file.read_bytes() if file.stat().st_size <= limit else None
    except OSError:
        return None


def project_path(path: Path, settings: Settings) -> str:
    """A path relative to the project, with `/`."""
    return os.path.relpath(path, settings.root).replace(os.sep, "/")


def has_suffix(name: str, suffixes: tuple[str, ...]) -> bool:
    """Whether a file is called as those of a group are."""
    return f"/{name.lower()}".endswith(suffixes)


def _walk(
    folder: Path,
    suffixes: tuple[str, ...],
    settings: Settings,
    left_out: list[LeftOut],
    problems: list[Diagnostic],
) -> Iterator[_Found]:
    def refused(error: OSError) -> None:
        problems.append(_unreadable(project_path(Path(error.filename), settings), error))

    for parent, folders, files in os.walk(folder, onerror=refused):
        here = Path(parent)
        if MARKER in files and here != folder:
            folders.clear()
            continue
        folders[:], odd = _named_in_utf8(folders)
        files, others = _named_in_utf8(files)
        # a host publishes every file of the docs
        odd += [name for name in others if has_suffix(name, suffixes) or folder == settings.docs]
        problems += [_badly_named(here / name, settings) for name in odd]
        folders.sort()
        for name in list(folders):
            hidden = not is_searched(here, name)
            built = name == BUILT and _holds_more(folder, settings)
            ours = here / name in (settings.docs, *settings.sites)
            if hidden or built or name in SKIPPED_FOLDERS or ours:
                folders.remove(name)
                if hidden and is_worth_a_word(here / name):
                    left_out.append(LeftOut(project_path(here / name, settings), DOT_FOLDER))
            elif has_suffix(name, suffixes):
                folders.remove(name)
                yield _Found(here / name, home_of(here / name, folder, settings))
            elif (here / name).is_symlink():
                path = project_path(here / name, settings)
                left_out.append(LeftOut(path, "a symbolic link to a folder is not followed"))
        for name in sorted(files if holds_files(here) else ()):
            hidden = name.startswith(".") and name not in MODE_FILES
            if has_suffix(name, suffixes) and name not in CONFIGURATIONS and not hidden:
                yield _Found(here / name, home_of(here / name, folder, settings))


def _all_files(settings: Settings) -> tuple[frozenset[str], Mapping[str, str]]:
    """The paths of all files below the folders, and of the symbolic links that lead astray, why."""
    found: set[str] = set()
    astray: dict[str, str] = {}
    for folder in _folders(settings):
        if _leaves(folder, settings):
            continue
        base = project_path(folder, settings)
        for parent, folders, files in os.walk(folder):
            folders[:] = [name for name in folders if name not in SKIPPED_FOLDERS]
            folders[:], _ = _named_in_utf8(folders)
            within = Path(base, Path(parent).relative_to(folder)).as_posix()
            for name in _named_in_utf8(files)[0]:
                path, file = f"{within}/{name}".removeprefix("./"), Path(parent, name)
                found.add(path)
                if file.is_symlink() and (reason := _astray(file, settings)):
                    astray[path] = reason
    return frozenset(found), astray


def _folders(settings: Settings) -> tuple[Path, ...]:
    """All that are read, each once."""
    docs = (settings.docs,) if settings.docs else ()
    return tuple(dict.fromkeys((*settings.roles, *settings.atlases, *settings.profiles, *docs)))


def _leaves(folder: Path, settings: Settings) -> bool:
    """Whether a folder that the configuration has within the project is a link out of it."""
    written = Path(os.path.normpath(folder))
    within = written.is_relative_to(os.path.normpath(settings.root))
    return within and not folder.resolve().is_relative_to(settings.root.resolve())


def _folders_outside(settings: Settings) -> Iterator[Diagnostic]:
    for folder in _folders(settings):
        if _leaves(folder, settings):
            path = project_path(folder, settings)
            yield Diagnostic(
                LINK_OUTSIDE,
                f"`{path}` is a symbolic link that leaves the project",
                Span(path),
                "replace the link by the folder itself, or write where it leads in mkdocs.yml",
            )


def _named_in_utf8(names: Sequence[str]) -> tuple[list[str], list[str]]:
    """The names that can be written, and the others: bytes that are no text."""
    written: tuple[list[str], list[str]] = [], []
    for name in sorted(names):
        # Python reads such a byte as half of a character
        written[any("\udc80" <= one <= "\udcff" for one in name)].append(name)
    return written


def _badly_named(path: Path, settings: Settings) -> Diagnostic:
    shown = project_path(path, settings)
    return Diagnostic(
        NAME_NOT_UTF8,
        f"the name of `{shown}` is not valid UTF-8",
        Span(shown),
        "rename it; what lies below it is read then, too" if path.is_dir() else "rename the file",
    )


def home_of(path: Path, folder: Path, settings: Settings) -> str:
    """The path within a folder of sources; of a whole project, within its last folder `roles`."""
    parts = path.relative_to(folder).parts
    if _holds_more(folder, settings) and "roles" in parts[:-1]:
        parts = parts[len(parts) - parts[::-1].index("roles") :]
    return "/".join(parts)


def _holds_more(folder: Path, settings: Settings) -> bool:
    """Whether other things than sources lie about there: nobody configured it, or as `.` alone."""
    return not settings.configured or folder == settings.root


def _read(found: _Found, settings: Settings, problems: list[Diagnostic]) -> Source | None:
    path = project_path(found.path, settings)
    result = _text(found.path, path, settings)
    if isinstance(result, Diagnostic):
        problems.append(result)
        return None
    return Source(path, normalised(result), found.home, settings.limits)


def normalised(text: str) -> str:
    """A text without BOM, and with `\n` at the end of each line: no column changes by that."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _text(file: Path, path: str, settings: Settings) -> str | Diagnostic:
    place = Span(path)
    named = file in settings.files
    if file.is_symlink() and not named and (reason := _astray(file, settings)):
        return Diagnostic(
            LINK_OUTSIDE,
            f"`{path}` is a symbolic link that {reason}",
            place,
            "replace the link by the file itself",
        )
    try:
        found = file.stat()
        if stat.S_ISDIR(found.st_mode):
            return Diagnostic(
                UNREADABLE_FILE,
                f"`{path}` is a folder with the name of a file",
                place,
                "rename the folder",
            )
        if not stat.S_ISREG(found.st_mode):
            raise OSError(errno.EINVAL, "it is no regular file")  # a pipe would be read for ever
        size, limits = found.st_size, settings.limits
        most = limits.json_bytes if has_suffix(path, (".json",)) else limits.file_bytes
        if size > most:
            return Diagnostic(
                FILE_TOO_LARGE,
                f"`{path}` has {size:,} bytes, more than the {most:,} allowed",
                place,
                "split the file, or move what is no role or atlas elsewhere",
            )
        data = file.read_bytes()
    except OSError as error:
        return _unreadable(path, error)
    if b"\0" in data:
        return Diagnostic(
            BINARY_FILE,
            f"`{path}` holds NUL bytes: it is no text",
            _byte_place(path, data, data.index(b"\0")),
            "move the file out of the folder",
        )
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        return Diagnostic(
            NOT_UTF8,
            f"the byte 0x{data[error.start]:02X} is not valid UTF-8",
            _byte_place(path, data, error.start),
            "save the file as UTF-8",
        )


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


def _unreadable(path: str, error: OSError) -> Diagnostic:
    reason = (error.strerror or "unknown reason").lower()
    return Diagnostic(
        UNREADABLE_FILE,
        f"`{path}` cannot be read: {reason}",
        Span(path),
        "make it readable, or move it out of the folder",
    )


def _astray(file: Path, settings: Settings, *, in_docs: bool = True) -> str:
    folders = [
        one
        for one in _folders(settings)
        if (in_docs or one != settings.docs) and not _leaves(one, settings)
    ]
    return astray(file, folders, settings.docs, settings.excluded_docs)


def _byte_place(path: str, data: bytes, offset: int) -> Span:
    before = data[:offset].decode("utf-8", "replace").removeprefix("\ufeff")
    text = before.replace("\r\n", "\n").replace("\r", "\n")
    line = text.count("\n") + 1
    column = len(text) - (text.rfind("\n") + 1) + 1
    return Span(path, line, column, line, column + 1)
