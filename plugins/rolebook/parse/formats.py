"""A file in; what it says out, by the first format that claims it.

A format is a row of `FORMATS`: what a file of it is called, how one is known, and its reader,
`read(source, conventions)`, which returns records and findings and raises nothing.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from rolebook.model import LeftOut
from rolebook.model.host_folders import MODE_FILES
from rolebook.parse.hidden import hidden_characters
from rolebook.parse.kinds import AGENT_FOLDERS
from rolebook.parse.profiles.profiles import is_profile
from rolebook.parse.reading import Conventions, Reading
from rolebook.parse.readings import read_atlas_file, read_profile_file, read_role_file
from rolebook.parse.roles.lengths import within_limits
from rolebook.text.source import Source

_YAML: Final = (".yml", ".yaml")
_MARKDOWN: Final = (".md", ".markdown")
_TOML_AGENT: Final = re.compile(r"^(?:developer_instructions|nickname_candidates)[ \t]*=", re.M)
_TOML_FACT: Final = re.compile(r"^(?:name|description|developer_instructions)[ \t]*=", re.M)
_TOML_TABLE: Final = re.compile(r"^\[", re.M)
_ROLE_OF_A_CREW: Final = re.compile(r"^[ \t]+(?:role|goal|backstory)[ \t]*:", re.M)
_TASK_OF_A_CREW: Final = re.compile(r"^[ \t]+(?:expected_output|agent)[ \t]*:", re.M)
_MODES: Final = re.compile(r"[\"']?customModes[\"']?[ \t]*:")
_METADATA: Final = re.compile(r"^agent:[ \t]*\n(?:[ \t]*(?:#[^\n]*)?\n)*[ \t]+metadata:", re.M)
_AGENT_KEY: Final = re.compile(r"^agent:[ \t]*$", re.M)


_CREW_FILES: Final = ("agents.yaml", "agents.yml", "tasks.yaml", "tasks.yml")


@dataclass(frozen=True, slots=True)
class Format:
    """One format of sources."""

    name: str
    """What a file of it is called."""

    claims: Callable[[Source], bool]
    """Whether a file is of it, by its name and a word or two: all files are asked."""

    read: Callable[[Source, Conventions], Reading]


def _name(source: Source) -> str:
    return posixpath.basename(source.path).lower()


def _is_toml(source: Source) -> bool:
    return source.path.lower().endswith(".toml")


def _is_roo_modes(source: Source) -> bool:
    return _name(source) in MODE_FILES and _MODES.search(source.text) is not None


def _is_crew(source: Source) -> bool:
    agents = _name(source) in ("agents.yaml", "agents.yml")
    return agents and _ROLE_OF_A_CREW.search(source.text) is not None


def _is_tasks(source: Source) -> bool:
    tasks = _name(source) in ("tasks.yaml", "tasks.yml")
    return tasks and _TASK_OF_A_CREW.search(source.text) is not None


def _is_no_crew(source: Source) -> bool:
    return _name(source) in _CREW_FILES and "atlas_id" not in source.text


def _is_bmad(source: Source) -> bool:
    return source.path.lower().endswith(_YAML) and _METADATA.search(source.text) is not None


def _is_fenced(source: Source) -> bool:
    text = source.text
    if not source.path.lower().endswith(_MARKDOWN) or not _AGENT_KEY.search(text):
        return False
    from rolebook.parse.agents.bmad import FENCED

    return not text.startswith("---\n") and FENCED.search(text) is not None


# a reader is imported when a file asks for it: a library of fleet roles starts without them
def _codex(source: Source, conventions: Conventions) -> Reading:
    among_agents = {one.lower() for one in source.path.split("/")[:-1]} & set(AGENT_FOLDERS)
    table = _TOML_TABLE.search(source.text)
    top = table.start() if table else len(source.text)
    if among_agents and not _TOML_FACT.search(source.text, 0, top):
        # what an agent of another make is set up with, such as BMAD's `customize.toml`
        return Reading(left_out=LeftOut(source.path, "settings of an agent, and no agent itself"))
    if not among_agents and not _TOML_AGENT.search(source.text):
        # what other programs keep in TOML is nobody's loss, but where only sources belong
        nothing = LeftOut(source.path, "no agent: it has no `developer_instructions`")
        return Reading(left_out=nothing if conventions.configured else None)
    from rolebook.parse.agents.codex import read_codex_agent

    return read_codex_agent(source)


def _roo(source: Source, conventions: Conventions) -> Reading:
    from rolebook.parse.agents.roo_modes import read_roo_modes

    return read_roo_modes(source)


def _crew(source: Source, conventions: Conventions) -> Reading:
    from rolebook.parse.agents.crews import read_crew

    return read_crew(source)


def _tasks(source: Source, conventions: Conventions) -> Reading:
    from rolebook.parse.agents.crews import read_tasks

    return read_tasks(source)


def _bmad(source: Source, conventions: Conventions) -> Reading:
    from rolebook.parse.agents.bmad import read_bmad_agent

    return read_bmad_agent(source)


def _fenced(source: Source, conventions: Conventions) -> Reading:
    from rolebook.parse.agents.bmad import read_fenced_agent

    return read_fenced_agent(source)


def _no_modes(source: Source, conventions: Conventions) -> Reading:
    return Reading(left_out=LeftOut(source.path, "no modes: it has no `customModes`"))


def _no_crew(source: Source, conventions: Conventions) -> Reading:
    reason = "no crew: it has neither agents with a `role` nor tasks with an `agent`"
    return Reading(left_out=LeftOut(source.path, reason))


FORMATS: Final = (
    Format("a fenced BMAD agent", _is_fenced, _fenced),
    Format("a Markdown source", lambda one: one.path.lower().endswith(_MARKDOWN), read_role_file),
    Format("a Codex agent", _is_toml, _codex),
    Format("Roo modes", _is_roo_modes, _roo),
    Format("a crew", _is_crew, _crew),
    Format("tasks of a crew", _is_tasks, _tasks),
    Format("a BMAD agent", _is_bmad, _bmad),
    Format("no modes", lambda one: _name(one) in MODE_FILES[:2], _no_modes),
    Format("no crew", _is_no_crew, _no_crew),
    Format("a profile", is_profile, read_profile_file),
    Format("an atlas", lambda one: True, read_atlas_file),
)
"""Asked in this order; the last one claims every file."""


def read_file(source: Source, conventions: Conventions) -> Reading:
    """What a file of the roles or atlases says."""
    reader = next(one for one in FORMATS if one.claims(source)).read
    reading = reader(source, conventions)
    if reader in (read_role_file, read_atlas_file, read_profile_file):
        return reading
    kept = [within_limits(role, source.limits) for role in reading.roles]
    cut = (problem for _, problems in kept for problem in problems)
    return replace(
        reading,
        roles=tuple(role for role, _ in kept),
        problems=(*hidden_characters(source), *reading.problems, *cut),
    )
