"""Settings in, the folders that are read out, and whether a symbolic link leads out of them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from rolebook.config.settings import Settings
from rolebook.diagnostics import Diagnostic
from rolebook.diagnostics.catalogue import rule
from rolebook.model.symbolic_links import astray
from rolebook.sources.names import project_path
from rolebook.text.source import Span

LINK_OUTSIDE = rule("RB024")
"""A symbolic link that leaves the configured folders would publish any file of the machine; so
would one to a hidden file, to a page that is not published, or to a file of another kind."""


def folders_of(settings: Settings) -> tuple[Path, ...]:
    """All that are read, each once."""
    docs = (settings.docs,) if settings.docs else ()
    return tuple(dict.fromkeys((*settings.roles, *settings.atlases, *settings.profiles, *docs)))


def leaves(folder: Path, settings: Settings) -> bool:
    """Whether a folder that the configuration has within the project is a link out of it."""
    written = Path(os.path.normpath(folder))
    within = written.is_relative_to(os.path.normpath(settings.root))
    return within and not folder.resolve().is_relative_to(settings.root.resolve())


def leads_astray(file: Path, settings: Settings, *, in_docs: bool = True) -> str:
    """Why a symbolic link is no source, in words; empty where it leads to one."""
    folders = [
        one
        for one in folders_of(settings)
        if (in_docs or one != settings.docs) and not leaves(one, settings)
    ]
    return astray(file, folders, settings.docs, settings.excluded_docs)


def folders_outside(settings: Settings) -> Iterator[Diagnostic]:
    """The folders that are links out of the project: nothing of them is read."""
    for folder in folders_of(settings):
        if leaves(folder, settings):
            path = project_path(folder, settings)
            yield Diagnostic(
                LINK_OUTSIDE,
                f"`{path}` is a symbolic link that leaves the project",
                Span(path),
                "replace the link by the folder itself, or write where it leads in mkdocs.yml",
            )
