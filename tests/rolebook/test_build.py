"""What a run of all checks adds to what each of them finds."""

from __future__ import annotations

from pathlib import Path

from rolebook.build import Checked, check
from rolebook.config import load_settings
from rolebook.projects import settings_for

ROLE = "# Closer — fleet role definition\n\n## Boundaries\n\n"


def project(folder: Path, role: str, block: str = "") -> Checked:
    (folder / "roles" / "sales").mkdir(parents=True, exist_ok=True)
    (folder / "roles" / "sales" / "closer.md").write_text(role, "utf-8")
    (folder / "mkdocs.yml").write_text(f"plugins:\n  - rolebook:\n{block}", "utf-8")
    return check(load_settings(folder / "mkdocs.yml"))


def test_whatever_stands_in_a_role_s_file_is_on_its_page(tmp_path: Path) -> None:
    role = f"---\ntags: [a]\ntags: [b]\n---\n{ROLE}<!-- rolebook: allow RB999 -->\n\nx\u200by\n"
    checked = project(tmp_path, role)
    about = {one.rule.code: one.subjects for one in checked.diagnostics}
    assert {"RB005", "RB016", "RB028"} < set(about)
    assert set(about.values()) == {("sales/closer",)}


def test_the_help_names_no_configuration_that_is_not_there(tmp_path: Path) -> None:
    role = f"{ROLE}- **Does NOT set prices** — that is **the-board**'s call.\n"
    configured = project(tmp_path, role)
    settings, _ = settings_for((tmp_path / "roles",), None)
    for checked, words in ((configured, "in mkdocs.yml"), (check(settings), "`rolebook init`")):
        (dangling,) = (one for one in checked.diagnostics if one.rule.code == "RB101")
        assert words in dangling.help


def test_an_introduction_of_a_domain_without_roles_is_left_out(tmp_path: Path) -> None:
    (tmp_path / "roles" / "legal").mkdir(parents=True)
    (tmp_path / "roles" / "legal" / "README.md").write_text("# Legal\n", "utf-8")
    library = project(tmp_path, ROLE).library
    (left_out,) = library.left_out
    assert (left_out.path, left_out.reason) == (
        "roles/legal/README.md",
        "introduces a domain without roles",
    )
    assert library.introductions == ()
