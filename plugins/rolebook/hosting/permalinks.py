"""What CI says of itself in; the address of a line of a file at a commit out."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Final
from urllib.parse import quote

_BY_FORGE: Final = {
    "github": "/blob/{commit}/{path}#L{line}",
    "gitlab": "/-/blob/{commit}/{path}#L{line}",
    "bitbucket": "/src/{commit}/{path}#lines-{line}",
}
_OF_GITEA: Final = "/src/commit/{commit}/{path}#L{line}"
"""As Gitea and Forgejo have it, which also call themselves GitHub where they run its actions."""


def permalinks() -> Callable[[str, str, int], str]:
    """The address of a commit, a path from the top and a line: on the forge that runs this, else
    relative to the top of the repository, as forges lead from a Markdown file there."""
    form = _address() or "{path}#L{line}"

    def link(commit: str, path: str, line: int) -> str:
        # what could end the link in Markdown, or begin another, is quoted, too
        return form.format(commit=commit, path=quote(path, safe="/-._~"), line=line)

    return link


def _address() -> str:
    said = os.environ
    if repository := said.get("GITHUB_REPOSITORY"):
        gitea = said.get("GITEA_ACTIONS") or said.get("FORGEJO_ACTIONS")
        server = said.get("GITHUB_SERVER_URL", "https://github.com").rstrip("/")
        return _safe(f"{server}/{repository}") + (_OF_GITEA if gitea else _BY_FORGE["github"])
    if project := said.get("CI_PROJECT_URL"):
        return _safe(project) + _BY_FORGE["gitlab"]
    if project := said.get("CI_REPO_URL"):
        forge = said.get("CI_FORGE_TYPE", "")
        return _safe(project) + _BY_FORGE.get(forge, _OF_GITEA)
    return ""


def _safe(address: str) -> str:
    return quote(address.rstrip("/"), safe=":/-._~@%")
