"""The sources of the disk and the texts open in an editor in; what the editor shows out."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from rolebook.config.settings import CONFIGURATIONS, Settings
from rolebook.model import Sources
from rolebook.sources import (
    ATLAS_SUFFIXES,
    DOC_SUFFIXES,
    ROLE_SUFFIXES,
    SKIPPED_FOLDERS,
    has_suffix,
    home_of,
    normalised,
    project_path,
)
from rolebook.text.source import Source

_GROUPS: Final = ("roles", "atlases", "profiles", "docs", "among", "texts")


def with_open_texts(sources: Sources, texts: Mapping[Path, str], settings: Settings) -> Sources:
    """The sources, with what an editor has of them; a file that it has not saved yet is one, too.

    What the disk could not give, since it is too large or no text, is as the disk has it.
    """
    shown = {
        project_path(path, settings): normalised(text)
        for path, text in texts.items()
        if _is_readable(path, text, settings)
    }
    changed: dict[str, Any] = {
        group: tuple(
            replace(one, text=shown[one.path]) if shown.get(one.path, one.text) != one.text else one
            for one in getattr(sources, group)
        )
        for group in _GROUPS
    }
    new: set[str] = set()
    for path in sorted(texts):
        at = project_path(path, settings)
        if at in shown and not path.exists():
            for group, home in _groups(path, settings):
                source = Source(at, shown[at], home, settings.limits)
                listed = {one.path: one for one in changed[group]} | {at: source}
                changed[group] = tuple(listed[one] for one in sorted(listed))
                new.add(at)
    return replace(sources, files=sources.files | new, **changed)


def _is_readable(path: Path, text: str, settings: Settings) -> bool:
    limits = settings.limits
    most = limits.json_bytes if path.suffix.lower() == ".json" else limits.file_bytes
    try:
        return len(text) <= most and len(text.encode()) <= most and "\0" not in text
    except UnicodeEncodeError:  # half of a character: no file holds that
        return False


def _groups(path: Path, settings: Settings) -> Iterator[tuple[str, str]]:
    """What a file would be read as once it is saved, each with its path in that folder."""
    docs = (settings.docs,) if settings.docs else ()
    for group, folders, suffixes in (
        ("roles", settings.roles, ROLE_SUFFIXES),
        ("atlases", settings.atlases, ATLAS_SUFFIXES),
        ("profiles", settings.profiles, ATLAS_SUFFIXES),
        ("docs", docs, DOC_SUFFIXES),
    ):
        for folder in folders:
            if _lies_in(path, folder) and has_suffix(path.name, suffixes):
                yield group, home_of(path, folder, settings)
                if group == "docs":
                    return
                break


def _lies_in(path: Path, folder: Path) -> bool:
    """Whether a folder is searched for such a file."""
    steps = Path(os.path.relpath(path, folder)).parts
    hidden = any(one.startswith(".") or one in SKIPPED_FOLDERS for one in steps)
    return not hidden and path.name not in CONFIGURATIONS
