"""What was read from another format in; a native atlas file, and what it lacks in words, out."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from rolebook.diagnostics import Severity
from rolebook.exports.native_atlas import native_yaml
from rolebook.model import Atlas, Competency
from rolebook.parse.imports.imported import Imported, Loss

EXAMPLES: Final = 4
"""Names of a loss that are told; the number says how many there are."""

_LONGEST_NAME: Final = 60


def atlas_file(atlas: Atlas) -> str:
    """The atlas file that an import writes, with a comment that says where it comes from."""
    file = "".join(c if c.isprintable() else "?" for c in posixpath.basename(atlas.path))
    header = (
        f"# Imported from the {atlas.imported_from} in {file}.\n"
        "# Nothing reads that file from here: edit this one as your own.\n\n"
    )
    return header + native_yaml(replace(atlas, competencies=tuple(_writable(atlas))))


def _writable(atlas: Atlas) -> Iterator[Competency]:
    """Without prerequisites that would dangle from the first day on."""
    ids = {one.id for one in atlas.competencies}
    for one in atlas.competencies:
        kept = tuple(reference for reference in one.prerequisites if reference.written in ids)
        yield replace(one, prerequisites=kept)


def summary(imported: Imported, file: str) -> tuple[str, ...]:
    """What was written, what was not, and what else there is to know, a line each."""
    atlas = imported.atlas
    assert atlas is not None
    written = [one for competency in _writable(atlas) for one in competency.prerequisites]
    competencies = _counted(len(atlas.competencies), "competency", "competencies")
    prerequisites = _counted(len(written), "prerequisite", "prerequisites")
    origin = f"the {atlas.imported_from} `{atlas.title}`"
    lines = [f"{competencies} and {prerequisites} from {origin}"]
    left = losses(imported)
    if left:
        lines += ["not carried:", *map(_told, left)]
    warnings = sum(one.level is Severity.WARNING for one in imported.diagnostics)
    if warnings:
        found = _counted(warnings, "warning", "warnings")
        lines.append(f"{found} about the file itself: `rolebook check {file}` tells them")
    return tuple(lines)


def losses(imported: Imported) -> tuple[Loss, ...]:
    """All that the written file lacks: what no atlas has a place for, and what would dangle."""
    atlas = imported.atlas
    if atlas is None:
        return imported.losses
    ids = {one.id for one in atlas.competencies}
    dangling = tuple(
        f"{reference.written} before {one.id}"
        for one in atlas.competencies
        for reference in one.prerequisites
        if reference.written not in ids
    )
    what = "prerequisites that stand nowhere in the file"
    return (*((Loss(what, dangling),) if dangling else ()), *imported.losses)


def _told(loss: Loss) -> str:
    """`- deprecated exercises (3): binary, octal and 1 more`, as many as `EXAMPLES` allows."""
    distinct = list(dict.fromkeys(loss.names))
    shown = [_cut(name) for name in distinct[:EXAMPLES]]
    rest = len(distinct) - len(shown)
    more = f" and {rest} more" if rest else ""
    return f"- {loss.what} ({len(loss.names)}): {', '.join(shown)}{more}"


def _counted(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def _cut(name: str) -> str:
    words = " ".join(name.split())
    return words if len(words) <= _LONGEST_NAME else f"{words[:_LONGEST_NAME].rstrip()}…"
