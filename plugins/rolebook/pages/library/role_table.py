"""The library in, the table of all its roles and what it can be filtered by out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from markupsafe import Markup as Safe

from rolebook.model import Role
from rolebook.pages.edition.edition import Edition
from rolebook.pages.links.names import Name

EVERY_TOOL = "*"
"""What an agent definition writes for all tools; one that says nothing inherits them all."""


@dataclass(frozen=True, slots=True)
class RoleRow:
    """A role, as the table shows it."""

    name: Name
    domain: Name
    model: str
    tools: tuple[str, ...] | None
    """None where its file says nothing of tools and it is no agent; `*` alone for all of them."""

    summary: Safe
    """In the language of the name."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One value that the table can be filtered by."""

    value: str
    text: str
    count: int
    lang: str
    """The language of the text, where it is not the interface's."""


@dataclass(frozen=True, slots=True)
class RoleTable:
    """Every role by its title, and the values of each column that can be filtered."""

    rows: tuple[RoleRow, ...]
    domains: tuple[Choice, ...]
    models: tuple[Choice, ...]
    """Empty where no role states a model; so with the tools."""

    tools: tuple[Choice, ...]


def role_table(edition: Edition) -> RoleTable:
    """The table on the page `roles/`."""
    return _table(edition, [one for one in edition.graph.roles.values() if not one.is_skill])


def skill_table(edition: Edition) -> RoleTable:
    """The table on the page `skills/`: whose a skill is stands where a role has its domain."""
    table = _table(edition, [one for one in edition.graph.roles.values() if one.is_skill])
    plugins = {role.name: role.plugin for role in edition.graph.library.skills}
    rows = tuple(
        replace(row, domain=Name(plugin, "plugin", domain=plugin))
        for row in table.rows
        for plugin in [plugins[row.name.id]]
    )
    return replace(table, rows=rows, domains=_choices((row.domain.text for row in rows), ""))


def _table(edition: Edition, some: Iterable[Role]) -> RoleTable:
    roles = sorted(some, key=lambda one: (one.title.casefold(), one.name))
    # a library of fleet roles has no tools to speak of: then nobody inherits any
    stated = any(role.tools is not None for role in roles)
    rows = tuple(_row(edition, role, with_tools=stated) for role in roles)
    every_tool = {EVERY_TOOL: (edition.language.gettext("all tools"), "")}
    titles = {row.domain.domain: (row.domain.text, row.domain.lang) for row in rows}
    lang = edition.language.foreign()
    return RoleTable(
        rows,
        _choices((row.domain.domain for row in rows), lang, titles),
        _choices((row.model for row in rows), lang),
        _choices((tool for row in rows for tool in row.tools or ()), lang, every_tool),
    )


def _row(edition: Edition, role: Role, *, with_tools: bool) -> RoleRow:
    tools = role.tools
    if EVERY_TOOL in (tools or ()) or (tools is None and role.agent and with_tools):
        tools = (EVERY_TOOL,)
    return RoleRow(
        edition.names.role(role),
        edition.names.domain(role.domain),
        role.model,
        tuple(dict.fromkeys(tools)) if tools is not None else None,
        edition.summary(role).html,
    )


def _choices(
    values: Iterable[str], lang: str, texts: Mapping[str, tuple[str, str]] = MappingProxyType({})
) -> tuple[Choice, ...]:
    """`texts` say some of the values in other words, and in which language."""
    found = Counter(value for value in values if value)
    said = {one: texts.get(one, (one, lang)) for one in found}
    choices = (Choice(one, text, found[one], spoken) for one, (text, spoken) in said.items())
    return tuple(sorted(choices, key=lambda one: (one.text.casefold(), one.value)))
