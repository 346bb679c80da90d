"""An agent definition that somebody else wrote, and every fact it states (design.md §2.2)."""

from __future__ import annotations

import pytest

from rolebook.formats.markdown.front_matter import split
from rolebook.model import AgentFacts, Role
from rolebook.parse.agents.agents import read_agent, split_description
from rolebook.text.source import Source


def read(text: str, home: str = "sales/agents/planner.md") -> Role:
    source = Source(home, text, home)
    return read_agent(source, split(source))


def agent(front: str = "", body: str = "", home: str = "sales/agents/planner.md") -> Role:
    return read(f"---\nname: planner\ndescription: Plans.\n{front}---\n{body}", home)


def facts(role: Role) -> AgentFacts:
    assert role.agent is not None
    return role.agent


@pytest.mark.parametrize(
    ("home", "name"),
    [
        ("sales/agents/planner.md", "sales/planner"),
        ("sales/planner.md", "sales/planner"),
        ("planner.md", "general/planner"),
        ("agents/planner.md", "general/planner"),
        (".claude/agents/planner.md", "general/planner"),
        ("shop/.claude/agents/planner.md", "shop/planner"),
        ("categories/02-core-development/planner.md", "core-development/planner"),
        ("plugins/back-end/agents/planner.md", "back-end/planner"),
        ("plugins/back-end/skills/plan-work/SKILL.md", "skills/plan-work"),
        ("a/b/a/b/a/b/planner.md", "b/planner"),
    ],
)
def test_the_domain_is_the_nearest_folder_that_says_whose(home: str, name: str) -> None:
    assert agent(home=home).name == name


def test_a_folder_that_ascii_cannot_write_is_a_domain_too() -> None:
    one, other = agent(home="销售/planner.md").domain, agent(home="法务/planner.md").domain
    assert one != other
    assert "general" not in (one, other)


def test_front_matter_says_more_than_the_folder() -> None:
    role = agent("id: head-of-plans\ndomain: Core Team\ntitle: Head of Plans\naliases: [HP]\n")
    assert (role.name, role.title) == ("core-team/head-of-plans", "Head of Plans")
    assert role.aliases == ("HP", "planner")


def test_a_title_case_name_that_differs_from_the_stem() -> None:
    text = "---\nname: Code Quality Reviewer\ndescription: Reviews.\n---\n"
    role = read(text, "eng/agents/quality.md")
    assert (role.id, role.title) == ("code-quality-reviewer", "Code Quality Reviewer")
    assert role.aliases == ("quality",)


def test_an_id_with_dots() -> None:
    role = read("---\nname: coder.default\ndescription: Codes.\n---\n", "eng/c.md")
    assert role.id == "coder.default"


def test_a_name_that_ascii_cannot_write_takes_the_stem() -> None:
    role = read("---\nname: 数据分析师\ndescription: 分析。\n---\n# 数据分析师\n", "eng/analyst.md")
    assert (role.id, role.title) == ("analyst", "数据分析师")
    assert facts(role).description == "分析。"


def test_the_title_is_the_first_heading_where_it_is_about_the_agent() -> None:
    assert agent(body="# The Planner\n\n# Second\n").title == "The Planner"
    assert facts(agent(body="# The Planner\n\nText.\n")).body.text == "\nText.\n"
    role = agent(body="# How we work\n\nText.\n")
    assert role.title == "Planner"
    assert facts(role).body.text.startswith("# How we work")


def test_eight_titles_and_a_variation_selector() -> None:
    role = agent(body="# 🛠️ Planner\n" + "".join(f"\n# Part {n}\n" for n in range(7)))
    assert role.title == "🛠️ Planner"
    assert facts(role).body.text.count("# Part") == 7


@pytest.mark.parametrize(
    ("front", "tools"),
    [
        ("tools: Read, Grep\n", ("Read", "Grep")),
        ("tools: [Read, Grep]\n", ("Read", "Grep")),
        ("tools:\n  - Read\n  - Grep\n", ("Read", "Grep")),
        ("tools: Read, Bash(git:*, npm)\n", ("Read", "Bash(git:*, npm)")),
        ("tools: '*'\n", ("*",)),
        ("tools: *\n", ("*",)),
        ("tools: []\n", ()),
        ("tools:\n", None),
        ("", None),
        ("tools: {read: true, write: false}\n", ("read",)),
        ("allowed-tools: Read\n", ("Read",)),
    ],
)
def test_tools(front: str, tools: tuple[str, ...] | None) -> None:
    assert agent(front).tools == tools


def test_every_other_key_is_kept_as_it_is_written() -> None:
    role = agent(
        "tier: 2\nversion: 1.50\nproactive: true\nsince: 2025-01-02\nlimits: {cpu: 1, on: [a, b]}\n"
        "model: opus\ncolor: blue\ncapabilities: [plan, ask]\n"
    )
    assert facts(role).others == (
        ("tier", "2"),
        ("version", "1.50"),
        ("proactive", "true"),
        ("since", "2025-01-02"),
        ("limits", "cpu: 1, on: a, b"),
        ("color", "blue"),
    )
    assert role.model == "opus"
    assert facts(role).capabilities == ("plan", "ask")


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Plans work.", ("Plans work.", "", "")),
        ("Plans. Use PROACTIVELY if asked.", ("Plans.", "Use PROACTIVELY if asked.", "")),
        ("Plans. MUST BE USED for budgets.", ("Plans.", "MUST BE USED for budgets.", "")),
        ("Use when stuck.", ("Use when stuck.", "", "")),
        (
            r"Plans.\n\nExamples:\n<example>\nuser: plan\n</example>",
            ("Plans.", "", "Examples:\n<example>\nuser: plan\n</example>"),
        ),
        ("Plans. <example>a</example>", ("Plans.", "", "<example>a</example>")),
        ("Plans, for example: sprints.", ("Plans, for example: sprints.", "", "")),
    ],
)
def test_a_description_is_split(text: str, parts: tuple[str, str, str]) -> None:
    assert split_description(text) == parts


def test_a_description_that_is_no_yaml() -> None:
    role = read(
        "---\nname: planner\ndescription: Plans: all of it. Use when: asked.\\nExamples:\\n"
        "<example>user: 'plan'</example>\nmodel: opus\n---\nBody.\n"
    )
    assert facts(role).description == "Plans: all of it."
    assert facts(role).when_to_use == "Use when: asked."
    assert facts(role).examples.startswith("Examples:\n<example>")
    assert role.model == "opus"


def test_a_blank_line_within_front_matter() -> None:
    role = read("---\nname: planner\n\ndescription: Plans.\n\nmodel: opus\n---\nBody.\n")
    assert (facts(role).description, role.model) == ("Plans.", "opus")
    assert facts(role).body.text == "Body.\n"


BOUNDARIES = """
- **Does NOT deploy** — devops-engineer
- Does NOT bill — **finance**'s job
- Does NOT sign — **Legal Counsel**
- Does NOT advise — **legal**
- Does not crash — it will **retry** once
- Never log secrets
- **DO NOT** push
- Do what is asked
"""


def test_boundaries_have_owners_and_guardrails_have_none() -> None:
    role = agent(body=BOUNDARIES)
    assert [
        (one.responsibility.statement, [owner.written for owner in one.owners])
        for one in role.boundaries
    ] == [
        ("deploy", ["devops-engineer"]),
        ("bill", ["finance"]),
        ("sign", ["Legal Counsel"]),
        ("advise", ["legal"]),
    ]
    assert [one.text for one in role.guardrails] == ["- Never log secrets", "- **DO NOT** push"]


def mentions(body: str) -> list[str]:
    return [one.written for one in agent(body=body).mentions]


def test_mentions_are_ids_of_several_words() -> None:
    assert mentions("Ask account-executives, or the sales-lead.\n") == [
        "account-executives",
        "sales-lead",
    ]
    assert mentions("to: sales-lead\n") == ["sales-lead"]
    assert mentions("Read docs/sales-lead.md, agents/sales-lead and a/sales-lead/b.\n") == []
    assert mentions("Write {domain}-lead, {sales-lead} and sales:sales-lead.\n") == []


def test_a_relation_is_no_mention_as_well() -> None:
    role = agent(body="**Reports to**: sales-lead\n")
    assert [one.target.written for one in role.relations] == ["sales-lead"]
    assert role.mentions == ()


def test_relations_of_front_matter_can_dangle() -> None:
    role = agent("reports_to: Sales Lead\nconsults: [legal-counsel (terms), none]\n")
    assert [(one.kind, one.target.written, one.target.note) for one in role.relations] == [
        ("reports_to", "Sales Lead", ""),
        ("consults", "legal-counsel", "terms"),
    ]
    assert all(one.target.typed and one.target.dangles for one in role.relations)


def test_an_owner_is_no_colleague_as_well() -> None:
    body = "## Scope vs other agents\n\n- **a-b**: owns x\n- **c-d**: we share y\n"
    role = agent(body=body)
    assert [one.owners[0].written for one in role.boundaries] == ["a-b"]
    assert [one.target.written for one in role.relations] == ["c-d"]


def test_what_is_typed_is_kept_of_what_is_said_twice() -> None:
    role = agent(body="- Escalate to sales-lead\n- **Escalates to**: sales-lead (prices)\n")
    assert [(one.kind, one.target.typed) for one in role.relations] == [("escalates_to", True)]


def test_keys_of_other_collections() -> None:
    role = agent(
        "agent_id: AGT-7\nmanages: [planner-two, user]\ncoordinates_with:\n  - sales-lead\n"
        "escalates-to: boss\n"
    )
    assert role.aliases == ("AGT-7",)
    assert [(one.kind, one.target.written, one.target.dangles) for one in role.relations] == [
        ("escalates_to", "boss", False),
        ("collaborates_with", "sales-lead", True),
        ("delegates_to", "planner-two", True),
        ("delegates_to", "user", False),
    ]


@pytest.mark.parametrize(
    ("front", "body", "title"),
    [
        ("name: JFrog API Agent\n", "You act.\n", "JFrog API Agent"),
        ("name: Anthropologist\n", "# Anthropologist Agent Personality\n", "Anthropologist"),
        ("name: seo-ai-expert\n", "You act.\n", "SEO AI Expert"),
        ("name: code-reviewer\n", "# Code Reviewer Agent\n\nYou review.\n", "Code Reviewer"),
        ("name: tracker\n", "You track.\n\n# General Tracker Rules\n", "Tracker"),
        ("name: fp-and-a-lead\n", "You lead.\n", "Fp and a Lead"),
        ("name: it-ops-lead\n", "You lead.\n", "IT Ops Lead"),
    ],
)
def test_an_agent_is_called_what_its_author_calls_it(front: str, body: str, title: str) -> None:
    assert read(f"---\n{front}description: x\n---\n{body}").title == title


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("C# Expert", "c-sharp-expert"),
        ("C++ Expert", "c-plus-plus-expert"),
        ("C Expert", "c-expert"),
    ],
)
def test_signs_behind_a_word_are_part_of_an_id(name: str, id: str) -> None:
    assert read(f'---\nname: "{name}"\ndescription: x\n---\n').id == id


@pytest.mark.parametrize(
    ("home", "front", "domain"),
    [
        ("ja-JP/sales/planner.md", "", "sales"),
        ("sales/ja-JP/planner.md", "", "sales"),
        ("i18n/de/planner.md", "", "i18n"),
        ("it/planner.md", "", "it"),
        ("agents/planner/planner.md", "", "general"),
        ("agents/planner.md", "category: Data & AI/models\n", "data-and-ai"),
        ("sales/.github/agents/planner.agent.md", "", "sales"),
    ],
)
def test_what_says_no_domain(home: str, front: str, domain: str) -> None:
    assert agent(front, home=home).domain == domain
