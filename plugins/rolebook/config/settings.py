"""Nothing in; what a run depends on besides the sources out, as every host and command gives it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import pathspec

from rolebook.diagnostics import Severity
from rolebook.model.layout import NO_LAYOUT, Layout
from rolebook.text.limits import DEFAULTS, Limits

CONFIG_FILE: Final = "mkdocs.yml"

CONFIGURATIONS: Final = frozenset({"mkdocs.yml", "mkdocs.yaml", "properdocs.yml"})
"""What a configuration is called; none is a source."""


class ConfigurationError(Exception):
    """The configuration is broken: exit code 2, and never an empty green site."""


@dataclass(frozen=True, slots=True)
class Ignore:
    """Findings that are not reported for some files."""

    path: str
    """A glob as in `.gitignore`, relative to the project."""

    codes: tuple[str, ...] = ()
    """Codes or names; empty means all."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that a run depends on, besides the sources."""

    root: Path
    """The project: the folder of the configuration file. Paths in findings are relative to it."""

    roles: tuple[Path, ...] = ()
    atlases: tuple[Path, ...] = ()
    profiles: tuple[Path, ...] = ()
    docs: Path | None = None
    sites: tuple[Path, ...] = ()
    """The folders that a site is built into, which are never read."""

    files: tuple[Path, ...] = ()
    """Single files that were named on the command line, for a library without configuration."""

    configured: bool = True
    """False for a folder that is read on defaults, where other files may lie about."""

    keep_going: bool = False
    """Publish a library with errors, too: its maintainer wants to see it before mending it."""

    config_file: Path | None = None
    baseline: Path | None = None
    """A file that names the findings which the library has agreed to live with."""

    external: tuple[str, ...] = ()
    image_hosts: tuple[str, ...] = ()
    """Other hosts whose pictures pages may show: opening a page tells them who reads it."""

    severity: Mapping[str, Severity] = field(default_factory=dict)
    """By code or name."""

    ignore: tuple[Ignore, ...] = ()
    domain_titles: Mapping[str, str] = field(default_factory=dict)
    site_name: str = "Rolebook"
    language: str = "en"
    """Of the site, as its theme has it (`theme.language`): `it`, `it-IT`."""

    source_language: str = "en"
    """Of what the authors wrote."""

    excluded_docs: pathspec.GitIgnoreSpec | None = None
    """The files of the docs that the host hides (`exclude_docs`)."""

    plain_toc: bool = True
    """Whether the headings of hand-written pages have the ids that Python-Markdown gives them when
    nobody configures its `toc`."""

    synonyms: tuple[tuple[str, ...], ...] = ()
    """Words that mean the same in this library, for "Who owns …?"."""

    limits: Limits = DEFAULTS
    layout: Layout = NO_LAYOUT
