"""A collection of 283 agents that other people wrote, read as it is (design.md §2.2, issue 4)."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from rolebook.build import Checked, check
from rolebook.config.settings import Settings
from rolebook.diagnostics import Severity
from rolebook.graph.relations import Link

CAGENTS = Path(__file__).parents[2] / "shared" / "corpora" / "cagents"

DANGLING = Counter(
    {"product-team": 4, "sales-leadership": 3, "executive-team": 1, "engineering-team": 1}
)
"""Each stands among ids of agents, in the form of an id, in a line of command; judged by hand."""


@pytest.fixture(scope="module")
def checked() -> Checked:
    if not CAGENTS.is_dir():
        pytest.skip(f"no corpus at {CAGENTS}")
    return check(Settings(CAGENTS, (CAGENTS,), (CAGENTS,), configured=False))


@pytest.fixture(scope="module")
def typed(checked: Checked) -> list[Link]:
    return [link for link in checked.graph.relations if link.reference.typed]


def test_every_file_with_front_matter_is_a_role(checked: Checked) -> None:
    files = {path.relative_to(CAGENTS).as_posix(): path for path in CAGENTS.rglob("*.md")}
    with_front = {name for name, path in files.items() if path.read_text("utf-8").startswith("---")}
    template = {one.path for one in checked.library.left_out}
    assert template == {"core/agents/_templates/UNIVERSAL_AGENT_TEMPLATE.md"}
    assert {role.path for role in checked.library.roles} == with_front - template
    assert len(checked.library.roles) == len(checked.graph.roles) == 283


def test_every_role_has_the_domain_of_its_folder(checked: Checked) -> None:
    assert all(role.domain == role.path.partition("/")[0] for role in checked.library.roles)
    assert len(checked.graph.domains) == 12


def test_nine_executors_in_nine_domains(checked: Checked) -> None:
    executors = [role for role in checked.library.roles if role.id == "executor"]
    assert len({role.domain for role in executors}) == len(executors) == 9
    for role in executors:
        target = checked.graph.resolver.actor_named("executor", role.domain).target
        assert target == ("role", role.name)


def test_mentions_of_the_sales_executor(checked: Checked) -> None:
    role = checked.graph.roles["sales/executor"]
    meant = {
        one.written: checked.graph.resolver.actor(one, "sales").target for one in role.mentions
    }
    assert meant["account-executives"] == ("role", "sales/account-executive")
    assert meant["territory-managers"] == ("role", "sales/territory-manager")
    words = ("check-ins", "co-selling", "cross-functional", "quarter-end")
    assert [meant.get(word) for word in words] == [None] * 4
    mentioned = {one.id for one in checked.graph.mentions_from("sales/executor")}
    assert {"account-executive", "territory-manager"} <= mentioned
    assert not mentioned & set(words)


def test_typed_references(typed: list[Link]) -> None:
    resolved = sum(link.resolution.target is not None for link in typed)
    assert (len(typed), resolved) == (180, 170)
    assert [link.reference.written for link in typed if link.resolution.ambiguous] == ["cfo"]
    dangling = Counter(link.reference.written for link in typed if not link.resolution.candidates)
    assert dangling == DANGLING


def test_relations_and_mentions(checked: Checked) -> None:
    graph = checked.graph
    untyped = [link for link in graph.relations if not link.reference.typed]
    nobody = [link.reference.written for link in untyped if not link.resolution.target]
    assert nobody == ["genre-specialist"]
    assert Counter(link.kind for link in graph.relations) == {
        "collaborates_with": 565,
        "consults": 96,
        "escalates_to": 68,
        "delegates_to": 56,
        "reports_to": 28,
        "receives_from": 7,
        "hands_off_to": 11,
    }
    assert sum(1 for _ in graph.edges("mention")) == 380


def test_the_domain_in_brackets_is_meant(typed: list[Link]) -> None:
    meant = {
        (link.source.name, link.reference.written, link.reference.note): link.resolution.target
        for link in typed
    }
    assert meant["finance/executor", "Planner", "finance"] == ("role", "finance/planner")
    assert meant["finance/executor", "Validator", "finance"] == ("role", "finance/validator")
    assert meant["finance/router", "Trigger", "core"] == ("role", "core/trigger")


def test_findings_are_few(checked: Checked) -> None:
    assert Counter(one.rule.code for one in checked.diagnostics) == {
        "RB102": 9,  # dangling, as above
        "RB125": 3,  # "Senior Dev", "Backend Dev", "Sales Ops Manager"
        "RB120": 1,  # the genre specialist with whom a stylist coordinates
        "RB109": 1,  # `cfo` in a domain that has none: two others have one
        "RB203": 1,  # two operations agents whose lists "Escalate To" name each other
        "RB204": 1,  # two support agents that delegate to each other
        "RB503": 5,  # hubs with more than 19 neighbours, which have a table
    }
    assert checked.count(Severity.WARNING) == 2
