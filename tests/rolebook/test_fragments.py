"""What the check says of fragments, and what the built pages make of them."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping
from pathlib import Path

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown.extensions.toc import slugify

from rolebook.build import Checked, check, publish
from rolebook.config.load import load_settings
from rolebook.formats.markdown.toc_anchors import as_toc, doc_anchors

EXECUTIVE = "roles/sales/account-executive.md"
AGENT = "roles/legal/reviewer.md"
LINKS = """\
[a](#notes) [b](#notes-1) [c](#-launch) [d](#spot) [e](#quoted) [f](#listed) [g](#how-it-works)
[h](#mandate) [i](#within-the-mandate) [j](#persona) [k](#below) [l](#own-contract-risk)
[m](#win-deals) [n](#fenced) [o](#commented) [p](#in-front) [q](#nothing) [r](#why)
"""
BODY = f"""
## How *it* works

{LINKS}
### Notes

### 🚀 Launch

> ### Quoted

- ### Listed

<a id="spot"></a>Here.

```sh
### Fenced
```

<!--
### Commented
-->

Why
---

## Notes
"""
ROLE = f"""---
# In front
tags: [x]
---
# Account Executive — fleet role definition

## Mandate

1. **Own contract risk** — all of it.

### Within the mandate

## Boundaries

- **Does NOT win deals** — that is **reviewer**'s lane.

## Persona

### Below

Kind.
{BODY}"""
AGENT_FILE = f"""---
# In front
name: reviewer
description: Reviews what others wrote.
---
# Reviewer
{BODY}"""
LINK = re.compile(r'<a href="([^"]*)"[^>]*>(\w)</a>')


def built(root: Path) -> tuple[Checked, dict[str, str]]:
    checked = check(load_settings(root / "mkdocs.yml"))
    return checked, {page.address: page.html for page in publish(checked).pages}


@pytest.mark.parametrize(
    ("path", "address", "dead"),
    [
        (EXECUTIVE, "roles/sales/account-executive/", "nopq"),
        (AGENT, "roles/legal/reviewer/", "hijklmnopq"),
    ],
)
def test_the_pages_agree_with_the_check(
    project: Callable[[Mapping[str, str | bytes]], Path],
    path: str,
    address: str,
    dead: str,
) -> None:
    checked, pages = built(project({EXECUTIVE: ROLE, AGENT: AGENT_FILE}))
    found = [one for one in checked.diagnostics if one.rule.code == "RB502"]
    lines = checked.library.sources[path].lines
    reported = {
        lines[one.span.line - 1][one.span.column - 4] for one in found if one.span.path == path
    }
    assert reported == set(dead)
    page = pages[address]
    ids = {html.unescape(one) for one in re.findall(r'\sid="([^"]*)"', page)}
    linked = {name: link for link, name in LINK.findall(page)}
    assert set(linked) == set("abcdefghijklmnopqr") - set(dead)
    for name, link in linked.items():
        assert link.startswith("#"), (name, link)
        assert html.unescape(link[1:]) in ids, (name, link)


@given(st.text())
def test_headings_of_docs_have_the_ids_of_python_markdown(title: str) -> None:
    assert as_toc(title) == slugify(title, "-")


DOC = """\
# Why *we* do `that`

Because of [us](x.md), _them_ and snake_case
---

## Again
## Again
### Über uns: v1.2 & more

!!! note
    ## Within

- # In a list

## Named {#given}

## Also named { .big #too }

<h2 id="html">HTML</h2>
"""


def test_what_is_no_anchor_of_a_docs_page_is_none_in_html() -> None:
    made = markdown.markdown(DOC, extensions=["toc", "attr_list", "admonition"])
    ids = set(re.findall(r'\sid="([^"]*)"', made))
    known = doc_anchors(DOC)
    assert ids <= set(known.ids)
    assert {"again_1", "given", "too", "html", "uber-uns-v12-more", "within"} <= ids
    assert known.lacks("becuase")
    assert not any(known.lacks(one) for one in (*ids, "fn:1", "__tabbed_1_1"))


@pytest.mark.parametrize(
    "odd", ["{{ macro }}", '--8<-- "x.md"', "::: package.module", "## :rocket: Go", "## A ![b](c)"]
)
def test_a_page_that_other_programs_fill_may_have_any_anchor(odd: str) -> None:
    assert not doc_anchors(f"# Why\n\n{odd}\n").lacks("nothing")
