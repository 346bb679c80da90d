"""An agent definition in, a role out (design.md §2.2). Nobody edits the file for our sake."""

from __future__ import annotations

import posixpath
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from rolebook.formats.markdown.blocks import Block
from rolebook.formats.markdown.front_matter import FrontMatter
from rolebook.formats.markdown.links import read_links
from rolebook.formats.markdown.marks import plain
from rolebook.formats.markdown.read import read_blocks
from rolebook.formats.yaml.elements import as_text, elements
from rolebook.formats.yaml.tree import Tree, YamlMap, YamlScalar
from rolebook.model import RELATION_KINDS, SKILLS, AgentFacts, Passage, Reference, Relation, Role
from rolebook.parse.agents.actors import ELSEWHERE
from rolebook.parse.agents.host_keys import host_relations, host_skills
from rolebook.parse.agents.limits import read_limits
from rolebook.parse.agents.names import without_owners
from rolebook.parse.agents.relations import prose_relations
from rolebook.parse.agents.sample_documents import sample_lines
from rolebook.parse.agents.starts import used_skills
from rolebook.parse.domains import domain_of
from rolebook.parse.kinds import AGENT_SUFFIXES
from rolebook.parse.roles.fields import relation_target
from rolebook.parse.roles.mentions import read_mentions
from rolebook.parse.roles.other_names import other_names
from rolebook.text.identity import identify, slug
from rolebook.text.source import Source
from rolebook.text.spelling import title_of

_NAMES: Final = ("aliases", "agent_id", "display_name", "displayName")
"""The keys that hold further names, by which other agents may call this one."""

_OTHER_RELATIONS: Final = {
    "coordinates_with": "collaborates_with",
    "works_with": "collaborates_with",
    "manages": "delegates_to",
}
"""Keys of other collections, and the relation that each means."""

NO_DOMAIN: Final = "general"
KNOWN: Final = frozenset(
    {"id", "name", "description", "domain", "title", "aliases", "tools", "allowed-tools", "model",
     "capabilities", "tags", "lang", *RELATION_KINDS}
)  # fmt: skip
"""The keys that have a place of their own; all others are kept and shown."""

_EXAMPLES: Final = re.compile(r"(?<!\s)\s*+(?:<example>|(?<!\bfor )\b(?:usage )?examples?:)", re.I)
_WHEN: Final = re.compile(
    r"(?:^|(?<=[.!?;])\s++|(?<!\s)\s++[—–-]\s++|\n)"
    r"(?=(?:\*\*)?(?:use|invoke|call|deploy|must be used|should be used|trigger)\b"
    r"[^.]{0,400}?\b(?:when|for|proactively|this|if|after|before|whenever)\b)",
    re.I,
)
_H1: Final = 1
_AGENT: Final = re.compile(
    r"(?<!\s)\s++(?:sub-?)?agent(?:\s++(?:personality|definition|prompt))?\s*+$", re.I
)
"""What a heading says besides the name."""


def read_agent(source: Source, front: FrontMatter) -> Role:
    """The role that an agent definition describes."""
    tree = front.tree or YamlMap({}, 0, 0, source)
    blocks = read_blocks(source, front.body_line)
    stem, folders = _place(source)
    name = as_text(tree.get("name"))
    written_id = as_text(tree.get("id"))
    id = identify(written_id or (stem if _is_skill(source) else name), stem)
    title_block = _title_block(blocks, id)
    title = (
        as_text(tree.get("title"))
        or _as_written(name)
        or _heading_of_an_agent(source, front, title_block, id)
        or title_of(name or stem)
    )
    place = tree.scalar("id") or tree.scalar("name")
    skill, place_of = _is_skill(source), domain_of(folders, {id, slug(stem)})
    description, when, examples = split_description(as_text(tree.get("description")))
    boundaries, guardrails, unread = read_limits(
        blocks, source, frozenset({id, slug(name), slug(stem), slug(title)})
    )
    in_prose = prose_relations(blocks, source, front.body_line)
    # of what a data file holds, the fields stand in another text than the body is read from
    in_fields = (*_field_relations(tree, tree.source), *host_relations(tree, tree.source))
    relations = (*in_fields, *without_owners(in_prose, boundaries))
    taken = {(r.target.span.line, r.target.span.column) for r in relations} | {
        (o.span.line, o.span.column) for b in boundaries for o in b.owners
    }
    stated = {one.target.span.line for one in in_prose}
    mentions = read_mentions(source, front.body_line, taken)
    once, shown = _once(relations), sample_lines(source.lines)
    names = (tree.scalar("id"), tree.scalar("name"))
    return Role(
        id=id,
        domain=SKILLS if skill else _written_domain(tree) or place_of or _category(tree),
        is_skill=skill,
        plugin=place_of if skill else "",
        title=title,
        path=source.path,
        home=source.home,
        span=place.span if place else source.line_span(1),
        aliases=_aliases(tree, id, title, (name, stem)),
        boundaries=boundaries,
        guardrails=guardrails,
        unread=tuple(one for one in unread if one.first_line not in stated),
        dialect=False,
        relations=once,
        skills=_skills(tree, source, front.body_line),
        mentions=mentions.first,
        repeats=(*mentions.again, *_repeats(relations, once), *_described(source, front)),
        id_spans=tuple(one.span for one in names if one and slug(one.text) == id),
        domain_spans=tuple(one.span for one in (tree.scalar("domain"),) if one),
        links=tuple(one for one in read_links(blocks) if one.span.line not in shown),
        tools=_tools(tree.get("tools") or tree.get("allowed-tools")),
        model=as_text(tree.get("model")),
        tags=tuple(one.text for one in elements(tree.get("tags"))),
        also=tuple(one.text for one in elements(tree.get("also"))),
        agent=AgentFacts(
            description=description,
            body=_body(source, front, title_block),
            when_to_use=when,
            examples=examples,
            capabilities=tuple(one.text for one in elements(tree.get("capabilities"))),
            others=tuple(
                (key.text, as_text(value)) for key, value in tree.entries if key.text not in KNOWN
            ),
        ),
    )


def split_description(text: str) -> tuple[str, str, str]:
    """The summary, when to use the agent, and the examples of a description."""
    # what `\\n` stands for where the front matter was not valid and is kept as it was
    text = text.replace("\\n", "\n").strip()
    example = _EXAMPLES.search(text)
    head, examples = (text[: example.start()], text[example.start() :]) if example else (text, "")
    when = _WHEN.search(head)
    if when is None:
        return head.strip(), "", examples.strip()
    summary, usage = head[: when.start()].strip(), head[when.end() :].strip()
    # a description that only says when to use the agent is its summary, too
    return (summary or usage), (usage if summary else ""), examples.strip()


def _is_skill(source: Source) -> bool:
    return posixpath.basename(source.path).lower() == "skill.md"


def _place(source: Source) -> tuple[str, list[str]]:
    """The stem that names the file, and the folders above it; a `SKILL.md` is its folder."""
    *folders, name = source.home.split("/")
    if _is_skill(source):
        name = folders.pop() if folders else posixpath.basename(posixpath.dirname(source.path))
        return name, folders
    suffix = next((one for one in AGENT_SUFFIXES if name.lower().endswith(one)), "")
    return name[: -len(suffix)] if suffix else posixpath.splitext(name)[0], folders


def _written_domain(tree: YamlMap) -> str:
    written = as_text(tree.get("domain"))
    return identify(written, "") if written else ""


def _category(tree: YamlMap) -> str:
    """What a collection without folders says of its agents instead."""
    for key in ("category", "division", "department"):
        if (value := tree.scalar(key)) and (id := slug(value.text.partition("/")[0])):
            return id
    return NO_DOMAIN


def _tools(value: Tree | None) -> tuple[str, ...] | None:
    """None where the file does not say, which means all of them."""
    if value is None or (isinstance(value, YamlScalar) and value.is_null):
        return None
    if isinstance(value, YamlMap):  # `{read: true, write: false}`
        return tuple(key.text for key, one in value.entries if as_text(one).lower() != "false")
    return tuple(one.text for one in elements(value))


def _as_written(name: str) -> str:
    """A name with a capital or a blank is what people call the agent."""
    return name if name != name.lower() or " " in name else ""


def _title_block(blocks: Sequence[Block], id: str) -> Block | None:
    """The first block where it is the body's title: a heading about this agent."""
    first = blocks[0] if blocks else None
    if first is None or first.kind != "heading" or first.level != _H1 or not first.inlines:
        return None
    return first if _is_about(_heading(first), id) else None


def _heading_of_an_agent(source: Source, front: FrontMatter, block: Block | None, id: str) -> str:
    """What a heading at the top of the body, or above the front matter, calls the agent."""
    above = (line[2:].strip() for line in source.lines[: front.first_line - 1] if line[:2] == "# ")
    heading = _heading(block) or next((one for one in above if _is_about(one, id)), "")
    return _AGENT.sub("", heading) or heading


def _is_about(heading: str, id: str) -> bool:
    return bool(set(slug(heading).split("-")) & set(id.replace(".", "-").split("-")))


def _heading(block: Block | None) -> str:
    return plain(block.inlines[0].text) if block and block.inlines else ""


def _aliases(tree: YamlMap, id: str, title: str, names: tuple[str, ...]) -> tuple[str, ...]:
    given = [one.text for key in _NAMES for one in elements(tree.get(key))]
    return other_names((*given, *names), id, title)


def _body(source: Source, front: FrontMatter, title: Block | None) -> Passage:
    """The text around the front matter; a title at its very top is the page's title already."""
    first = front.body_line
    lines = [_outdented(line, front.indent) for line in source.lines[first - 1 :]]
    above = list(source.lines[: front.first_line - 1])
    if any(line.strip() and not line.startswith("<!--") for line in above):
        # the lines of the front matter stay, empty, so that each line keeps its number
        blank = [""] * (first - front.first_line)
        return Passage(source.path, 1, "\n".join([*above, *blank, *lines]))
    if title and not any(line.strip() for line in lines[: title.first_line - first]):
        lines = lines[title.last_line + 1 - first :]
        first = title.last_line + 1
    return Passage(source.path, first, "\n".join(lines))


def _outdented(line: str, indent: int) -> str:
    return line[indent:] if not line[:indent].strip() else line


def _field_relations(tree: YamlMap, source: Source) -> tuple[Relation, ...]:
    kinds = {kind: kind for kind in RELATION_KINDS} | _OTHER_RELATIONS
    return tuple(
        # `reports_to: user` names somebody who is in no collection
        Relation(kind, replace(target, dangles=slug(target.name) not in ELSEWHERE))
        for key, kind in kinds.items()
        for one in elements(tree.get(key) or tree.get(key.replace("_", "-")))
        if (target := relation_target(one, source))
    )


def _skills(tree: YamlMap, source: Source, body_line: int) -> tuple[Reference, ...]:
    """The skills that an agent names, each once with all its places."""
    places: dict[str, list[Reference]] = defaultdict(list)
    for one in (*host_skills(tree, source), *used_skills(source, body_line)):
        places[slug(one.name)].append(one)
    return tuple(
        replace(first, again=tuple(one.span for one in others)) if others else first
        for first, *others in places.values()
    )


def _once(relations: tuple[Relation, ...]) -> tuple[Relation, ...]:
    """Each kind and target once, where it first stands; a note of one word may tell two apart.

    What is said in passing says nothing beside what is typed.
    """
    typed = {(one.kind, one.target.written) for one in relations if one.target.typed}
    first: dict[tuple[str, str, str], list[Relation]] = defaultdict(list)
    for one in relations:
        kind, target = one.kind, one.target
        if target.typed or (kind, target.written) not in typed:
            first[kind, target.written, "" if " " in target.note else target.note].append(one)
    return tuple(_with_places(*several) for several in first.values())


def _repeats(relations: Sequence[Relation], once: Sequence[Relation]) -> Iterator[Reference]:
    """The names of relations that stand once more."""
    kept = {span for one in once for span in (one.target.span, *one.target.again)}
    yield from (one.target for one in relations if one.target.span not in kept)


def _described(source: Source, front: FrontMatter) -> Iterator[Reference]:
    """The ids in a description, whose examples often call the agent itself; they are no mentions,
    since a description says of each of its neighbours when not to use it."""
    value = front.tree.scalar("description") if front.tree and front.tree.source is source else None
    if value:
        span = value.span
        found = read_mentions(source, span.line, set(), span.end_line)
        yield from (*found.first, *found.again)


def _with_places(first: Relation, *others: Relation) -> Relation:
    """A relation that knows where else it stands, if anybody asks: where it is to nobody."""
    expecting = next((one.target for one in (first, *others) if one.target.expects), None)
    if not others or expecting is None or first.target.typed:
        return first
    spans = tuple(one.target.span for one in others)
    target = replace(first.target, expects=expecting.expects, again=spans)
    return replace(first, target=target)
