"""A path and the folders of a library in; why what it leads to through links is not read, out."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

import pathspec

from rolebook.model.host_folders import MODE_FILES, is_searched


def astray(
    file: Path, folders: Iterable[Path], docs: Path | None, excluded: pathspec.GitIgnoreSpec | None
) -> str:
    """What is wrong with the place that a path leads to; empty where nothing is.

    `folders` are those whose files may be read, `docs` the one of which `excluded` hides files.
    """
    real = Path(os.path.realpath(file))  # `resolve` raises where links lead round in a circle
    homes = [Path(os.path.realpath(folder)) for folder in folders]
    home = next((one for one in homes if real.is_relative_to(one)), None)
    if home is None:
        return "leaves the library"
    folder = home
    for name in real.relative_to(home).parts[:-1]:
        if not is_searched(folder, name):
            return f"leads into `{name}/`, which is not searched"
        folder /= name
    if real.name.startswith(".") and real.name not in MODE_FILES:
        return f"leads to `{real.name}`, a hidden file"
    if real.suffix.lower() != file.suffix.lower():
        return f"leads to `{real.name}`, a file of another kind"
    here = Path(os.path.realpath(docs)) if docs else None
    if here and excluded and real.is_relative_to(here):
        hidden = excluded.match_file(real.relative_to(here).as_posix())
        return f"leads to `{real.name}`, which `exclude_docs` hides" if hidden else ""
    return ""
