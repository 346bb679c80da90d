from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from rolebook.diagnostics import Severity
from rolebook.diagnostics.baseline import Compared, Fingerprint
from rolebook.report import FORMATS, Findings, markdown

Made = Callable[..., Findings]

GITHUB = MarkdownIt("gfm-like2")
# GitHub links `www.` and `https://`, which are looked for below, but no mere `a.b`
GITHUB.linkify.set({"fuzzy_link": False})  # type: ignore[union-attr]

ACTIVE = re.compile(r"@\w|#\d|\bGH-\d|://|\bwww\.|\$|\b[0-9a-f]{40}\b", re.I)
"""What GitHub makes something of, in what Markdown leaves over as text."""


def rendered(text: str) -> tuple[set[str], str, str]:
    """The kinds of tokens, the text outside code, and the code, of Markdown as GitHub reads it."""
    tokens = GITHUB.parse(text)
    flat = [child for one in tokens for child in (one.children or [one])]
    words = "".join(one.content for one in flat if one.type == "text")
    codes = "".join(one.content for one in flat if one.type == "code_inline")
    return {one.type for one in flat}, words, codes


def test_a_comment_has_its_counts_and_its_findings_by_file(made: Made) -> None:
    of = made(
        ("boundary owner `x` is nobody", {"help": "did you mean `y` (roles/y.md)?", "line": 7}),
        ("again", {"line": 9, "severity": Severity.WARNING}),
        ("a hint", {"path": "roles/b.md", "severity": Severity.INFO}),
    )
    assert FORMATS["markdown"] is markdown.render
    assert markdown.render(of) == (
        "### Rolebook: 1 error, 1 warning, 1 info\n"
        "\n"
        "0 roles, 0 boundaries, 0 atlases, 0 competencies\n"
        "\n"
        "**`roles/a.md`**\n"
        "\n"
        "- 7:1 **error** RB101 dangling-owner: boundary owner `x` is nobody  \n"
        "  help: did you mean `y` (`roles/y.md`)?\n"
        "- 9:1 **warning** RB101 dangling-owner: again\n"
        "\n"
        "**`roles/b.md`**\n"
        "\n"
        "- 1:1 **info** RB101 dangling-owner: a hint\n"
    )


def test_nothing_found_is_said_too(made: Made) -> None:
    assert markdown.render(made()).startswith("### Rolebook: no problems\n")


def test_the_findings_of_a_real_library_stand_in_their_order(broken: Findings) -> None:
    codes = re.findall(r"^- \d+:\d+ \*\*\w+\*\* (RB\d+)", markdown.render(broken), re.M)
    assert codes == [one.rule.code for one in broken.diagnostics]


@pytest.mark.parametrize(
    "text",
    [
        "ask @everyone and @org/team, or mail a@b.example",
        "see #12, GH-12, org/repo#12 and 226b5a100a549e46c0ffee0ddba11c0ffee0ddba",
        "[click](https://evil.example) <https://evil.example> www.evil.example http://x",
        "![x](https://evil.example/pixel.png) <img src=x onerror=y> <!-- a -->",
        "**bold** _it_ ~~gone~~ &copy; $x$ :rocket:",
        "`x` @evil `y`",
        "`a`@x`@evil",
        "`` @evil `a``@evil`",
        "one ` @evil",
        "`a`` ``@evil` [b](c)",
        "(@evil), '@evil' \\@evil \\`@evil`",
        "line\n# heading\n- item\n\n| a | b |\n|---|---|",
    ],
)
def test_what_an_author_wrote_does_nothing(text: str) -> None:
    kinds, words, _ = rendered(markdown.prose(text))
    assert kinds <= {"text", "code_inline", "paragraph_open", "paragraph_close", "text_special"}
    assert not ACTIVE.search(words)


def test_it_can_still_be_read() -> None:
    text = "boundary owner `legal-counsle` is no *role* of @acme, nor_a [domain]"
    kinds, words, codes = rendered(markdown.prose(text))
    assert words == "boundary owner  is no *role* of , nor_a [domain]"
    assert codes == "legal-counsle@acme"
    assert "strong_open" not in kinds


@settings(max_examples=400, deadline=None)
@given(st.text(alphabet=st.sampled_from("ab0 `*_[]()<>!@#:/.\\~&$|-\n\twGH"), max_size=40))
@example("`a`@x`@evil")
def test_no_text_gets_out(text: str) -> None:
    kinds, words, _ = rendered(f"- 1:1 {markdown.prose(text)}\n")
    assert not kinds & {"link_open", "image", "html_inline", "html_block", "strong_open", "em_open"}
    assert not kinds & {"s_open", "heading_open", "table_open", "fence", "code_block", "hr"}
    assert not ACTIVE.search(words)


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet=st.sampled_from("ab `\\@"), min_size=1, max_size=20))
def test_a_path_is_shown_as_it_is(path: str) -> None:
    _, words, codes = rendered(f"**{markdown.code(path)}**\n")
    assert words == ""
    assert codes == path


def test_a_comment_fits_and_says_what_is_left_out(made: Made) -> None:
    told = [
        ("warned " * 20, {"path": f"roles/{n}.md", "severity": Severity.WARNING})
        for n in range(500)
    ]
    told += [("broken", {"path": f"zz/{n}.md"}) for n in range(20)]
    text = markdown.render(made(*told))
    assert 60_000 < len(text) <= markdown.MOST_CHARACTERS
    assert text.count("**error**") == 20
    shown = text.count("**warning**")
    assert 0 < shown < 500
    assert text.endswith(
        f"Left out for lack of room: {500 - shown} warnings. `rolebook check` shows them all.\n"
    )
    assert text.index("roles/") < text.index("zz/")


def test_one_endless_message_is_cut(made: Made) -> None:
    text = markdown.render(made(("x" * 100_000, {}), ("y", {"line": 2})))
    assert len(text) < 2000
    assert "…" in text
    assert ": y\n" in text


def test_an_endless_path_is_left_out(made: Made) -> None:
    text = markdown.render(made(("x", {"path": "a" * 70_000})))
    assert len(text) < 1000
    assert "1 error. `rolebook check`" in text


def test_what_the_baseline_hides_and_what_is_mended_is_told(made: Made) -> None:
    one = made(("x", {}))
    gone = frozenset({Fingerprint("a.md", "RB101", "y", 1)})
    of = replace(one, baseline=Compared((), one.diagnostics * 3, gone))
    text = markdown.render(of)
    assert text.startswith("### Rolebook: 1 new error; 3 known findings in the baseline\n")
    assert text.endswith("\n1 finding of the baseline is mended; write it again.\n")
