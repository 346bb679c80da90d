"""A fleet role and its text in; what the dialect asks for and it lacks out (design.md §2.1)."""

from __future__ import annotations

import posixpath
from collections.abc import Container, Iterator, Sequence
from typing import Final

from rolebook.diagnostics import Diagnostic, Rule
from rolebook.diagnostics.catalogue import rule
from rolebook.languages.headings import SectionKind, section_title
from rolebook.model import Role
from rolebook.parse.roles.chapters import DISOWNING, Chapter
from rolebook.text.identity import identify, slug
from rolebook.text.nearest import nearest
from rolebook.text.source import Source, Span

NO_IDENTITY = rule("RB008")
"""A role that says its id keeps it when its file is renamed, and with it every reference."""

MISSING_TITLE = rule("RB009")
"""The title is what readers see wherever the role is named."""

MISSING_MANDATE = rule("RB010")
"""A role without a mandate answers for nothing: nobody can hand it work, or blame it."""

MISSING_BOUNDARIES = rule("RB011")
"""A role without boundaries claims everything its mandate does not exclude."""

MISSING_PERSONA = rule("RB012")
"""The persona says how the role judges where the mandate is silent."""

FILE_NAME_DIFFERS = rule("RB014")
"""Who looks for a role by its id looks for a file of that name."""

FOLDER_DIFFERS = rule("RB015")
"""Who looks for a domain's roles looks into the folder of that name."""


_ALIKE: Final = 80
"""Of 100: `mandates` and `mandate` are 93 alike, `boundary` and `boundaries` 78."""


def form_problems(
    role: Role, source: Source, chapters: Sequence[Chapter], *, says_id: bool, has_title: bool
) -> Iterator[Diagnostic]:
    """What is missing in a fleet role's file, or stands in another place than people look."""
    top = role.span
    stem = posixpath.splitext(posixpath.basename(source.path))[0]

    def problem(rule: Rule, message: str, help: str, span: Span = top) -> Diagnostic:
        return Diagnostic(rule, message, span, help, subjects=(role.name,))

    def lacks(
        rule: Rule, section: str, kinds: Container[SectionKind], says: str, help: str
    ) -> Diagnostic:
        for one in chapters:
            if one.kind in kinds and one.span:
                message = f"the section `{one.title.strip(' :')}` {says}"
                return problem(rule, message, f"below it, write {help}", one.span)
        verb = "draws" if rule is MISSING_BOUNDARIES else "has"
        message = f"`{role.id}` {verb} no {section.lower()}"
        headings = {one.title.strip(" :").lower(): one for one in chapters if not one.kind}
        if near := nearest(section.lower(), list(headings), _ALIKE):
            meant = headings[near]
            message += f": `{meant.title.strip(' :')}` is read as any other section"
            return problem(rule, message, f"call it `## {section}`", meant.span or top)
        return problem(rule, message, f"add `## {section}` with {help}")

    if not says_id:
        yield problem(
            NO_IDENTITY,
            f"the file does not say the role's id; `{role.id}` is taken from the file's name",
            f"below the title, write (`class: {role.id}`, `domain: {role.domain}`) with these"
            " backticks",
        )
    # where ASCII has no letters for the file's name, the id is a hash, and no name for a file
    elif role.id != slug(stem) and slug(stem) not in ("", "role", "index", "agent", "skill"):
        yield problem(
            FILE_NAME_DIFFERS,
            f"the role `{role.id}` lies in a file called `{posixpath.basename(source.path)}`",
            f"rename the file to `{role.id}.md`; where others write `{slug(stem)}`, say"
            f" `aliases: [{slug(stem)}]`",
        )
    if not has_title:
        yield problem(
            MISSING_TITLE,
            "the role has no title",
            f"begin with `# {role.title} — fleet role definition`",
        )
    if not role.mandate:
        item = "a numbered list: `1. **Own this** — what that means`"
        yield lacks(MISSING_MANDATE, "Mandate", (SectionKind.MANDATE,), "lists nothing", item)
    if not role.boundaries and not role.guardrails:
        item = "`- **Does NOT do this** — that is **role-id**'s lane`"
        yield lacks(MISSING_BOUNDARIES, "Boundaries", DISOWNING, "is empty", item)
    if not role.persona:
        item = "a paragraph on how the role judges and what it values"
        yield lacks(MISSING_PERSONA, "Persona", (SectionKind.PERSONA,), "is empty", item)
    folder = source.home.partition("/")[0] if "/" in source.home else ""
    if folder and identify(folder, "") != role.domain:
        yield problem(
            FOLDER_DIFFERS,
            f"`{role.name}` lies in the folder `{folder}`",
            f"move the file to `{role.domain}/`, or say `domain: {slug(folder)}`",
        )


OTHER_SECTION_NAME = rule("RB070")
"""Whoever knows one role of a library looks for the same headings in the next one."""


def other_section_names(role: Role, chapters: Sequence[Chapter]) -> Iterator[Diagnostic]:
    """Sections that have another name than those of our own pages: one finding a file."""
    others = [one for one in chapters if one.section and not one.section.usual and one.span]
    if not others:
        return
    read, helps = [], []
    for one in others:
        assert one.section
        kind, written = one.section.kind, one.title.strip(" :")
        read.append(f"`{written}` is read as {_READ_AS[kind]}")
        usual = SectionKind.BOUNDARIES if kind in DISOWNING else kind
        help = f"call `{written}` `## {section_title(usual, one.section.language)}`"
        if kind is SectionKind.REFUSALS:
            help += ", and begin each of its items with `Does NOT`"
        helps.append(help)
    assert others[0].span
    yield Diagnostic(
        OTHER_SECTION_NAME,
        ", ".join(read),
        others[0].span,
        "; ".join(helps),
        subjects=(role.name,),
    )


_READ_AS: Final = {
    SectionKind.MANDATE: "the mandate",
    SectionKind.BOUNDARIES: "the boundaries",
    SectionKind.LIMITS: "boundaries",
    SectionKind.REFUSALS: "boundaries, each of its items disowned",
    SectionKind.PERSONA: "the persona",
}

EMPTY_BOUNDARY = rule("RB034")
"""A boundary that does not say what is disowned takes nothing off anybody's hands."""


def empty_boundaries(role: Role, openings: Sequence[Span]) -> Iterator[Diagnostic]:
    """Bullets that begin with "Does NOT" and go on with nothing."""
    for span in openings:
        yield Diagnostic(
            EMPTY_BOUNDARY,
            f"this boundary does not say what `{role.id}` does not do",
            span,
            "write it into the bold words: `**Does NOT approve refunds** — …`",
            subjects=(role.name,),
        )


PLAIN_MANDATE_ITEM = rule("RB013")
"""The bold words of a mandate item are its name: boundaries give work to it by them."""


def plain_mandate_items(role: Role, source: Source) -> Iterator[Diagnostic]:
    """Mandate items that begin with no bold statement."""
    for item in role.mandate:
        span = item.span
        marked = source.lines[span.line - 1][max(span.column - 3, 0) : span.column - 1]
        if marked not in ("**", "__"):
            yield Diagnostic(
                PLAIN_MANDATE_ITEM,
                f"the mandate item `{item.statement}` has no bold statement",
                span,
                f"write `**{item.statement[:60]}** — what that means`",
                subjects=(role.name,),
            )
