"""A role's name in, the text of an atlas of its competencies out; or of one that is all knots."""

from __future__ import annotations

import random
import textwrap
from collections import defaultdict
from typing import Final

from benchmarks import vocabulary as words

COMPETENCIES: Final = 12
LEVELS: Final = ("supervised", "independent", "directing")

HEAD: Final = """\
atlas_id: {name}
title: {title} — generated map
programme: Generated library
eyebrow: Sample atlas
labels: [{domain}, {subject}]
language: en
role: {domain}/{role}
context:
  function: {domain}
  business_model: b2b
summary: >-
  Twelve things that somebody in this seat can show they can do, from reading a record to
  directing agents that write most of them. The order is the order of need: each one rests on
  those that stand before it.
levels:
  - id: supervised
    code: L1
    min_score: 0.65
    anchor: Does the work while a colleague reads every result before it leaves the house.
  - id: independent
    code: L2
    min_score: 0.75
    anchor: Does the work alone, and a colleague reads a sample of it afterwards.
  - id: directing
    code: L3
    min_score: 0.85
    anchor: Sets the work for agents and colleagues, and answers for what they send out.
practice_tiers:
  - id: guided
    title: Guided
    description: >-
      Work through a closed case beside somebody who holds the competency, and say before each
      decision what you would do.
  - id: applied
    title: Applied
    description: >-
      Do it on a live case of low risk, with a reviewer who reads the result first.
  - id: production
    title: Production
    description: >-
      Do it in your own work, unprompted, and let the records show that it was done.
rubric:
  title: worked example, one reviewer
  criteria:
    - {{id: sources, title: Sources, score: 76}}
    - {{id: wording, title: Wording, score: 64}}
    - {{id: next_step, title: Usable next step, score: 71}}
    - {{id: level_match, title: Level match, score: from-threshold}}
competencies:
"""


def atlas_text(
    rng: random.Random, name: str, role: str, title: str, subject: str, domain: str
) -> str:
    """A native atlas of twelve competencies without circles, the easier ones first."""
    text = HEAD.format(name=name, role=role, title=title, subject=subject, domain=domain)
    ids: list[str] = []
    before: dict[str, set[str]] = defaultdict(set)
    chosen = sorted(rng.sample(range(len(words.ABILITIES)), COMPETENCIES))
    for place, ability in enumerate(chosen):
        category, heading, what = words.ABILITIES[ability]
        heading = heading.format(subject=subject)
        short = "_".join(heading.lower().replace("'", "").split()[:5])
        id = f"{subject.replace(' ', '_')}.{category}.{short}"
        lines = [
            f"  - id: {id}",
            f"    title: {heading}",
            f"    category: {category}",
            # levels rise with the place, so that nothing easy waits for something hard
            f"    target_level: {LEVELS[place * len(LEVELS) // COMPETENCIES]}",
            f"    practice_hours: {rng.choice((1.5, 2, 3, 4, 6, 8))}",
            *_folded(
                "description",
                f"In live {subject} work, {what}, and leave a record from which "
                "somebody else could do it again.",
                "    ",
            ),
            *_folded("why", rng.choice(words.REASONS), "    "),
        ]
        if ids:
            # on one or two of those that came shortly before
            needed = rng.sample(ids[-4:], min(len(ids), rng.choice((1, 1, 2))))
            if rng.random() < 0.8:  # few authors list what another prerequisite asks for anyway
                needed = [one for one in needed if not any(one in before[o] for o in needed)]
            before[id] = {*needed, *(one for other in needed for one in before[other])}
            lines.append(f"    prerequisites: [{', '.join(sorted(needed))}]")
        ids.append(id)
        text += "\n".join((*lines, *_evidence(rng, subject))) + "\n"
    return text


def knot_text(competencies: int) -> str:
    """An atlas in which every competency is a prerequisite of every other."""
    ids = [f"knot.c{number:03}" for number in range(competencies)]
    text = HEAD.format(
        name="atlas.knot", role="account-lead", title="Knot", subject="knot", domain="sales"
    )
    for id in ids:
        others = ", ".join(one for one in ids if one != id)
        text += (
            f"  - id: {id}\n    title: Strand {id[-3:]}\n    category: knot\n"
            f"    target_level: supervised\n    practice_hours: 1\n    prerequisites: [{others}]\n"
            "    evidence: {type: artifact_submission, count: 1, window_days: 30, template: knot}\n"
        )
    return text


def _evidence(rng: random.Random, subject: str) -> list[str]:
    kind = rng.choice(("artifact_submission", "hub_event_pattern", "kpi_delta"))
    count, days = rng.choice((1, 2, 3, 5, 8)), rng.choice((21, 30, 45, 60, 90))
    named = {
        "artifact_submission": f"template: {subject.replace(' ', '_')}.record.v1",
        "hub_event_pattern": f"events: [{', '.join(sorted(rng.sample(words.EVENTS, 2)))}]",
        "kpi_delta": f"kpi: {subject.replace(' ', '_')}_reopened_rate",
    }
    described = f"Within {days} days, pieces of {subject} work {rng.choice(words.PROOFS)}."
    return [
        "    evidence:",
        f"      type: {kind}",
        f"      count: {count}",
        f"      window_days: {days}",
        *_folded("description", described, "      "),
        f"      {named[kind]}",
    ]


def _folded(key: str, text: str, indent: str) -> list[str]:
    body = textwrap.wrap(text, 98, initial_indent=f"{indent}  ", subsequent_indent=f"{indent}  ")
    return [f"{indent}{key}: >-", *body]
