from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

import pytest
from click.testing import Result

from rolebook.build import Checked, check
from rolebook.config.projects import settings_for
from rolebook.diagnostics import Severity
from rolebook.diagnostics.catalogue import RULES
from rolebook.diagnostics.examples import Case, read_cases
from rolebook.edits.fixes import FIXES
from rolebook.edits.mending import Mended, mended
from rolebook.edits.sources import changed_sources
from rolebook.model import Sources
from rolebook.sources import read_sources

Write = Callable[[Mapping[str, str | bytes]], Path]
At = Callable[..., Result]

HERE = Path(__file__).parents[3]
CODES = frozenset(code for fix in FIXES for code in fix.codes)
CASES = {
    f"{file.stem}: {case.title}": case
    for file in sorted((HERE / "tests/cases").glob("*.md"))
    for case in read_cases(file.read_text("utf-8"))
    if CODES & set(case.codes)
    and not any({"hex", "percent", "link"} & {*f.words} for f in case.files)
}

MENDED = 55
"""Findings of the cases that are mended, at the least: a fix that no longer fits is noticed."""


def mend(root: Path) -> tuple[Checked, Mended, Sources]:
    """A library before its fixes, and after those, which nothing writes."""
    settings = settings_for([root], None)[0]
    sources = read_sources(settings)
    before = check(settings, None, sources)
    done = mended(sources, before, partial(check, settings, None))
    return before, done, changed_sources(sources, done.change)


def written(case: Case, root: Path) -> Path:
    (root / "mkdocs.yml").write_text("plugins: [rolebook]\n")
    for file in case.files:
        path = root / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        content = file.text.encode()
        content = content.replace(b"\n", b"\r\n") if "crlf" in file.words else content
        path.write_bytes(b"\xef\xbb\xbf" * ("bom" in file.words) + content)
    return root


def test_what_a_fix_mends_is_gone_and_nothing_as_grave_is_new(tmp_path: Path) -> None:
    number, codes = 0, set()
    for n, case in enumerate(CASES.values()):
        (tmp_path / str(n)).mkdir()
        before, done, changed = mend(written(case, tmp_path / str(n)))
        after = done.checked
        number += len(done.fixed)
        codes |= {one.rule.code for one in done.fixed}
        names = [(one.rule.code, one.message) for one in after.everything]
        assert not [o for o in done.fixed if (o.rule.code, o.message) in names], case.title
        was = [(one.rule.code, one.level) for one in before.everything]
        new = [one for one in after.everything if (one.rule.code, one.level) not in was]
        assert all(one.level is Severity.INFO for one in new), case.title
        if done.fixed:
            again = mended(changed, after, partial(check, before.settings, None))
            assert not again.change, case.title
    assert number >= MENDED
    assert {"RB004", "RB014", "RB027", "RB101", "RB402"} <= codes


ROLE = """\
# {title} — fleet role definition

The **{id}** works (`class: {id}`, `domain: sales`).

## Mandate

1. **Do {id} things** — all of them.

## Boundaries

- **Does NOT do the rest** — {clause}

## Persona

Calm.
"""

BEFORE_AND_AFTER = {
    "a value with a colon": (
        "---\nname: a\ndescription: Plans: quarters.\n---\n\nText.\n",
        '---\nname: a\ndescription: "Plans: quarters."\n---\n\nText.\n',
    ),
    "a value with quotes of both kinds": (
        '---\nname: a\ndescription: It\'s: "x".\n---\n\nText.\n',
        '---\nname: a\ndescription: "It\'s: \\"x\\"."\n---\n\nText.\n',
    ),
    "lines below a value": (
        '---\nname: a\ndescription: Plans. Examples:\n<example>\nuser: "x: y"\n</example>\n\n'
        "model: opus\n---\n\nText.\n",
        "---\nname: a\ndescription: |\n  Plans. Examples:\n  <example>\n"
        '  user: "x: y"\n  </example>\n\nmodel: opus\n---\n\nText.\n',
    ),
    "two values": (
        "---\nname: a\ndescription: Plans: all.\ntools: *\n---\n\nText.\n",
        '---\nname: a\ndescription: "Plans: all."\ntools: "*"\n---\n\nText.\n',
    ),
    "what may be a comment": (
        "---\nname: a\ndescription: Plans: all # of them\n---\n\nText.\n",
        "---\nname: a\ndescription: Plans: all # of them\n---\n\nText.\n",
    ),
    "a list that lacks something": (
        "---\nname: a\ndescription: Plans.\ntools: [Read, Write: x: y]\n---\n\nText.\n",
        "---\nname: a\ndescription: Plans.\ntools: [Read, Write: x: y]\n---\n\nText.\n",
    ),
}


@pytest.mark.parametrize(("before", "after"), BEFORE_AND_AFTER.values(), ids=BEFORE_AND_AFTER)
def test_front_matter_says_the_same_in_yaml(
    project: Write, at: At, before: str, after: str
) -> None:
    root = project({"agents/a.md": before.replace("\n", "\r\n")})
    (root / "mkdocs.yml").unlink()
    at(root, "check", "agents", "--fix")
    assert (root / "agents/a.md").read_bytes().decode() == after.replace("\n", "\r\n")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("legal-counsle", "legal-counsel"),
        ("legal-counselor", ""),
        ("legal-council", "legal-counsel"),
        ("legal-consultant", ""),
        ("Legal-Counsel-", ""),
        ("sales-clark-1", "sales-clerk-1"),
        ("sales-clirk-1", "sales-clerk-1"),
        ("hr-clerk", ""),
        ("sales-clerk-3", ""),
    ],
)
def test_a_slip_of_the_pen_is_mended_and_nothing_else(
    project: Write, at: At, written: str, meant: str
) -> None:
    names = ("legal-counsel", "pr-clerk", "sales-clerk-1", "sales-clerk-2")
    roles = {
        f"roles/sales/{id}.md": ROLE.format(id=id, title=id.title(), clause="**ceo** decides.")
        for id in names
    }
    asks = ROLE.format(id="seller", title="Seller", clause=f"**{written}**'s lane.")
    config = "plugins: [{rolebook: {external: [ceo]}}]\n"
    root = project({**roles, "roles/sales/seller.md": asks, "mkdocs.yml": config})
    at(root, "check", "--fix")
    expected = asks.replace(written, meant) if meant else asks
    assert (root / "roles/sales/seller.md").read_text("utf-8") == expected


def test_a_file_is_called_as_its_role_and_links_follow(project: Write, at: At) -> None:
    role = ROLE.format(id="sales-clerk", title="Clerk", clause="**ceo** decides.")
    root = project(
        {
            "mkdocs.yml": "plugins: [{rolebook: {external: [ceo]}}]\n",
            "roles/sales/sc.md": role,
            "roles/sales/README.md": "# Sales\n\nAsk the [clerk](sc.md).\n",
        }
    )
    result = at(root, "check", "--fix")
    assert result.exit_code == 0
    assert "1 finding mended in 1 file" in result.output
    assert (root / "roles/sales/sales-clerk.md").read_text("utf-8") == role
    assert not (root / "roles/sales/sc.md").exists()
    assert "[clerk](sales-clerk.md)" in (root / "roles/sales/README.md").read_text("utf-8")


def test_a_name_that_others_use_becomes_an_alias(project: Write, at: At) -> None:
    clerk = ROLE.format(id="sales-clerk", title="Clerk", clause="**ceo** decides.")
    other = ROLE.format(id="seller", title="Seller", clause="**sc** does it.")
    root = project(
        {
            "mkdocs.yml": "plugins: [{rolebook: {external: [ceo]}}]\n",
            "roles/sales/sc.md": clerk,
            "roles/sales/seller.md": other,
        }
    )
    assert "RB014" not in at(root, "check", "--fix").output
    assert (root / "roles/sales/sales-clerk.md").read_text("utf-8") == (
        f"---\naliases: [sc]\n---\n\n{clerk}"
    )
    assert (root / "roles/sales/seller.md").read_text("utf-8") == other


ATLAS = """\
atlas_id: way
title: The way
role: seller
levels: [{id: one}]
competencies:
  - {id: a, title: A, target_level: one, practice_hours: 1, evidence: {type: recording}}
  - id: b
    title: B
    target_level: one
    practice_hours: 1
    evidence: {type: recording}
    prerequisites: [a]
  - id: c
    title: C
    target_level: one
    practice_hours: 1
    evidence: {type: recording}
    prerequisites:LIST
"""


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (" [a, b]", " [b]"),
        (" [b, a]", " [b]"),
        (' ["a", b]', " [b]"),
        (" [b, 'a' ] # why", " [b ] # why"),
        ("\n      - a\n      - b", "\n      - b"),
        ('\n      - b\n      - "a"', "\n      - b"),
        ("\n      - b\n      - a # kept", "\n      - b\n      - a # kept"),
    ],
)
def test_a_prerequisite_that_others_ask_for_is_removed(
    project: Write, at: At, before: str, after: str
) -> None:
    seller = ROLE.format(id="seller", title="Seller", clause="**ceo** decides.")
    root = project(
        {"atlases/way.yml": ATLAS.replace("LIST", before), "roles/sales/seller.md": seller}
    )
    at(root, "check", "--fix")
    assert (root / "atlases/way.yml").read_text("utf-8") == ATLAS.replace("LIST", after)


def test_a_fix_that_does_not_help_keeps_no_other_from_it(project: Write, at: At) -> None:
    """Of eight in one file one would bring a finding as grave: the other seven are made."""
    names = [
        f"{word}-keeper"
        for word in ["alder", "birch", "cedar", "hazel", "larch", "maple", "poplar"]
    ]
    roles = {
        f"roles/sales/{id}.md": ROLE.format(id=id, title=id.title(), clause="**ceo** decides.")
        for id in names
    }
    slips = [f"- **Does NOT do thing {n}** — **{id[:-1]}**'s lane." for n, id in enumerate(names)]
    itself = "- **Does NOT rest** — **asking-keepr**'s lane."
    asks = ROLE.format(
        id="asking-keeper",
        title="Asking",
        clause="**ceo** decides.\n" + "\n".join([*slips, itself]),
    )
    config = "plugins: [{rolebook: {external: [ceo]}}]\n"
    root = project({**roles, "roles/sales/asking-keeper.md": asks, "mkdocs.yml": config})
    at(root, "check", "--fix")
    after = (root / "roles/sales/asking-keeper.md").read_text("utf-8")
    assert [id for id in names if f"**{id}**'s lane" not in after] == []
    assert itself in after  # a role that gives its work to itself is as wrong
    again = at(root, "check", "--fix", "--diff")
    assert (again.exit_code, again.stdout) == (0, "")


def test_a_diff_is_shown_and_nothing_written(project: Write, at: At) -> None:
    text = "---\nname: a\ndescription: Plans: quarters.\n---\n\nText.\n"
    root = project({"agents/a.md": text})
    (root / "mkdocs.yml").unlink()
    result = at(root, "check", "agents", "--fix", "--diff")
    assert result.exit_code == 1
    assert '+description: "Plans: quarters."\n' in result.stdout
    assert (root / "agents/a.md").read_text("utf-8") == text
    at(root, "check", "agents", "--fix")
    result = at(root, "check", "agents", "--fix", "--diff")
    assert (result.exit_code, result.stdout) == (0, "")


def test_only_what_is_asked_for_is_mended(project: Write, at: At) -> None:
    text = "---\nname: {}\ndescription: Plans: quarters.\n---\n\nText.\n"
    root = project({"roles/x/a.md": text.format("a"), "roles/x/b.md": text.format("b")})
    at(root, "check", "roles/x/b.md", "--fix")
    assert (root / "roles/x/a.md").read_text("utf-8") == text.format("a")
    assert (root / "roles/x/b.md").read_text("utf-8") != text.format("b")


@pytest.mark.parametrize(
    "options", [("--diff",), ("--fix", "--since", "HEAD"), ("--fix", "--write-baseline", "b.json")]
)
def test_options_that_do_not_fit_are_refused(
    project: Write, at: At, options: tuple[str, ...]
) -> None:
    assert at(project({"roles/x.md": ROLE}), "check", *options).exit_code == 2


def test_a_report_for_programs_stays_one(project: Write, at: At) -> None:
    root = project({"roles/x/a.md": "---\nname: a\ndescription: Plans: x.\n---\n\nText.\n"})
    result = at(root, "check", "--fix", "--format", "json")
    assert json.loads(result.stdout)["diagnostics"] == []


def test_the_table_of_fixes_is_that_of_the_rows() -> None:
    table = (HERE / "docs/writing/fixes.md").read_text("utf-8")
    names = {rule.code: rule.name for rule in RULES}
    rows = [
        f"| {', '.join(f'`{code}` {names[code]}' for code in fix.codes)} | {fix.does} |"
        for fix in FIXES
    ]
    assert "\n".join(rows) in table


def test_a_real_collection_is_mended_in_quotes_alone(tmp_path: Path, corpora: Path, at: At) -> None:
    root = tmp_path / "voltagent"
    shutil.copytree(corpora / "voltagent" / "categories" / "10-research-analysis", root)
    before = {path: path.read_text("utf-8") for path in root.rglob("*.md")}
    at(root, "check", ".", "--fix")
    changed = [
        line.replace("'", '"')
        for path, text in before.items()
        for old, line in zip(text.split("\n"), path.read_text("utf-8").split("\n"), strict=True)
        if old != line
    ]
    assert changed
    assert all(line.startswith('description: "') and line.endswith('"') for line in changed)
