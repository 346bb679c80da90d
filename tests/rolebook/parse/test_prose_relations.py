"""What an agent's author typed is a relation; only what names a missing role may dangle."""

from __future__ import annotations

import pytest

from rolebook.formats.markdown.read import read_blocks
from rolebook.parse.agents.labels import LABELS
from rolebook.parse.agents.relations import prose_relations
from rolebook.text.source import Source


def read(text: str) -> list[tuple[str, str, str]]:
    """Kind, name and note of each relation; a name that may dangle ends with `!`."""
    source = Source("agents/x.md", text, "agents/x.md")
    return [
        (one.kind, f"{one.target.written}{'!' if one.target.dangles else ''}", one.target.note)
        for one in prose_relations(read_blocks(source, 1), source, 1)
    ]


def names(text: str) -> list[str]:
    return [name for _, name, _ in read(text)]


@pytest.mark.parametrize("label", sorted(LABELS))
def test_every_label(label: str) -> None:
    kind = LABELS[label]
    mark = "" if kind == "collaborates_with" else "!"
    for form in ("**{}**: a-b", "**{}:** a-b", "- **{}**: a-b", "{}: a-b", "- *{}*: a-b"):
        assert read(form.format(label.capitalize())) == [(kind, f"a-b{mark}", "")]


@pytest.mark.parametrize(
    "text",
    ["**Reports to** — a-b", "📤 **Reports to**: a-b", "→ Reports to: a-b", "**Reports\nto**: a-b"],
)
def test_forms_of_a_label(text: str) -> None:
    assert read(text) == [("reports_to", "a-b!", "")]


def test_a_label_that_is_a_heading_has_its_value_in_the_line_below_too() -> None:
    text = (
        "### Reports to: `a-b` for x, `c-d`\nfor y\n### Works with: `e-f`,\n`g-h` (y), `i-j`\n"
        "## Escalation targets for x\n\n- `k-l`\n"
    )
    assert read(text) == [
        ("reports_to", "a-b!", ""),
        ("reports_to", "c-d!", ""),
        ("collaborates_with", "e-f", ""),
        ("collaborates_with", "g-h", ""),
        ("collaborates_with", "i-j", ""),
    ]


def test_labels_in_a_row() -> None:
    text = (
        "Reports to: `a`. Works with: `b` (x),\n`c`. Note: `d`. May consult: e-f\n\n"
        "Reports to:\n- g-h\n"
    )
    assert read(text) == [
        ("reports_to", "a!", ""),
        ("collaborates_with", "b", "x"),
        ("collaborates_with", "c", ""),
        ("consults", "e-f!", ""),
        ("reports_to", "g-h!", ""),
    ]


@pytest.mark.parametrize("text", ["He reports to: a-b", "reports to a-b", "**Reports**: a-b"])
def test_what_is_no_label(text: str) -> None:
    assert read(text) == []


def test_reasons_are_notes_and_split_nothing() -> None:
    assert read("**Escalates to**: CRO (quota, budget), Sales Analyst (a and b)\n") == [
        ("escalates_to", "CRO", "quota, budget"),
        ("escalates_to", "Sales Analyst!", "a and b"),
    ]


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("FP&A Manager", ["FP&A Manager!"]),
        ("a-b, c-d; e-f and g-h or i-j", ["a-b!", "c-d!", "e-f!", "g-h!", "i-j!"]),
        ("a-b → c-d", ["a-b!", "c-d!"]),
        ("**a / b**", ["a!", "b!"]),
        ("a-b / c-d", ["a-b!", "c-d!"]),
        ("marketing/seo-lead", ["marketing/seo-lead"]),
        ("`debugger`, the `planner` agent", ["debugger!", "planner!"]),
        ("a-b agent, Auth Agent (logins)", ["a-b agent!", "Auth Agent!"]),
        ("`core.search()`, conftest.py", ["core.search", "conftest.py"]),
        ("[Legal Counsel](../legal/counsel.md)", ["Legal Counsel!"]),
        ("@a-b", ["a-b!"]),
        ("CFO for budget, CEO when in doubt", ["CFO", "CEO"]),
        ("`a` to write it, or `b` with the list.", ["a!", "b!"]),
        ("a-b, c-d, and e-f", ["a-b!", "c-d!", "e-f!"]),
        ("`a-b` for follow-up, hand-overs", ["a-b!", "hand-overs"]),
        ("`a-b` for x, `c-d` for\ny, `e-f`", ["a-b!", "c-d!", "e-f!"]),
        ("`sub-specialists` or a-b", ["sub-specialists", "a-b!"]),
        ("back to planner", ["planner"]),
        ("a-b,\n  c-d (one,\n  two)\nNot e-f.", ["a-b!", "c-d!"]),
        ("None", []),
        ("N/A, TBD", []),
        ("_communication/inbox/planner/", []),
        ("`docs/planner.md`", []),
        ("/execute-tasks", []),
        ("{domain}-planner, ${role}", []),
    ],
)
def test_values(value: str, found: list[str]) -> None:
    assert names(f"**Delegates to**: {value}\n") == found


@pytest.mark.parametrize(
    "value",
    [
        "Board", "Board of Directors", "user", "Human", "on-call", "`general-purpose`", "`Explore`",
        "Legal Team", "Any code change", "debugger", "Initial project ideas", "Purchase Order",
        "`package.json`", "**Security**", "level-2-support", "all sales agents",
    ],
)  # fmt: skip
def test_what_names_no_missing_role(value: str) -> None:
    assert not [name for name in names(f"**Delegates to**: {value}\n") if name.endswith("!")]


def test_a_label_with_its_list_below() -> None:
    text = "- **Consults**:\n  - FP&A Manager (plans)\n  - **a-b**: x\n- **Output**: c-d\n"
    assert read(text) == [("consults", "FP&A Manager!", "plans"), ("consults", "a-b!", "")]
    assert names("**Delegates to**:\n\n- a-b (x)\n- c-d\n\nText.\n\n- e-f\n") == ["a-b!", "c-d!"]


def test_two_labels_on_one_line() -> None:
    assert read("**Works with:** Ann-Marie, b-c. **Reports to:** Sales Lead\n") == [
        ("collaborates_with", "Ann-Marie", ""),
        ("collaborates_with", "b-c", ""),
        ("reports_to", "Sales Lead!", ""),
    ]


COLLABORATION = """
## Collaboration

### Reports To
- **CFO** or **IT Director** (as it falls): numbers

### Partners With
- **Account Executives**: pipeline
- Legal: contracts
- **a-b** (signal): begin

#### With Tech Lead

**With HR / People Team**

- **With c-d:** data

## Output
- **Executor**: not meant
"""


def test_lists_under_a_heading_never_dangle() -> None:
    assert read(COLLABORATION) == [
        ("reports_to", "CFO", "as it falls"),
        ("reports_to", "IT Director", "as it falls"),
        ("collaborates_with", "Account Executives", ""),
        ("collaborates_with", "Legal", ""),
        ("collaborates_with", "a-b", "signal"),
        ("collaborates_with", "Tech Lead", ""),
        ("collaborates_with", "HR", ""),
        ("collaborates_with", "People Team", ""),
        ("collaborates_with", "c-d", ""),
    ]


def test_a_list_below_a_line_about_other_agents() -> None:
    text = (
        "Integration with other agents:\n"
        "- Collaborate with api-designer on contracts\n"
        "- Take briefs from the Brand Lead for launches\n"
        "- Hand figures to debugger\n"
        "- Keep check lists\n"
        "\nAlways test. Checks:\n- unit-tests\n"
    )
    found = read(text)
    assert {kind for kind, _, _ in found} == {"collaborates_with"}
    assert [name for _, name, _ in found if len(name.split()) < 3] == [
        "api-designer",
        "Brand Lead",
        "debugger",
    ]
    assert "unit-tests" not in names(text)


def test_a_neighbour_that_work_is_deferred_to() -> None:
    text = "- **vs cloud-architect**: draws services; defers regions to cloud-architect\n"
    assert read(text) == [("collaborates_with", "cloud-architect", "")]


def test_instructions_to_hand_work_on() -> None:
    text = (
        "- For audits → delegate to `security-auditor` or `tester`\n"
        "- Escalate to sales-lead if severe\n"
        "- Never delegate to a-b\n"
        "- Escalate to whoever is free\n"
    )
    assert read(text) == [
        ("delegates_to", "security-auditor", ""),
        ("delegates_to", "tester", ""),
        ("escalates_to", "sales-lead", ""),
    ]


def test_instructions_to_hand_one_matter_on() -> None:
    text = (
        "- Hand off drawing to `painter` once it is decided\n"
        "- Route work to a-b, c-d, or e-f by size\n"
        "- Escalate prices to g-h\n"
        "- Receive questions from `i-j`, and drafts\n"
        "- Escalate it quickly. Tell a-b\n"
    )
    # of one matter, it is no line of command, which must not go round in a circle
    assert read(text) == [
        ("hands_off_to", "painter", ""),
        ("hands_off_to", "a-b", ""),
        ("hands_off_to", "c-d", ""),
        ("hands_off_to", "e-f", ""),
        ("hands_off_to", "g-h", ""),
        ("receives_from", "i-j", ""),
    ]


def test_an_instruction_within_a_list_of_colleagues_names_each_once() -> None:
    text = "## Integration with studio agents\n- Hand off x to a-b, then ask c-d\n- Bring in e-f\n"
    assert [one for one in read(text) if " " not in one[1]] == [
        ("hands_off_to", "a-b", ""),
        ("collaborates_with", "c-d", ""),
        ("collaborates_with", "e-f", ""),
    ]


def test_agents_that_are_available() -> None:
    text = "## 🤖 Available Specialist Agents\n\n### Design\n- **UI Designer**: looks\n"
    assert read(text) == [("collaborates_with", "UI Designer", "")]


def test_a_column_of_a_table() -> None:
    text = (
        "| Task | Delegate to | Why |\n|---|---|---|\n"
        "| a-b | `code-reviewer` | c-d |\n| e | **Tester** (fast) | |\n| f | | g |\n"
    )
    assert read(text) == [
        ("delegates_to", "code-reviewer", ""),
        ("delegates_to", "Tester", "fast"),
    ]


def test_a_call_of_an_agent() -> None:
    text = (
        'Task(subagent_type="planner")\n\n```yaml\nsubagent_type: "sales:executor"\n'
        'subagent_type: "{domain}:router"\n```\n'
    )
    assert read(text) == [("delegates_to", "planner", ""), ("delegates_to", "executor", "sales")]


def test_fences_and_comments_say_nothing_else() -> None:
    assert read("```\n**Reports to**: a-b\n## Collaboration\n- **c-d**: x\n```\n") == []
    assert read("<!-- **Reports to**: a-b -->\n") == []
    assert read("```\n## Collaboration\n```\n\n- **c-d**: x\n") == []


def test_a_name_has_its_own_place() -> None:
    source = Source("x.md", "Hello.\n\n- **Reports to**: CRO (x), **Sales Lead**\n", "x.md")
    spans = [str(one.target.span) for one in prose_relations(read_blocks(source, 1), source, 1)]
    assert spans == ["x.md:3:19", "x.md:3:30"]


def test_a_paragraph_below_a_heading_that_is_a_label() -> None:
    text = (
        "### Receives From\n**business-analyst** (early): needs\n\n"
        "### Hands Off To\n**Test Designer**, and **a-b**\n\n"
        "### Reports To\nSales Lead\n\nAnd c-d.\n\n"
        "### Works With\nWhoever is there and knows what there is to know.\n"
    )
    assert read(text) == [
        ("receives_from", "business-analyst", ""),
        ("hands_off_to", "Test Designer", ""),
        ("hands_off_to", "a-b", ""),
        ("reports_to", "Sales Lead", ""),
    ]


def test_hand_offs_in_a_list() -> None:
    text = "## Handoffs\n- **To `tester`**: code\n- **From Planner**: plans\n- **With a-b**: x\n"
    assert read(text) == [
        ("hands_off_to", "tester", ""),
        ("receives_from", "Planner", ""),
        ("collaborates_with", "a-b", ""),
    ]
    assert read("- **To do**: code\n") == []


def test_a_place_in_a_workflow() -> None:
    text = "## Workflow Position\n- **After**: data-modeller (x)\n- **Complements**: a-b, c-d (e)\n"
    assert [name for name in names(text) if "-" in name] == ["data-modeller", "a-b", "c-d"]


def test_words_after_a_name_in_the_list_of_a_label() -> None:
    text = "- **Escalates to**:\n  - tech-lead for code\n  - Scrum Master for the rest\n"
    assert names(text) == ["tech-lead!", "Scrum Master!"]


def test_thousands_of_names_take_no_time() -> None:
    text = "- **Consults**: " + ", ".join(f"**a-{n}b**" for n in range(3000))
    assert len(read(text)) == 3000
    assert read("- **Consults**: " + "(" * 5000 + "a-b" + "," * 5000) == []


def test_a_title_or_two_names() -> None:
    # which of them is a role, only the library knows
    assert names("- **Consults**: Risk and Compliance Manager (x)\n") == [
        "Risk and Compliance Manager",
        "Risk",
        "Compliance Manager!",
    ]
