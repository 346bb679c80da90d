"""A file says its language; whatever a page shows of it is marked with that, wherever it stands.

Every word of the Italian sources begins with `Zit`, every one of the English with `Eng`. The
domain `vendite` is introduced in Italian.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest
from tests.rolebook.spoken import VOID

from rolebook.build import Site, check, publish
from rolebook.config.load import load_settings

ROLE = """\
---
{lang}
title: {w}title
reports_to: {other} ({w}weekly)
tags: {w}tag
---
# {w}title — fleet role definition

{w}introduction (`class: {id}`, `domain: {domain}`).

> [!NOTE]
> {w}alert

## Mandate

1. **{w}held** — {w}detail.

## Boundaries

- **Does NOT {w}disown** — {w}goes to **{other}**.
- **Does NOT {w}shun** — {w}goes to **sales/**.
- **Never {w}guard.**

## Persona

{w}persona

## {w}section

{w}mentions {other} here.
"""

AGENT = """\
---
name: {w}agent
{lang}
description: {w}describes. Use when {w}use.
capabilities: [{w}capable]
---
{w}body
"""

ATLAS = """\
atlas_id: {id}
title: {w}atlas
{lang}
programme: {w}programme
labels: [{w}label]
role: {role}
summary: {w}summary
context: {{{w}key: {w}value}}
specifications: [{{subject: {w}subject, spec: {w}spec}}]
levels: [{{id: sure, code: L1, title: {w}sure, min_score: 0.7, anchor: {w}anchor}}]
practice_tiers: [{{id: guided, title: {w}guided, description: {w}tier}}]
rubric: {{title: {w}rubric, criteria: [{{id: a, title: {w}criterion, score: 70}}]}}
competencies:
  - id: first
    title: {w}first
    target_level: sure
    category: {w}category
    practice_hours: 1.5
    description: {w}description
    why: {w}why
    evidence: {{type: {w}type, count: 1, window_days: 9, description: {w}evidence}}
  - id: second
    title: {w}second
    target_level: sure
    practice_hours: 2
    prerequisites: [first, {other}#first]
"""


def sources() -> dict[str, str]:
    made = {}
    for w, lang, id, other, domain in (
        ("Zit", "lang: it", "capo", "lead", "vendite"),
        ("Eng", "tags: x", "lead", "capo", "sales"),
    ):
        words = {"w": w, "lang": lang, "domain": domain}
        made[f"roles/{domain}/{id}.md"] = ROLE.format(**words, id=id, other=other)
        made[f"roles/{domain}/agent.md"] = AGENT.format(**words)
        made[f"roles/{domain}/README.md"] = f"---\n{lang}\n---\n{w}introduces\n"
        lang = "lang: it" if w == "Zit" else "eyebrow: x"
        words |= {"lang": lang, "role": id, "id": f"{w.lower()}-atlas"}
        other = "eng-atlas" if w == "Zit" else "zit-atlas"
        made[f"atlases/{id}.yml"] = ATLAS.format(**words, other=other)
    made["roles/LIBRARY.md"] = "---\nlang: it\n---\nZitlibrary\n"
    return made


SILENT = frozenset({"title", "desc", "code"})
"""One text of a picture names both ends of an edge; what stands in code is a name."""


class Languages(HTMLParser):
    """The language of each text of a page; empty where nothing says one."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, str]] = [("", "")]
        self.found: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self.open.append((tag, dict(attrs).get("lang") or self.open[-1][1]))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        pass

    def handle_endtag(self, tag: str) -> None:
        while self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        tags = {tag for tag, _ in self.open}
        if tags & SILENT and "pre" not in tags:
            return
        words = re.findall(r"\b(?:Zit|Eng|Vendite)\w*", data)
        self.found += ((word, self.open[-1][1]) for word in words)


@pytest.fixture
def site(project: Callable[..., Path]) -> Callable[[str], Site]:
    def build(theme: str) -> Site:
        config = (
            f"site_name: x\ntheme: {{name: material, language: {theme}}}\nplugins: [rolebook]\n"
        )
        root = project({"mkdocs.yml": config, **sources()})
        return publish(check(load_settings(root / "mkdocs.yml")))

    return build


@pytest.mark.parametrize(("theme", "italian", "english"), [("en", "it", ""), ("it", "", "en")])
def test_every_word_is_marked_with_the_language_of_its_file(
    site: Callable[[str], Site], theme: str, italian: str, english: str
) -> None:
    words: set[str] = set()
    wrong = set()
    for page in site(theme).pages:
        parser = Languages()
        parser.feed(page.html)
        for word, lang in parser.found:
            words.add(word)
            if lang != (italian if word.startswith(("Zit", "Vendite")) else english):
                wrong.add((page.address, word, lang))
    assert len(words) > 60, "the sources are shown"
    assert sorted(wrong) == []


def test_what_scripts_show_says_its_language(site: Callable[[str], Site]) -> None:
    files = {file.address: file.content for file in site("en").files}
    names = json.loads(files["ownership.json"])["names"]
    assert {(one["text"], one.get("lang")) for one in names if one["kind"] == "role"} >= {
        ("Zittitle", "it"),
        ("Engtitle", None),
    }
    nodes = json.loads(files["explorer.json"])["nodes"]
    assert {one["title"]: one.get("lang") for one in nodes}.items() >= {
        "Zittitle": "it",
        "Engtitle": None,
    }.items()
    card = json.loads(files["assets/rolebook/cards/vendite.json"])
    assert (card["lang"], card["roles"]["capo"]) == ("en", ["Zittitle", "Zitintroduction.", "it"])


def test_we_speak_an_authors_language_within_his_text(site: Callable[[str], Site]) -> None:
    pages = {page.address: page.html for page in site("en").pages}
    assert '<p class="admonition-title">Nota</p>' in pages["roles/vendite/capo/"]
    assert '<p class="admonition-title">Note</p>' in pages["roles/sales/lead/"]


def test_the_library_as_data_says_what_each_file_says(site: Callable[[str], Site]) -> None:
    library = json.loads({one.address: one.content for one in site("it").files}["library.json"])
    assert {one["id"]: one["lang"] for one in library["roles"]} == {
        "capo": "it",
        "lead": None,
        "zitagent": "it",
        "engagent": None,
    }
    assert {one["id"]: one["lang"] for one in library["atlases"]} == {
        "zit-atlas": "it",
        "eng-atlas": None,
    }
