"""What `rolebook explain` and the reference pages say of each rule."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import rolebook
from rolebook.diagnostics import Explained
from rolebook.diagnostics.catalogue import RULES
from rolebook.diagnostics.examples import examples_of, read_cases
from rolebook.diagnostics.explaining import explanation
from rolebook.diagnostics.reasons import explained

NAMED = re.compile(r'^([A-Z0-9_]+) = rule\("(RB\d{3})"\)', re.M)
SHOWN = [one for one in explained() if not one.rule.code.startswith("RB9")]


@pytest.mark.parametrize("one", SHOWN, ids=lambda one: one.rule.code)
def test_every_rule_is_explained_with_an_example_of_either_side(one: Explained) -> None:
    text = explanation(one)
    assert text.startswith(f"{one.rule.code} {one.rule.name} ({one.rule.severity.value})\n")
    assert one.reason.split()[0] in text
    assert "\nWrong: " in text
    assert "\nRight: " in text
    assert f"[{one.rule.code}] {one.rule.name}: " in text


CASE_FILES = Path(__file__).parents[1] / "cases"


def test_no_caption_is_cut_in_the_middle_of_a_sentence() -> None:
    captions = {
        why
        for file in CASE_FILES.glob("*.md")
        for case in read_cases(file.read_text("utf-8"))
        for _, why in case.near_misses
    }
    assert len(captions) > 100
    assert not [why for why in captions if not re.search(r"[.!?)]$", why)]
    assert not [why for why in captions if why.count("`") % 2 or why.count("(") != why.count(")")]


def test_a_caption_goes_on_until_the_first_file() -> None:
    (case,) = read_cases(
        "## a case\nNot RB101 and RB102: it is\n  long.\nIt has two sentences.\nNot RB103: other.\n"
        "\nSomething else.\n\n`a.md`\n```markdown\n\nNot RB104: a file.\n```\n```diagnostics\n```\n"
    )
    long = "it is long. It has two sentences."
    assert case.near_misses == (("RB101", long), ("RB102", long), ("RB103", "other."))


def test_a_defect_of_our_own_is_explained_without_an_example() -> None:
    ours = [one for one in explained() if one.rule.code.startswith("RB9")]
    assert [explanation(one).split(",")[0].split(":")[0] for one in ours] == [
        "RB901 internal-error (error)\n\nA defect of Rolebook itself",
        "RB902 unsafe-diagram (warning)\n\nA defect of Rolebook itself",
    ]


def test_every_rule_stands_above_its_check_where_the_catalogue_says() -> None:
    package = Path(rolebook.__file__).parent
    written = {
        (code, name, file.relative_to(package).with_suffix("").as_posix())
        for file in package.rglob("*.py")
        for name, code in NAMED.findall(file.read_text("utf-8"))
    }
    assert written == {(one.code, one.name.upper().replace("-", "_"), one.home) for one in RULES}
    assert [one.rule.code for one in explained() if not one.reason] == []


def test_what_nobody_sees_is_spelled_out_in_an_example() -> None:
    hidden = next(one for one in explained() if one.rule.code == "RB016")
    text = explanation(hidden)
    wrong, _, right = text.partition("\nRight: ")
    assert "\u202e" not in wrong
    assert "\\u202e" in wrong
    assert "\u200d" in right  # emoji are as they are written


def test_paragraphs_stay_apart() -> None:
    two = Explained(explained()[0].rule, "One.\nOne.\n\nTwo.")
    assert "\n\nOne. One.\n\nTwo.\n" in explanation(two)


def test_the_example_is_the_case_that_is_about_the_rule() -> None:
    dangling = next(one.rule for one in explained() if one.rule.code == "RB101")
    examples = examples_of(dangling)
    assert examples.wrong
    assert examples.wrong.codes == {"RB101"}
    assert examples.right
    assert "RB101" not in examples.right.codes


CASES = """\
# Words

`mkdocs.yml`
```yaml
plugins: [rolebook]
```

## the first
Not RB101 and RB102: nobody is named.

`roles/a.md`
````markdown crlf
## no case
```diagnostics
none
```
````
```diagnostics
roles/a.md:1:1: error[RB001] not-utf8: x
```

## the second
"""


def test_cases_are_read_with_their_files_report_and_near_misses() -> None:
    first, second = read_cases(CASES)
    assert (first.title, second.title) == ("the first", "the second")
    assert [(file.path, file.shared) for file in first.files] == [
        ("mkdocs.yml", True),
        ("roles/a.md", False),
    ]
    assert first.own_files[0].words == ("crlf",)
    assert first.own_files[0].text == "## no case\n```diagnostics\nnone\n```\n"
    assert first.codes == {"RB001"}
    assert first.near_misses == (
        ("RB101", "nobody is named."),
        ("RB102", "nobody is named."),
    )
    assert CASES.split("\n")[slice(*first.report_lines)] == [
        "roles/a.md:1:1: error[RB001] not-utf8: x"
    ]
    assert second.report is None
