from __future__ import annotations

from collections.abc import Callable

import pytest

from rolebook.config.settings import ConfigurationError, Settings


@pytest.mark.parametrize(
    ("text", "message"),
    [
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
        (
            "plugins: [{rolebook: {limits: {files: 0}}}]",
            "`rolebook.limits.files: 0` is of the",
        ),
        (
            "plugins: [{rolebook: {limits: {files: true}}}]",
            "`rolebook.limits.files: true` is of",
        ),
        ("plugins: [{rolebook: {limits: {diagram_nodes: 300}}}]", "less than or equal to 40"),
        (
            "plugins: [{rolebook: {synonyms: [NDA]}}]",
            "`rolebook.synonyms.1: NDA` is of the wrong kind: write two words or more that mean",
        ),
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
    ],
)
def test_a_block_with_a_fault_says_what_to_change(
    load: Callable[[str], Settings], text: str, message: str
) -> None:
    with pytest.raises(ConfigurationError) as raised:
        load(text)
    assert message in str(raised.value)


def test_all_that_is_wrong_is_said_at_once(load: Callable[[str], Settings]) -> None:
    with pytest.raises(ConfigurationError) as raised:
        load("plugins: [{rolebook: {rols: x, atlas: y, severity: {RB301: z}}}]")
    assert len(str(raised.value).splitlines()) == 3


@pytest.mark.parametrize(
    ("block", "place"),
    [
        ("rols: x", "line 4, column 7"),
        ("limits:\n          nesting: many", "line 5, column 11"),
        ("ignore:\n        - path: x\n        - pth: y", "line 6, column 11"),
        ("ignore:\n        - path: x\n        - codes: y", "line 6, column 11"),
        ("roles: [x]", "line 4, column 7"),
    ],
)
def test_a_fault_is_said_to_stand_where_it_does(
    load: Callable[[str], Settings], block: str, place: str
) -> None:
    with pytest.raises(ConfigurationError) as raised:
        load(f"plugins:\n  - search\n  - rolebook:\n      {block}\n")
    assert str(raised.value).splitlines()[0].startswith(f"`mkdocs.yml` ({place}): ")
