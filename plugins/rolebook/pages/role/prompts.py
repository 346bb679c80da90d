"""A role in, the prompt that makes an assistant play it out: Markdown, to copy."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from itertools import groupby

from rolebook.graph.deferrals import newly_under
from rolebook.model import Boundary, Responsibility, Role
from rolebook.pages.links.sentences import boundary_text, without_marker


def prompt_of(role: Role) -> str:
    """What its file says of who a role is, holds and leaves to others; of an agent, the prompt.

    Headings are those of the dialect, whatever language its author writes in.
    """
    if role.agent:
        return role.agent.body.text.strip("\n")
    return "\n\n".join(part for part in _parts(role) if part)


def _parts(role: Role) -> Iterator[str]:
    yield f"# {role.title}"
    if role.introduction:
        yield without_marker(role.introduction.text).strip()
    if role.mandate or role.mandate_asides:
        yield "## Mandate"
        asides = {one.after: one.passage.text.strip("\n") for one in role.mandate_asides}
        run: list[str] = []
        for number, one in enumerate(role.mandate, 1):
            if aside := asides.get(number - 1):
                yield "\n".join(run)
                yield aside
                run = []
            run.append(f"{number}. {_held(one)}")
        yield "\n".join(run)
        yield asides.get(len(role.mandate), "")
    if role.boundaries or role.guardrails:
        yield "## Boundaries"
        yield from _boundaries(role.boundaries)
        yield from (one.text.strip("\n") for one in role.guardrails)
    if role.persona:
        yield "## Persona"
        yield role.persona.text.strip("\n")


def _held(item: Responsibility) -> str:
    said = f"**{item.statement}**" + (f" — {_flowing(item.detail)}" if item.detail else "")
    # a body that begins with a paragraph would go on with the item's
    below = textwrap.indent(item.body.text.strip("\n"), "   ") if item.body else ""
    return f"{said}\n\n{below}" if below else said


def _boundaries(boundaries: Sequence[Boundary]) -> Iterator[str]:
    """Their lists, each below what its items stand under."""
    above: tuple[str, ...] = ()
    for context, run in groupby(boundaries, key=lambda one: one.context):
        yield from (f"{one.rstrip(' :')}:" for one in newly_under(context, above))
        yield "\n".join(_boundary(one) for one in run)
        above = context


def _boundary(boundary: Boundary) -> str:
    text = boundary_text(boundary)
    said = f"**{text.opening}** — {text.rest}" if text.opening and text.rest else ""
    whole = said or (f"**{text.opening}**" if text.opening else text.rest)
    # below a bullet everything stands further in
    return "- " + whole.replace("\n", "\n  ") if text.blocks else f"- {_flowing(whole)}"


def _flowing(text: str) -> str:
    return " ".join(text.split())
