"""The body of an agent or skill in, the agents and skills that it tells to start or use out.

Code counts here, too: the calls stand in fences (`Task(subagent_type="plugin:name")`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from rolebook.model import Expected, Reference, Relation
from rolebook.parse.agents.actors import BUILT_IN, acts, names_an_actor
from rolebook.text.source import Source

_QUALIFIED: Final = r"(?:(?P<plugin>[A-Za-z0-9_.-]{1,60}):)?(?P<name>[a-z0-9]+(?:-[a-z0-9]+)*)"
_SUBAGENT: Final = re.compile(
    r"subagent_type[\"'`]?[ \t]{0,4}[:=][ \t]{0,4}"
    r"(?:(?P<quote>[\"'`])(?P<plugins>(?:[\w.-]+:)*)(?P<quoted>[\w.-]+)(?P=quote)"
    r"|(?P<bare>[a-z0-9]+(?:-[a-z0-9]+)+)(?![\w(\[{-]))"
)
_TASK_TOOL: Final = re.compile(
    rf"\b(?:Task|Agent)\s+tool\s+(?:with\s+(?:the\s+)?|\()[`\"']?{_QUALIFIED}[`\"']?(?:\s+(?:type|sub-?agent"
    r"|agent)\b|\))"
)
_STARTED: Final = re.compile(
    r"\b(?P<verb>dispatch|spawn|launch|invoke|use|using|call|run|start|delegate\s+to|hand\s+(?:off\s+)?to"
    r"|ask|via|through|load|follow|apply)\s+(?:(?:the|(?P<any>an?)|your)\s+)?"
    rf"(?P<mark>`|\*\*|)@?{_QUALIFIED}(?P=mark)\s+(?P<what>sub-?agent|agent|skill)\b(?![-\w/]|\.\w)",
    re.I,
)
_CALLED: Final = re.compile(
    rf"(?P<mark>`|\*\*)@?{_QUALIFIED}(?P=mark)\s+(?:sub-?)?agent\b(?![-\w/]|\.\w)"
)
"""`x-reviewer` agent, whatever is said of it: called as an agent is, and said to be one."""

_STARTING: Final = frozenset({"dispatch", "spawn", "launch", "invoke"})
_FRESH: Final = frozenset({"another", "either", "fresh", "new", "other", "parallel", "user"})


def starts(source: Source, first_line: int) -> Iterator[Relation]:
    """The agents that a body starts from a line (from 1) on: `subagent_type` and words for it."""
    if first_line > len(source.lines):
        return
    first = source.line_starts[first_line - 1]
    found: dict[int, Relation] = {}
    for match in _SUBAGENT.finditer(source.text, first):
        name = "quoted" if match["quoted"] else "bare"
        plugin = (match["plugins"] or "").rpartition(":")[0]
        found[match.start(name)] = _started(source, match.span(name), plugin)
    for match in _TASK_TOOL.finditer(source.text, first):
        found[match.start("name")] = _started(source, match.span("name"), match["plugin"] or "")
    for match in _STARTED.finditer(source.text, first):
        if match["what"].lower() != "skill" and _is_name(match):
            found[match.start("name")] = _started(source, match.span("name"), match["plugin"] or "")
    for match in _CALLED.finditer(source.text, first):
        if names_an_actor(match["name"]):
            found[match.start("name")] = _started(source, match.span("name"), match["plugin"] or "")
    yield from (found[at] for at in sorted(found))


def used_skills(source: Source, first_line: int) -> Iterator[Reference]:
    """The marked names before the word `skill`: "use the `finish-branch` skill"."""
    if first_line > len(source.lines):
        return
    for match in _STARTED.finditer(source.text, source.line_starts[first_line - 1]):
        if match["what"].lower() == "skill" and match["mark"] and match["name"].islower():
            span, plugin = source.span(*match.span("name")), match["plugin"] or ""
            yield Reference(match["name"], span, True, False, False, plugin, Expected.SKILL)


def _started(source: Source, at: tuple[int, int], plugin: str) -> Relation:
    name = source.text[slice(*at)]
    expects = None if name.lower() in BUILT_IN else Expected.AGENT
    # the plugin may be a domain, which then tells the role from its namesakes
    reference = Reference(name, source.span(*at), True, False, False, plugin, expects)
    return Relation("delegates_to", reference)


def _is_name(match: re.Match[str]) -> bool:
    """Whether the words before `agent` are its name: marked, or called as an agent is."""
    name = match["name"]
    if name in _FRESH or not name.islower():
        return False
    if match["mark"] or match["plugin"]:
        return True
    if "-" in name:
        return names_an_actor(name)
    if match["any"] or match["verb"].lower() not in _STARTING:
        return False  # "a reviewer subagent" is one of that kind, whatever it is called
    return acts(name) and match["what"].startswith("sub")
