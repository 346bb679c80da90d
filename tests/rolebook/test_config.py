from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from rolebook.config import ConfigurationError, Ignore, load_settings, plugin_block, read_config
from rolebook.diagnostics import Severity
from rolebook.limits import Limits

Write = Callable[[Mapping[str, str | bytes]], Path]


@pytest.fixture
def load(project: Write) -> Callable[[str], object]:
    """Loads a `mkdocs.yml` beside which the folders roles, atlases, docs and people lie."""

    def loaded(text: str) -> object:
        folders = {f"{name}/.keep": "" for name in ("roles", "atlases", "docs", "people")}
        return load_settings(project({**folders, "mkdocs.yml": text}) / "mkdocs.yml")

    return loaded


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
    "plugins", ["[rolebook]", "[{rolebook: {}}]", "[rolebook:]", "{rolebook: {}}", "{rolebook: }"]
)
def test_the_forms_in_which_mkdocs_lists_plugins(plugins: str) -> None:
    import yaml

    assert plugin_block(yaml.safe_load(f"plugins: {plugins}")) == {}


def test_no_block_is_not_an_empty_block() -> None:
    assert plugin_block({"plugins": ["search"]}) is None
    assert plugin_block({}) is None


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "plugins: [search]",
            "has no `rolebook:` block under `plugins:`; add `plugins: [rolebook]`",
        ),
        (
            "plugins: [{rolebook: {rols: people}}]",
            "unknown key `rols` in `rolebook:`; did you mean `roles`?",
        ),
        (
            "plugins: [{rolebook: {ignore: [{pth: x}]}}]",
            "unknown key `pth` in `rolebook.ignore.1:`; did you mean `path`?",
        ),
        (
            "plugins: [{rolebook: {domains: {hr: {titel: HR}}}}]",
            "unknown key `titel` in `rolebook.domains.hr:`; did you mean `title`?",
        ),
        (
            "plugins: [{rolebook: {ignore: [{codes: RB101}]}}]",
            "`rolebook.ignore.1:` lacks the key `path`",
        ),
        (
            "plugins: [{rolebook: {roles: peple}}]",
            "`roles: peple` in the `rolebook:` block names no folder beside the configuration"
            " file; did you mean `people`?",
        ),
        ("plugins: [{rolebook: {atlases: [atlases, xyz]}}]", "`atlases: xyz` in the `rolebook:`"),
        (
            "plugins: [{rolebook: {severity: {RB301: fatal}}}]",
            "`rolebook.severity.RB301: fatal` is none of `error`, `warning`, `info`, `off`",
        ),
        (
            "plugins: [{rolebook: {severity: {RB301: on}}}]",
            "`rolebook.severity.RB301: True` is none of `error`, `warning`, `info`, `off`",
        ),
        (
            "plugins: [{rolebook: {limits: {fils: 20}}}]",
            "unknown key `fils` in `rolebook.limits:`; did you mean `files`?",
        ),
        ("plugins: [{rolebook: {limits: {files: 0}}}]", "`rolebook.limits.files: 0` is of the"),
        ("plugins: [{rolebook: {limits: {files: true}}}]", "`rolebook.limits.files: true` is of"),
        ("plugins: [{rolebook: {limits: {diagram_nodes: 300}}}]", "less than or equal to 40"),
        (
            "plugins: [{rolebook: {external: {a: b}}}]",
            "`rolebook.external: {a: b}` is of the wrong kind: write a list, as in",
        ),
        (
            "plugins: [{rolebook: {severity: error}}]",
            "`rolebook.severity: error` is of the wrong kind: write a severity for each rule",
        ),
        (
            "plugins: [{rolebook: {domains: {sales: Selling}}}]",
            "`rolebook.domains.sales: Selling` is of the wrong kind: write keys and their values",
        ),
        ("plugins: [{rolebook: {keep_going: perhaps}}]", "write `true` or `false`"),
        ("plugins: [{rolebook: {baseline: 3}}]", "write a text; a number needs quotes"),
        ("plugins: [{rolebook: {source_language: 3}}]", "write a language as HTML does"),
        (
            "plugins:\n  - rolebook:\n    roles: people",
            "`roles` stands beside `rolebook:` under `plugins:`, and not below it; indent it",
        ),
        ("plugins: [{rolebook: roles}]", "the `rolebook:` block is no mapping of keys to values"),
        ("plugins: [{rolebook: [roles]}]", "the `rolebook:` block is no mapping"),
        ("- a\n- b", "is no mapping of keys to values"),
        ("", "is empty; write `plugins: [search, rolebook]` into it"),
        ("plugins: [", "is not valid YAML (line 1, column 10): this ends where a value should"),
        (
            "site_name: a: b",
            "is not valid YAML (line 1, column 13): this `:` starts a mapping where",
        ),
        (
            "\ufeffplugins:\n\t- rolebook",
            "(line 2, column 1): a tab stands where only spaces may; indent",
        ),
        ("INHERIT: mkdocs.yml\nplugins: [rolebook]", "inherits from itself; remove its `INHERIT`"),
        ("INHERIT: nowhere.yml\nplugins: [rolebook]", "cannot read `"),
    ],
)
def test_a_broken_configuration_says_what_to_change(
    load: Callable[[str], object], text: str, message: str
) -> None:
    with pytest.raises(ConfigurationError) as raised:
        load(text)
    assert message in str(raised.value)


def test_all_that_is_wrong_is_said_at_once(load: Callable[[str], object]) -> None:
    with pytest.raises(ConfigurationError) as raised:
        load("plugins: [{rolebook: {rols: x, atlas: y, severity: {RB301: z}}}]")
    assert len(str(raised.value).splitlines()) == 3


def test_without_roles_and_atlases_there_is_no_library(project: Write) -> None:
    with pytest.raises(ConfigurationError, match="neither a folder `roles` nor a folder `atlases`"):
        load_settings(project({"docs/.keep": ""}) / "mkdocs.yml")


def test_a_missing_file_is_a_broken_configuration(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="no such file"):
        read_config(tmp_path / "mkdocs.yml")


def test_tags_of_mkdocs_do_not_stop_the_reader(
    load: Callable[[str], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WHO_IS_OUTSIDE", "board")
    settings = load(
        """
        theme: {name: !ENV [NO_SUCH_VARIABLE, material]}
        markdown_extensions:
          - pymdownx.emoji:
              emoji_index: !!python/name:material.extensions.emoji.twemoji
              y: !!python/object/apply:os.system [false]
              z: !relative $docs_dir
              w: !custom {}
        plugins: [{rolebook: {external: [!ENV WHO_IS_OUTSIDE]}}]
        """
    )
    assert settings.external == ("board",)  # type: ignore[attr-defined]


def test_what_is_inherited_is_merged_as_mkdocs_does(project: Write) -> None:
    root = project(
        {
            "roles/.keep": "",
            "base/common.yml": "INHERIT: deeper.yml\nplugins: {rolebook: {external: [board]}}\n",
            "base/deeper.yml": "site_name: Deep\nplugins: {rolebook: {severity: {RB301: off}}}\n",
            "mkdocs.yml": "INHERIT: base/common.yml\nplugins: {rolebook: {external: [user]}}\n",
        }
    )
    settings = load_settings(root / "mkdocs.yml")
    assert settings.site_name == "Deep"
    assert settings.external == ("user",)
    assert settings.severity == {"RB301": Severity.OFF}
    assert settings.roles == (root / "roles",)
