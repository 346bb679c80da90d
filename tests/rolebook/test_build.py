"""What a run of all checks adds to what each of them finds."""

from __future__ import annotations

from pathlib import Path

import pytest

from rolebook.build import Checked, check, publish
from rolebook.config.load import load_settings
from rolebook.config.projects import settings_for
from rolebook.config.settings import ConfigurationError
from rolebook.diagnostics.baseline import write_baseline

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


def test_a_baseline_of_the_configuration_lets_an_old_library_be_published(tmp_path: Path) -> None:
    role = f"{ROLE}- **Does NOT set prices** — that is **the-board**'s call.\n"
    old = project(tmp_path, role)
    assert old.broken
    (tmp_path / "old.json").write_text(write_baseline(old.diagnostics), "utf-8")
    block = "      baseline: old.json\n"
    known = project(tmp_path, role, block)
    assert (known.diagnostics, known.broken, known.everything) == ((), False, old.diagnostics)
    # its site hides nothing
    pages = {page.address: page.html for page in publish(known).pages}
    assert "the-board" in pages["health/"]
    # and what is new is refused
    worse = project(
        tmp_path, f"{role}- **Does NOT hire** — that is **nobody-yet**'s call.\n", block
    )
    assert [one.rule.code for one in worse.diagnostics] == ["RB101"]
    assert worse.broken


def test_a_baseline_that_is_not_there_is_a_broken_configuration(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="cannot read the baseline"):
        project(tmp_path, ROLE, "      baseline: old.json\n")
