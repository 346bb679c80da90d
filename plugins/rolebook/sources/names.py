"""How files are called that may be sources, and their paths, as authors and programs read them."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from rolebook.config.settings import Settings
from rolebook.model.host_folders import MODE_FILES

ROLE_SUFFIXES: Final = (
    *(".md", ".markdown", ".toml", ".agent.yaml", ".agent.yml", "/agents.yaml", "/agents.yml"),
    *("/tasks.yaml", "/tasks.yml", *(f"/{name}" for name in MODE_FILES)),
)
"""How the names of files end that may hold roles; after a `/` stands the whole name."""

ATLAS_SUFFIXES: Final = (".yml", ".yaml", ".json")
DOC_SUFFIXES: Final = (".md", ".markdown")
TEXT_SUFFIXES: Final = (".txt",)
"""What a page becomes that is copied out of a browser: never a source, but told what it is."""


def has_suffix(name: str, suffixes: tuple[str, ...]) -> bool:
    """Whether a file is called as those of a group are."""
    return f"/{name.lower()}".endswith(suffixes)


def project_path(path: Path, settings: Settings) -> str:
    """A path relative to the project, with `/`."""
    return os.path.relpath(path, settings.root).replace(os.sep, "/")
