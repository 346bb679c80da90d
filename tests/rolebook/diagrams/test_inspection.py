"""Whatever is drawn passes; whatever we never draw does not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolebook.diagrams import Diagram, DiagramEdge, DiagramNode, draw
from rolebook.diagrams.inspection import violation

TEXTS = st.text(max_size=40) | st.sampled_from(
    [
        '"><script>alert(1)</script>',
        "</text></svg><img src=x onerror=alert(1)>",
        'x\\" ]; evil -> victim; //',
        "]]><![CDATA[",
        "<!-- -->",
        "<?php ?>",
        "\x00\x1b\u202e\ufffe",
        "&amp;&#60;",
        "\\",
    ]
)
PLAIN = draw(
    Diagram(
        "Neighbours",
        "Who defers to whom.",
        (
            DiagramNode("a", "A", "rb:/roles/a/#b-x", focus=True, note="sales"),
            DiagramNode("b", "B", kind="domain"),
        ),
        (DiagramEdge("a", "b", "reports_to", "weekly", "rb:/roles/a/", 12),),
        lang="pt-BR",
    ),
    "p",
)


@given(label=TEXTS, note=TEXTS, title=TEXTS, kind=TEXTS, key=TEXTS)
def test_nothing_that_an_author_writes_makes_a_violation(
    label: str, note: str, title: str, kind: str, key: str
) -> None:
    nodes = (
        DiagramNode(key, label, "rb:/roles/a/", kind=kind, note=note),
        DiagramNode(f"{key}2", title),
    )
    edges = (
        DiagramEdge(key, f"{key}2", kind, title, "rb:/roles/a/", 3),
        DiagramEdge(key, key, kind, label),
    )
    assert violation(draw(Diagram(title, note, nodes, edges), "p")) == ""


def test_a_plain_picture_has_no_violation() -> None:
    assert violation(PLAIN) == ""


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("</svg>", "<script>alert(1)</script></svg>", "<script>"),
        ("</svg>", "<SCRIPT/></svg>", "<SCRIPT>"),
        ("</svg>", "<foreignObject/></svg>", "<foreignObject>"),
        ("</svg>", '<image href="x"/></svg>', "<image>"),
        ("</svg>", '<use href="#x"/></svg>', "<use>"),
        ("</svg>", '<animate attributeName="href" to="javascript:x"/></svg>', "<animate>"),
        ("</svg>", "<style>a{}</style></svg>", "<style>"),
        ("</svg>", '<a xmlns:x="http://www.w3.org/1999/xlink" x:href="rb:/"/></svg>', "xlink"),
        ("</svg>", "<!-- x --></svg>", "declaration"),
        ("<svg ", '<!DOCTYPE svg [<!ENTITY a "b">]><svg ', "declaration"),
        ("<svg ", "<?xml-stylesheet href='x'?><svg ", "instruction"),
        ("<svg ", '<svg onload="alert(1)" ', "`onload`"),
        ("<rect ", '<rect style="fill:url(//x)" ', "`style`"),
        ('fill="none"', 'fill="url(//evil.example/x)"', "`fill`"),
        ('lang="pt-BR"', 'lang="x y"', "`lang`"),
        ('"rb:/roles/a/"', '"javascript:alert(1)"', "`href`"),
        ('"rb:/roles/a/"', '"https://evil.example/"', "`href`"),
        ('"rb:/roles/a/"', '"//evil.example/"', "`href`"),
        ('"rb:/roles/a/"', '"rb:/ javascript:x"', "`href`"),
        ('"rb:/roles/a/"', '"rb:/&#9;x"', "`href`"),
        ('<g class="rb-node', '<g id="__config" class="rb-node', "`id`"),
        ("</g>", "</g>words", "text stands"),
        ("</svg>", "</svg></svg>", "well-formed"),
        ("<svg", "<g", "well-formed"),
        (PLAIN, "<g/>", "no <svg>"),
    ],
)
def test_what_is_never_drawn_is_a_violation(old: str, new: str, said: str) -> None:
    assert old in PLAIN
    assert said in violation(PLAIN.replace(old, new, 1))
