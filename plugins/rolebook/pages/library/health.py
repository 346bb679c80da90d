"""Diagnostics and left-out files in, the page that says what a library might mend out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup as Safe

from rolebook.diagnostics import Diagnostic, Severity
from rolebook.graph.addresses import HEALTH
from rolebook.pages.edition.composing import compose
from rolebook.pages.edition.edition import Edition
from rolebook.pages.edition.findings import Finding, code_spans, finding
from rolebook.pages.edition.folds import Fold, fold
from rolebook.pages.links.addresses import doc_href
from rolebook.pages.links.names import Name
from rolebook.pages.page import Page

_SEVERITIES = (Severity.ERROR, Severity.WARNING, Severity.INFO)


@dataclass(frozen=True, slots=True)
class RuleFindings:
    """What one rule found."""

    anchor: str
    code: str
    name: str
    severity: str
    help: Safe
    """What mends each of them, where that is the same for all; else empty."""

    findings: Fold[Finding]


@dataclass(frozen=True, slots=True)
class LeftOutGroup:
    """The files that are no sources for one reason."""

    reason: str
    paths: tuple[str, ...]


def health_page(edition: Edition) -> Page:
    """The page at `health/`. Errors stand on it in a preview, and those of a baseline."""
    counts = Counter(one.level for one in edition.diagnostics)
    return compose(
        edition.language,
        "health.html",
        HEALTH,
        in_navigation=True,
        glossary=edition.glossary,
        errors=counts[Severity.ERROR],
        warnings=counts[Severity.WARNING],
        infos=counts[Severity.INFO],
        known=len(edition.known),
        refused=counts[Severity.ERROR] > sum(one.level is Severity.ERROR for one in edition.known),
        rules=_rules(edition),
        left_out=_left_out(edition),
    )


def _rules(edition: Edition) -> tuple[RuleFindings, ...]:
    by_rule: dict[tuple[int, str, str], list[Diagnostic]] = {}
    for one in edition.diagnostics:
        rank = _SEVERITIES.index(one.level)
        by_rule.setdefault((rank, one.rule.code, one.rule.name), []).append(one)
    return tuple(
        RuleFindings(
            f"rb-{_SEVERITIES[rank]}-{code.lower()}",
            code,
            name,
            _SEVERITIES[rank].value,
            _shared_help(found),
            fold(finding(one, _pages(edition, one)) for one in found),
        )
        for (rank, code, name), found in sorted(by_rule.items())
    )


def _pages(edition: Edition, diagnostic: Diagnostic) -> Iterator[Name]:
    graph = edition.graph
    docs = {one.path: one for one in graph.library.docs} if diagnostic.subjects else {}
    for subject in dict.fromkeys(diagnostic.subjects):
        if subject in graph.roles:
            yield edition.names.role(graph.roles[subject])
        elif subject in graph.atlases:
            yield edition.names.atlas(graph.atlases[subject])
        elif subject.partition("profile ")[2] in graph.profiles:
            yield edition.names.profile(graph.profiles[subject.partition("profile ")[2]])
        elif subject.removesuffix("/") in graph.domains:
            yield edition.names.domain(subject.removesuffix("/"))
        elif subject in docs:
            yield Name(docs[subject].title, "doc", doc_href(docs[subject].home))


def _shared_help(found: Sequence[Diagnostic]) -> Safe:
    told = {one.help for one in found}
    return code_spans(told.pop()) if len(found) > 1 and len(told) == 1 else Safe()


def _left_out(edition: Edition) -> tuple[LeftOutGroup, ...]:
    by_reason: dict[str, list[str]] = {}
    for one in edition.graph.library.left_out:
        by_reason.setdefault(one.reason, []).append(one.path)
    return tuple(
        LeftOutGroup(reason, tuple(sorted(paths))) for reason, paths in sorted(by_reason.items())
    )
