"""CrewAI's `agents.yaml` and `tasks.yaml` in, roles and what they are to do out."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from rolebook.diagnostics import Diagnostic, Rule
from rolebook.diagnostics.catalogue import rule
from rolebook.formats.yaml.elements import as_text, elements
from rolebook.formats.yaml.tree import Tree, YamlMap, YamlScalar, read_tree
from rolebook.model import CrewTask, LeftOut, Reference, Relation, Role
from rolebook.parse.agents.embedded import read_embedded
from rolebook.parse.reading import Reading
from rolebook.text.identity import identify
from rolebook.text.nearest import nearest
from rolebook.text.source import Source

_FIELDS: Final = {"role": "title", "goal": "description", "llm": "model"}
"""What a crew calls what front matter calls otherwise."""

_BODY: Final = "backstory"
_SETTINGS: Final = "config"
"""The folder that CrewAI keeps both files in; the crew is the one above."""

_LONGEST: Final = 200


def read_crew(source: Source) -> Reading:
    """The agents of a crew: each key is an agent, its `role` is its title."""
    tree, problems = read_tree(source)
    members = _mappings(tree)
    roles = tuple(_role(source, key, one) for key, one in members if one.get("role"))
    nothing = None if roles else LeftOut(source.path, "no agents of a crew: none has a `role`")
    return Reading(roles=roles, left_out=nothing, problems=tuple(problems))


def read_tasks(source: Source) -> Reading:
    """The tasks of a crew."""
    tree, problems = read_tree(source)
    tasks = tuple(_task(source, key, one) for key, one in _mappings(tree))
    return Reading(tasks=tasks, problems=tuple(problems))


def _mappings(tree: Tree | None) -> Iterator[tuple[YamlScalar, YamlMap]]:
    for key, value in tree.entries if isinstance(tree, YamlMap) else ():
        if isinstance(value, YamlMap):
            yield key, value


def _role(source: Source, key: YamlScalar, member: YamlMap) -> Role:
    fields: dict[str, tuple[YamlScalar, Tree]] = {
        _FIELDS.get(name, name): entry for name, entry in member.named.items() if name != _BODY
    }
    fields["id"] = key, key
    body = member.scalar(_BODY)
    folders = source.home.split("/")[:-1]
    folders = folders[:-1] if folders[-1:] == [_SETTINGS] else folders
    home = posixpath.join(*folders, f"{key.text}.md")
    return read_embedded(source, home, fields, [body] if body else [])


def _task(source: Source, key: YamlScalar, task: YamlMap) -> CrewTask:
    agent = task.scalar("agent")
    description = " ".join(as_text(task.get("description")).split())
    return CrewTask(
        key.text,
        source.path,
        key.span,
        description[:_LONGEST],
        _reference(agent) if agent else None,
        tuple(_reference(one) for one in elements(task.get("context"))),
    )


def _reference(name: YamlScalar) -> Reference:
    return Reference(name.text.strip(), name.span)


UNKNOWN_CREW_AGENT = rule("RB640")
"""CrewAI looks the agent of a task up by its key, and stops where there is none."""

UNKNOWN_CREW_TASK = rule("RB641")
"""CrewAI looks the tasks of a `context` up by their keys, and stops where there is none."""


def with_tasks(
    roles: Sequence[Role], tasks: Sequence[CrewTask]
) -> tuple[tuple[Role, ...], list[Diagnostic]]:
    """The roles, those of crews with what they are to do and from whom they receive; what dangles.

    A crew is the files of one folder.
    """
    problems: list[Diagnostic] = []
    given: dict[str, list[tuple[str, str]]] = {}
    received: dict[str, list[Relation]] = {}
    crews: dict[str, dict[str, Role]] = {posixpath.dirname(one.path): {} for one in tasks}
    for role in roles:
        if posixpath.basename(role.path).startswith("agents."):
            crews.get(posixpath.dirname(role.path), {})[role.id] = role
    by_folder: dict[str, dict[str, CrewTask]] = {folder: {} for folder in crews}
    for task in tasks:
        by_folder[posixpath.dirname(task.path)][task.id] = task
    for task in tasks:
        folder = posixpath.dirname(task.path)
        crew, others = crews[folder], by_folder[folder]
        doer = crew.get(identify(task.agent.written, "")) if task.agent else None
        if task.agent and not doer and crew:
            problems.append(_dangling(UNKNOWN_CREW_AGENT, "agent", task, task.agent, list(crew)))
        for one in task.context:
            before = others.get(one.written)
            if not before:
                problems.append(_dangling(UNKNOWN_CREW_TASK, "task", task, one, list(others)))
            elif doer and before.agent and before.agent.written != doer.id:
                giver = replace(before.agent, span=one.span)
                received.setdefault(doer.name, []).append(Relation("receives_from", giver))
        if doer:
            given.setdefault(doer.name, []).append((task.id, task.description))
    done = tuple(
        _doing(role, given[role.name], received.get(role.name, [])) if role.name in given else role
        for role in roles
    )
    return done, problems


def _doing(role: Role, tasks: list[tuple[str, str]], received: list[Relation]) -> Role:
    assert role.agent is not None  # whoever is of a crew is an agent
    others = (*role.agent.others, *((f"task {id}", text) for id, text in tasks))
    agent = replace(role.agent, others=others)
    return replace(role, agent=agent, relations=(*role.relations, *received))


def _dangling(
    rule: Rule, kind: str, task: CrewTask, reference: Reference, known: list[str]
) -> Diagnostic:
    near = nearest(reference.written, sorted(known))
    return Diagnostic(
        rule,
        f"the task `{task.id}` names the {kind} `{reference.written}`, which this crew has not",
        reference.span,
        f"did you mean `{near}`?" if near else f"name one of the crew's {kind}s, or add it",
    )
