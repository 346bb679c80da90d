"""Findings and sources in; the same, but of copies of one file only once, with all of them, out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from rolebook.diagnostics import Diagnostic, Related
from rolebook.text.source import Source


def without_copies(
    diagnostics: Sequence[Diagnostic], sources: Mapping[str, Source]
) -> Iterator[Diagnostic]:
    """What is found at one place of several files with the same text is one finding.

    Six plugins that hold the same agent have one thing to mend, and its copies to make again.
    """
    copied = _copied(sources)
    alike: dict[tuple[object, ...], list[Diagnostic]] = defaultdict(list)
    for one in diagnostics:
        path = one.span.path
        if path in copied:
            said = one.message.replace(path, ""), one.rule.code, one.level
            alike[copied[path], *one.span[1:], *said].append(one)
        else:
            alike[one.span, one.order].append(one)
    for first, *others in alike.values():
        # of two in one file, neither is the copy
        elsewhere = {one.span.path: one for one in others if one.span.path != first.span.path}
        if not elsewhere:
            yield from (first, *others)
            continue
        places = tuple(Related("the same in a copy", one.span) for one in elsewhere.values())
        subjects = dict.fromkeys(s for one in (first, *others) for s in one.subjects)
        yield replace(first, related=(*first.related, *places), subjects=tuple(subjects))


def _copied(sources: Mapping[str, Source]) -> dict[str, str]:
    """The first path of each text that several files have, by the path of each."""
    paths: dict[str, list[str]] = defaultdict(list)
    for path, source in sources.items():
        paths[source.text].append(path)
    return {
        path: min(several) for several in paths.values() if len(several) > 1 for path in several
    }
