from __future__ import annotations

import pytest
from click import unstyle

from rolebook.diagnostics import Diagnostic, Related, Rule, Severity
from rolebook.model import LeftOut, Library
from rolebook.report import Findings
from rolebook.report.text import MOST_COLUMNS, finding, render
from rolebook.text.source import Source, Span

RULE = Rule("RB999", "odd-word")


def findings(text: str, *diagnostics: Diagnostic, colour: bool = False) -> Findings:
    return Findings(diagnostics, Library(), {"x.md": Source("x.md", text)}, colour)


def shown(text: str, start: int, end: int) -> list[str]:
    """The excerpt of a finding about `text[start:end]`."""
    span = Source("x.md", text).span(start, end)
    one = Diagnostic(RULE, "odd", span)
    return finding(one, findings(text, one)).split("\n")[1:]


def about(text: str, word: str) -> list[str]:
    start = text.index(word)
    return shown(text, start, start + len(word))


def test_a_finding_as_the_design_shows_it() -> None:
    text = "\n" * 33 + "  to **legal-counsle** before commitment."
    one = Diagnostic(
        RULE,
        "boundary owner `legal-counsle` is no role",
        Span("x.md", 34, 8, 34, 21),
        "did you mean `legal-counsel` (roles/legal/legal-counsel.md)?",
        (Related("`a` needs `b`", Span("y.md", 3, 4, 3, 5)),),
    )
    assert finding(one, findings(text, one)) == (
        "x.md:34:8: error[RB999] odd-word: boundary owner `legal-counsle` is no role\n"
        "   |\n"
        "34 |   to **legal-counsle** before commitment.\n"
        "   |        ^^^^^^^^^^^^^\n"
        "   = note: `a` needs `b` (y.md:3:4)\n"
        "   = help: did you mean `legal-counsel` (roles/legal/legal-counsel.md)?"
    )


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("a bad word", "bad", ["  |", "1 | a bad word", "  |   ^^^"]),
        # a wide character takes two columns of a terminal, a combining mark none
        ("修理 bad", "bad", ["  |", "1 | 修理 bad", "  |      ^^^"]),
        ("a 修理 b", "修理", ["  |", "1 | a 修理 b", "  |   ^^^^"]),
        ("e\u0301 bad", "bad", ["  |", "1 | e\u0301 bad", "  |   ^^^"]),
        # a tab is shown as one blank, so that the caret stands where it should
        ("\tbad", "bad", ["  |", "1 |  bad", "  |  ^^^"]),
        # what would move the cursor or hide is spelled out
        ("a\u202ebad", "bad", ["  |", "1 | a\\u202ebad", "  |        ^^^"]),
        ("a \x1b[2J", "\x1b", ["  |", "1 | a \\u001b[2J", "  |   ^^^^^^"]),
        ("a \u200b", "\u200b", ["  |", "1 | a \\u200b", "  |   ^^^^^^"]),
        # only the first line of several
        ("a bad\nword", "bad\nword", ["  |", "1 | a bad", "  |   ^^^"]),
        ("bad   ", "bad", ["  |", "1 | bad", "  | ^^^"]),
    ],
)
def test_the_caret_stands_under_the_word(text: str, word: str, expected: list[str]) -> None:
    assert about(text, word) == expected


def test_an_empty_place_has_a_caret_and_an_empty_line_no_excerpt() -> None:
    assert shown("abc", 1, 1) == ["  |", "1 | abc", "  |  ^"]
    assert shown("abc", 3, 3) == ["  |", "1 | abc", "  |    ^"]
    assert shown("", 0, 0) == []
    assert shown("a\n\nb", 2, 2) == []


def test_a_place_that_no_text_has_has_no_excerpt() -> None:
    for span in (Span("x.md", 9), Span("gone.md")):
        one = Diagnostic(RULE, "odd", span)
        assert "\n" not in finding(one, findings("a", one))


def test_a_long_line_is_cut_around_the_place() -> None:
    text = "a" * 5000 + " bad " + "z" * 5000
    _, line, carets = about(text, "bad")
    assert len(line) <= MOST_COLUMNS
    assert line.startswith("1 | …aaa")
    assert line.endswith("zzz…")
    assert line[carets.index("^") : carets.rindex("^") + 1] == "bad"


def test_the_gutter_is_as_wide_as_the_line_number() -> None:
    text = "\n" * 99 + "bad"
    assert shown(text, 99, 102) == ["    |", "100 | bad", "    | ^^^"]


def test_a_message_cannot_move_the_cursor() -> None:
    one = Diagnostic(RULE, "odd \x1b[2J \u202e", Span("gone.md"), "help \x07")
    text = finding(one, findings("", one))
    assert "\x1b" not in text
    assert "\\u001b" in text
    assert "\\u202e" in text
    assert "\\u0007" in text


def test_the_severity_in_force_is_shown() -> None:
    one = Diagnostic(RULE, "odd", Span("gone.md"), severity=Severity.INFO)
    assert finding(one, findings("", one)) == "gone.md:1:1: info[RB999] odd-word: odd"


def test_colour_changes_nothing_but_colour() -> None:
    one = Diagnostic(RULE, "odd", Span("x.md", 1, 1, 1, 2), "mend it")
    plain = render(findings("abc", one))
    coloured = render(findings("abc", one, colour=True))
    assert coloured != plain
    assert unstyle(coloured) == plain


def test_the_summary_counts_in_words() -> None:
    def level(severity: Severity) -> Diagnostic:
        return Diagnostic(RULE, "odd", Span("gone.md"), severity=severity)

    assert render(findings("")) == (
        "0 roles, 0 boundaries, 0 atlases, 0 competencies: no problems\n"
    )
    one = render(findings("", level(Severity.ERROR), level(Severity.INFO), level(Severity.INFO)))
    assert one.endswith(": 1 error, 2 infos\n")
    assert one.count("\n\n") == 3


def without(*reasons: str, verbose: bool = False) -> str:
    files = tuple(LeftOut(f"{n:02}.md", reason) for n, reason in enumerate(reasons))
    return render(Findings((), Library(left_out=files), {}, verbose=verbose))


def test_what_was_left_out_is_said() -> None:
    text = without("no role", "an empty file")
    assert text.endswith(
        "no problems\n2 files left out:\n  00.md: no role\n  01.md: an empty file\n"
    )


def test_many_that_were_left_out_are_told_by_reason() -> None:
    reasons = ("no role",) * 9 + ("an empty file",) * 2
    assert without(*reasons).endswith(
        "\n11 files left out (--verbose names each):\n"
        "  9: no role: 00.md, 01.md, 02.md, …\n  2: an empty file: 09.md, 10.md\n"
    )
    assert without(*reasons, verbose=True).count("no role") == 9
    assert without(*reasons, verbose=True).endswith("\n  10.md: an empty file\n")
