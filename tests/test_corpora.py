"""Other people's libraries, read as they are (design.md §2)."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from rolebook.build import check
from rolebook.cli.main import main
from rolebook.config.load import load_settings

DANGLING = [
    ("account-executive.md", 28, 27, "sales-development-rep"),
    ("account-executive.md", 31, 8, "legal-counsel"),
    ("customer-success-manager.md", 27, 30, "support-agent"),
    ("sales-lead.md", 28, 19, "sales-development-rep"),
    ("sales-lead.md", 30, 5, "finance-analyst"),
]
"""Owners that the three roles name and that nobody wrote yet: line and column of the id itself."""


def run(path: Path) -> tuple[int, Any]:
    result = CliRunner().invoke(main, ["check", str(path), "--format", "json"])
    return result.exit_code, json.loads(result.stdout)


def of(report: Any, *severities: str) -> list[Any]:
    return [one for one in report["diagnostics"] if one["severity"] in severities]


def test_mosaic_has_five_dangling_owners(corpora: Path) -> None:
    code, report = run(corpora / "mosaic" / "roles")
    assert code == 1
    assert (report["summary"]["roles"], report["summary"]["boundaries"]) == (3, 9)
    assert [one["code"] for one in of(report, "error")] == ["RB101"] * 5
    for one, (path, line, column, id) in zip(of(report, "error"), DANGLING, strict=True):
        assert (one["path"], one["line"], one["column"]) == (path, line, column)
        assert (one["end_line"], one["end_column"]) == (line, column + len(id))
        text = (corpora / "mosaic" / "roles" / path).read_text("utf-8")
        assert text.splitlines()[line - 1][column - 1 : one["end_column"] - 1] == id
        assert f"`{id}`" in one["message"]


def test_mosaic_has_one_boundary_without_owner_and_no_cycle(corpora: Path) -> None:
    _, report = run(corpora / "mosaic" / "roles")
    (warning,) = of(report, "warning")
    assert (warning["code"], warning["path"]) == ("RB301", "customer-success-manager.md")
    assert "build the product or features customers ask for" in warning["message"]
    assert not [one for one in report["diagnostics"] if one["name"].endswith("-cycle")]


@pytest.fixture
def mosaic(corpora: Path, tmp_path: Path) -> Path:
    """The three roles as a project, with the missing four named as outside actors."""
    shutil.copytree(corpora / "mosaic" / "roles", tmp_path / "roles")
    missing = sorted({id for *_, id in DANGLING})
    (tmp_path / "mkdocs.yml").write_text(
        f"plugins: [{{rolebook: {{external: [{', '.join(missing)}]}}}}]\n", "utf-8"
    )
    return tmp_path


def test_mosaic_is_sound_once_the_missing_are_outside(mosaic: Path) -> None:
    code, report = run(mosaic)
    assert (code, of(report, "error")) == (0, [])


def test_mosaic_resolves_sales_as_a_domain(mosaic: Path) -> None:
    graph = check(load_settings(mosaic / "mkdocs.yml")).graph
    given = {
        one.boundary.responsibility.statement: [owner.resolution.target for owner in one.owners]
        for one in graph.deferrals_from("customer/customer-success-manager")
    }
    assert given["run the initial sale"] == [("domain", "sales/")]
    # who picks the work up is named in the same clause, and is the role itself
    assert given["build the product or features customers ask for"] == []


def test_mosaic_roles_say_who_they_are(mosaic: Path) -> None:
    library = check(load_settings(mosaic / "mkdocs.yml")).library
    assert {(one.name, one.title, one.persistent) for one in library.roles} == {
        ("sales/account-executive", "Account Executive", True),
        ("sales/sales-lead", "Sales Lead", True),
        ("customer/customer-success-manager", "Customer Success Manager", True),
    }
    assert [len(one.mandate) for one in library.roles] == [4, 4, 4]
    assert all(one.persona and one.doctrine for one in library.roles)
    assert [one.path for one in library.introductions] == ["roles/LIBRARY.md"]


def test_claresia_beside_mosaic_has_nothing_wrong(mosaic: Path, corpora: Path) -> None:
    shutil.copytree(corpora / "claresia", mosaic / "atlases")
    code, report = run(mosaic)
    assert code == 0
    assert (report["summary"]["atlases"], report["summary"]["competencies"]) == (1, 6)
    assert not [one for one in report["diagnostics"] if one["path"].startswith("atlases/")]


def test_claresia_alone_charts_a_role_that_is_missing(corpora: Path) -> None:
    code, report = run(corpora / "claresia")
    assert code == 1
    assert [one["name"] for one in of(report, "error")] == ["dangling-charted-role"]


def test_every_charter_is_a_role(corpora: Path) -> None:
    code, report = run(corpora / "charters")
    files = list((corpora / "charters").glob("*/charter.md"))
    assert report["summary"]["roles"] == len(files) == 34
    assert [one["path"] for one in report["left_out"]] == ["SOURCE.md"]
    assert code == 1
    # the two groups that nobody is, as sig-auth writes them
    assert [(one["path"], one["line"], one["column"]) for one in of(report, "error")] == [
        ("sig-auth/charter.md", 51, 47),
        ("sig-auth/charter.md", 54, 53),
    ]
