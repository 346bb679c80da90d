"""Translations of an agent are no agents beside it, and two names are not one id."""

from __future__ import annotations

from rolebook.model import AgentFacts, Passage, Role
from rolebook.parse.translations import told_apart, with_languages
from rolebook.text.source import Span


def role(home: str, id: str, title: str = "") -> Role:
    facts = AgentFacts("", Passage(home, 1, ""))
    return Role(id, "general", title or id, home, home, Span(home), agent=facts)


def test_a_translation_of_another_agent_is_named_and_left_out() -> None:
    roles, left_out = with_languages([role("agents/a.md", "a"), role("ja-JP/agents/a.md", "a")])
    assert [one.path for one in roles] == ["agents/a.md"]
    assert [(one.path, one.reason) for one in left_out] == [
        ("ja-JP/agents/a.md", "a translation (ja-JP) of `agents/a.md`")
    ]


def test_what_is_there_in_one_language_alone_is_in_that() -> None:
    roles, left_out = with_languages([role("docs/zh-CN/agents/a.md", "a"), role("it/b.md", "b")])
    assert [(one.path, one.lang) for one in roles] == [
        ("docs/zh-CN/agents/a.md", "zh-CN"),
        ("it/b.md", ""),
    ]
    assert left_out == []


def test_where_two_names_would_be_one_id_the_stem_decides() -> None:
    same = [
        role("a/net.md", "net-expert", "Net Expert"),
        role("a/dot.md", "net-expert", ".NET Expert"),
    ]
    assert [one.id for one in told_apart(same)] == ["net", "dot"]
    copies = [role("a/x.md", "x", "X"), role("b/x.md", "x", "X")]
    assert [one.id for one in told_apart(copies)] == ["x", "x"]
