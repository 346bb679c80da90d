from __future__ import annotations

from collections.abc import Callable

from rolebook.diagnostics import Severity
from rolebook.report import FORMATS, Findings, lines


def test_each_finding_is_one_line_that_an_editor_understands(made: Callable[..., Findings]) -> None:
    of = made(
        ("boundary owner `x` is nobody", {"help": "mend it", "line": 7}),
        ("a hint", {"path": "atlases/ä.yml", "severity": Severity.INFO}),
    )
    assert FORMATS["lines"] is lines.render
    assert lines.render(of) == (
        "atlases/ä.yml:1:1: info[RB101] dangling-owner: a hint\n"
        "roles/a.md:7:1: error[RB101] dangling-owner: boundary owner `x` is nobody\n"
    )


def test_nothing_found_is_nothing_said(made: Callable[..., Findings]) -> None:
    assert lines.render(made()) == ""


def test_what_an_author_wrote_stays_in_its_line(made: Callable[..., Findings]) -> None:
    of = made(("`a\nb\u2028c\x1b[31m`", {"path": "roles/x\ny.md"}))
    (line,) = lines.render(of).splitlines()
    assert (
        line
        == "roles/x\\u000ay.md:1:1: error[RB101] dangling-owner: `a\\u000ab\\u2028c\\u001b[31m`"
    )


def test_a_real_library_has_a_line_for_each_finding(broken: Findings) -> None:
    said = lines.render(broken).splitlines()
    assert len(said) == len(broken.diagnostics)
    assert [line.partition(": ")[0] for line in said] == [str(d.span) for d in broken.diagnostics]
