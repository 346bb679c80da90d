from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
import yaml

from rolebook.config.load import load_settings
from rolebook.config.mkdocs_yml import plugin_block, read_config
from rolebook.config.settings import ConfigurationError, Settings
from rolebook.diagnostics import Severity

Write = Callable[[Mapping[str, str | bytes]], Path]


@pytest.mark.parametrize(
    "plugins", ["[rolebook]", "[{rolebook: {}}]", "[rolebook:]", "{rolebook: {}}", "{rolebook: }"]
)
def test_the_forms_in_which_mkdocs_lists_plugins(plugins: str) -> None:
    assert plugin_block(yaml.safe_load(f"plugins: {plugins}")) == {}


def test_no_block_is_not_an_empty_block() -> None:
    assert plugin_block({"plugins": ["search"]}) is None
    assert plugin_block({}) is None


@pytest.mark.parametrize(
    ("text", "message"),
    [
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
def test_a_file_with_a_fault_says_what_to_change(
    load: Callable[[str], Settings], text: str, message: str
) -> None:
    with pytest.raises(ConfigurationError) as raised:
        load(text)
    assert message in str(raised.value)


def test_a_missing_file_is_a_broken_configuration(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="no such file"):
        read_config(tmp_path / "mkdocs.yml")


def test_tags_of_mkdocs_do_not_stop_the_reader(
    load: Callable[[str], Settings], monkeypatch: pytest.MonkeyPatch
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
    assert settings.external == ("board",)


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
