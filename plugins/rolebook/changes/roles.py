"""Two states in; which roles and domains came, went or are called otherwise, and what changed in
what they say of themselves, out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from rolebook.changes.change import Change
from rolebook.changes.meaning import one_line
from rolebook.changes.pairing import each
from rolebook.changes.states import States
from rolebook.model import Passage, Role
from rolebook.text.source import Span

_MARKER: Final = re.compile(r"`?\(?`?(?:class|domain|persistent_persona):[^`)]*`?\)?`?")
"""In an introduction: what they say is told as what it is."""


def domains(states: States) -> Iterator[Change]:
    """Domains added, removed, renamed, and called otherwise."""
    kept = {**states.domains}
    for id, domain in sorted(states.old.domains.items()):
        if id not in kept:
            yield Change("domain-removed", domain.name, _of_domain(id, states, old=True), gone=True)
            continue
        now = states.new.domains[kept[id]]
        span = _of_domain(now.id, states)
        if now.id != id:
            yield Change("domain-renamed", now.name, span, domain.name, now.name)
        if now.id == id and domain.title != now.title:
            yield Change("title-changed", now.name, span, domain.title, now.title)
    for id in sorted(states.new.domains.keys() - {*kept.values()}):
        yield Change("domain-added", f"{id}/", _of_domain(id, states))


def _of_domain(id: str, states: States, *, old: bool = False) -> Span:
    members = (states.old if old else states.new).members(id)
    return members[0].span if members else Span("mkdocs.yml")


def roles(states: States) -> Iterator[Change]:
    """Roles added, removed and renamed; what a domain's new name brings is told of the domain."""
    for role in states.roles.removed:
        yield Change("role-removed", role.name, role.span, role.title, gone=True)
    for role in states.roles.added:
        yield Change("role-added", role.name, role.span, new=role.title)
    for one, other in states.roles.both:
        follows = one.id == other.id and states.domains.get(one.domain) == other.domain
        if one.name != other.name and not follows:
            yield Change("role-renamed", other.name, other.span, one.name, other.name)
        if one.title != other.title:
            yield Change("title-changed", other.name, other.span, one.title, other.title)


def fields(states: States) -> Iterator[Change]:
    """What the front matter of a role says besides its names and relations."""
    for one, other in states.roles.both:
        here, there = _fields(one), _fields(other)
        for field in sorted(here.keys() | there.keys()):
            before, after = here.get(field), there.get(field)
            if before == after or states.same(before or "", after or ""):
                continue
            texts = each(lambda text: None if text is None else one_line(text), before, after)
            yield Change("field-changed", other.name, other.span, *texts, field=field)


def _fields(role: Role) -> dict[str, str]:
    found = dict(role.facts)
    if role.persistent is not None:
        found["persistent"] = str(role.persistent).lower()
    if role.tools is not None:
        found["tools"] = ", ".join(sorted(role.tools))
    lists = {"tags": role.tags, "also": role.also}
    if agent := role.agent:
        found |= dict(agent.others)
        found |= {"description": agent.description, "when to use": agent.when_to_use}
        found["examples"] = agent.examples
        lists["capabilities"] = agent.capabilities
    found |= {name: ", ".join(sorted(values)) for name, values in lists.items()}
    found["model"] = role.model
    return {name: value for name, value in found.items() if value}


def prose(states: States) -> Iterator[Change]:
    """All other text: one change a role, with the headings that it stands under."""
    for one, other in states.roles.both:
        here, there = _prose(one), _prose(other)
        found = [
            name
            for name in dict.fromkeys((*there, *here))
            if not states.same(here.get(name, ""), there.get(name, ""))
        ]
        if found:
            yield Change("prose-changed", other.name, other.span, field=", ".join(found))


def _prose(role: Role) -> dict[str, str]:
    """The text of a role by heading, without what is compared by itself."""
    found: dict[str, list[str]] = {}

    def add(name: str, passage: Passage | None) -> None:
        if passage:
            found.setdefault(name, []).append(passage.text)

    if role.agent:
        return _agents_prose(role, role.agent.body)
    if role.introduction:
        text = _MARKER.sub(" ", role.introduction.text)
        found["introduction"] = [
            re.sub(rf"(?<![a-z0-9-]){re.escape(role.id)}(?![a-z0-9-])", " ", text)
        ]
    for aside in role.mandate_asides:
        add("mandate", aside.passage)
    add("persona", role.persona)
    add("doctrine", role.doctrine_text)
    for section in role.sections:
        add(section.title, section.body)
    return {name: "\n\n".join(texts) for name, texts in found.items()}


def _agents_prose(role: Role, body: Passage) -> dict[str, str]:
    """By heading; lines that draw a boundary or state a relation are compared as what they are."""
    known = {
        line
        for one in role.boundaries
        for line in range(
            one.prose.first_line, one.prose.first_line + one.prose.text.count("\n") + 1
        )
    }
    known |= {one.target.span.line for one in role.relations}
    known |= {span.line for one in role.skills for span in (one.span, *one.again)}
    found: dict[str, list[str]] = {}
    name, fence = "text", ""
    for number, line in enumerate(body.text.split("\n"), body.first_line):
        opens = _FENCE.match(line)
        if opens and (not fence or opens[1].startswith(fence)):
            fence = "" if fence else opens[1]
        elif not fence and (heading := _HEADING.match(line)):
            name = heading[1].rstrip(" \t#")
            continue  # what it is called is the key
        if number not in known:
            found.setdefault(name, []).append(line)
    return {name: "\n".join(lines) for name, lines in found.items()}


_FENCE: Final = re.compile(r"[ \t]*(`{3,}|~{3,})")
_HEADING: Final = re.compile(r"#{1,6}[ \t]+(.*)")
