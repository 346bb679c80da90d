"""What `rolebook write` writes is finished: no extension of Markdown changes a byte of it."""

from __future__ import annotations

from pathlib import Path

import markdown
import pymdownx.superfences
import pytest
import yaml

from rolebook.build import check, publish
from rolebook.config.projects import settings_for
from rolebook.pages.host.files import as_markdown
from rolebook.pages.page import Page

RECOMMENDED = [
    *("abbr", "admonition", "attr_list", "def_list", "footnotes", "md_in_html", "meta", "smarty"),
    *("tables", "toc", "pymdownx.arithmatex", "pymdownx.betterem", "pymdownx.blocks.caption"),
    *("pymdownx.caret", "pymdownx.critic", "pymdownx.details", "pymdownx.emoji"),
    *("pymdownx.highlight", "pymdownx.inlinehilite", "pymdownx.keys", "pymdownx.magiclink"),
    *("pymdownx.mark", "pymdownx.smartsymbols", "pymdownx.snippets", "pymdownx.superfences"),
    *("pymdownx.tabbed", "pymdownx.tasklist", "pymdownx.tilde"),
]
"""By Material for MkDocs and Zensical; `smarty` and all of `extra` besides."""

OTHERS = ["extra", "codehilite", "wikilinks", "admonition", "legacy_attrs", "nl2br", "sane_lists"]

HOSTILE = """\
# {title} — fleet role definition

The **seller** (`class: seller`, `domain: sales`).

Look:
\\`\\`\\` {{.python onanimationstart="alert(1)" style="animation: x"}}
x
\\`\\`\\`

Look:
\\~\\~\\~ mermaid
graph LR; a-->b
\\~\\~\\~

`--8<-- ".env"` and {{!.env!}} and {{{{ config }}}} and {{% include ".env" %}} and {{# x #}}

x {{: onclick=alert(1) }} [[seller]] [TOC] *[x]: y \\[^1]: z ::: mkdocs

```{{.x}}
--8<-- ".env"

	tab

{{! .env !}}
```

| a {{.b}} | c |
|---|---|
| `--8<--` | \\`\\`\\` |

## Mandate

1. **Sell** — {{!.env!}}

## Boundaries

- **Does NOT x** — nobody's.
"""


def written(folder: Path, title: str) -> list[str]:
    (folder / "seller.md").write_text(HOSTILE.format(title=title), "utf-8")
    (folder / ".env").write_text("SECRET")
    settings, _ = settings_for((folder,), None)
    return [as_markdown(page) for page in publish(check(settings)).pages]


@pytest.mark.parametrize("extensions", [RECOMMENDED, OTHERS], ids=["recommended", "others"])
def test_no_extension_wakes_what_is_written(extensions: list[str], tmp_path: Path) -> None:
    configured = {
        "pymdownx.snippets": {"base_path": [str(tmp_path)], "restrict_base_path": False},
        "pymdownx.superfences": {
            "custom_fences": [
                {
                    "name": "mermaid",
                    "class": "mermaid",
                    "format": pymdownx.superfences.fence_code_format,
                }
            ]
        },
    }
    renderer = markdown.Markdown(
        extensions=extensions,
        extension_configs={name: configured.get(name, {}) for name in extensions},
    )
    for text in written(tmp_path, "Seller"):
        body = text.split("\n---\n", 1)[1].strip("\n")
        assert "\n" not in body
        assert not any(loud in body for loud in ("{", "`", "[", "--8", ":::"))
        assert renderer.reset().convert(body) == body


def front_matter(title: str) -> dict[str, str]:
    text = as_markdown(Page("a/", title, "<p>x</p>", description=title))
    front: dict[str, str] = yaml.safe_load(text.split("\n---\n", 1)[0].removeprefix("---\n"))
    assert front["title"] == front["description"]
    return front


def test_titles_are_plain_text_where_nothing_is_escaped() -> None:
    front = front_matter('\N{GRINNING FACE} <img src=x onerror="alert(1)"> {{ x }}')
    assert front["title"] == (
        "\N{GRINNING FACE} &lt;img src=x onerror=&quot;alert(1)&quot;&gt;"
        " &#123;&#123; x &#125;&#125;"
    )


def test_yaml_bears_every_character_of_a_title() -> None:
    title = "".join(chr(code) for code in (*range(0x20, 0x3000), 0xFEFF, 0xFFFE, 0x1F600))
    assert "\N{GRINNING FACE}" in front_matter(title)["title"]
    # Zensical ends on the two halves of an escaped emoji
    assert "\\ud83d" not in as_markdown(Page("a/", "\N{GRINNING FACE}", "<p>x</p>"))
