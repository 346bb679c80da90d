"""Settings in, texts out: the only room that reads sources from the disk."""

from __future__ import annotations

from rolebook.sources.names import (
    ATLAS_SUFFIXES,
    DOC_SUFFIXES,
    ROLE_SUFFIXES,
    has_suffix,
    project_path,
)
from rolebook.sources.reading import read_file, read_sources
from rolebook.sources.texts import normalised
from rolebook.sources.walking import MARKER, SKIPPED_FOLDERS, home_of

__all__ = [
    "ATLAS_SUFFIXES",
    "DOC_SUFFIXES",
    "MARKER",
    "ROLE_SUFFIXES",
    "SKIPPED_FOLDERS",
    "has_suffix",
    "home_of",
    "normalised",
    "project_path",
    "read_file",
    "read_sources",
]
