"""A history of twenty steps: `rolebook diff` names each change in meaning and nothing else."""

from __future__ import annotations

import importlib.resources
import json
import os
import subprocess
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from click.testing import CliRunner

from rolebook.changes.kinds import BY_NAME
from rolebook.cli.main import main

EXECUTIVE = """\
---
id: account-executive
reports_to: sales-lead
model: sonnet
tags: [quota, deals]
---

# Account Executive — fleet role definition

The **account-executive** carries deals from the first call to the signature. It knows what the
customer needs, and says early where that is more than we have.

## Mandate

1. **Run discovery calls** — find out what the customer wants to change, and why now.
2. **Negotiate prices** — within the discount matrix.
3. **Forecast and close deals** — every week, by stage.

## Boundaries

- **Does NOT approve discounts above 20 percent** {#discounts} — **sales-lead**'s call, with the
  reason on the deal.
- **Does NOT sign contracts** — goes to **legal-counsel**; also where the customer is in a hurry.
- **Never promise a date that engineering has not given.**

## Persona

Curious and calm.
"""

LEAD = """\
# Sales Lead — fleet role definition

The **sales-lead** (`class: sales-lead`, `domain: sales`) sets the course of sales.

## Mandate

1. **Approve discounts above 20 percent** — up to 40 percent, on the deal's margin.
2. **Set the quota** — once a year, by region.
3. **Coach the team** — a call a week.

## Boundaries

- **Does NOT draft contract terms** — **legal-counsel**'s lane.
"""

COUNSEL = """\
# Legal Counsel — fleet role definition

The **legal-counsel** (`class: legal-counsel`) keeps our contracts sound.

## Mandate

1. **Sign contracts** — all that bind us.
2. **Draft contract terms** — from the templates, and new ones.
3. **Keep the list of signatories** — who may sign what.
"""

SUPPORT = """\
# Support Agent — fleet role definition

The **support-agent** (`class: support-agent`) answers customers.

## Mandate

1. **Answer tickets** — within a day.
2. **Write help articles** — where three customers ask the same.
"""

ATLAS = """\
atlas_id: closing
title: Closing
role: account-executive
levels:
  - {id: adopted, order: 1, min_score: 0.6}
  - {id: operator, order: 2, min_score: 0.8}
competencies:
  - id: ask
    title: Ask open questions
    target_level: adopted
    practice_hours: 4
    evidence: {type: recording, count: 2, window_days: 30}
  - id: listen
    title: Listen for the reason
    target_level: adopted
    practice_hours: 6
    evidence: {type: recording, count: 2, window_days: 30}
  - id: close
    title: Close a deal
    target_level: operator
    practice_hours: 12
    prerequisites: [ask]
    evidence: {type: deal, count: 1, window_days: 90}
"""

PROFILE = """\
id: revenue
title: Revenue team
lead: sales-lead
roster:
  - class: sales-lead
  - {class: account-executive, reports_to: sales-lead, multiplicity: 4}
"""

PATHS = {
    "mkdocs.yml": "plugins: [rolebook]\n",
    "roles/sales/account-executive.md": EXECUTIVE,
    "roles/sales/sales-lead.md": LEAD,
    "roles/legal/legal-counsel.md": COUNSEL,
    "roles/customer/support-agent.md": SUPPORT,
    "atlases/closing.yml": ATLAS,
    "profiles/revenue.yaml": PROFILE,
}

AE, SL, LC = "sales/account-executive", "sales/sales-lead", "legal/legal-counsel"


class Library:
    """A library in a repository: each step changes some files and is committed."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.steps: dict[str, set[tuple[str, ...]]] = {}
        self.git("init", "-q")

    def git(self, *arguments: str) -> str:
        who = ["-c", "user.name=x", "-c", "user.email=x@x.invalid", "-c", "gc.auto=0"]
        command = ["git", "-C", str(self.root), *who, *arguments]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout

    def write(self, path: str, text: str) -> None:
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).write_text(text, "utf-8")

    def edit(self, path: str, *pairs: tuple[str, str]) -> None:
        text = (self.root / path).read_text("utf-8")
        for before, after in pairs:
            assert before in text
            text = text.replace(before, after)
        self.write(path, text)

    def move(self, path: str, to: str) -> None:
        (self.root / to).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).rename(self.root / to)

    def step(self, name: str, *expected: tuple[str, ...]) -> None:
        """Commit what was written, and say what it is: kind, subject, and what is more."""
        self.git("add", "-A")
        self.git("commit", "-qm", name)
        self.git("tag", f"step-{len(self.steps)}")
        self.steps[name] = set(expected)


def history(root: Path) -> Library:
    one = Library(root)
    for path, text in PATHS.items():
        one.write(path, text)
    one.step("first")

    rewrapped = EXECUTIVE.replace(
        "---\nid: account-executive\nreports_to: sales-lead\nmodel: sonnet\ntags: [quota, deals]\n",
        '---\ntags:\n  - deals\n  - quota\nmodel: "sonnet"\nreports_to: sales-lead\n'
        "id: account-executive # as ever\n",
    )
    rewrapped = (
        rewrapped.replace(
            "to the signature. It knows what the\ncustomer",
            "to the\nsignature. It knows what the customer",
        )
        .replace(
            "1. **Run discovery calls** — find out what the",
            "1) __Run discovery calls__ -- find out\n   what the",
        )
        .replace("2. **", "1) **")
    )
    rewrapped = (
        rewrapped.replace("3. **", "1) **")
        .replace("- **", "* **")
        .replace(
            "**sales-lead**'s call, with the\n  reason", "`sales-lead`'s call,\n  with the reason"
        )
    )
    one.write("roles/sales/account-executive.md", rewrapped + "\n\n\n")
    one.write(
        "atlases/closing.yml",
        "# the atlas of closing\n"
        + ATLAS.replace(
            "evidence: {type: deal, count: 1, window_days: 90}",
            "evidence:\n      window_days: 90\n      count: 1\n      type: deal",
        ),
    )
    one.step("reformatted")

    one.move("roles/sales/account-executive.md", "roles/sales/closers/carries-quota.md")
    one.move("roles/legal/legal-counsel.md", "roles/legal/counsel/legal-counsel.md")
    one.edit(
        "roles/legal/counsel/legal-counsel.md",
        ("`class: legal-counsel`", "`class: legal-counsel`, `domain: legal`"),
    )
    one.edit(
        "roles/sales/closers/carries-quota.md",
        ("id: account-executive # as ever", "id: account-executive\ndomain: sales"),
    )
    one.step("moved")

    one.write(
        "roles/finance/controller.md",
        SUPPORT.replace("Support Agent", "Controller")
        .replace("support-agent", "controller")
        .replace("Answer tickets", "Close the books")
        .replace("Write help articles", "Report the margin"),
    )
    one.step("new", ("role-added", "finance/controller"), ("domain-added", "finance/"))

    one.edit(
        "roles/customer/support-agent.md",
        ("2. **", "2. **Watch the queue** — at all hours.\n3. **"),
    )
    one.step(
        "held",
        ("responsibility-added", "customer/support-agent#watch-the-queue", "to=Watch the queue"),
    )

    one.edit("roles/sales/sales-lead.md", ("2. **Set the quota** — once a year, by region.\n", ""))
    one.edit(
        "roles/finance/controller.md",
        ("2. **", "2. **Set the quota** — once a year, by region.\n3. **"),
    )
    one.step(
        "moved hands",
        (
            "responsibility-moved",
            "finance/controller#set-the-quota",
            f"from={SL}",
            "to=finance/controller",
        ),
    )

    one.edit("roles/sales/sales-lead.md", ("up to 40 percent, on", "up to 25 percent, on"))
    one.step(
        "narrowed",
        (
            "responsibility-reworded",
            f"{SL}#approve-discounts-above-20-percent",
            "from=up to 40 percent, on the deal's margin.",
            "to=up to 25 percent, on the deal's margin.",
        ),
        (
            "boundary-suspect",
            f"{AE}#discounts",
            f"owner={SL}",
            "reason=reworded",
            "from=Approve discounts above 20 percent — up to 40 percent, on the deal's margin.",
            "to=Approve discounts above 20 percent — up to 25 percent, on the deal's margin.",
        ),
    )

    one.edit(
        "roles/sales/closers/carries-quota.md",
        ("goes to **legal-counsel**;", "goes to **sales-lead**;"),
    )
    one.edit(
        "roles/sales/sales-lead.md",
        (
            "3. **",
            "3. **Sign contracts that follow the template** — the others go to legal.\n4. **",
        ),
    )
    one.step(
        "another owner",
        ("boundary-owner-changed", f"{AE}#sign-contracts", f"from={LC}", f"to={SL}"),
        ("responsibility-added", f"{SL}#sign-contracts-that-follow-the-template"),
    )

    one.edit(
        "roles/sales/sales-lead.md",
        (
            "- **Does NOT draft contract terms** — **legal-counsel**'s lane.",
            "- **Does NOT keep the list of signatories** — **legal-counsel**'s lane.",
        ),
    )
    one.step(
        "another border",
        ("boundary-removed", f"{SL}#draft-contract-terms", f"from=draft contract terms ({LC})"),
        (
            "boundary-added",
            f"{SL}#keep-the-list-of-signatories",
            f"to=keep the list of signatories ({LC})",
        ),
    )

    one.edit(
        "roles/sales/closers/carries-quota.md",
        (
            "1) **Forecast and close deals** — every week, by stage.",
            "1) **Forecast deals** — every week.\n1) **Close deals** — by stage.",
        ),
    )
    one.step(
        "split",
        (
            "responsibility-split",
            f"{AE}#forecast-and-close-deals",
            "from=Forecast and close deals",
            f"to={AE}#forecast-deals, {AE}#close-deals",
        ),
    )

    one.move("roles/sales/sales-lead.md", "roles/sales/head-of-sales.md")
    one.edit(
        "roles/sales/head-of-sales.md",
        ("# Sales Lead", "---\naliases: [sales-lead]\n---\n\n# Head of Sales"),
        ("**sales-lead**", "**head-of-sales**"),
        ("`class: sales-lead`", "`class: head-of-sales`"),
    )
    one.edit("roles/sales/closers/carries-quota.md", ("sales-lead", "head-of-sales"))
    one.edit("profiles/revenue.yaml", ("lead: sales-lead", "lead: head-of-sales"))
    one.step(
        "renamed",
        ("role-renamed", "sales/head-of-sales", f"from={SL}", "to=sales/head-of-sales"),
        ("title-changed", "sales/head-of-sales", "from=Sales Lead", "to=Head of Sales"),
    )

    one.move("roles/customer/support-agent.md", "roles/customer/helper.md")
    one.edit("roles/customer/helper.md", ("support-agent", "helper"), ("Support Agent", "Helper"))
    one.step(
        "renamed without a word",
        ("role-renamed", "customer/helper", "from=customer/support-agent"),
        ("title-changed", "customer/helper"),
    )

    one.edit(
        "roles/sales/closers/carries-quota.md",
        ("reports_to: head-of-sales", "reports_to: controller\nconsults: [helper]"),
        ('model: "sonnet"', "model: opus"),
        ("Curious and calm.", "Curious, calm and quick."),
    )
    one.step(
        "related",
        (
            "relation-changed",
            AE,
            "field=reports_to",
            "from=sales/head-of-sales",
            "to=finance/controller",
        ),
        ("relation-added", AE, "field=consults", "to=customer/helper"),
        ("field-changed", AE, "field=model", "from=sonnet", "to=opus"),
        ("prose-changed", AE, "field=persona"),
    )

    one.edit(
        "atlases/closing.yml",
        ("prerequisites: [ask]", "prerequisites: [listen]"),
        ("practice_hours: 12", "practice_hours: 10"),
        ("window_days: 90", "window_days: 60"),
        ("{id: operator, order: 2, min_score: 0.8}", "{id: operator, order: 2, min_score: 0.75}"),
    )
    one.step(
        "asked for",
        ("prerequisite-removed", "closing#close", "from=closing#ask"),
        ("prerequisite-added", "closing#close", "to=closing#listen"),
        ("hours-changed", "closing#close", "from=12", "to=10"),
        ("window-changed", "closing#close", "from=90", "to=60"),
        ("threshold-changed", "closing#operator", "from=0.8", "to=0.75"),
    )

    one.edit(
        "atlases/closing.yml",
        ("id: listen", "id: hear-the-reason"),
        ("[listen]", "[hear-the-reason, ask]"),
        (
            "  - id: close",
            "  - id: note\n    title: Take notes\n"
            "    target_level: adopted\n    practice_hours: 1\n"
            "    evidence: {type: recording, count: 2, window_days: 30}\n  - id: close",
        ),
        (
            "title: Ask open questions\n    target_level: adopted",
            "title: Ask open questions\n    target_level: operator",
        ),
    )
    one.step(
        "charted",
        ("competency-renamed", "closing#hear-the-reason", "from=closing#listen"),
        ("competency-added", "closing#note", "to=Take notes"),
        ("level-changed", "closing#ask", "from=adopted", "to=operator"),
        ("prerequisite-added", "closing#close", "to=closing#ask"),
    )

    one.edit(
        "profiles/revenue.yaml",
        ("multiplicity: 4", "multiplicity: 6"),
        ("roster:", "roster:\n  - class: controller"),
    )
    one.step(
        "staffed",
        ("seat-added", "revenue", "to=finance/controller"),
        ("seat-changed", "revenue", f"field={AE} multiplicity", "from=4", "to=6"),
    )

    one.edit(
        "roles/legal/counsel/legal-counsel.md",
        ("3. **Keep the list of signatories** — who may sign what.\n", ""),
    )
    one.step(
        "let go",
        ("responsibility-removed", f"{LC}#keep-the-list-of-signatories"),
        (
            "boundary-suspect",
            "sales/head-of-sales#keep-the-list-of-signatories",
            f"owner={LC}",
            "from=Keep the list of signatories",
        ),
    )

    one.move("roles/legal", "roles/law")
    one.edit("roles/law/counsel/legal-counsel.md", ("`domain: legal`", "`domain: law`"))
    one.step("renamed domain", ("domain-renamed", "law/", "from=legal/", "to=law/"))

    (one.root / "roles/customer/helper.md").unlink()
    one.edit("roles/sales/closers/carries-quota.md", ("consults: [helper]\n", ""))
    one.step(
        "gone",
        ("role-removed", "customer/helper"),
        ("domain-removed", "customer/"),
        ("relation-removed", AE, "field=consults", "from=customer/helper"),
    )

    one.edit("mkdocs.yml", ("[rolebook]", "[search, rolebook]"))
    one.write("roles/README.md", "# All roles\n\nWhat they have in common.\n")
    one.step("nothing of it")
    return one


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return history(tmp_path_factory.mktemp("history"))


@pytest.fixture(scope="module")
def diff(library: Library) -> Callable[..., dict[str, Any]]:
    def run(*arguments: str) -> dict[str, Any]:
        here = Path.cwd()
        os.chdir(library.root)
        try:
            result = CliRunner().invoke(main, ["diff", *arguments, "--format", "json"])
        finally:
            os.chdir(here)
        assert result.exit_code == 0, result.output
        return json.loads(result.stdout)

    return run


def told(change: dict[str, Any], expected: tuple[str, ...]) -> bool:
    kind, subject, *more = expected
    return (change["kind"], change["subject"]) == (kind, subject) and all(
        change.get(name) == value for name, _, value in (one.partition("=") for one in more)
    )


def test_each_step_is_named_and_nothing_else(
    library: Library, diff: Callable[..., dict[str, Any]]
) -> None:
    assert len(library.steps) >= 20
    wrong = {}
    for number, (name, expected) in enumerate(library.steps.items()):
        if number == 0:
            continue
        changes = diff(f"step-{number - 1}", f"step-{number}")["changes"]
        left = [one for one in changes if not any(told(one, it) for it in expected)]
        missing = [it for it in expected if not any(told(one, it) for one in changes)]
        if left or missing:
            wrong[name] = (left, missing)
    assert wrong == {}


def test_every_report_is_valid(library: Library, diff: Callable[..., dict[str, Any]]) -> None:
    file = importlib.resources.files("rolebook.changes").joinpath("diff.schema.json")
    schema = json.loads(file.read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    report = diff("step-0")
    jsonschema.Draft202012Validator(schema).validate(report)
    names = schema["properties"]["changes"]["items"]["properties"]
    assert {key for one in report["changes"] for key in one} <= names.keys()
    assert {one["kind"] for one in report["changes"]} <= BY_NAME.keys()
    assert report["from"]["commit"] == library.git("rev-parse", "step-0").strip()
    assert report["to"] == {"name": "working tree", "commit": None, "note": ""}


def test_nothing_changed_from_a_state_to_itself(diff: Callable[..., dict[str, Any]]) -> None:
    for revision in ("step-0", "step-10"):
        report = diff(revision, revision)
        assert report["changes"] == report["findings"]["new"] == report["findings"]["mended"] == []
    assert diff("HEAD")["changes"] == []


MIRRORED = {"added": "removed", "removed": "added", "split": "merged", "merged": "split"}


def mirrored(kind: str) -> str:
    what, _, became = kind.rpartition("-")
    return f"{what}-{MIRRORED.get(became, became)}"


@pytest.mark.parametrize(("old", "new"), [(0, 19), (8, 16)])
def test_backwards_what_was_added_is_removed(
    diff: Callable[..., dict[str, Any]], old: int, new: int
) -> None:
    forth = diff(f"step-{old}", f"step-{new}")
    back = diff(f"step-{new}", f"step-{old}")

    def counted(report: dict[str, Any]) -> Counter[str]:
        kinds = (one["kind"] for one in report["changes"])
        return Counter(one for one in kinds if one != "boundary-suspect")

    assert counted(forth) == Counter({mirrored(k): n for k, n in counted(back).items()})
    added = {
        (one["kind"], one["subject"], one["to"])
        for one in forth["changes"]
        if one["kind"].endswith("-added") and "to" in one
    }
    removed = {
        (mirrored(one["kind"]), one["subject"], one["from"])
        for one in back["changes"]
        if one["kind"].endswith("-removed") and "from" in one
    }
    assert len(added) == len(removed)
    for name in ("new", "mended"):
        other = {"new": "mended", "mended": "new"}[name]
        assert [one["message"] for one in forth["findings"][name]] == [
            one["message"] for one in back["findings"][other]
        ]
