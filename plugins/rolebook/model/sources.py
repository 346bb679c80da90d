"""Everything that was read from the disk, before anything of it is understood."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from rolebook.diagnostics import Diagnostic
from rolebook.model.library import LeftOut
from rolebook.text.source import Source

DOT_FOLDER: Final = "a folder of a host or tool in which no agents are looked for"
"""Why one was left out; nothing is wrong with that."""


@dataclass(frozen=True, slots=True)
class Sources:
    """Everything that was read, each group sorted by path."""

    roles: tuple[Source, ...] = ()
    atlases: tuple[Source, ...] = ()
    profiles: tuple[Source, ...] = ()
    docs: tuple[Source, ...] = ()
    among: tuple[Source, ...] = ()
    """Markdown below a folder of sources that lies in the docs folder, with its path there: where
    it has no sign of a role, it is a hand-written page after all."""

    texts: tuple[Source, ...] = ()
    """Text files beside the roles; no sources, whatever they say."""

    left_out: tuple[LeftOut, ...] = ()
    problems: tuple[Diagnostic, ...] = ()
    files: frozenset[str] = frozenset()
    """The paths of all files below the folders, whatever they are: what a link may lead to."""

    astray: Mapping[str, str] = field(default_factory=dict)
    """Those of them that are symbolic links to what is not published, with what is wrong."""
