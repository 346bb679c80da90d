"""Diagnostics in, what a reader is shown of them out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final
from urllib.parse import quote

from markupsafe import Markup as Safe
from markupsafe import escape

from rolebook.diagnostics import Diagnostic
from rolebook.pages.links.names import Name
from rolebook.pages.links.sentences import label
from rolebook.text.source import Span

MOST_FINDINGS: Final = 50
"""Findings that the page of one thing shows."""

_MOST_PLACES: Final = 12
"""Other places of one finding that it shows."""

_LONGEST: Final = 600
"""Characters of a message that it shows."""


@dataclass(frozen=True, slots=True)
class RelatedPlace:
    """Another place that belongs to a finding."""

    message: Safe
    span: str
    source: str
    """As a link ends: `roles/sales/sales-lead.md#L9`."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One diagnostic on a page."""

    code: str
    name: str
    severity: str
    message: Safe
    help: Safe
    place: str
    """`roles/sales/sales-lead.md:9:7`."""

    source: str
    """As a link ends: `roles/sales/sales-lead.md#L9`."""

    related: tuple[RelatedPlace, ...]
    pages: tuple[Name, ...]
    """The pages of what it is about."""

    more: int = 0
    """How many other places are left out here; the page of all findings has them."""


@dataclass(frozen=True, slots=True)
class Brief:
    """The first of some findings."""

    shown: tuple[Finding, ...]
    more: int
    """How many stand on the page of all findings only."""

    def __len__(self) -> int:
        return len(self.shown) + self.more


def finding(diagnostic: Diagnostic, pages: Iterable[Name] = ()) -> Finding:
    """What is shown of a diagnostic."""
    return Finding(
        diagnostic.rule.code,
        diagnostic.rule.name,
        diagnostic.level.value,
        code_spans(diagnostic.message),
        code_spans(diagnostic.help),
        _in_utf8(str(diagnostic.span)),
        _line(diagnostic.span),
        tuple(
            RelatedPlace(code_spans(one.message), _in_utf8(str(one.span)), _line(one.span))
            for one in diagnostic.related
        ),
        tuple(pages),
    )


def brief(diagnostics: Iterable[Diagnostic], most: int = MOST_FINDINGS) -> Brief:
    """What the page of one thing shows of its findings.

    A circle of 800 roles is found once and concerns 800 pages: each says a part of it, and leads
    to the page that has all.
    """
    found = tuple(diagnostics)
    return Brief(tuple(map(_brief, found[:most])), max(0, len(found) - most))


def _brief(diagnostic: Diagnostic) -> Finding:
    places = diagnostic.related
    cut = replace(
        diagnostic,
        message=_cut(diagnostic.message),
        help=_cut(diagnostic.help),
        related=tuple(replace(one, message=_cut(one.message)) for one in places[:_MOST_PLACES]),
    )
    return replace(finding(cut), more=max(0, len(places) - _MOST_PLACES))


def _cut(message: str) -> str:
    short = label(message, _LONGEST)
    # the code that is open where it is cut ends there
    return f"{short}`" if short != message and short.count("`") % 2 else short


def _line(span: Span) -> str:
    return f"{quote(span.path, errors='surrogateescape')}#L{span.line}"


def _in_utf8(text: str) -> str:
    """A text with what of a file's name is no UTF-8 spelled out."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def code_spans(message: str) -> Safe:
    """A message with what stands in backticks as code, and everything escaped."""
    message = _in_utf8(message)
    parts = message.split("`")
    if len(parts) % 2 == 0:  # an odd backtick: the author's, within a name
        return escape(message)
    return Safe().join(
        Safe("<code>{}</code>").format(part) if index % 2 else escape(part)
        for index, part in enumerate(parts)
    )
