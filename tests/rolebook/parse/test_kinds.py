"""Which file is an agent, which a fleet role, and why another is left out (design.md §2.2)."""

from __future__ import annotations

import pytest

from rolebook.formats.markdown.front_matter import split
from rolebook.parse.kinds import Kind, kind_of
from rolebook.text.source import Source

AGENT = "---\nname: planner\ndescription: Plans.\n---\nYou plan.\n"


def kind(text: str, home: str = "sales/agents/planner.md") -> Kind:
    source = Source(home, text, home)
    return kind_of(source, split(source))


def test_name_and_description_make_an_agent() -> None:
    assert kind(AGENT) is Kind.AGENT
    assert kind("---\nname: planner\n---\nYou plan.\n") is Kind.OTHER
    assert kind("# Planner\n\nYou plan.\n") is Kind.OTHER


DESCRIBED = "---\ndescription: Plans.\n---\nYou plan.\n"


def test_below_an_agents_folder_a_description_alone_makes_one() -> None:
    assert kind(DESCRIBED) is Kind.AGENT
    assert kind(DESCRIBED, "sales/planner.md") is Kind.OTHER
    assert kind(DESCRIBED.replace("---\nYou", "mode: subagent\n---\nYou"), "a.md") is Kind.AGENT


def test_a_host_reads_its_suffix_as_an_agent() -> None:
    assert kind("---\nmodel: x\n---\nYou plan.\n", "planner.agent.md") is Kind.AGENT
    assert kind("---\ntools: []\n---\nYou plan.\n", "planner.chatmode.md") is Kind.AGENT
    assert kind("---\nmodel: x\n---\nYou plan.\n", "planner.md") is Kind.OTHER


def test_front_matter_that_is_no_yaml_makes_one_as_well() -> None:
    assert kind("---\nname: planner\ndescription: Plans: all of it\n---\n") is Kind.AGENT


def test_broken_front_matter_alone_makes_no_role() -> None:
    assert kind("---\ntitle: Notes: of a week\n---\n# Notes\n") is Kind.OTHER
    assert kind("---\ntitle: Notes: of a week\nclass: notes\n---\n# Notes\n") is Kind.ROLE


def test_an_indented_file_is_an_agent_all_the_same() -> None:
    indented = "".join(f"    {line}\n" for line in AGENT.splitlines())
    assert kind(indented) is Kind.AGENT


@pytest.mark.parametrize(
    "front",
    ["name: {{name}}\ndescription: x", "name: x\ndescription: Does {{thing}} well", "a: '{{b}}'"],
)
def test_what_holds_placeholders_is_a_template(front: str) -> None:
    assert kind(f"---\n{front}\n---\nYou plan.\n") is Kind.PLACEHOLDERS


def test_who_speaks_of_placeholders_is_an_agent() -> None:
    speaks = (
        "name: x\ndescription: Writes templates in which every {{ name }} is filled in by whoever"
        " renders them later on, in Jinja and in Handlebars"
    )
    assert kind(f"---\n{speaks}\n---\nYou write {{{{x}}}}.\n") is Kind.AGENT


@pytest.mark.parametrize(
    ("text", "home", "expected"),
    [
        ("---\napplyTo: '**'\ndescription: x\n---\n", "agents/x.md", Kind.INSTRUCTIONS),
        ("---\nname: x\ndescription: x\non: push\n---\n", "x.md", Kind.WORKFLOW),
        ("---\nmode: agent\ndescription: x\n---\n", "x.prompt.md", Kind.PROMPT),
        ("---\nmode: light\ndescription: x\n---\n", "x.md", Kind.OTHER),
        (AGENT, "tests/fixtures/agents/x.md", Kind.FIXTURE),
        (AGENT, "tests/agents/x.md", Kind.FIXTURE),
        (AGENT, "agents/tests/x.md", Kind.AGENT),
    ],
)
def test_what_is_no_agent_though_it_looks_like_one(text: str, home: str, expected: Kind) -> None:
    assert kind(text, home) is expected


@pytest.mark.parametrize(
    "text",
    [
        "# Planner — fleet role definition\n",
        "# Planner\n\nThe planner (`class: planner`) plans.\n",
        "---\nclass: planner\n---\n# Planner\n",
        "# Planner\n\n## Mandate\n\n## Boundaries\n",
    ],
)
def test_what_makes_a_fleet_role(text: str) -> None:
    assert kind(text) is Kind.ROLE


@pytest.mark.parametrize(
    "home",
    [
        "sales/commands/plan.md",
        "sales/templates/plan.md",
        "_templates/plan.md",
        "skills/plan/resources/plan.md",
        "skills/plan/references/plan.md",
        "sales/agents/AGENT_TEMPLATE.md",
        "sales/agents/agent-template.md",
        "sales/agents/template.md",
        "sales/agents/_draft.md",
    ],
)
def test_what_agents_use_is_no_agent(home: str) -> None:
    assert kind(AGENT, home) is Kind.TEMPLATE


@pytest.mark.parametrize(
    "home", ["sales/agents/email-template-writer.md", "sales/agents/template-engineer.md"]
)
def test_who_writes_templates_is_an_agent(home: str) -> None:
    assert kind(AGENT, home) is Kind.AGENT


def test_introductions_and_empty_files() -> None:
    assert kind(AGENT, "sales/README.md") is Kind.INTRODUCTION
    assert kind(AGENT, "LIBRARY.md") is Kind.INTRODUCTION
    assert kind(" \n\n") is Kind.EMPTY
