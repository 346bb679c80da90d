"""Every word that an author wrote stands on a page: nothing of a source is lost without a word."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from rolebook.build import Checked, check, publish
from rolebook.config.load import load_settings
from rolebook.config.settings import Settings
from rolebook.graph.addresses import role_address

ROOT: Final = Path(__file__).parents[1]
CORPORA: Final = ROOT.parent / "shared" / "corpora"

_MARKER: Final = re.compile(r"\(?\s*(?:class|domain|persistent_persona): [\w./-]+\s*[,)]?")
"""The line under the title says it."""

_OPENING: Final = re.compile(r"^(?:(?:it also )?does (?:not|n t)|non) ")
"""What a boundary begins with, in English or Italian: its page says "Disowns"."""

_OWN_HEADINGS: Final = {"mandate", "boundaries", "boundary", "persona", "mandato", "confini"}
_SUFFIX: Final = re.compile(r" — fleet role definition$")
_KEY: Final = re.compile(r"\{#[\w.-]+\}")
_ALSO: Final = re.compile(r"\{also:([^{}]*)\}")
"""What readers call a thing otherwise, which stands below it on the page."""


def words(text: str) -> str:
    """The letters and digits of a text, in one line."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return " ".join(re.findall(r"[^\W_]+", folded))


def shown(page: str) -> str:
    """All that a reader of a page can see, or open."""
    bare = re.sub(r"<(script|style|svg)\b.*?</\1>", " ", page, flags=re.S)
    # a name in place of an id shows it to who points at it
    ids = "\n".join(re.findall(r'\btitle="([^"]*)"', bare))
    return f" {words(html.unescape(re.sub(r'<[^>]*>', '', bare)))} {words(html.unescape(ids))} "


def said(markdown: str) -> Iterator[tuple[int, str]]:
    """Every run of text between two marks, with its line (from 1)."""
    reader = MarkdownIt("commonmark").enable("table").enable("strikethrough")
    tokens = reader.parse(markdown)
    for before, token in zip([None, *tokens], tokens, strict=False):
        line = (token.map or [0])[0] + 1
        if token.type in ("fence", "code_block"):
            yield from ((line, one) for one in token.content.splitlines())
        elif token.type == "inline":
            own = before is not None and before.type == "heading_open"
            if not (own and words(token.content) in _OWN_HEADINGS):
                runs = _runs(token.children or [])
                yield from ((line, one) for run in runs for one in _ALSO.split(run))


def _runs(children: list[Token]) -> Iterator[str]:
    run = ""
    for one in children:
        if one.type in ("text", "code_inline"):
            run += one.content
        elif one.type in ("softbreak", "hardbreak"):
            run += " "
        else:
            yield run
            run = ""
    yield run


def lost(checked: Checked) -> list[str]:
    """`path:line: words` of all that stands on no page of its role, domain or introduction."""
    # the copy of its file says all of it, and shows nobody anything
    pages = {
        page.address: shown(page.html.partition('<section class="rb-copies"')[0])
        for page in publish(checked).pages
    }
    found = []
    for role in checked.library.roles:
        text = checked.library.sources[role.path].text
        page = pages[role_address(role.name)] + "".join(f" {words(one)} " for one in role.aliases)
        for line, run in said(body(text)):
            bare = _SUFFIX.sub("", _MARKER.sub(" ", _KEY.sub(" ", run)))
            wanted = words(bare)
            wanted = _OPENING.sub("", wanted)
            if wanted not in page:
                found.append(f"{role.path}:{line}: {wanted}")
    return found


def body(text: str) -> str:
    """What stands below the front matter."""
    return re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.S)


@pytest.mark.parametrize("name", ["mosaic", "cagents/sales"])
def test_every_word_of_a_corpus_stands_on_a_page(name: str) -> None:
    if not (CORPORA / name).is_dir():
        pytest.skip(f"no corpus at {CORPORA / name}")
    folder = (CORPORA / name,)
    assert lost(check(Settings(CORPORA / name, folder, folder, configured=False))) == []


def test_every_word_of_the_own_library_stands_on_a_page() -> None:
    assert lost(check(load_settings(ROOT / "mkdocs.yml"))) == []


EVERY_KIND: Final = """\
# Quartermaster — fleet role definition

The **quartermaster** keeps the stores (`class: quartermaster`, `domain: ship`).

Second paragraph of who it is.

## Mandate

An introduction to the mandate.

A further paragraph of it.

1. **Keep the stores** — dry and counted.

   A paragraph below the item.

   - a nested bullet
     - and one within it

2. **Feed the crew** — twice a day.

   | meal | hour |
   | --- | --- |
   | porridge | six |

   ```text
   soak the biscuits
   ```

### On land

- [ ] **Buy salt** — before sailing.
- plain item without bold

> A quotation in the mandate.

| when | what |
| --- | --- |
| storm | batten down |

```yaml
order: fasten
```

3. ```text
   an item that is a fence
   ```

A closing sentence.

## Boundaries

Words before the boundaries.

- **Does NOT steer** — that is the **helmsman**'s call.

  With a further paragraph.

> A quotation among the boundaries.

## Persona

Stern.

##

Words under a heading without any.

> Doctrine: see LIBRARY.md.

> Doctrine: a second one, see README.md.
"""


FACTS: Final = """\
---
colour: teal
review: {every: 6 months, by: [ann, bob]}
---
"""

AGENT: Final = """\
---
name: purser
description: Pays the crew.
color: cyan
maxTurns: 12
---
Ask the quartermaster.

```yaml
steps:
  - ask ship-quartermaster
```
"""


def test_what_front_matter_says_besides_stands_on_the_page(tmp_path: Path) -> None:
    (tmp_path / "quartermaster.md").write_text(FACTS + EVERY_KIND, "utf-8")
    (tmp_path / "purser.md").write_text(AGENT, "utf-8")
    pages = publish(check(Settings(tmp_path, (tmp_path,), configured=False))).pages
    role, agent = (
        next(shown(page.html) for page in pages if page.address == f"roles/{name}/")
        for name in ("ship/quartermaster", "general/purser")
    )
    assert " colour teal " in role
    assert " review every 6 months by ann bob " in role
    assert " color cyan " in agent
    assert " maxturns 12 " in agent


def test_ids_in_fences_are_links(tmp_path: Path) -> None:
    quartermaster = EVERY_KIND.replace("class: quartermaster", "class: ship-quartermaster")
    (tmp_path / "quartermaster.md").write_text(quartermaster, "utf-8")
    (tmp_path / "purser.md").write_text(AGENT, "utf-8")
    pages = publish(check(Settings(tmp_path, (tmp_path,), configured=False))).pages
    page = next(page for page in pages if page.address == "roles/general/purser/")
    fence = page.html.partition("<pre>")[2].partition("</pre>")[0]
    assert re.search(r'<a [^>]*href="rb:/roles/ship/ship-quartermaster/"', fence)


def test_linked_ids_are_links_and_no_code_is(tmp_path: Path) -> None:
    text = EVERY_KIND.replace(
        "Stern.", "Like [[general/purser]], [[purser|whoever pays]], [[no-body]]; `[[purser]]`."
    )
    (tmp_path / "quartermaster.md").write_text(text, "utf-8")
    (tmp_path / "purser.md").write_text(AGENT + "\nSee [[Some Page]].\n", "utf-8")
    checked = check(Settings(tmp_path, (tmp_path,), configured=False))
    dangling = [one.message for one in checked.diagnostics if one.rule.code == "RB108"]
    assert [message.partition(" ")[0] for message in dangling] == ["`[[no-body]]`"]
    page = next(one for one in publish(checked).pages if one.address.endswith("/quartermaster/"))
    persona = page.html.partition('id="rb-persona"')[2].partition("<section")[0]
    assert re.findall(r'href="rb:/roles/general/purser/"[^>]*>([^<]*)</a>', persona)[:2] == [
        "general/purser",
        "whoever pays",
    ]
    assert "[[no-body]]" in persona
    assert "<code>[[purser]]</code>" in persona


def test_every_kind_of_block_of_a_role_stands_on_its_page(tmp_path: Path) -> None:
    role = tmp_path / "roles" / "ship" / "quartermaster.md"
    role.parent.mkdir(parents=True)
    role.write_text(EVERY_KIND, "utf-8")
    checked = check(Settings(tmp_path, (tmp_path / "roles",), configured=False))
    assert lost(checked) == []
    (role_read,) = checked.library.roles
    assert [one.statement for one in role_read.mandate] == [
        "Keep the stores",
        "Feed the crew",
        "Buy salt",
        "plain item without bold",
    ]


DASHED: Final = """\
# Quartermaster — fleet role definition

The **quartermaster** keeps the stores (`class: quartermaster`, `domain: ship`).

## Boundaries

- **Does NOT steer** because it has no chart — that is the **helmsman**'s lane — always.
- **Does NOT cook** in port - ever - that is the **cook**'s lane — really.
- **Does NOT sing {#sing}** (or hum) — the **cook** does - loudly.
- **Does NOT fly**: **helmsman** — and only **helmsman** — does.
- **Does NOT swim.** It has no time. That is the **cook**'s lane — always.
"""


def test_no_word_is_lost_at_the_dashes_of_a_boundary(tmp_path: Path) -> None:
    (tmp_path / "quartermaster.md").write_text(DASHED, "utf-8")
    assert lost(check(Settings(tmp_path, (tmp_path,), configured=False))) == []


UNDER: Final = """\
# Quartermaster — fleet role definition

The **quartermaster** keeps the stores (`class: quartermaster`, `domain: ship`).

## Boundaries

### At sea

- It never touches the rigging:
  - **the sails** — the **helmsman**'s lane
  - **the anchor** — the **helmsman**'s lane
    > and a quotation
  - some other rope
- Left to others is what was agreed upon on the last evening of the voyage before this one, as it \
stands in the log and as everybody has signed it:
  1. Unload — the **helmsman**'s lane
     - by hand
  2. Load:
     - salt — the **helmsman**'s lane
     - rum — the **helmsman**'s lane

### Only rules

- Never run.

  | when | where |
  | --- | --- |
  | night | deck |

### Without anything

### On land

It must NOT:

- buy bread — **cook**, whom nobody knows
- [ ] sell bread — **cook**

The following holds as well:

- keep quiet
- keep dry

| Not its work | Who does it |
| --- | --- |
| maps | **helmsman** |

> Said of old: none.
"""


def test_what_boundaries_stand_under_is_on_the_page(tmp_path: Path) -> None:
    (tmp_path / "quartermaster.md").write_text(UNDER, "utf-8")
    checked = check(Settings(tmp_path, (tmp_path,), configured=False))
    assert lost(checked) == []
    (role,) = checked.library.roles
    assert [one.context for one in role.boundaries][:2] == [
        ("At sea", "It never touches the rigging")
    ] * 2
    page = next(page for page in publish(checked).pages if page.address.startswith("roles/ship/q"))
    disowned = shown(page.html.partition('id="rb-disowns"')[2].partition("</section>")[0])
    assert disowned.count(" it never touches the rigging ") == 1
    prompt = shown(page.html.partition('id="rb-copy-prompt"')[2])
    for line, run in said(body(UNDER)):
        assert words(_MARKER.sub("", run)) in prompt or line == 1, run
