"""What a shell is told when somebody presses the tab key: ids, codes, and nothing of an error."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from click.shell_completion import ShellComplete
from tests.rolebook.commands.libraries import COMPETENCIES, clean

from rolebook.cli import known_names
from rolebook.cli.main import main

Write = Callable[[Mapping[str, str | bytes]], Path]
FILES = {
    "mkdocs.yml": "plugins: [{rolebook: {external: [board]}}]\n",
    "roles/sales/lead.md": clean("lead"),
    "roles/legal/lead.md": clean("lead"),
    "roles/legal/counsel.md": clean("counsel"),
    "atlases/closing.yml": f"atlas_id: closing\ntitle: Closing\n{COMPETENCIES}",
    "profiles/crew.yml": "id: crew\ntitle: Crew\nlead: counsel\nroster: [{class: counsel}]\n",
}


@pytest.fixture
def library(project: Write, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = project({f"library/{path}": text for path, text in FILES.items()})
    monkeypatch.chdir(root / "library")
    monkeypatch.setenv("XDG_CACHE_HOME", str(root / "cache"))
    return root / "library"


def completed(*words: str) -> list[str]:
    """What the last word may become."""
    *before, last = words
    shell = ShellComplete(main, {}, "rolebook", "_ROLEBOOK_COMPLETE")
    return [one.value for one in shell.get_completions(before, last)]


def test_ids_are_completed_as_short_as_they_may_be_written(library: Path) -> None:
    assert completed("show", "c") == ["closing", "closing#ask", "crew", "counsel"]
    assert completed("show", "legal/") == ["legal/", "legal/counsel", "legal/lead"]
    assert completed("who-defers-to", "") == [
        *("legal/", "sales/", "board", "counsel", "legal/lead", "sales/lead")
    ]
    assert completed("path", "") == ["ask"]
    assert completed("path", "ask", "--from", "closing#") == ["closing#ask"]
    assert completed("graph", "--focus", "cou") == ["counsel"]


def test_codes_kinds_and_schemas_are_completed(library: Path) -> None:
    assert completed("explain", "rb101") == ["RB101"]
    assert "dangling-owner" in completed("explain", "dangling-o")
    assert completed("graph", "--kinds", "boundary,prereq") == ["boundary,prerequisite"]
    assert completed("schema", "rol") == ["role"]
    assert "show" in completed("sh")


def test_names_are_gathered_again_once_a_file_has_changed(
    library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert completed("show", "cou") == ["counsel"]
    gathered = known_names._gathered
    monkeypatch.setattr(known_names, "_gathered", lambda _: pytest.fail("nothing has changed"))
    assert completed("show", "cou") == ["counsel"]
    monkeypatch.setattr(known_names, "_gathered", gathered)
    (library / "roles/legal/courier.md").write_text(clean("courier"), "utf-8")
    assert completed("show", "cou") == ["counsel", "courier"]
    (kept,) = (library.parent / "cache/rolebook").glob("*.names")
    kept.write_text("{", "utf-8")
    assert completed("show", "cour") == ["courier"]


def test_what_is_wrong_with_a_library_is_not_said_to_a_shell(
    library: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (library / "mkdocs.yml").write_text("plugins: [rolebook: [", "utf-8")
    assert completed("show", "") == []
    (library / "mkdocs.yml").unlink()
    assert completed("show", "") == []
    assert capsys.readouterr() == ("", "")


def test_a_shell_waits_for_nothing_that_reads_a_library() -> None:
    modules = ("show", "path", "who_defers_to", "graph", "explain", "schema", "completion")
    slow = {"pydantic", "yaml", "networkx", "markdown_it", "rolebook.build"}
    code = "\n".join(
        [
            "import sys",
            *(f"import rolebook.cli.{one}" for one in modules),
            f"print({slow} & sys.modules.keys())",
        ]
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout == "set()\n"
