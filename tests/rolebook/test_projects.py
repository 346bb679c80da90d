from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from click.testing import Result
from tests.rolebook.commands.libraries import COMPETENCIES, LIBRARY, clean, giving

Write = Callable[[Mapping[str, str | bytes]], Path]
Run = Callable[..., Result]


def places(result: Result) -> list[str]:
    return [
        f"{one['path']}:{one['line']} {one['name']}"
        for one in json.loads(result.stdout)["diagnostics"]
    ]


def test_no_path_is_the_project(project: Write, at: Run) -> None:
    root = project(LIBRARY)
    everything = [
        "atlases/closing.yml:3 dangling-charted-role",
        "docs/index.md:1 dangling-doc-reference",
        "roles/legal/counsel.md:11 dangling-owner",
    ]
    assert places(at(root, "check", "--format", "json")) == everything
    # … from a folder within it, too, and by its folder from anywhere
    assert places(at(root / "roles" / "sales", "check", "--format", "json")) == everything
    assert places(at(root.parent, "check", str(root), "--format", "json")) == everything
    assert places(at(root, "check", ".", "--format", "json")) == everything
    inside = at(root.parent, "check", "-f", str(root / "mkdocs.yml"), "--format", "json")
    assert places(inside) == everything


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("roles/legal", ["roles/legal/counsel.md:11 dangling-owner"]),
        ("roles/legal/counsel.md", ["roles/legal/counsel.md:11 dangling-owner"]),
        ("roles/sales", []),
        ("atlases", ["atlases/closing.yml:3 dangling-charted-role"]),
        ("docs/index.md", ["docs/index.md:1 dangling-doc-reference"]),
        ("roles/sales/../legal/", ["roles/legal/counsel.md:11 dangling-owner"]),
    ],
)
def test_a_path_in_a_configured_folder_limits_the_report_not_the_reading(
    project: Write, at: Run, path: str, expected: list[str]
) -> None:
    result = at(project(LIBRARY), "check", path, "--format", "json")
    assert places(result) == expected
    assert result.exit_code == (1 if expected else 0)
    assert json.loads(result.stdout)["summary"]["roles"] == 3


def test_paths_from_a_folder_within_the_project(project: Write, at: Run) -> None:
    result = at(project(LIBRARY) / "roles", "check", "legal", "sales", "--format", "json")
    assert places(result) == ["roles/legal/counsel.md:11 dangling-owner"]


def test_a_finding_concerns_every_file_that_it_names(project: Write, at: Run) -> None:
    root = project(
        {
            f"roles/sales/{one}.md": clean(one).replace(
                "# ", f"---\nreports_to: {other}\n---\n# ", 1
            )
            for one, other in (("ae", "lead"), ("lead", "ae"), ("rep", "lead"))
        }
    )
    for file, number in (("ae", 1), ("lead", 1), ("rep", 0)):
        result = at(root, "check", f"roles/sales/{file}.md", "--format", "json")
        assert places(result) == ["roles/sales/ae.md:2 reporting-cycle"] * number


def test_any_other_path_is_a_library_of_its_own(project: Write, at: Run) -> None:
    root = project(
        {
            "mkdocs.yml": "plugins: [{rolebook: {external: [clerk], severity: {RB101: off}}}]",
            "roles/.keep": "",
            "elsewhere/roles/legal/counsel.md": giving("counsel", "clerk"),
            "elsewhere/package.json": '{"name": "no atlas"}',
            "elsewhere/ci.yml": "steps: []",
            "elsewhere/atlases/closing.yml": "title: no id\n",
            "elsewhere/maps/opening.yml": "atlas_id: opening\ntitle: Opening\nrole: counsel\n"
            + COMPETENCIES,
            "elsewhere/site/index.md": "# x — fleet role definition",
            "elsewhere/mkdocs.yml": "site_name: no block",
        }
    )
    result = at(root, "check", "elsewhere", "--format", "json")
    assert places(result) == [
        "atlases/closing.yml:1 missing-field",
        "roles/legal/counsel.md:11 dangling-owner",
    ]
    assert json.loads(result.stdout)["summary"]["atlases"] == 1


def test_single_files_are_a_library_too(project: Write, at: Run) -> None:
    root = project(
        {
            "mkdocs.yml": "site_name: no block",
            "here/counsel.md": giving("counsel", "clerk"),
            "there/clerk.md": clean("clerk"),
            "there/closing.json": '{"title": "no id"}',
        }
    )
    alone = at(root, "check", "here/counsel.md", "--format", "json")
    assert places(alone) == ["counsel.md:11 dangling-owner"]
    both = at(root, "check", "here/counsel.md", "there/clerk.md", "--format", "json")
    assert (both.exit_code, places(both)) == (0, [])
    # a file that is named is read as what its name says it is
    atlas = at(root, "check", "there/closing.json", "--format", "json")
    assert places(atlas) == ["closing.json:1 missing-field"]


def test_paths_inside_and_outside_are_not_mixed(project: Write, at: Run) -> None:
    root = project({**LIBRARY, "elsewhere/x.md": clean("x")})
    result = at(root, "check", "roles/sales", "elsewhere")
    assert result.exit_code == 2
    assert "not both" in result.stderr


def test_a_broken_configuration_above_is_none_of_ours(project: Write, at: Run) -> None:
    root = project({"mkdocs.yml": "plugins: [", "far/away/roles/x.md": clean("x")})
    assert at(root / "far" / "away", "check", "roles").exit_code == 0
    assert at(root, "check", "far").exit_code == 2


def test_a_folder_without_any_source_is_no_green_library(project: Write, at: Run) -> None:
    result = at(project({"mkdocs.yml": "{}", "notes/x.txt": "x"}), "check", "notes")
    assert result.exit_code == 2
    assert "found no role and no atlas in `notes`; what is there by suffix: 1 .txt" in result.stderr
