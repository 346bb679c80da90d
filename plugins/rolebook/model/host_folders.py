"""A folder's name in; whether agents of a host lie in it, and whether it is worth a word, out."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

HOST_FOLDERS: Final[dict[str, frozenset[str]]] = {
    ".claude": frozenset(),
    ".github": frozenset({"agents", "chatmodes", "skills"}),
    ".opencode": frozenset({"agent", "agents", "skill", "skills"}),
    ".cursor": frozenset({"agents", "skills"}),
    ".agents": frozenset({"agents", "skills"}),
    ".codex": frozenset({"agents", "skills"}),
    ".gemini": frozenset({"agents", "skills"}),
    ".factory": frozenset({"droids", "skills"}),
    ".kiro": frozenset({"agents", "skills"}),
}
"""Dot folders that are searched, and which folders in each; none named means all of them."""

MODE_FILES: Final = (".roomodes", ".kilocodemodes", "custom_modes.yaml", "custom_modes.json")
"""Files that hold the modes of Roo Code and of those who followed it."""

_SILENT: Final = frozenset(
    {".git", ".hg", ".svn", ".venv", ".tox", ".nox", ".cache", ".idea", ".vscode", ".mypy_cache",
     ".ruff_cache", ".pytest_cache", ".hypothesis", ".next", ".nuxt", ".yarn", ".husky",
     ".devcontainer", ".claude-plugin", "workflows", "issue_template", "worktrees"}
)  # fmt: skip
"""Never worth a word, whatever lies in them."""

_TEXTS: Final = (".md", ".mdc", ".markdown", ".toml")
_LOOKED_AT: Final = 500
"""Entries of a folder among which a text is looked for."""


def is_searched(folder: Path, name: str) -> bool:
    """Whether a folder called `name` in another one is searched, as far as dots decide it."""
    if folder.name == ".claude" and name == "worktrees":
        return False  # each is a copy of all
    allowed = HOST_FOLDERS.get(folder.name)
    if allowed:
        return name in allowed
    return not name.startswith(".") or name in HOST_FOLDERS


def holds_files(folder: Path) -> bool:
    """Whether files that lie in a folder itself are read; of most hosts only folders are."""
    return not HOST_FOLDERS.get(folder.name)


def is_worth_a_word(folder: Path) -> bool:
    """Whether a folder that is not searched holds texts, which somebody may miss."""
    if folder.name.lower() in _SILENT or folder.is_symlink():
        return False
    looked_at = 0
    for _, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if name.lower() not in _SILENT)
        if any(name.lower().endswith(_TEXTS) for name in files[:_LOOKED_AT]):
            return True
        looked_at += len(files) + len(folders) + 1
        if looked_at > _LOOKED_AT:
            break
    return False


def host_folder(path: str) -> str:
    """The folder of a host that a file lies in (`.kiro`, `tools/.cursor`); empty where in none."""
    folders = path.split("/")[:-1]
    at = [number for number, one in enumerate(folders) if one in HOST_FOLDERS]
    return "/".join(folders[: at[0] + 1]) if at else ""
