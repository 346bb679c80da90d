"""A role in, the prompt that makes an assistant play it out: Markdown, to copy."""

from __future__ import annotations

from collections.abc import Iterator

from rolebook.model import Boundary, Role
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
    if role.mandate:
        yield "## Mandate"
        yield "\n".join(
            f"{number}. **{one.statement}**" + (f" — {_flowing(one.detail)}" if one.detail else "")
            for number, one in enumerate(role.mandate, 1)
        )
    if role.boundaries or role.guardrails:
        yield "## Boundaries"
        yield "\n".join(_boundary(one) for one in role.boundaries)
        yield from (one.text.strip("\n") for one in role.guardrails)
    if role.persona:
        yield "## Persona"
        yield role.persona.text.strip("\n")


def _boundary(boundary: Boundary) -> str:
    text = boundary_text(boundary)
    said = f"**{text.opening}** — {text.rest}" if text.opening and text.rest else ""
    whole = said or (f"**{text.opening}**" if text.opening else text.rest)
    # below a bullet everything stands further in
    return "- " + whole.replace("\n", "\n  ") if text.blocks else f"- {_flowing(whole)}"


def _flowing(text: str) -> str:
    return " ".join(text.split())
