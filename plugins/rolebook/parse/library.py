"""Texts in, one library out. Every file is read on its own; problems are returned together."""

from __future__ import annotations

import operator
import posixpath
import re
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from rolebook.diagnostics import Diagnostic, Related, Severity
from rolebook.diagnostics.catalogue import rule
from rolebook.languages.grammar_files import FIRST
from rolebook.model import NO_LAYOUT, Domain, Layout, LeftOut, Library, Role
from rolebook.model.sources import DOT_FOLDER, Sources
from rolebook.parse.conflicts import conflict_markers
from rolebook.parse.formats import read_file
from rolebook.parse.kinds import AGENT_FOLDERS, TO_BE_FILLED_IN
from rolebook.parse.left_out import pasted_text
from rolebook.parse.reading import Conventions
from rolebook.parse.readings import (
    EMPTY_ROLE_FILE,
    Anew,
    Readings,
    read_doc_file,
    read_profile_file,
)
from rolebook.parse.translations import told_apart, with_languages
from rolebook.text.identity import identify, slug
from rolebook.text.limits import DEFAULTS, Limits
from rolebook.text.spelling import sentence_of

FORM_OF_UNREAD_FILE = rule("RB091")
"""In a folder without a configuration, notes and data lie beside the sources. What is wrong with
their form is nobody's matter here, unless one of them should have been a source."""

SOURCE_FOLDERS: Final = frozenset({*AGENT_FOLDERS, "roles", "skills", "plugins", "atlases"})
"""Below these, every file is meant as a source."""

MOST_BESIDE: Final = 10
"""How many of them are named."""


def read_library(
    sources: Sources,
    *,
    external: tuple[str, ...] = (),
    domain_titles: Mapping[str, str],
    configured: bool = True,
    roles_alone: bool = False,
    plain_toc: bool = True,
    limits: Limits = DEFAULTS,
    layout: Layout = NO_LAYOUT,
    readings: Readings | None = None,
    language: str = FIRST,
) -> tuple[Library, list[Diagnostic]]:
    """The library that the sources say, and what is wrong with their form.

    Where the folders of roles hold `roles_alone`, a file that is none of them is wrong there.
    What a file says may be kept in `readings` from another run.
    """
    conventions, readings = Conventions(configured, language), readings or Anew()
    files = [
        readings.of(read, source, conventions)
        for read, group in (
            # a file may lie in a folder of roles that is one of atlases, too
            (read_file, {one.path: one for one in (*sources.roles, *sources.atlases)}.values()),
            (read_profile_file, sources.profiles),
            (read_doc_file, sources.docs),
        )
        for source in group
    ]
    left_out = [*sources.left_out, *(one.left_out for one in files if one.left_out)]
    nothing = {one.path for one in left_out}
    pages = [one for one in sources.among if one.path in nothing]
    files += (readings.of(read_doc_file, page, conventions) for page in pages)
    hand_written = {one.path for one in pages}
    left_out = [replace(one, is_page=one.path in hand_written) for one in left_out]
    unread_here = [] if configured else [one for one in sources.problems if _lies_beside(one)]
    read_here = [one for one in sources.problems if one not in unread_here]
    problems = [*read_here, *(problem for one in files for problem in one.problems)]
    aside = [*unread_here, *(problem for one in files for problem in one.aside)]
    problems += aside if configured else _beside(aside)
    left_out += (one for text in sources.texts if (one := pasted_text(text)))
    found = told_apart([role for one in files for role in one.roles])
    roles, translations = with_languages(found)
    left_out += translations
    if tasks := [task for one in files for task in one.tasks]:
        from rolebook.parse.agents.crews import with_tasks

        roles, dangling = with_tasks(roles, tasks)
        problems += dangling
    introductions = [one.introduction for one in files if one.introduction]
    unread = [one for one in problems if one.rule is EMPTY_ROLE_FILE]
    unread += [one for one in sources.problems if one.level is Severity.ERROR]
    domains = _domains(roles, domain_titles)
    peopled = {"", *(one.id for one in domains)}
    left_out += (
        LeftOut(
            one.path,
            "introduces a domain without roles",
            "write the first role beside it, or move it out of the folder",
        )
        for one in introductions
        if one.domain not in peopled
    )
    if roles_alone:
        # a template is one by its name, which its author chose
        excused = {DOT_FOLDER, *(kind.value for kind in TO_BE_FILLED_IN)}
        left_out = [
            replace(one, wrong=one.reason not in excused and not one.is_page) for one in left_out
        ]
    texts = {
        s.path: s for s in (*sources.roles, *sources.atlases, *sources.profiles, *sources.docs)
    }
    problems += filter(None, map(conflict_markers, texts.values()))
    by_path = operator.attrgetter("path")
    library = Library(
        roles=roles,
        atlases=tuple(one.atlas for one in files if one.atlas),
        profiles=tuple(sorted((one.profile for one in files if one.profile), key=by_path)),
        domains=domains,
        introductions=tuple(one for one in introductions if one.domain in peopled),
        docs=tuple(sorted((one.doc for one in files if one.doc), key=by_path)),
        left_out=tuple(sorted(left_out, key=lambda one: (one.path, one.reason))),
        external=external,
        configured=configured,
        unread=frozenset(_called(one.span.path) for one in unread),
        named_left_out=_by_name(
            left_out, None if roles_alone else {posixpath.dirname(r.path) for r in roles}
        ),
        sources=texts,
        files=sources.files,
        astray=sources.astray,
        plain_toc=plain_toc,
        limits=limits,
        layout=layout,
    )
    return library, problems


def _lies_beside(problem: Diagnostic) -> bool:
    """Whether a file that cannot be read lies where no source is to be expected."""
    folders = {folder.lower() for folder in problem.span.path.split("/")[:-1]}
    return bool(folders) and not folders & SOURCE_FOLDERS


def _beside(aside: Sequence[Diagnostic]) -> Iterator[Diagnostic]:
    """In a folder that nobody configured, most files are something else: one finding for all."""
    told = sorted({one.span.path: one for one in reversed(aside)}.values(), key=lambda o: o.order)
    if not told:
        return
    first, count = told[0], len(told)
    others = tuple(Related(f"{one.rule.name} here", one.span) for one in told[1:MOST_BESIDE])
    named = "1 file that is" if count == 1 else f"{count} files that are"
    yield Diagnostic(
        FORM_OF_UNREAD_FILE,
        f"{named} no source of the library would have findings of form, such as {first.rule.name}",
        first.span,
        "mend it if it should be a source; otherwise it is not read, and nothing need be done",
        others,
    )


def _called(path: str) -> str:
    """What a role is called whose file says nothing of it."""
    return slug(posixpath.splitext(posixpath.basename(path))[0])


def _by_name(left_out: Sequence[LeftOut], folders: Container[str] | None) -> dict[str, LeftOut]:
    """The files that were left out by what a role would be called there; only those in some
    folders, where anything may lie about."""
    return {
        name: one
        for one in reversed(left_out)
        if folders is None or posixpath.dirname(one.path) in folders
        for name in one.names
    }


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
    return sentence_of(words)
