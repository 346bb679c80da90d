from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from click.testing import Result

from rolebook.build import Checked, check
from rolebook.config.projects import settings_for

Write = Callable[[Mapping[str, str | bytes]], Path]
At = Callable[..., Result]

HERE = Path(__file__).parents[3]

LEAD = """\
---
aliases: [head-of-sales]
reports_to: account-executive
consults: [legal-counsel, "account-executive"]
---

# Sales Lead — fleet role definition

The **sales-lead** leads (`class:
sales-lead`, `domain: sales`). A sales-lead talks to the account-executive, and
to many account-executives.

## Mandate

1. **Set quota** — the numbers, with the account-executive.
2. **Keep territories** {#territories} {also: patches} — who sells where.

## Boundaries

- **Does NOT close deals** — **sales/account-executive#close-deals** does; see
  [how](account-executive.md#close-deals).
- **Does NOT sign contracts** — legal's lane.
- **Does NOT pay** — [[account-executive|the executive]] or `sales/`.

## Persona

Calm, as [[sales/account-executive]] knows. `account-executive-assistant` is another.
"""

EXECUTIVE = """\
# Account Executive — fleet role definition

The **account-executive** sells (`class: account-executive`, `domain: sales`).

## Mandate

1. **Close deals** — to the end.

## Boundaries

- **Does NOT set quota** — the sales-lead's call, as **Sales Lead** says.
- **Does NOT draw territories** — **sales-lead#territories**.

## Persona

Quick.
"""

COUNSEL = """\
# Legal Counsel — fleet role definition

The **legal-counsel** reads (`class: legal-counsel`, `domain: legal`).

## Mandate

1. **Sign contracts** — all of them.

## Boundaries

- **Does NOT close deals** — Sales' lane, or [an executive](../sales/account-executive.md).

## Persona

Exact.
"""

ATLAS = """\
atlas_id: atlas.ae
title: Account Executive
role: account-executive
levels:
  - id: one
competencies:
  - id: listen
    title: Listen
    target_level: one
  - id: close
    title: Close
    target_level: one
    prerequisites: [listen, "atlas.ae#listen"]
    proves: account-executive#close-deals
"""

LIBRARY = {
    "mkdocs.yml": (
        "plugins:\n"
        "  - rolebook:\n"
        "      domains:\n"
        "        sales: {title: Selling}\n"
        "      ignore:\n"
        "        - {path: roles/sales/account-executive.md, codes: [RB014]}\n"
        "        - path: '/roles/sales/**'\n"
        "          codes: RB015\n"
        "      baseline: baseline.json\n"
        "nav:\n"
        "  - Sales: roles/sales/\n"
        "  - Ask: roles/sales/account-executive/\n"
    ),
    "baseline.json": '{"version": 1, "findings": []}\n',
    "roles/sales/sales-lead.md": LEAD,
    "roles/sales/account-executive.md": EXECUTIVE,
    "roles/sales/README.md": (
        "# Sales\n\n[One](account-executive.md) and [two][2].\n\n[2]: ./account-executive.md\n"
    ),
    "roles/sales/picture.png": b"\x89",
    "roles/legal/legal-counsel.md": COUNSEL,
    "atlases/ae.yml": ATLAS,
    "profiles/team.yaml": (
        "id: team\ntitle: Team\nlead: sales-lead\n"
        "roster:\n  - class: sales-lead\n  - class: account-executive\n    reports_to: sales-lead\n"
        "notes: Ask the **account-executive** first.\n"
    ),
    "docs/page.md": (
        "# Page\n\n[[account-executive]], [[sales/account-executive|text]], [[sales/]],"
        " [[atlas.ae#listen]], [[sales-lead#territories]].\n\n"
        "[page](roles/sales/account-executive/index.md) and `[[account-executive]]`.\n"
    ),
}


def texts(root: Path) -> dict[str, str]:
    return {
        path.relative_to(root).as_posix(): path.read_text("utf-8")
        for path in sorted(root.rglob("*"))
        if path.is_file() and path.suffix != ".png"
    }


def changed_lines(root: Path, before: Mapping[str, str], moved: Mapping[str, str]) -> list[str]:
    """The lines that are new in a file, each behind the file's path before."""
    after = texts(root)
    found = []
    for path, text in before.items():
        new = Counter(after[moved.get(path, path)].split("\n"))
        new.subtract(text.split("\n"))
        found += [f"{path}: {line}" for line, count in new.items() if line and count > 0]
    return sorted(found)


def checked(root: Path) -> Checked:
    return check(settings_for([root], None)[0])


def names_of(one: Checked, old: str, new: str) -> list[tuple[str, str]]:
    """What is found, as it would be called with the new name, without lines."""
    return sorted(
        (found.rule.code, re.sub(r":\d+:\d+", "", found.message).replace(old, new))
        for found in one.everything
    )


OLD, NEW = "roles/sales/account-executive.md", "roles/sales/deal-closer.md"

ROLE = """\
atlases/ae.yml:     proves: deal-closer#close-deals
atlases/ae.yml: role: deal-closer
docs/page.md: [[deal-closer]], [[sales/deal-closer|text]], [[sales/]], [[atlas.ae#listen]], \
[[sales-lead#territories]].
docs/page.md: [page](roles/sales/deal-closer/index.md) and `[[account-executive]]`.
mkdocs.yml:         - {path: roles/sales/deal-closer.md, codes: [RB014]}
mkdocs.yml:   - Ask: roles/sales/deal-closer/
profiles/team.yaml:   - class: deal-closer
profiles/team.yaml: notes: Ask the **deal-closer** first.
roles/legal/legal-counsel.md: - **Does NOT close deals** — Sales' lane, or \
[an executive](../sales/deal-closer.md).
roles/sales/README.md: [2]: ./deal-closer.md
roles/sales/README.md: [One](deal-closer.md) and [two][2].
roles/sales/account-executive.md: ---
roles/sales/account-executive.md: The **deal-closer** sells (`class: deal-closer`, `domain: sales`).
roles/sales/account-executive.md: aliases: [account-executive]
roles/sales/sales-lead.md:   [how](deal-closer.md#close-deals).
roles/sales/sales-lead.md: - **Does NOT close deals** — **sales/deal-closer#close-deals** does; see
roles/sales/sales-lead.md: - **Does NOT pay** — [[deal-closer|the executive]] or `sales/`.
roles/sales/sales-lead.md: 1. **Set quota** — the numbers, with the deal-closer.
roles/sales/sales-lead.md: Calm, as [[sales/deal-closer]] knows. \
`account-executive-assistant` is another.
roles/sales/sales-lead.md: consults: [legal-counsel, "deal-closer"]
roles/sales/sales-lead.md: reports_to: deal-closer
roles/sales/sales-lead.md: sales-lead`, `domain: sales`). A sales-lead talks to the deal-closer, and
roles/sales/sales-lead.md: to many deal-closers.
"""

DOMAIN = """\
docs/page.md: [[account-executive]], [[field/account-executive|text]], [[field/]], \
[[atlas.ae#listen]], [[sales-lead#territories]].
docs/page.md: [page](roles/field/account-executive/index.md) and `[[account-executive]]`.
mkdocs.yml:         - path: '/roles/field/**'
mkdocs.yml:         - {path: roles/field/account-executive.md, codes: [RB014]}
mkdocs.yml:         field: {title: Selling}
mkdocs.yml:   - Ask: roles/field/account-executive/
mkdocs.yml:   - Sales: roles/field/
roles/legal/legal-counsel.md: - **Does NOT close deals** — Field's lane, or \
[an executive](../field/account-executive.md).
roles/sales/account-executive.md: The **account-executive** sells (`class: account-executive`, \
`domain: field`).
roles/sales/sales-lead.md: - **Does NOT close deals** — **field/account-executive#close-deals** \
does; see
roles/sales/sales-lead.md: - **Does NOT pay** — [[account-executive|the executive]] or `field/`.
roles/sales/sales-lead.md: Calm, as [[field/account-executive]] knows. \
`account-executive-assistant` is another.
roles/sales/sales-lead.md: sales-lead`, `domain: field`). A sales-lead talks to the \
account-executive, and
"""

COMPETENCY = """\
atlases/ae.yml:   - id: hear
atlases/ae.yml:     prerequisites: [hear, "atlas.ae#hear"]
docs/page.md: [[account-executive]], [[sales/account-executive|text]], [[sales/]], \
[[atlas.ae#hear]], [[sales-lead#territories]].
"""

GIVEN_KEY = """\
docs/page.md: [[account-executive]], [[sales/account-executive|text]], [[sales/]], \
[[atlas.ae#listen]], [[sales-lead#areas]].
roles/sales/account-executive.md: - **Does NOT draw territories** — **sales-lead#areas**.
roles/sales/sales-lead.md: 2. **Keep territories** {#areas} {also: patches} — who sells where.
"""

KEY_OF_WORDS = """\
atlases/ae.yml:     proves: account-executive#closing
roles/sales/account-executive.md: 1. **Close deals** {#closing} — to the end.
roles/sales/sales-lead.md:   [how](account-executive.md#closing).
roles/sales/sales-lead.md: - **Does NOT close deals** — \
**sales/account-executive#closing** does; see
"""


@pytest.mark.parametrize(
    ("old", "new", "moved", "expected"),
    [
        ("account-executive", "deal-closer", {OLD: NEW}, ROLE),
        ("sales/account-executive", "sales/deal-closer", {OLD: NEW}, ROLE),
        ("sales/", "field", "roles/sales roles/field", DOMAIN),
        ("atlas.ae#listen", "hear", {}, COMPETENCY),
        ("sales-lead#territories", "areas", {}, GIVEN_KEY),
        ("sales/account-executive#close-deals", "closing", {}, KEY_OF_WORDS),
    ],
)
def test_a_thing_is_renamed_wherever_it_is_named(
    project: Write, at: At, old: str, new: str, moved: dict[str, str] | str, expected: str
) -> None:
    root = project(LIBRARY)
    own, other = (one.rstrip("/").rpartition("#")[2].rpartition("/")[2] for one in (old, new))
    before, found = texts(root), names_of(checked(root), own, other)
    if isinstance(moved, str):
        start, end = moved.split()
        moved = {path: path.replace(start, end, 1) for path in before}
    result = at(root, "rename", old, new)
    assert result.exit_code == 0, result.output
    assert changed_lines(root, before, moved) == sorted(expected.splitlines())
    assert names_of(checked(root), own, other) == found


def test_a_dry_run_shows_the_change_and_makes_none(
    project: Write, at: At, tmp_path_factory: pytest.TempPathFactory
) -> None:
    root = project(LIBRARY)
    before, again = texts(root), tmp_path_factory.mktemp("again") / "copy"
    shutil.copytree(root, again)
    result = at(root, "rename", "sales/", "field", "--dry-run")
    assert result.exit_code == 0
    assert texts(root) == before
    applied = subprocess.run(
        ("git", "-C", str(root), "apply", "-"), input=result.stdout.encode(), check=False
    )
    assert applied.returncode == 0
    assert at(again, "rename", "sales/", "field").exit_code == 0
    assert texts(root) == texts(again)


def test_the_baseline_is_called_anew(project: Write, at: At) -> None:
    root = project(LIBRARY)
    at(root, "check", "--write-baseline", "baseline.json")
    assert not checked(root).diagnostics
    assert at(root, "rename", "account-executive", "deal-closer").exit_code == 0
    after = checked(root)
    assert not after.diagnostics
    assert after.baseline
    assert after.baseline.known
    assert not after.baseline.gone
    assert "deal-closer" in json.dumps(json.loads((root / "baseline.json").read_text()))


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("acount-executive", "x", "did you mean `account-executive`?"),
        ("atlas.ae#lisen", "x", "did you mean `atlas.ae#listen`?"),
        ("sales-lead#teritories", "x", "did you mean `sales/sales-lead#territories`?"),
        ("head-of-sales", "x", "is another name of `sales/sales-lead`"),
        ("account-executive", "sales-lead", "is taken by the role `sales/sales-lead`"),
        ("account-executive", "head-of-sales", "is taken by the role `sales/sales-lead`"),
        ("account-executive", "legal", "is taken by the domain `legal/`"),
        ("sales/", "legal", "is taken by the domain `legal/`"),
        ("atlas.ae#listen", "close", "is taken in the atlas `atlas.ae`"),
        ("sales-lead#set-quota", "territories", "is taken in `sales/sales-lead`"),
        ("account-executive", "Deal Closer", "is no id"),
        ("account-executive", "legal/deal-closer", "not be moved to `legal`"),
        ("account-executive", "account-executive", "is called so already"),
        ("account-executive", "picture", "there already"),
    ],
)
def test_what_cannot_be_renamed_is_said(
    project: Write, at: At, old: str, new: str, why: str
) -> None:
    root = project({**LIBRARY, "roles/sales/picture.md": ""})
    before = texts(root)
    result = at(root, "rename", old, new)
    assert result.exit_code == 2
    assert why in result.output
    assert texts(root) == before


def test_a_new_id_that_means_others_elsewhere_is_written_whole(project: Write, at: At) -> None:
    closer = EXECUTIVE.replace("account-executive", "closer").replace("domain: sales", "domain: hr")
    root = project({**LIBRARY, "roles/hr/closer.md": closer})
    assert at(root, "rename", "account-executive", "closer").exit_code == 0
    assert "role: sales/closer" in (root / "atlases/ae.yml").read_text()
    assert "[[sales/closer]], [[sales/closer|text]]" in (root / "docs/page.md").read_text()
    assert "reports_to: closer" in (root / "roles/sales/sales-lead.md").read_text()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("aliases: [ae]", "aliases: [ae, account-executive]"),
        ("aliases: []", "aliases: [account-executive]"),
        ("aliases: ae", "aliases: ae, account-executive"),
        ('aliases: "ae"', 'aliases: "ae, account-executive"'),
        ("aliases:", "aliases: [account-executive]"),
        ("aliases:\n  - ae\n  - x # why", "aliases:\n  - ae\n  - x # why\n  - account-executive"),
        ("tags: [a]", "tags: [a]\naliases: [account-executive]"),
    ],
)
def test_the_old_id_becomes_an_alias(project: Write, at: At, before: str, after: str) -> None:
    root = project({**LIBRARY, OLD: f"---\n{before}\n---\n\n{EXECUTIVE}"})
    assert at(root, "rename", "account-executive", "deal-closer").exit_code == 0
    assert (root / NEW).read_text("utf-8").startswith(f"---\n{after}\n---\n")
    assert checked(root).graph.resolver.actor_named("account-executive", "").target == (
        "role",
        "sales/deal-closer",
    )


def test_there_and_back_the_two_names_change_places(project: Write, at: At) -> None:
    root = project({**LIBRARY, OLD: f"---\ntags: [a]\n---\n\n{EXECUTIVE}"})
    before = texts(root)
    assert at(root, "rename", "account-executive", "deal-closer").exit_code == 0
    assert at(root, "rename", "deal-closer", "account-executive").exit_code == 0
    text = (root / OLD).read_text("utf-8")
    assert text.count("aliases: [deal-closer]\n") == 1
    (root / OLD).write_text(text.replace("aliases: [deal-closer]\n", ""), "utf-8")
    assert texts(root) == before


def test_a_domain_keeps_the_possessive_of_its_author(project: Write, at: At) -> None:
    lead = LEAD.replace("legal's lane", "sales' lane").replace("domain: sales", "domain: legal")
    root = project({OLD: EXECUTIVE, "roles/legal/sales-lead.md": lead})
    before = texts(root)
    assert at(root, "rename", "sales", "revenue").exit_code == 0
    assert "revenue's lane" in (root / "roles/legal/sales-lead.md").read_text("utf-8")
    assert at(root, "rename", "revenue", "sales").exit_code == 0
    assert texts(root) == before


def test_agents_are_renamed_in_their_descriptions_too(project: Write, at: At) -> None:
    agent = "---\nname: code-reviewer\ndescription: Use code-reviewer late.\n---\n\nReviews.\n"
    other = (
        "---\nname: planner\ndescription: Plans.\n---\n\n# Planner\n\nThe code-reviewer is told,"
        " and the code-reviewer again.\n\n**Reports to**: Code Reviewer\n"
    )
    root = project({"a/agents/code-reviewer.md": agent, "a/agents/planner.md": other})
    (root / "mkdocs.yml").unlink()
    assert at(root, "rename", "code-reviewer", "gatekeeper", "a").exit_code == 0
    assert texts(root) == {
        "a/agents/gatekeeper.md": agent.replace("code-reviewer", "gatekeeper").replace(
            "late.\n", "late.\naliases: [code-reviewer]\n"
        ),
        "a/agents/planner.md": other.replace("code-reviewer", "gatekeeper"),
    }
    assert not checked(root / "a").diagnostics


def test_a_title_that_would_mean_another_role_is_written_as_the_id(project: Write, at: At) -> None:
    """Two domains have a `runner`: without its own, "Runner" would mean that of the other."""
    agent = "---\nname: {}\ndescription: Works.\n---\n\n# {}\n\n{}\n"
    root = project(
        {
            "c/sales/agents/runner.md": agent.format("runner", "Runner", "Runs."),
            "c/legal/agents/runner.md": agent.format("runner", "Runner", "Runs."),
            "c/sales/agents/boss.md": agent.format("boss", "Boss", "**Delegates to**: Runner"),
            "c/legal/agents/head.md": agent.format("head", "Head", "**Delegates to**: Runner"),
        }
    )
    (root / "mkdocs.yml").unlink()
    assert at(root, "rename", "sales/runner", "sprinter", "c").exit_code == 0
    assert "**Delegates to**: sprinter" in (root / "c/sales/agents/boss.md").read_text("utf-8")
    assert "**Delegates to**: Runner" in (root / "c/legal/agents/head.md").read_text("utf-8")
    assert "aliases" not in (root / "c/sales/agents/sprinter.md").read_text("utf-8")


def renamed_without_a_new_finding(root: Path, at: At, old: str, new: str) -> None:
    def found() -> list[str]:
        report = json.loads(at(root, "check", ".", "--format", "json").stdout)
        return sorted(f"{one['code']} {one['message']}" for one in report["diagnostics"])

    before = [line.replace(old, new) for line in found()]
    assert at(root, "rename", old, new, ".").exit_code == 0
    assert [line.replace(old, new) for line in found()] == before


@pytest.mark.parametrize(
    ("old", "new"), [("account-executive", "deal-closer"), ("sales/", "field/")]
)
def test_our_own_library_is_renamed(tmp_path: Path, at: At, old: str, new: str) -> None:
    for name in ("roles", "atlases", "profiles"):
        shutil.copytree(HERE / name, tmp_path / name)
    shutil.copytree(HERE / "docs" / "doctrine", tmp_path / "docs" / "doctrine")
    (tmp_path / "mkdocs.yml").write_text("plugins: [rolebook]\n")
    assert not checked(tmp_path).diagnostics
    assert at(tmp_path, "rename", old, new).exit_code == 0
    assert not checked(tmp_path).diagnostics
    left = [text for text in texts(tmp_path).values() if f"**{old}" in text]
    assert not left


def test_a_real_collection_is_renamed(tmp_path: Path, corpora: Path, at: At) -> None:
    root = tmp_path / "sales"
    shutil.copytree(corpora / "cagents" / "sales", root)
    renamed_without_a_new_finding(root, at, "sales-analyst", "pipeline-analyst")
    shutil.copytree(corpora / "mosaic", tmp_path / "mosaic")
    renamed_without_a_new_finding(tmp_path / "mosaic", at, "sales-lead", "revenue-lead")
