"""A fleet role and its text in; what the dialect asks for and it lacks out (design.md §2.1)."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from rolebook.diagnostics import Diagnostic, Rule, Severity, Source
from rolebook.identity import identify, slug
from rolebook.model import Role

NO_IDENTITY = Rule("RB008", "no-identity", Severity.WARNING)
"""A role that says its id keeps it when its file is renamed, and with it every reference."""

MISSING_TITLE = Rule("RB009", "missing-title", Severity.WARNING)
"""The title is what readers see wherever the role is named."""

MISSING_MANDATE = Rule("RB010", "missing-mandate", Severity.WARNING)
"""A role without a mandate answers for nothing: nobody can hand it work, or blame it."""

MISSING_BOUNDARIES = Rule("RB011", "missing-boundaries", Severity.INFO)
"""A role without boundaries claims everything its mandate does not exclude."""

MISSING_PERSONA = Rule("RB012", "missing-persona", Severity.INFO)
"""The persona says how the role judges where the mandate is silent."""

FILE_NAME_DIFFERS = Rule("RB014", "file-name-differs", Severity.INFO)
"""Who looks for a role by its id looks for a file of that name."""

FOLDER_DIFFERS = Rule("RB015", "folder-differs", Severity.INFO)
"""Who looks for a domain's roles looks into the folder of that name."""


def form_problems(
    role: Role, source: Source, *, says_id: bool, has_title: bool
) -> Iterator[Diagnostic]:
    """What is missing in a fleet role's file, or stands in another place than people look."""
    top = role.span
    stem = posixpath.splitext(posixpath.basename(source.path))[0]

    def problem(rule: Rule, message: str, help: str) -> Diagnostic:
        return Diagnostic(rule, message, top, help, subjects=(role.name,))

    if not says_id:
        yield problem(
            NO_IDENTITY,
            f"the file does not say the role's id; `{role.id}` is taken from the file's name",
            f"write `` (`class: {role.id}`, `domain: {role.domain}`) `` into the introduction",
        )
    elif role.id != slug(stem) and slug(stem) not in ("role", "index", "agent", "skill"):
        yield problem(
            FILE_NAME_DIFFERS,
            f"the role `{role.id}` lies in a file called `{posixpath.basename(source.path)}`",
            f"rename the file to `{role.id}.md`",
        )
    if not has_title:
        yield problem(
            MISSING_TITLE,
            "the role has no title",
            f"begin with `# {role.title} — fleet role definition`",
        )
    if not role.mandate:
        yield problem(
            MISSING_MANDATE,
            f"`{role.id}` has no mandate",
            "add `## Mandate` with a numbered list: `1. **Own this** — what that means`",
        )
    if not role.boundaries and not role.guardrails:
        yield problem(
            MISSING_BOUNDARIES,
            f"`{role.id}` draws no boundaries",
            "add `## Boundaries` with `- **Does NOT do this** — that is **role-id**'s lane`",
        )
    if not role.persona:
        yield problem(
            MISSING_PERSONA,
            f"`{role.id}` has no persona",
            "add `## Persona` with a paragraph on how the role judges and what it values",
        )
    folder = source.home.partition("/")[0] if "/" in source.home else ""
    if folder and identify(folder, "") != role.domain:
        yield problem(
            FOLDER_DIFFERS,
            f"`{role.name}` lies in the folder `{folder}`",
            f"move the file to `{role.domain}/`, or say `domain: {slug(folder)}`",
        )


PLAIN_MANDATE_ITEM = Rule("RB013", "plain-mandate-item", Severity.WARNING)
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
