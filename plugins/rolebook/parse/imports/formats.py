"""An atlas file in; what its reader makes of it, where it is of a format that is not ours, out."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from rolebook.diagnostics import Diagnostic
from rolebook.formats.yaml.tree import Tree, YamlMap, read_tree
from rolebook.parse.imports.case import package_of, read_case
from rolebook.parse.imports.exercism import read_exercism
from rolebook.parse.imports.exercism_track import track_of
from rolebook.parse.imports.imported import Imported
from rolebook.text.source import Source


@dataclass(frozen=True, slots=True)
class Format:
    """A format that is read as atlases though it is not the atlas format (design.md §2.3)."""

    keys: tuple[str, ...]
    """The keys by which a file of it is known."""

    find: Callable[[Tree], YamlMap | None]
    """The part of a file that is of this format; none where it is of another."""

    read: Callable[[Source, YamlMap, list[Diagnostic]], Imported]
    """Given what is wrong with the form of the file already."""


FORMATS: Final = (
    Format(("exercises", "concepts"), track_of, read_exercism),
    Format(("CFDocument", "CFItems"), package_of, read_case),
)


def may_be_foreign(source: Source) -> bool:
    """Whether a file holds the keys of another format. Cheap: every atlas file is asked."""
    return source.path.lower().endswith(".json") and any(
        all(re.search(rf'"{key}"\s*:', source.text) for key in one.keys) for one in FORMATS
    )


def read_foreign(source: Source) -> Imported | None:
    """What a file of another format says; none for an atlas of ours and for anything else."""
    if not may_be_foreign(source):
        return None
    tree, problems = read_tree(source)
    if tree is None:
        return Imported(None, tuple(problems))
    if isinstance(tree, YamlMap) and tree.get("atlas_id"):
        return None
    for one in FORMATS:
        if found := one.find(tree):
            return one.read(source, found, problems)
    return None
