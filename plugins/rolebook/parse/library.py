"""Texts in, one library out. Every file is read on its own; problems are returned together."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from rolebook.diagnostics import Diagnostic, Rule, Severity, Source, Span
from rolebook.identity import identify, slug
from rolebook.limits import DEFAULTS, Limits
from rolebook.model import Atlas, Domain, Introduction, LeftOut, Library, Passage, Role
from rolebook.parse.atlases import read_atlas
from rolebook.parse.depths import too_deep
from rolebook.parse.docs import read_doc
from rolebook.parse.fleet import read_role
from rolebook.parse.front_matter import split
from rolebook.parse.hidden import hidden_characters, hidden_in_doc
from rolebook.parse.imported import Imported
from rolebook.parse.kinds import Kind, kind_of
from rolebook.parse.lengths import within_limits
from rolebook.parse.links import read_links
from rolebook.parse.markdown import read_blocks
from rolebook.parse.written_ids import rewritten_field
from rolebook.parse.written_language import written_language
from rolebook.sources import Sources

EMPTY_ROLE_FILE = Rule("RB025", "empty-role-file")
"""An empty file among the roles is a role that somebody began, or lost."""

_H1: Final = re.compile(r"^#[ \t]+(.+?)[ \t]*#*$", re.M)
_ATLAS_KEY: Final = re.compile(r"""^\s*["']?atlas_id["']?\s*:""", re.M)


def read_library(
    sources: Sources,
    *,
    external: tuple[str, ...] = (),
    domain_titles: Mapping[str, str],
    configured: bool = True,
    plain_toc: bool = True,
    limits: Limits = DEFAULTS,
) -> tuple[Library, list[Diagnostic]]:
    """The library that the sources say, and what is wrong with their form."""
    problems = list(sources.problems)
    left_out = list(sources.left_out)
    roles: list[Role] = []
    introductions: list[Introduction] = []
    for source in (*sources.roles, *sources.atlases):
        problems += hidden_characters(source)
    for source in sources.docs:
        problems += hidden_in_doc(source)
    for source in sources.roles:
        front = split(source)
        kind = kind_of(source, front)
        if kind in (Kind.ROLE, Kind.AGENT):
            if kind is Kind.AGENT:
                # not at the top: a library of fleet roles starts a twentieth of a second sooner
                from rolebook.parse.agents import read_agent

                role = read_agent(source, front)
                found = list(rewritten_field(front, role.id, role.name))
            else:
                role, found = read_role(source, front)
            role, cut = within_limits(role, source.limits)
            lang, unknown = written_language(front.tree)
            roles.append(replace(role, lang=lang))
            problems += (*front.diagnostics, *found, *cut, *too_deep(source, front.body_line))
            problems += (replace(one, subjects=(role.name,)) for one in unknown)
        elif kind is Kind.INTRODUCTION:
            lang, unknown = written_language(front.tree)
            introductions.append(replace(_introduction(source, front.body_line), lang=lang))
            problems += unknown
        elif kind is Kind.EMPTY:
            problems.append(_empty(source))
        else:
            problems += front.diagnostics
            left_out.append(LeftOut(source.path, kind.value))
    atlases: list[Atlas] = []
    for source in sources.atlases:
        if imported := _imported(source):
            problems += imported.diagnostics
            atlases += [imported.atlas] if imported.atlas else []
            continue
        if not configured and not _is_atlas(source):
            left_out.append(LeftOut(source.path, "no atlas: it has no `atlas_id`"))
            continue
        atlas, found = read_atlas(source)
        problems += found
        if atlas:
            atlases.append(atlas)
    unread = [one for one in problems if one.rule is EMPTY_ROLE_FILE]
    unread += [one for one in sources.problems if one.level is Severity.ERROR]
    domains = _domains(roles, domain_titles)
    peopled = {"", *(one.id for one in domains)}
    left_out += (
        LeftOut(one.path, "introduces a domain without roles")
        for one in introductions
        if one.domain not in peopled
    )
    texts = {s.path: s for s in (*sources.roles, *sources.atlases, *sources.docs)}
    library = Library(
        tuple(roles),
        tuple(atlases),
        domains,
        tuple(one for one in introductions if one.domain in peopled),
        tuple(read_doc(source) for source in sources.docs),
        tuple(sorted(left_out, key=lambda one: (one.path, one.reason))),
        external,
        configured,
        frozenset(_called(one.span.path) for one in unread),
        texts,
        sources.files,
        plain_toc,
        limits,
    )
    return library, problems


def _called(path: str) -> str:
    """What a role is called whose file says nothing of it."""
    return slug(posixpath.splitext(posixpath.basename(path))[0])


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
    folder = posixpath.dirname(source.home).partition("/")[0]
    heading = _H1.search(body)
    return Introduction(
        identify(folder, "") if folder else "",
        source.path,
        source.home,
        heading[1] if heading else "",
        Passage(source.path, body_line, body),
        tuple(read_links(read_blocks(source, body_line))),
    )


def _imported(source: Source) -> Imported | None:
    """What a file of another format says; all of them are JSON, which few atlases are."""
    if not source.is_json:
        return None
    from rolebook.parse.foreign import read_foreign  # a hundredth of a second

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


def _domains(roles: Sequence[Role], titles: Mapping[str, str]) -> tuple[Domain, ...]:
    ids = sorted({role.domain for role in roles})
    # a name that ASCII cannot write stays the label
    folders = {role.home.partition("/")[0] for role in roles if "/" in role.home}
    named = {identify(folder, ""): folder for folder in sorted(folders) if not slug(folder)}
    named |= {identify(id, ""): title for id, title in titles.items()}
    return tuple(Domain(id, named.get(id, _title(id))) for id in ids)


def _title(id: str) -> str:
    words = re.sub(r"[-_.]+", " ", id).strip()
    if len(words) < 3:
        return words.upper()  # `hr`, `it`, `qa` are spelled out letter by letter
    return words[:1].upper() + words[1:]
