"""Phrases × forms × marks × languages: a known owner is found, a misspelt one an error at its
token, an ordinary sentence is neither."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import pytest

from rolebook.checks.references import dangling_owners
from rolebook.graph.library_graph import LibraryGraph
from rolebook.model import Sources
from rolebook.parse.library import read_library
from rolebook.text.source import Source

from .boundary_phrases import MORE_NEGATIONS, MORE_OWNERS, NAMED, NEGATIONS, OWNERS
from .ordinary_sentences import MORE_ORDINARY, ORDINARY

OTHERS = ("legal/legal-counsel", "sales/sales-lead", "finance/analyst", "customer/support-agent")
KNOWN, MISSPELT, UNKNOWN = "legal-counsel", "legal-counsle", "tax-adviser"

FORMS: dict[str, Callable[[str, str], str]] = {
    "canonical": lambda negation, clause: f"- **{negation}** — {clause}",
    "without a dash": lambda negation, clause: f"- **{negation}**: {clause}",
    "without bold": lambda negation, clause: f"- {negation} — {clause}",
    "two sentences": lambda negation, clause: f"- {negation}. {clause[:1].upper()}{clause[1:]}",
    "a comma": lambda negation, clause: f"- {negation}, {clause}",
    "nested": lambda negation, clause: f"- Money:\n  - **{negation}** — {clause}",
    "sub-heading": lambda negation, clause: f"### Money\n\n- **{negation}** — {clause}",
    "table": lambda negation, clause: f"| Left | Owner |\n|---|---|\n| {negation} | {clause} |",
    "quote": lambda negation, clause: f"> **{negation}** — {clause}",
    "task": lambda negation, clause: f"- [ ] **{negation}** — {clause}",
    "paragraph": lambda negation, clause: f"**{negation}** — {clause}",
}
MORE_FORMS: dict[str, Callable[[str, str], str]] = {
    **FORMS,
    "semicolon": lambda negation, clause: f"- {negation}; {clause}",
    "brackets": lambda negation, clause: f"- {negation} ({clause})",
    "below": lambda negation, clause: f"- **{negation}**\n  - {clause}",
}
MARKS = {"bold": "**{}**", "code": "`{}`", "none": "{}"}
FIRST = {language: (NEGATIONS[language][0], OWNERS[language][0]) for language in OWNERS}


def outcomes(
    items: Iterable[str], language: str
) -> Iterator[tuple[str, list[str], list[tuple[int, str]]]]:
    """Each item, the owners found in it, and what dangles in it: column and token."""
    text = f"---\nlang: {language}\n---\n# X — fleet role definition\n\n## Boundaries\n"
    begins: list[tuple[int, str]] = []
    for item in items:
        begins.append((text.count("\n") + 2, item))
        text += f"\n{item}\n\n<!-- end -->\n"
    texts = [(f"{one}.md", f"# {one} — fleet role definition\n") for one in OTHERS]
    sources = [Source(f"roles/{p}", t, p) for p, t in (("sales/executive.md", text), *texts)]
    library, _ = read_library(Sources(roles=tuple(sources)), domain_titles={})
    graph = LibraryGraph(library)
    lines = text.split("\n")
    owners: dict[int, list[str]] = {}
    wrong: dict[int, list[tuple[int, str]]] = {}
    for deferral in graph.deferrals_from("sales/executive"):
        for owner in deferral.owners:
            if owner.resolution.target:
                line = owner.reference.span.line
                owners.setdefault(line, []).append(owner.resolution.target.name)
    for found in dangling_owners(graph):
        span = found.span
        token = lines[span.line - 1][span.column - 1 : span.end_column - 1]
        wrong.setdefault(span.line, []).append((span.column, token))
    for number, (begin, item) in enumerate(begins):
        end = begins[number + 1][0] if number + 1 < len(begins) else len(lines) + 1
        here = range(begin, end)
        yield (
            item,
            [one for line in here for one in owners.get(line, ())],
            [one for line in here for one in wrong.get(line, ())],
        )


def missed(items: list[tuple[str, str]], language: str) -> list[str]:
    """Of items with a known owner, and the same misspelt, those that do not come out."""
    faults = []
    for item, owners, wrong in outcomes((one for one, _ in items), language):
        if owners != [f"legal/{KNOWN}"] or wrong:
            faults.append(f"{item!r}: {owners} {wrong}")
    for item, _, wrong in outcomes((one for _, one in items), language):
        if [token.lower() for _, token in wrong] != [MISSPELT]:
            faults.append(f"{item!r}: {wrong}")
    return faults


def both(form: str, negation: str, phrase: str, mark: str) -> tuple[str, str]:
    made = (
        MORE_FORMS[form](negation, phrase.format(MARKS[mark].format(w))) for w in (KNOWN, MISSPELT)
    )
    known, misspelt = made
    return known, misspelt


@pytest.mark.parametrize("language", MORE_OWNERS)
def test_phrases_of_other_authors(language: str) -> None:
    negation, phrases = FIRST[language][0], MORE_OWNERS[language]
    print(f"\n{language}: {len(phrases)} more owner phrases")
    faults = []
    for form in MORE_FORMS:
        marks = ("bold", "none") if form == "canonical" else ("bold",)
        for mark in marks:
            found = missed([both(form, negation, one, mark) for one in phrases], language)
            print(f"  {form:15} {mark:5} {len(phrases) * 2 - len(found)}/{len(phrases) * 2}")
            faults += found
    unknown = [MORE_FORMS["canonical"](negation, p.format(f"**{UNKNOWN}**")) for p in phrases]
    faults += [
        f"{item!r}: {wrong}"
        for item, _, wrong in outcomes(unknown, language)
        if [token for _, token in wrong] != [UNKNOWN]
    ]
    assert not faults


@pytest.mark.parametrize("language", MORE_NEGATIONS)
def test_negations_of_other_authors(language: str) -> None:
    negations, phrase = MORE_NEGATIONS[language], FIRST[language][1]
    print(f"\n{language}: {len(negations)} more negations")
    faults = []
    for form in MORE_FORMS:
        found = missed([both(form, one, phrase, "bold") for one in negations], language)
        print(f"  {form:15} {len(negations) * 2 - len(found)}/{len(negations) * 2}")
        faults += found
    assert not faults


@pytest.mark.parametrize("language", NAMED)
def test_who_is_named_is_no_owner(language: str) -> None:
    negation, clauses = FIRST[language][0], NAMED[language]
    items = [
        MORE_FORMS[form](negation, clause.format(f"**{name}**"))
        for form in ("canonical", "without bold", "brackets")
        for name in (KNOWN, MISSPELT, UNKNOWN)
        for clause in clauses
    ]
    faults = [
        f"{item!r}: {owners} {wrong}"
        for item, owners, wrong in outcomes(items, language)
        if owners != ["sales/sales-lead"] or wrong
    ]
    print(f"\n{language}: {len(items) - len(faults)}/{len(items)} name somebody who is no owner")
    assert not faults


@pytest.mark.parametrize("language", MORE_ORDINARY)
def test_more_ordinary_sentences(language: str) -> None:
    items = [
        MORE_FORMS[form](FIRST[language][0], clause)
        for form in ("canonical", "without bold", "a comma", "brackets", "table", "below")
        for one in MORE_ORDINARY[language]
        for clause in dict.fromkeys((one, one.replace("**", "")))
    ]
    faults = [f"{item!r}: {wrong}" for item, _, wrong in outcomes(items, language) if wrong]
    print(f"\n{language}: {len(items) - len(faults)}/{len(items)} ordinary sentences stay clean")
    assert not faults


@pytest.mark.parametrize("language", OWNERS)
def test_owner_phrases(language: str) -> None:
    negation, phrases = FIRST[language][0], OWNERS[language]
    assert len(phrases) >= (60 if language == "en" else 25)
    print(f"\n{language}: {len(phrases)} owner phrases")
    faults = []
    for form in FORMS:
        marks = MARKS if form == "canonical" else ("bold",)
        for mark in marks:
            found = missed([both(form, negation, one, mark) for one in phrases], language)
            print(f"  {form:15} {mark:5} {len(phrases) * 2 - len(found)}/{len(phrases) * 2}")
            faults += found
    assert not faults


@pytest.mark.parametrize("language", NEGATIONS)
def test_negations(language: str) -> None:
    negations, phrase = NEGATIONS[language], FIRST[language][1]
    assert len(negations) >= (25 if language == "en" else 12)
    print(f"\n{language}: {len(negations)} negations")
    faults = []
    for form in FORMS:
        found = missed([both(form, one, phrase, "bold") for one in negations], language)
        print(f"  {form:15} {len(negations) * 2 - len(found)}/{len(negations) * 2}")
        faults += found
    assert not faults


def test_ordinary_sentences() -> None:
    assert len(ORDINARY) >= 100
    items = [
        FORMS[form](negation, clause)
        for form in ("canonical", "without bold", "two sentences", "a comma", "table")
        for negation in ("Does NOT keep archives", "Must NOT keep archives")
        for one in ORDINARY
        for clause in dict.fromkeys((one, one.replace("**", "")))
    ]
    faults = [f"{item!r}: {wrong}" for item, _, wrong in outcomes(items, "en") if wrong]
    print(f"\n{len(items) - len(faults)}/{len(items)} ordinary sentences stay clean")
    assert not faults
