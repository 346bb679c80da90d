"""Small libraries for the tests of commands."""

from __future__ import annotations

CLEAN = """# {title} — fleet role definition

The **{id}** does its work (`class: {id}`).

## Mandate

1. **Do the work of {id}** — every day.

## Boundaries

- **Never at night.**

## Persona

Calm.
"""


def clean(id: str) -> str:
    return CLEAN.format(id=id, title=id.replace("-", " ").title())


def giving(id: str, owner: str) -> str:
    boundary = f"- **Does NOT do what {owner} does** — that is the **{owner}**'s job.\n"
    return clean(id).replace("- **Never at night.**\n", boundary)


def ownerless(id: str) -> str:
    return clean(id).replace("- **Never at night.**", "- **Does NOT stay late**")


COMPETENCIES = """levels: [{id: able}]
competencies:
  - {id: ask, title: Ask, target_level: able, practice_hours: 1, evidence: {type: recording}}
"""

LIBRARY = {
    "roles/sales/ae.md": giving("ae", "lead"),
    "roles/sales/lead.md": clean("lead"),
    "roles/legal/counsel.md": giving("counsel", "clerk"),
    "atlases/closing.yml": f"atlas_id: closing\ntitle: Closing\nrole: nobody\n{COMPETENCIES}",
    "docs/index.md": "[[nobody]]\n",
}
