"""Findings and what is known of renames in; each name that became another told once, out.

Whoever renamed a role by hand has a finding at every place that still has the old name, each with
a guess. Where it is known what became of it, that is one finding with all its places.
"""

from __future__ import annotations

import posixpath
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final
from urllib.parse import unquote

from rolebook.diagnostics import Diagnostic, Related, Severity
from rolebook.text.identity import slug
from rolebook.text.source import Source, Span

NAMES: Final = frozenset(
    {"RB101", "RB102", "RB104", "RB108", "RB116", "RB118", "RB119", "RB120", "RB121", "RB311"}
)
"""Who is named there is nobody."""

LINKS: Final = frozenset({"RB502"})
"""What is linked there is no file."""

_RANKS: Final = tuple(Severity)


@dataclass(frozen=True, slots=True)
class Renames:
    """What became of what is gone; whoever knows it, a repository's history for one."""

    names: Mapping[str, str] = field(default_factory=dict)
    """The names of roles (`sales/deal-closer`) by the ids that they had."""

    files: Mapping[str, str] = field(default_factory=dict)
    """The paths of files, relative to the project, by those that they had."""

    def __bool__(self) -> bool:
        return bool(self.names or self.files)


def dangling(findings: Iterable[Diagnostic]) -> bool:
    """Whether a rename could explain one of the findings: else nobody need be asked."""
    return any(one.rule.code in NAMES | LINKS for one in findings)


def told_once(
    findings: Iterable[Diagnostic], renames: Renames, sources: Mapping[str, Source]
) -> tuple[Diagnostic, ...]:
    """The findings, where those about one renamed thing are one; sorted."""
    kept: list[Diagnostic] = []
    about: dict[tuple[str, str, str], list[Diagnostic]] = defaultdict(list)
    for one in findings:
        written = _written(one.span, sources)
        if one.rule.code in NAMES and (new := renames.names.get(_id(written))):
            about["name", _id(written), new].append(one)
        elif one.rule.code in LINKS and (found := _moved(one.span.path, written, renames)):
            about["file", *found].append(one)
        else:
            kept.append(one)
    kept += (_once(*what, same) for what, same in about.items())
    return tuple(sorted(kept, key=lambda one: one.order))


def _written(span: Span, sources: Mapping[str, Source]) -> str:
    source = sources.get(span.path)
    if source is None or span.line != span.end_line or span.line > len(source.lines):
        return ""
    return source.lines[span.line - 1][span.column - 1 : span.end_column - 1]


def _id(written: str) -> str:
    return slug(written.partition("#")[0].rpartition("/")[2])


def _moved(path: str, written: str, renames: Renames) -> tuple[str, str] | None:
    link = unquote(written.partition("#")[0].partition("?")[0])
    old = posixpath.normpath(posixpath.join(posixpath.dirname(path), link))
    return (old, renames.files[old]) if old in renames.files else None


def _once(kind: str, old: str, new: str, same: list[Diagnostic]) -> Diagnostic:
    """The first of the gravest findings about a thing, which names all its places."""
    first = min(same, key=lambda one: (_RANKS.index(one.level), one.order))
    others = [one for one in sorted(same, key=lambda one: one.order) if one is not first]
    places = (*(place for one in same for place in one.related), *(_again(o) for o in others))
    times = f" at {len(same)} places" if others else ""
    if kind == "file":
        message = f"`{old}` became `{new}`, as git tells, and is still linked to{times}"
        help = f"link to `{posixpath.relpath(new, posixpath.dirname(first.span.path) or '.')}`"
    else:
        message = f"`{old}` became `{new}`, as git tells, and is still named{times}"
        help = f"write `{new}`, or add `{old}` to its `aliases:`"
    subjects = tuple(dict.fromkeys(name for one in same for name in one.subjects))
    related = tuple(sorted(places, key=lambda one: one.span))
    return replace(first, message=message, help=help, related=related, subjects=subjects)


def _again(one: Diagnostic) -> Related:
    return Related("still written here", one.span)
