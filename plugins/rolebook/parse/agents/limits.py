"""The blocks of an agent's body in, what the agent disowns and what it must never do out.

A boundary is what names an owner: a bullet "Does NOT … — x", one under a heading such as "What this
agent must NOT do", one about a related agent, or "defers … to x" (`agent_deferrals.py`). Every
other negation is a guardrail.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from rolebook.formats.markdown.blocks import Block
from rolebook.formats.markdown.marks import plain
from rolebook.languages.grammar import grammar_of
from rolebook.languages.grammar_files import FIRST
from rolebook.languages.headings import SectionKind, section_name
from rolebook.languages.openings import Negation
from rolebook.model import Boundary, Passage, Reference
from rolebook.parse.agents.actors import ELSEWHERE, KEBAB, looks_like_actor
from rolebook.parse.agents.deferrals import deferrals, forbidden, neighbour
from rolebook.parse.roles.items import passage, read_item
from rolebook.text.identity import slug
from rolebook.text.source import Source

_MUST_NOT: Final = re.compile(
    r"what\s+(?:this\s+\w+|you|i|it|the\s+[\w-]+|[\w-]+)"
    r"\s+(?:must|should|do(?:es)?|will|can)\s*(?:not|n['’]t)\b.*"
    r"|(?:this\s+\w+\s+|you\s+)?(?:must|should|does|do|will|can)\s*not(?:\s+(?:do|own|handle))?"
    r"|out\s+of\s+scope|non-?goals|not\s+(?:responsible|accountable)\s+for",
    re.I | re.S,
)
_NEIGHBOURS: Final = re.compile(
    r"\b(?:boundar(?:y|ies)|scope|differences?|differs|distinctions?|versus|vs)\b.*"
    r"\b(?:related|other|adjacent|neighbou?ring|sibling|similar)\s+(?:\w+\s+)?"
    r"(?:agents?|roles?|skills?|specialists?)\b",
    re.I | re.S,
)
_ABOUT_AGENTS: Final = re.compile(
    r"\b(?:integrat\w+|collaborat\w+|coordinat\w+|work\w*|relations?\w*|hand-?offs?|delegat\w+)\b.*"
    r"\b(?:agents?|roles?|skills?|specialists?)\b",
    re.I | re.S,
)
_GUARDRAIL: Final = re.compile(
    r"^\W*(?:you\s+)?(?:never|do\s+not|don['’]t|(?:must|should|may|shall)\s+(?:not|never)"
    r"|(?-i:(?:Does|DOES)\s+NOT))\b",
    re.I,
)
_NO_GUARDRAIL: Final = re.compile(
    r"\W*(?:never(?:`|\W*(?:and|or|types?|mind)\b|\W*[/&])|(?:do\s+not|don['’]t)\s+(?:worry|panic"
    r"|hesitate|forget|sweat)\b)|[^\n]*:[\s*_]*$",
    re.I,
)
"""`never` as a type of a language, comfort, and a label of which nothing follows in its block."""

_BARE_OWNERS: Final = re.compile(
    r"[—–]\s*+(?:(?:use|see|ask|that\s+is|that['’]s|defers?\s+to|delegates?\s+to"
    r"|hands?\s+(?:off\s+)?to|→)\s*+)?(?P<owners>[a-z0-9]++(?>(?:-[a-z0-9]++)+)"
    r"(?>(?:\s*+(?:,|/|or|and)\s*+[a-z0-9]++(?>(?:-[a-z0-9]++)+))*))$"
)
_ALONE: Final = re.compile(r"[—–]\s*(?:\*\*|`)(?P<owner>[^*`]+)(?:\*\*|`)\s*(?:[.;(]|$)")
_VS: Final = re.compile(r"\W*(?:vs|versus)\b", re.I)
MAX_TITLE_LENGTH: Final = 200
MAX_LABEL_LENGTH: Final = 80
"""A longer line before a list is a sentence about something else."""


@dataclass(slots=True)
class _Section:
    """What the heading or line above says that a list is about."""

    level: int = 0
    """Of the heading; what stands deeper belongs to it, too."""

    kind: str = ""
    """`forbidden`, `neighbours`, `agents`, or nothing that matters here."""

    title: str = ""
    line: int = 0
    guardrails: list[str] = field(default_factory=list)


def read_limits(
    blocks: Sequence[Block], source: Source, itself: frozenset[str]
) -> tuple[tuple[Boundary, ...], tuple[Passage, ...], tuple[Passage, ...]]:
    """The boundaries and guardrails of an agent whose own names, as slugs, are `itself`; and what
    is neither, below a heading such as "Limits"."""
    boundaries: list[Boundary] = []
    guardrails: list[Passage] = []
    unread: list[Passage] = []
    limited = 0
    above, section = _Section(), _Section()
    for block in blocks:
        if block.kind == "heading":
            above = section = _under(above, block)
            if not limited or block.level <= limited:
                limited = block.level if _limits(above.title) else 0
            continue
        if not block.items:
            section = _opened(block) or above
        for one in block.items or (block,):
            if not one.inlines:
                continue
            found = list(_boundaries(one, source, section, itself, in_list=bool(block.items)))
            boundaries += found
            if not found and block.items and section.kind == "forbidden":
                section.guardrails.append(passage(one, source).text)
            elif not found and _is_guardrail(one.inlines[0].text):
                guardrails.append(passage(one, source))
            elif not found and limited and block.items:
                unread.append(passage(one, source))
        if section.guardrails:
            text = "\n".join([f"**{section.title}**", "", *section.guardrails])
            guardrails.append(Passage(source.path, section.line, text))
            section.guardrails.clear()
    return _once(boundaries), tuple(guardrails), tuple(unread)


def _limits(title: str) -> bool:
    """Whether a heading says that what stands below it is not done."""
    named = section_name(title)
    return named is not None and named.kind in (SectionKind.LIMITS, SectionKind.REFUSALS)


def _is_guardrail(text: str) -> bool:
    return _GUARDRAIL.match(text) is not None and not _NO_GUARDRAIL.match(text)


def _once(boundaries: Sequence[Boundary]) -> tuple[Boundary, ...]:
    """What is said twice of the same owners, once: where it is certain that they are owners."""
    first: dict[tuple[str, tuple[str, ...]], Boundary] = {}
    for one in boundaries:
        key = one.responsibility.key, tuple(owner.written for owner in one.owners)
        known = first.setdefault(key, one)
        if any(o.typed for o in one.owners) and not any(o.typed for o in known.owners):
            first[key] = one
    return tuple(first.values())


def _under(above: _Section, heading: Block) -> _Section:
    """The section that a heading begins, or that it stands within."""
    title = plain(heading.inlines[0].text) if heading.inlines else ""
    kind = _kind(title)
    if not kind and above.kind and heading.level > above.level:
        return above
    return _Section(heading.level, kind, title, heading.first_line)


def _opened(block: Block) -> _Section | None:
    """What a line such as "Must NOT:" says of the list below it."""
    text = block.inlines[-1].text.rpartition("\n")[2] if block.inlines else ""
    title = plain(text)
    if not text.rstrip("* _").endswith(":") or len(title) > MAX_LABEL_LENGTH or not _kind(title):
        return None
    return _Section(0, _kind(title), title, block.last_line)


def _kind(title: str) -> str:
    words = title[:MAX_TITLE_LENGTH].strip(" :.!*_")
    if _MUST_NOT.fullmatch(re.sub(r"^\W+", "", words)):
        return "forbidden"
    if _NEIGHBOURS.search(words):
        return "neighbours"
    return "agents" if _ABOUT_AGENTS.search(words) else ""


def _boundaries(
    block: Block, source: Source, section: _Section, itself: frozenset[str], *, in_list: bool
) -> Iterator[Boundary]:
    inline, prose = block.inlines[0], passage(block, source)
    if found := [one for one in _does_not(block, source, section, in_list=in_list) if one.owners]:
        yield from found
    elif in_list and section.kind == "forbidden":
        yield from forbidden(inline, prose, itself)
    elif in_list and section.kind == "neighbours":
        yield from neighbour(inline, prose, itself)
    elif in_list:
        # elsewhere a page may defer the loading of `web-fonts` to `first-use`
        among_agents = bool(section.kind or _VS.match(inline.text))
        yield from deferrals(inline, prose, itself, typed=among_agents)


def _does_not(
    block: Block, source: Source, section: _Section, *, in_list: bool
) -> Iterator[Boundary]:
    """As of a fleet role, but here bold words are emphasis, and a bare id after a dash an owner."""
    inline = block.inlines[0]
    limits = bool(section.kind) and in_list
    for boundary in read_item(
        inline, passage(block, source), grammar_of(FIRST), quiet=limits
    ).boundaries:
        if not limits and boundary.negation is not Negation.DISOWNS:
            continue
        alone = _ALONE.search(inline.text)
        owners = tuple(
            # `agents/` is a folder in an agent's text, unless it is a domain here
            replace(one, typed=one.typed and not one.written.endswith("/"))
            for one in boundary.owners
            if one.typed
            or (not one.marked and slug(one.written) not in ELSEWHERE)
            or _is_id(one.written)
            or (alone and alone["owner"] == one.written)
        )
        if not owners and (match := _BARE_OWNERS.search(inline.text.rstrip(" ."))):
            owners = tuple(
                Reference(one[0], inline.span(one.start(), one.end()), marked=True)
                for one in KEBAB.finditer(inline.text, *match.span("owners"))
            )
        yield replace(boundary, owners=owners)


def _is_id(written: str) -> bool:
    return KEBAB.fullmatch(written) is not None or looks_like_actor(written, marked=False)
