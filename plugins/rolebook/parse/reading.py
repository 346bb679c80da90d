"""Nothing in; what the reading of one file gives, whatever its format, out."""

from __future__ import annotations

from dataclasses import dataclass

from rolebook.diagnostics import Diagnostic
from rolebook.languages.grammar_files import FIRST
from rolebook.model import Atlas, CrewTask, DocPage, Introduction, LeftOut, Profile, Role


@dataclass(frozen=True, slots=True)
class Reading:
    """What one file says: records of one kind, or why there is none."""

    roles: tuple[Role, ...] = ()
    """Most formats hold one a file, some hold many."""

    introduction: Introduction | None = None
    atlas: Atlas | None = None
    profile: Profile | None = None
    doc: DocPage | None = None
    tasks: tuple[CrewTask, ...] = ()
    left_out: LeftOut | None = None
    problems: tuple[Diagnostic, ...] = ()
    aside: tuple[Diagnostic, ...] = ()
    """What is wrong with the form of a file that is read as nothing."""


@dataclass(frozen=True, slots=True)
class Conventions:
    """What of the settings the reading of a file depends on, besides the limits in its source."""

    configured: bool = True
    """Whether somebody named its folder; else most YAML and JSON files are something else."""

    language: str = FIRST
    """What the sources are written in that say none of their own."""
