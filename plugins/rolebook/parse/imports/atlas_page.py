"""The text of an atlas's page out of a browser in; the atlas that it prints out (design.md §2.3).

A browser joins what stood side by side: `crafttarget · ai adopted2h practice` is a category, a
level and a number of hours. Each line of a card has its own form, and is read by it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Final

from rolebook.model import (
    Atlas,
    Competency,
    Criterion,
    EvidenceRequirement,
    Level,
    PracticeTier,
    Reference,
    Rubric,
    Specification,
)
from rolebook.parse.imports.imported import Imported, Notes
from rolebook.parse.pasted import ATLAS_ID, COMPETENCY
from rolebook.text.identity import slug
from rolebook.text.source import Source, Span

FORMAT: Final = "page of an atlas"

_META: Final = re.compile(r"(?<!\w)([^\W\d_]\w*)(?:[ \t]+([\w.-]+))?[ \t]*·[ \t]*([^\s·]+)")
_SUBJECTS: Final = {"ruolo": "role", "archetipo": "archetype"}
"""What the pages call the subject of a specification, in another language than the files."""

_DEMAND: Final = re.compile(
    r"(?P<category>.*?)\s{0,9}target\s{0,9}·\s{0,9}(?P<level>.+?)\s{0,9}"
    r"(?:(?P<hours>\d{1,9}(?:\.\d{1,9})?)h practice)?$"
)
_EVIDENCE: Final = re.compile(
    r"(?P<type>.+?)\s{0,9}(?P<count>\d{1,9})(?:\s{1,9}in\s{1,9}(?P<days>\d{1,9})d)?\s{0,9}(?:KPI:\s*(?P<kpi>\S+))?$"
)
_THRESHOLD: Final = re.compile(
    r"Threshold to clear at (?P<level>.+?): min score (?P<score>\d+(?:\.\d+)?)\.?\s*(?P<anchor>.*)"
)
_CRITERION: Final = re.compile(r"(?P<title>.*?\D)\s{0,9}(?P<score>\d{1,3}(?:\.\d+)?)$")
_RUBRIC: Final = re.compile(r"Rubric(?:\s*\((?P<title>.*)\))?$")
_CODE: Final = re.compile(r"\bL\d+\b")
_PARTS: Final = ("Prerequisites", "Evidence requirement", "Practice tiers")
_SENTENCE: Final = 60
"""Characters; a line of the head that is longer is no title."""

_LONGEST: Final = 400
"""Characters; a longer line is prose, and none that its form says what it is."""


@dataclass(slots=True)
class _Card:
    """A competency while its lines are read."""

    competency: Competency
    tiers: list[PracticeTier] = field(default_factory=list)
    rubric: Rubric | None = None
    level: Level | None = None


def read_atlas_page(source: Source, known: Collection[str] = ()) -> Imported:
    """The atlas of a page, with what of it has no place in one. `known` are the ids of roles."""
    starts = list(COMPETENCY.finditer(source.text))
    head = _lines(source.text[: starts[0].start() if starts else len(source.text)])
    notes = Notes()
    atlas = _head(head, source, notes)
    ids = [match[1] for match in starts]
    ends = [*(match.start() for match in starts), len(source.text)]
    cards = [
        _Reader(source, atlas.id, match, ids, notes).card(_lines(source.text[match.end() : end]))
        for match, (_, end) in zip(starts, pairwise(ends), strict=True)
    ]
    levels = _levels(card.level for card in cards)
    title = slug(atlas.title.partition(" — ")[0])
    return notes.imported(
        replace(
            atlas,
            roles=(Reference(title, atlas.span),) if title in known else (),
            levels=levels,
            practice_tiers=next((tuple(card.tiers) for card in cards if card.tiers), ()),
            rubric=_shared(cards),
            competencies=tuple(card.competency for card in cards),
        )
    )


def _lines(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.split("\n") if line.strip()]


def _head(lines: Sequence[str], source: Source, notes: Notes) -> Atlas:
    """What stands above the competencies; the line with the ids parts it."""
    at = next((n for n, line in enumerate(lines) if ATLAS_ID.search(line)), len(lines))
    above = list(lines[:at])
    id, provenance, specifications = "", "", []
    for key, spec, value in _META.findall(lines[at]) if at < len(lines) else ():
        if key == "atlas_id":
            id = value
        elif key == "provenance":
            provenance = value.rstrip("…")
        else:
            specifications.append(Specification(_SUBJECTS.get(key, key), spec, value))
    long = bool(above) and (len(above[-1]) > _SENTENCE or above[-1].endswith("."))
    summary = above.pop() if long else ""
    labels = tuple(above.pop().split(" · ")) if above and " · " in above[-1] else ()
    title, eyebrow, programme = (above.pop() if above else "" for _ in range(3))
    notes.lose("lines above its title", *above)
    return Atlas(
        id=id,
        title=title,
        path=source.path,
        span=Span(source.path),
        programme=programme,
        eyebrow=eyebrow,
        labels=labels,
        summary=summary,
        specifications=tuple(specifications),
        provenance=provenance,
        imported_from=FORMAT,
    )


class _Reader:
    """Reads the lines of one card."""

    def __init__(
        self, source: Source, atlas: str, start: re.Match[str], ids: Sequence[str], notes: Notes
    ) -> None:
        self._span = source.span(*start.span(1))
        self._id = start[1]
        self._atlas = atlas
        self._ids = sorted(ids, key=len, reverse=True)
        self._notes = notes

    def card(self, lines: list[str]) -> _Card:
        """The competency and what its card says of levels, tiers and the rubric."""
        title = lines.pop(0) if lines else self._id
        card = _Card(Competency(self._id, title, self._atlas, self._span))
        parts = self._parts(lines)
        self._first(card, parts.pop("", []))
        self._prerequisites(card, parts.pop("Prerequisites", []))
        self._evidence(card, parts.pop("Evidence requirement", []))
        tiers = parts.pop("Practice tiers", [])
        card.tiers = [
            PracticeTier(_id(name), name, self._span, text)
            for name, text in zip(tiers[::2], tiers[1::2], strict=False)
        ]
        for heading, below in parts.items():
            self._rubric(card, heading, below)
        return card

    def _parts(self, lines: Sequence[str]) -> dict[str, list[str]]:
        """The lines by the headings of a card."""
        parts: dict[str, list[str]] = {"": []}
        heading = ""
        for line in lines:
            if line in _PARTS or _RUBRIC.fullmatch(line):
                heading = line
                parts[heading] = []
            else:
                parts[heading].append(line)
        return parts

    def _first(self, card: _Card, lines: Sequence[str]) -> None:
        told: list[str] = []
        one = card.competency
        for line in lines:
            demand = _DEMAND.fullmatch(line) if len(line) <= _LONGEST else None
            if demand and not one.target_level:
                hours = demand["hours"]
                one = replace(
                    one,
                    category=demand["category"],
                    target_level=Reference(_id(demand["level"]), self._span),
                    practice_hours=float(hours) if hours else None,
                )
            elif line.startswith("Why:"):
                one = replace(one, why=line.removeprefix("Why:").strip())
            else:
                told.append(line)
        card.competency = replace(one, description=" ".join(told))

    def _prerequisites(self, card: _Card, lines: Sequence[str]) -> None:
        found = [id for line in lines for id in self._joined(line)]
        references = tuple(Reference(id, self._span) for id in found)
        card.competency = replace(card.competency, prerequisites=references)

    def _joined(self, line: str) -> Iterator[str]:
        """The ids in a line that has lost what stood between them."""
        while line:
            id = next((one for one in self._ids if line.startswith(one)), "")
            if not id:
                id, _, line = line.partition(" ")
                yield id.strip(",;")
            else:
                yield id
                line = line[len(id) :].lstrip(" ,;·")

    def _evidence(self, card: _Card, lines: Sequence[str]) -> None:
        if not lines:
            return
        asked = _EVIDENCE.fullmatch(lines[0]) if len(lines[0]) <= _LONGEST else None
        told = []
        evidence = EvidenceRequirement(_id(asked["type"]) if asked else "", self._span)
        if asked:
            days = asked["days"]
            evidence = replace(
                evidence,
                count=int(asked["count"]),
                window_days=int(days) if days else None,
                kpi=asked["kpi"] or "",
            )
        for line in lines[1 if asked else 0 :]:
            if line.startswith("template ·"):
                evidence = replace(evidence, template=line.partition("·")[2].strip())
            elif line.startswith("Hub events:"):
                events = tuple(one.strip() for one in line.partition(":")[2].split(","))
                evidence = replace(evidence, events=events)
            else:
                told.append(line)
        card.competency = replace(
            card.competency, evidence=replace(evidence, description=" ".join(told))
        )

    def _rubric(self, card: _Card, heading: str, lines: Sequence[str]) -> None:
        match = _RUBRIC.fullmatch(heading)
        criteria = []
        for line in lines:
            if len(line) > _LONGEST:
                self._notes.lose("lines of a rubric", line)
            elif threshold := _THRESHOLD.fullmatch(line):
                code = _CODE.search(threshold["anchor"])
                card.level = Level(
                    _id(threshold["level"]),
                    0,
                    self._span,
                    code[0] if code else "",
                    min_score=float(threshold["score"]),
                    anchor=threshold["anchor"],
                )
            elif criterion := _CRITERION.fullmatch(line):
                title = criterion["title"].strip()
                criteria.append(Criterion(_id(title), title, float(criterion["score"]), self._span))
            else:
                self._notes.lose("lines of a rubric", line)
        title = (match["title"] if match else "") or ""
        card.rubric = Rubric(title, tuple(criteria)) if criteria else None


def _levels(found: Iterator[Level | None]) -> tuple[Level, ...]:
    """Each level once, the lowest first."""
    by_id = {one.id: one for one in found if one}
    ordered = sorted(by_id.values(), key=lambda one: (one.min_score or 0, one.id))
    return tuple(replace(one, order=order) for order, one in enumerate(ordered))


def _shared(cards: Sequence[_Card]) -> Rubric | None:
    """The rubric of the atlas: a score that is each card's threshold is said to be that."""
    first = next((card.rubric for card in cards if card.rubric), None)
    if first is None:
        return None
    criteria = []
    for one in first.criteria:
        scores = [
            (round((card.level.min_score or 0) * 100) if card.level else None, other.score)
            for card in cards
            if card.rubric
            for other in card.rubric.criteria
            if other.id == one.id
        ]
        is_threshold = len({score for _, score in scores}) > 1 and all(a == b for a, b in scores)
        criteria.append(replace(one, score=None) if is_threshold else one)
    shared = Rubric(first.title, tuple(criteria))
    for card in cards:
        if card.rubric and not _agrees(card, shared):
            card.competency = replace(card.competency, rubric=card.rubric)
    return shared


def _agrees(card: _Card, shared: Rubric) -> bool:
    """Whether a card's own scores are those of the atlas's rubric."""
    assert card.rubric is not None
    pairs = zip(card.rubric.criteria, shared.criteria, strict=False)
    return len(card.rubric.criteria) == len(shared.criteria) and all(
        own.id == other.id and other.score in (None, own.score) for own, other in pairs
    )


def _id(words: str) -> str:
    """The id that a page showed as words: `hub event_pattern` is `hub_event_pattern`."""
    return re.sub(r"[\s-]+", "_", words.strip()).lower()
