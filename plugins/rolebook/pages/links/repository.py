"""The link by which a host lets readers edit a file in; links to the file and its history out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

_FORMS: Final = (
    ("edit/", "blob/", "commits/"),  # GitHub
    ("blob/", "blob/", "commits/"),
    ("tree/", "blob/", "commits/"),
    ("-/edit/", "-/blob/", "-/commits/"),  # GitLab
    ("-/blob/", "-/blob/", "-/commits/"),
    ("_edit/", "src/branch/", "commits/branch/"),  # Gitea, Forgejo
    ("src/branch/", "src/branch/", "commits/branch/"),
)
"""How an address goes on behind the repository's: to edit a file, to read it, its history."""


@dataclass(frozen=True, slots=True)
class SourceLinks:
    """Where the source of a page stands; empty what is not known."""

    file: str = ""
    history: str = ""

    project: str = ""
    """What the paths of all sources follow: `https://forge.example/o/r/blob/main/`."""


def source_links(edit_url: str | None, repository: str | None, project: str = "") -> SourceLinks:
    """Both links, where the form of the first is one that we know."""
    if not edit_url or not repository:
        return SourceLinks(project=project)
    base = repository.rstrip("/") + "/"
    rest = edit_url.removeprefix(base)
    for edited, read, history in _FORMS:
        if rest != edit_url and rest.startswith(edited):
            place = rest.removeprefix(edited)
            return SourceLinks(f"{base}{read}{place}", f"{base}{history}{place}", project)
    return SourceLinks(project=project)
