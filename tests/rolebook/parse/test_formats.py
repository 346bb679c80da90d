"""What other hosts keep in data files is read as an agent's own file is, each word in place."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from rolebook.model import Role
from rolebook.parse.agents.crews import with_tasks
from rolebook.parse.formats import FORMATS, read_file
from rolebook.parse.reading import Conventions, Reading
from rolebook.text.source import Source


def read(path: str, text: str, *, configured: bool = False) -> Reading:
    return read_file(Source(path, text, path), Conventions(configured))


CODEX = """\
name = "reviewer"
description = "Reviews. Use when code is done."
model = "gpt-5"
developer_instructions = \"\"\"
You review.

- **Reports to**: head-of-reviews
\"\"\"
"""

ROO = """\
customModes:
  - slug: docs-writer
    name: 📝 Docs Writer
    roleDefinition: You write docs.
    whenToUse: Use for docs.
    groups: [read, [edit, {fileRegex: x}]]
    customInstructions: |-
      - **Reports to**: head-of-docs
"""

CREW = """\
lead_researcher:
  role: >
    Senior Researcher
  goal: Finds news
  backstory: You are seasoned.
  llm: gpt-5
"""


def only(reading: Reading) -> Role:
    (role,) = reading.roles
    assert role.agent is not None
    return role


def test_a_codex_agent() -> None:
    role = only(read(".codex/agents/reviewer.toml", CODEX))
    assert (role.name, role.title, role.model) == ("general/reviewer", "Reviewer", "gpt-5")
    assert role.agent
    assert role.agent.description == "Reviews."
    assert role.agent.when_to_use == "Use when code is done."
    assert role.agent.body.text.startswith("You review.")
    assert [str(one.target.span) for one in role.relations] == [".codex/agents/reviewer.toml:7:19"]
    assert str(role.span) == ".codex/agents/reviewer.toml:1:9"


def test_other_toml_is_no_agent() -> None:
    assert read("pyproject.toml", '[project]\nname = "x"\n') == Reading()
    assert read("Cargo.toml", "not = = toml") == Reading()
    left_out = read("x.toml", "a = 1\n", configured=True).left_out
    assert left_out
    assert left_out.reason == "no agent: it has no `developer_instructions`"


def test_toml_that_is_broken_is_told_at_its_place() -> None:
    reading = read("agents/x.toml", 'name = "x"\ndescription = oops\n')
    assert [(str(one.span), one.rule.code) for one in reading.problems] == [
        ("agents/x.toml:2:15", "RB019")
    ]


def test_modes_of_roo_code() -> None:
    role = only(read("team/.roomodes", ROO))
    assert (role.name, role.title) == ("team/docs-writer", "📝 Docs Writer")
    assert role.tools == ("read", "edit")
    assert role.agent
    assert role.agent.description == "Use for docs."
    assert role.agent.body.text.split("\n") == [
        "You write docs.",
        *("", "", ""),
        "- **Reports to**: head-of-docs",
    ]
    assert [str(one.target.span) for one in role.relations] == ["team/.roomodes:8:25"]


def test_a_crew_and_its_tasks() -> None:
    role = only(read("src/news/config/agents.yaml", CREW))
    assert (role.name, role.title) == ("news/lead_researcher", "Senior Researcher")
    assert role.model == "gpt-5"
    tasks = read(
        "src/news/config/tasks.yaml",
        "find:\n  description: Find it.\n  agent: lead_researcher\n  expected_output: x\n",
    ).tasks
    (done,), problems = with_tasks([role], tasks)
    assert problems == []
    assert done.agent
    assert ("task find", "Find it.") in done.agent.others


def test_an_agent_of_bmad() -> None:
    metadata = "  metadata:\n    name: John\n    title: Product Manager\n"
    text = f"agent:\n{metadata}  persona:\n    role: Builds.\n"
    role = only(read("modules/bmm/agents/pm.agent.yaml", text))
    assert (role.name, role.title, role.aliases) == ("bmm/pm", "Product Manager", ("John",))


def test_a_fence_counts_only_with_the_key_of_bmad() -> None:
    fence = "# pm\n\n```yaml\nodd: x: y\nagent:\n  id: pm\n  title: Product Manager\n```\n"
    role = only(read("bmad/agents/pm.md", fence))
    assert (role.name, role.title) == ("bmad/pm", "Product Manager")
    assert read("bmad/agents/pm.md", fence.replace("agent:", "other:")).roles == ()


def test_the_last_format_claims_every_file() -> None:
    assert FORMATS[-1].claims(Source("anything", ""))


PARTS = st.lists(
    st.one_of(
        st.sampled_from(
            [
                "customModes:",
                "  - slug: x",
                "agent:",
                "  metadata:",
                "    name: x",
                "x:",
                "  role: y",
            ]
        ),
        st.sampled_from(
            ['developer_instructions = """', '"""', "  agent: x", "  context: [x]", "```yaml", "{"]
        ),
        st.text(max_size=12),
    ),
    max_size=10,
)
NAMES = ("agents/x.toml", ".roomodes", "agents.yaml", "tasks.yaml", "x.agent.yaml", "agents/x.md")


@settings(deadline=None)
@given(st.sampled_from(NAMES), PARTS)
def test_any_text_is_read_without_an_exception(name: str, lines: list[str]) -> None:
    reading = read(name, "\n".join(lines))
    for role in reading.roles:
        assert role.id
    with_tasks(reading.roles, reading.tasks)
