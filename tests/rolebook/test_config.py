from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from rolebook.config.load import load_settings
from rolebook.config.settings import ConfigurationError, Ignore, Settings
from rolebook.diagnostics import Severity
from rolebook.text.limits import Limits

Write = Callable[[Mapping[str, str | bytes]], Path]


def test_the_defaults(project: Write) -> None:
    root = project({"roles/.keep": "", "atlases/.keep": "", "docs/.keep": ""})
    settings = load_settings(root / "mkdocs.yml")
    assert settings.roles == (root / "roles",)
    assert settings.atlases == (root / "atlases",)
    assert settings.docs == root / "docs"
    assert settings.configured
    assert settings.external == ()
    assert settings.severity == {}
    assert settings.site_name == "Rolebook"


def test_one_of_the_two_folders_is_enough(project: Write) -> None:
    settings = load_settings(project({"atlases/.keep": ""}) / "mkdocs.yml")
    assert settings.roles == ()
    assert settings.docs is None


def test_every_key_is_read(project: Write) -> None:
    root = project(
        {
            "people/.keep": "",
            "agents/roles/.keep": "",
            "maps/.keep": "",
            "pages/.keep": "",
            "mkdocs.yml": """
                site_name: Ours
                docs_dir: pages
                plugins:
                  - search
                  - rolebook:
                      roles: [people, agents/roles]
                      atlases: maps
                      external: board
                      image_hosts: Img.example
                      severity: {RB301: error, missing-persona: off, RB306: warning}
                      ignore: [{path: old/}, {path: "*.md", codes: RB101}]
                      domains: {hr: {title: Human Resources}}
                      limits: {files: 20, nesting: 9}
                """,
        }
    )
    settings = load_settings(root / "mkdocs.yml")
    assert settings.roles == (root / "people", root / "agents/roles")
    assert settings.atlases == (root / "maps",)
    assert settings.docs == root / "pages"
    assert settings.external == ("board",)
    assert settings.image_hosts == ("img.example",)
    assert settings.severity == {
        "RB301": Severity.ERROR,
        "missing-persona": Severity.OFF,
        "RB306": Severity.WARNING,
    }
    assert settings.ignore == (Ignore("old/"), Ignore("*.md", ("RB101",)))
    assert settings.domain_titles == {"hr": "Human Resources"}
    assert settings.limits == Limits(files=20, nesting=9)
    assert settings.site_name == "Ours"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "plugins: [search]",
            "has no `rolebook:` block under `plugins:`; add `plugins: [rolebook]`",
        ),
        (
            "plugins: [{rolebook: {roles: peple}}]",
            "`roles: peple` in the `rolebook:` block names no folder beside the configuration"
            " file; did you mean `people`?",
        ),
        ("plugins: [{rolebook: {atlases: [atlases, xyz]}}]", "`atlases: xyz` in the `rolebook:`"),
    ],
)
def test_a_broken_configuration_says_what_to_change(
    load: Callable[[str], Settings], text: str, message: str
) -> None:
    with pytest.raises(ConfigurationError) as raised:
        load(text)
    assert message in str(raised.value)


def test_without_roles_and_atlases_there_is_no_library(project: Write) -> None:
    with pytest.raises(ConfigurationError, match="neither a folder `roles` nor a folder `atlases`"):
        load_settings(project({"docs/.keep": ""}) / "mkdocs.yml")
