"""Markdown as GitHub reads it; ids of headings; code; phrases."""

from __future__ import annotations

import pytest

from rolebook.formats.markdown.outline import anchor
from rolebook.graph.library_graph import LibraryGraph
from rolebook.model import Library, Passage
from rolebook.pages.author.markup import Markup
from rolebook.pages.page import Heading
from rolebook.text.source import Source

PATH = "roles/sales/x.md"


def markup(source: str = "") -> Markup:
    sources = {PATH: Source(PATH, source)} if source else {}
    return Markup(LibraryGraph(Library(sources=sources)), lambda path: None)


def html(text: str) -> str:
    return markup().blocks(Passage(PATH, 1, text)).html


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Why:\n- a\n- b", "<p>Why:</p>\n<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"),
        ("- a\n  - b", "<ul>\n<li>a\n<ul>\n<li>b</li>\n</ul>\n</li>\n</ul>\n"),
        ("1. a\n   - b", "<ol>\n<li>a\n<ul>\n<li>b</li>\n</ul>\n</li>\n</ol>\n"),
        ("~~gone~~ ~too~", "<p><s>gone</s> <s>too</s></p>\n"),
        ("a\nb  \nc", "<p>a\nb<br>\nc</p>\n"),
        ("*a* __b__ `c < d`", "<p><em>a</em> <strong>b</strong> <code>c &lt; d</code></p>\n"),
        ("H~2~O & &copy; <3", "<p>H<s>2</s>O &amp; © &lt;3</p>\n"),
        (
            "| a | b |\n| :-: | --- |\n| `|` | \\| |",
            '<table>\n<thead>\n<tr>\n<th align="center">a</th>\n<th>b</th>\n</tr>\n</thead>\n'
            '<tbody>\n<tr>\n<td align="center">`</td>\n<td>`</td>\n</tr>\n</tbody>\n</table>\n',
        ),
        (
            "- [x] done\n- [ ] open",
            '<ul class="contains-task-list">\n'
            '<li class="task-list-item"><input disabled="" type="checkbox" checked=""> done</li>\n'
            '<li class="task-list-item"><input disabled="" type="checkbox"> open</li>\n</ul>\n',
        ),
        (
            "> [!IMPORTANT]\n> Look.",
            '<div class="admonition info">\n<p class="admonition-title">Important</p>\n'
            "<p>Look.</p>\n</div>\n",
        ),
        (
            "- a\n  ```\n  b\n  ```",
            '<ul>\n<li>a<div class="highlight"><pre><code>b\n</code></pre></div>\n</li>\n</ul>\n',
        ),
        (
            "    indented <b>",
            '<div class="highlight"><pre><code>indented &lt;b&gt;\n</code></pre></div>\n',
        ),
        (
            '{{ config }} {% raw %} {# x #} --8<-- ".env"',
            '<p>{{ config }} {% raw %} {# x #} --8&lt;-- ".env"</p>\n',
        ),
    ],
)
def test_github_flavour(text: str, expected: str) -> None:
    assert html(text) == expected


def test_a_key_is_not_shown() -> None:
    assert html("- **Does NOT refund** {#refunds} — never.") == (
        "<ul>\n<li><strong>Does NOT refund</strong> — never.</li>\n</ul>\n"
    )
    assert "{#b}" in html("a {#b}")


def test_bare_addresses_are_links_and_file_names_are_not() -> None:
    rel = 'rel="nofollow noopener noreferrer"'
    assert html("See https://a.example/b_c_d (www.b.example/x)), LIBRARY.md, me@c.example.") == (
        f'<p>See <a href="https://a.example/b_c_d" {rel}>https://a.example/b_c_d</a>'
        f' (<a href="http://www.b.example/x" {rel}>www.b.example/x</a>)), LIBRARY.md,'
        f' <a href="mailto:me@c.example" {rel}>me@c.example</a>.</p>\n'
    )


def test_headings_are_put_below_the_page_s_own() -> None:
    rendered = markup().blocks(Passage(PATH, 1, "## A\n\n### B `c`\n\n## D\n\n###### E"), below=3)
    assert rendered.headings == (
        Heading("user-content-a", "A", (Heading("user-content-b-c", "B c"),)),
        Heading("user-content-d", "D", (Heading("user-content-e", "E"),)),
    )
    assert rendered.html.split("\n") == [
        '<h4 id="user-content-a">A</h4>',
        '<h5 id="user-content-b-c">B <code>c</code></h5>',
        '<h4 id="user-content-d">D</h4>',
        '<h6 id="user-content-e">E</h6>',
        "",
    ]


def test_html_headings_move_with_the_others() -> None:
    assert html('<h1 align="center">A</h1>\n\n## B') == (
        '<h3 align="center">A</h3>\n<h4 id="user-content-b">B</h4>\n'
    )


def test_ids_are_unique_in_a_source_however_many_passages_a_page_makes_of_it() -> None:
    source = "# T\n\n## A\n\n### Example\n\n## B\n\n### Example\n\n### Example ###\n"
    made = markup(source)
    first = made.blocks(Passage(PATH, 5, "### Example\n"))
    second = made.blocks(Passage(PATH, 9, "### Example\n\n### Example ###\n"))
    again = made.blocks(Passage(PATH, 9, "### Example\n\n### Example ###\n"))
    assert [one.id for one in first.headings] == ["user-content-example"]
    assert [one.id for one in second.headings] == [
        "user-content-example-1",
        "user-content-example-2",
    ]
    assert again == second


def test_ids_are_unique_where_the_lines_are_not_those_of_the_source() -> None:
    ids = [one.id for one in markup("# A\n").blocks(Passage(PATH, 7, "# A\n\n# A\n")).headings]
    assert ids == ["user-content-a-1", "user-content-a-2"]


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("What's new?", "whats-new"),
        ("A & B", "a-b"),
        ("🚀 Launch", "launch"),
        ("Überblick", "uberblick"),
        ("v1.2 notes", "v12-notes"),
        ("日本語", "77710aed"),
        ("🚀", "ebbc0b28"),
        ("🎯", "aada6251"),
    ],
)
def test_anchors_are_ascii_and_stable(title: str, expected: str) -> None:
    assert anchor(title) == anchor(title) == expected


@pytest.mark.parametrize("title", ["What's new?", "A & B", "🚀 Launch", "日本語 テスト", "a_b-c"])
def test_a_fragment_written_for_github_means_the_same(title: str) -> None:
    as_github = "".join(c for c in title.lower() if c.isalnum() or c in "_- ").replace(" ", "-")
    assert anchor(as_github) == anchor(title)


def test_code_has_material_s_classes() -> None:
    assert html("```yaml\na: 1\n```") == (
        '<div class="highlight"><pre><code><span class="nt">a</span><span class="p">:</span> '
        '<span class="l">1</span>\n</code></pre></div>\n'
    )


@pytest.mark.parametrize("language", ["mermaid", "c", "nonsense", "", "../python", '"onclick=x'])
def test_code_of_other_languages_is_plain(language: str) -> None:
    assert html(f"```{language}\na <b\n```") == (
        '<div class="highlight"><pre><code>a &lt;b\n</code></pre></div>\n'
    )


@pytest.mark.parametrize("code", ["x = 1\n" * 2000, "x = 1\n" + "\n" * 30, "x" * 600])
def test_code_that_may_take_long_is_plain(code: str) -> None:
    assert "<span" in html("```python\nx = 1\n```")
    assert "<span" not in html(f"```python\n{code}\n```")


def test_footnotes_may_stand_in_another_passage_of_the_source() -> None:
    made = markup("Read this.[^why]\n\nElse.\n\n[^why]: Because\n    of *that*.\n")
    read = made.blocks(Passage(PATH, 1, "Read this.[^why]\n"))
    assert read.html == (
        '<p>Read this.<sup id="user-content-fnref-1-1"><a class="footnote-ref"'
        ' href="#user-content-fn-1-1">1</a></sup></p>\n<div class="footnote">\n<hr>\n<ol>\n'
        '<li id="user-content-fn-1-1"><p>Because\nof <em>that</em>.'
        ' <a class="footnote-backref" href="#user-content-fnref-1-1" title="Back to the text">↩</a>'
        "</p>\n</li>\n</ol>\n</div>\n"
    )


def test_link_definitions_may_stand_in_another_passage_of_the_source() -> None:
    made = markup("See [the book][b].\n\n[b]: https://b.example\n")
    assert 'href="https://b.example"' in made.blocks(Passage(PATH, 1, "See [the book][b].")).html
    assert 'href="https://b.example"' in made.inline("See [the book][b].", PATH)


def test_html_that_is_on_the_list_stays() -> None:
    assert html(
        "<details open>\n<summary>S</summary>\n\n- a\n\n</details>\n\nPress <kbd>x</kbd>"
    ) == (
        '<details open="">\n<summary>S</summary>\n<ul>\n<li>a</li>\n</ul>\n</details>\n'
        "<p>Press <kbd>x</kbd></p>\n"
    )


def test_html_is_closed_where_its_block_ends() -> None:
    assert html("a <b>c\n\nd\n\n- <div>e\n\nf</div>") == (
        "<p>a <b>c</b></p>\n<p>d</p>\n<ul>\n<li>\n<div>e\n</div></li>\n</ul>\n<p>f</p>\n"
    )


def test_a_text_without_blocks() -> None:
    made = markup()
    assert made.inline("# *a* & b\n- c", PATH) == "# <em>a</em> &amp; b\n- c"
    assert made.inline("plain, and nothing else", PATH) == "plain, and nothing else"
    assert made.inline('<a id="x"></a>b', PATH) == "b"


@pytest.mark.parametrize("text", [">" * 300 + " a", "- " * 300 + "a", "[" * 5000])
def test_what_is_nested_too_deep_is_shown_as_written(text: str) -> None:
    rendered = markup().blocks(Passage(PATH, 1, text))
    escaped = text.replace(">", "&gt;")
    assert rendered.html == (f'<div class="highlight"><pre><code>{escaped}</code></pre></div>\n')


def test_the_same_text_gives_the_same_html() -> None:
    text = "# A\n\n## A\n\n[^1] <a id=q>\n\n[^1]: x\n"
    made = markup(text)
    assert made.blocks(Passage(PATH, 1, text)) == made.blocks(Passage(PATH, 1, text))
    assert made.blocks(Passage(PATH, 1, text)) == markup(text).blocks(Passage(PATH, 1, text))


def test_code_without_end_is_shown_without_buttons_that_would_stall_a_browser() -> None:
    shown = html("```\nx\n```\n" * 201 + "last")
    assert shown.count("<pre><code>x\n</code></pre>") == 200
    assert shown.endswith("<pre><samp>x\n</samp></pre></div>\n<p>last</p>\n")
