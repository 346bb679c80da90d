"""What an author answers about a new role, atlas or profile in; the text of its file out.

Whatever they typed stands in it as text: no mark of theirs begins a heading, a list or a field.
"""

from __future__ import annotations

import re
import textwrap
from dataclasses import dataclass
from typing import Any, Final

import yaml

from rolebook.text.identity import slug

WIDTH: Final = 80
"""Columns of the lines of a role."""

_MARKS: Final = re.compile(r"([\\`*_\[\]<>{}#|])")


@dataclass(frozen=True, slots=True)
class Said:
    """A statement, and what follows its dash: how the work is done, or who does it."""

    statement: str
    rest: str = ""


@dataclass(frozen=True, slots=True)
class RoleDraft:
    """What a role begins with."""

    id: str
    domain: str
    title: str
    purpose: str
    """What it does, to follow its name: "takes a qualified opportunity to a decision"."""

    holds: tuple[Said, ...]
    leaves: tuple[Said, ...]
    """Each with the id of the owner."""

    persona: str
    reports_to: str = ""


@dataclass(frozen=True, slots=True)
class CompetencyDraft:
    """What a competency begins with."""

    title: str
    hours: float
    shown: str
    """What is made that shows it: "a page of facts about an account"."""


def role_text(draft: RoleDraft) -> str:
    """A role file in the form of `docs/writing/roles.md`."""
    front = f"---\nreports_to: {draft.reports_to}\n---\n\n" if draft.reports_to else ""
    marker = f"(`class: {draft.id}`, `domain: {draft.domain}`)"
    holds = [_item(f"{n}. ", f"**{_plain(one.statement)}**", one) for n, one in _numbered(draft)]
    leaves = [
        _wrapped(
            f"- **Does NOT {_plain(one.statement)}** — that is **{one.rest}**'s call.", indent="  "
        )
        for one in draft.leaves
    ]
    return "\n".join(
        [
            f"{front}# {_plain(draft.title)} — fleet role definition",
            "",
            _wrapped(f"The **{draft.id}** {_plain(draft.purpose)} {marker}."),
            "\n## Mandate\n",
            *holds,
            "\n## Boundaries\n",
            *leaves,
            "\n## Persona\n",
            _wrapped(_sentence(_plain(draft.persona))),
            "",
        ]
    )


def _numbered(draft: RoleDraft) -> list[tuple[int, Said]]:
    return list(enumerate(draft.holds, 1))


def _item(mark: str, bold: str, one: Said) -> str:
    rest = f" — {_sentence(_plain(one.rest))}" if one.rest else ""
    return _wrapped(f"{mark}{bold}{rest}", indent=" " * len(mark))


def _wrapped(text: str, indent: str = "") -> str:
    return textwrap.fill(
        text,
        WIDTH,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _plain(text: str) -> str:
    return _MARKS.sub(r"\\\1", " ".join(text.split())).rstrip(".").strip()


def _sentence(text: str) -> str:
    return text if text.endswith(("!", "?", "…")) else f"{text}."


def atlas_text(id: str, title: str, role: str, competencies: tuple[CompetencyDraft, ...]) -> str:
    """An atlas file with one level, whose competencies stand on one another as they are listed."""
    listed: list[dict[str, Any]] = []
    for one in competencies:
        before = [listed[-1]["id"]] if listed else []
        listed.append(
            {
                "id": slug(one.title),
                "title": one.title,
                "target_level": "able",
                "practice_hours": int(one.hours) if one.hours.is_integer() else one.hours,
                **({"prerequisites": before} if before else {}),
                "evidence": {
                    "type": "artifact_submission",
                    "count": 1,
                    "window_days": 30,
                    "description": _sentence(one.shown.rstrip(".")),
                    "template": one.shown.rstrip("."),
                },
            }
        )
    return _yaml(
        {
            "atlas_id": id,
            "title": title,
            "role": role,
            "levels": [{"id": "able", "code": "L1", "min_score": 0.7, "anchor": "Does it alone."}],
            "competencies": listed,
        }
    )


def profile_text(id: str, title: str, lead: str, seats: tuple[tuple[str, str], ...]) -> str:
    """A profile file; each seat is a role and whom it reports to, the lead's the first."""
    roster = [
        {"class": role, **({"reports_to": superior} if superior else {})}
        for role, superior in seats
    ]
    return _yaml({"id": id, "title": title, "lead": lead, "roster": roster})


def _yaml(value: Any) -> str:
    return yaml.safe_dump(value, sort_keys=False, allow_unicode=True, width=WIDTH)
