"""Diagnostics in, what a reader is shown of them out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote

from markupsafe import Markup as Safe
from markupsafe import escape

from rolebook.diagnostics import Diagnostic
from rolebook.pages.links.names import Name
from rolebook.text.source import Span


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
