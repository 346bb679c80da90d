"""One source in, what it says and what is wrong with its form out; it depends on nothing else."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Final, Protocol

from rolebook.diagnostics import Diagnostic
from rolebook.diagnostics.catalogue import rule
from rolebook.formats.markdown.front_matter import split
from rolebook.formats.markdown.links import read_links
from rolebook.formats.markdown.read import read_blocks
from rolebook.model import Introduction, LeftOut, Passage
from rolebook.parse.atlases.atlases import read_atlas
from rolebook.parse.docs import read_doc
from rolebook.parse.domains import introduced_domain
from rolebook.parse.fields.language import written_language
from rolebook.parse.hidden import hidden_characters, hidden_in_doc
from rolebook.parse.imports.imported import Imported
from rolebook.parse.kinds import TO_BE_FILLED_IN, Kind, kind_of
from rolebook.parse.left_out import left_out
from rolebook.parse.profiles.profiles import read_profile
from rolebook.parse.reading import Conventions, Reading
from rolebook.parse.roles.charter import read_charter
from rolebook.parse.roles.depths import too_deep
from rolebook.parse.roles.fleet import read_role
from rolebook.parse.roles.ids import rewritten_field
from rolebook.parse.roles.lengths import within_limits
from rolebook.text.source import Source, Span

EMPTY_ROLE_FILE = rule("RB025")
"""An empty file among the roles is a role that somebody began, or lost."""

_H1: Final = re.compile(r"^#[ \t]++(.+)$", re.M)
_ATLAS_KEY: Final = re.compile(r"""^[ \t]*+["']?atlas_id["']?\s*:""", re.M)


Reader = Callable[[Source, Conventions], Reading]


class Readings(Protocol):
    """Where what a file says may be kept: it is a function of source and conventions alone."""

    def of(self, read: Reader, source: Source, conventions: Conventions) -> Reading:
        """What `read` gives, or gave when it was asked the same before."""
        ...


class Anew:
    """Every file is read when it is asked for."""

    def of(self, read: Reader, source: Source, conventions: Conventions) -> Reading:
        """What `read` gives."""
        return read(source, conventions)


def read_role_file(source: Source, conventions: Conventions) -> Reading:
    """A role, an introduction, or why it is neither."""
    hidden = tuple(hidden_characters(source))
    front = split(source)
    kind = kind_of(source, front)
    if kind in (Kind.ROLE, Kind.AGENT, Kind.CHARTER):
        if kind is Kind.AGENT:
            # not at the top: a library of fleet roles starts a twentieth of a second sooner
            from rolebook.parse.agents.agents import read_agent

            role = read_agent(source, front)
            found = list(rewritten_field(front, role.id, role.name))
        else:
            read = read_charter if kind is Kind.CHARTER else read_role
            role, found = read(source, front, conventions.language)
        role, cut = within_limits(role, source.limits)
        lang, unknown = written_language(front.tree)
        told = (replace(one, subjects=(role.name,)) for one in unknown)
        deep = too_deep(source, front.body_line)
        problems = (*hidden, *front.diagnostics, *found, *cut, *deep, *told)
        return Reading(roles=(replace(role, lang=lang),), problems=problems)
    if kind is Kind.INTRODUCTION:
        lang, unknown = written_language(front.tree)
        introduction = replace(_introduction(source, front.body_line), lang=lang)
        return Reading(introduction=introduction, problems=(*hidden, *unknown))
    if kind is Kind.EMPTY and (conventions.configured or _among_roles(source)):
        return Reading(problems=(*hidden, _empty(source)))
    if kind is Kind.EMPTY:
        return Reading(left_out=left_out(source, kind, front), aside=(*hidden, _empty(source)))
    nothing = left_out(source, kind, front)
    if kind in TO_BE_FILLED_IN:
        return Reading(left_out=nothing, aside=hidden)
    return Reading(left_out=nothing, aside=(*hidden, *front.diagnostics))


def read_atlas_file(source: Source, conventions: Conventions) -> Reading:
    """An atlas, ours or another format's, or why it is none."""
    hidden = tuple(hidden_characters(source))
    if imported := _imported(source):
        return Reading(atlas=imported.atlas, problems=(*hidden, *imported.diagnostics))
    if not conventions.configured and not _is_atlas(source):
        nothing = LeftOut(source.path, "no atlas: it has no `atlas_id`")
        return Reading(left_out=nothing, aside=hidden)
    atlas, found = read_atlas(source)
    return Reading(atlas=atlas, problems=(*hidden, *found))


def read_profile_file(source: Source, conventions: Conventions) -> Reading:
    """A roster of roles."""
    profile, found = read_profile(source)
    return Reading(profile=profile, problems=(*hidden_characters(source), *found))


def read_doc_file(source: Source, conventions: Conventions) -> Reading:
    """A hand-written page and its references."""
    return Reading(doc=read_doc(source), problems=tuple(hidden_in_doc(source)))


def _among_roles(source: Source) -> bool:
    """Whether an empty file was to be a role: elsewhere a program may well have left it."""
    folders = {folder.lower() for folder in posixpath.dirname(source.path).split("/")}
    return not source.home or not folders.isdisjoint(_ROLE_FOLDERS)


_ROLE_FOLDERS: Final = ("roles", "agents")


def _empty(source: Source) -> Diagnostic:
    return Diagnostic(
        EMPTY_ROLE_FILE,
        f"`{source.path}` is empty",
        Span(source.path),
        "write the role, or remove the file",
    )


def _introduction(source: Source, body_line: int) -> Introduction:
    """The prose that introduces the roles folder, or a domain's folder."""
    body = "\n".join(source.lines[body_line - 1 :])
    heading = _H1.search(body)
    return Introduction(
        introduced_domain(source.home.split("/")[:-1]),
        source.path,
        source.home,
        heading[1].rstrip("# \t") if heading else "",
        Passage(source.path, body_line, body),
        tuple(read_links(read_blocks(source, body_line))),
    )


def _imported(source: Source) -> Imported | None:
    """What a file of another format says; all of them are JSON, which few atlases are."""
    if not source.is_json:
        return None
    from rolebook.parse.imports.formats import read_foreign  # a hundredth of a second

    return read_foreign(source)


def _is_atlas(source: Source) -> bool:
    """In a folder that nobody configured, most YAML and JSON files are something else."""
    folders = source.home.lower().split("/")[:-1]
    name = posixpath.basename(source.home).lower()
    return (
        _ATLAS_KEY.search(source.text) is not None
        or "atlases" in folders
        or name.startswith("atlas")
        or not source.home  # named itself on the command line
    )
