from __future__ import annotations

from rolebook.pages import Heading
from rolebook.pages.links.outline import MOST_LISTED, headings_of, lead_of, title_of


def test_headings_nest_by_level() -> None:
    html = (
        '<h1>T &amp; <em>t</em></h1><p class="rb-lead">Lead.</p><h2 id="a">A</h2>'
        '<h4 id="b">B <code>x</code></h4><h3 class="c" id="c">C</h3><h2>none</h2><h2 id="d">D</h2>'
    )
    assert title_of(html) == "T & t"
    assert lead_of(html) == "Lead."
    assert headings_of(html) == (
        Heading("a", "A", (Heading("b", "B x"), Heading("c", "C"))),
        Heading("d", "D"),
    )


def test_a_page_without_headings() -> None:
    assert headings_of("<p>x</p>") == ()
    assert title_of("") == ""


def test_a_page_without_end_has_a_table_of_contents_that_ends() -> None:
    html = "".join(f'<h2 id="h{n}">{n}</h2>' for n in range(MOST_LISTED + 1))
    assert [one.id for one in headings_of(html)] == [f"h{n}" for n in range(MOST_LISTED)]
