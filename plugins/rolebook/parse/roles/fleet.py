"""A fleet role file in, a role out (design.md §2.1). Problems are returned, never raised."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Sequence
from typing import Final

from rolebook.diagnostics import Diagnostic, Related
from rolebook.diagnostics.catalogue import rule
from rolebook.formats.markdown.blocks import Block
from rolebook.formats.markdown.front_matter import FrontMatter
from rolebook.formats.markdown.inlines import Inline
from rolebook.formats.markdown.links import read_links
from rolebook.formats.markdown.marks import Marked
from rolebook.formats.markdown.read import read_blocks
from rolebook.languages.grammar import Grammar, grammar_of
from rolebook.languages.grammar_files import FIRST
from rolebook.languages.headings import SectionKind
from rolebook.model import DoctrineReference, Passage, Role, Section
from rolebook.parse.fields.language import written_language
from rolebook.parse.fields.problems import WRONG_TYPE
from rolebook.parse.roles.chapters import DISOWNING, Chapter, heading_text, read_chapters
from rolebook.parse.roles.fields import RoleFields, read_role_fields
from rolebook.parse.roles.form import (
    empty_boundaries,
    form_problems,
    other_section_names,
    plain_mandate_items,
)
from rolebook.parse.roles.ids import rewritten_id
from rolebook.parse.roles.items import passage
from rolebook.parse.roles.mandate import read_mandate
from rolebook.parse.roles.mentions import read_linked, read_mentions, read_unclosed
from rolebook.parse.roles.other_names import other_names
from rolebook.parse.roles.sections import Disowned, read_section
from rolebook.text.identity import identify
from rolebook.text.source import Source, Span

DEFAULT_DOMAIN: Final = "engineering"
"""Of a role that names none and lies in no folder below the roles folder."""

TITLE_SUFFIX: Final = re.compile(r"(?<!\s)\s++[—–-]++\s++fleet\s++role\s++definition\s*+$", re.I)
_MARKER: Final = re.compile(r"^(class|domain|persistent_persona)\s*:\s*(\S+)$")
_PRESENCE: Final = {"true": True, "yes": True, "false": False, "no": False}
_KEBAB: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)+")
_CITATION: Final = re.compile(r"(?<![\w./-])[\w./-]+\.(?:md|markdown)\b")


def read_role(
    source: Source, front: FrontMatter, language: str = "en"
) -> tuple[Role, list[Diagnostic]]:
    """The role of a file; what the front matter says overrides what the text says."""
    blocks = read_blocks(source, front.body_line)
    fields, problems = read_role_fields(front.tree, source) if front.tree else (RoleFields(), [])
    title_block = next((b for b in blocks if b.kind == "heading" and b.level == 1), None)
    chapters = read_chapters(blocks, title_block)
    introduction = chapters[0].blocks
    marked = [(i, one) for b in introduction for i in b.inlines for one in i.marked]
    markers = _markers(marked)
    stem = _stem(source)
    title = _title(fields, title_block, stem)
    id, span = _identity(source, fields, title_block, marked, markers, stem)
    written = fields.id or markers.get("class", ("",))[0]
    says_id = bool(fields.id or "class" in markers or _bold_kebab(marked))
    quote = _doctrine_quote(blocks)
    grammar = grammar_of(_language(front, chapters, language))
    disowned = _read_boundaries(chapters, source, grammar, quote)
    boundaries = tuple(disowned.boundaries)
    mandate, asides = read_mandate(
        [
            block
            for one in chapters
            if one.kind is SectionKind.MANDATE
            for block in one.blocks
            if block is not quote
        ],
        source,
    )
    taken = {(owner.span.line, owner.span.column) for one in boundaries for owner in one.owners} | {
        (span.line, span.column)
    }
    named = {(one.span.line, one.span.column) for b in boundaries for one in b.named}
    mentions = read_mentions(source, front.body_line, taken)
    role = Role(
        id=id,
        domain=_domain(source, fields, markers),
        title=title,
        path=source.path,
        home=source.home,
        span=span,
        aliases=other_names((*fields.aliases, written, stem), id, title),
        alias_spans=fields.alias_spans,
        persistent=_persistent(fields, markers),
        introduction=_passage(source, introduction, quote),
        mandate=mandate,
        mandate_asides=asides,
        boundaries=boundaries,
        guardrails=tuple(disowned.guardrails),
        unread=tuple(disowned.unread),
        persona=_chapter_passage(chapters, SectionKind.PERSONA, source, quote),
        sections=_sections(chapters, source, quote),
        doctrine=_doctrine(blocks),
        doctrine_text=passage(quote, source) if quote else None,
        relations=fields.relations,
        references=tuple(read_linked(blocks, taken | named)),
        unclosed=tuple(read_unclosed(blocks)),
        mentions=mentions.first,
        repeats=mentions.again,
        id_spans=_said(front, ("id", "class"), markers, (span,) if says_id else ()),
        domain_spans=_said(front, ("domain",), markers),
        links=tuple(read_links(blocks)),
        tools=fields.tools,
        model=fields.model,
        tags=fields.tags,
        also=fields.also,
        facts=fields.others,
    )
    has_title = bool(fields.title or heading_text(title_block))
    odd = rewritten_id(written, role.id, role.span, role.name) if written else ()
    form = form_problems(role, source, chapters, says_id=says_id, has_title=has_title)
    return role, [
        *problems,
        *_second_roles(blocks, title_block),
        *_odd_presence(markers),
        *odd,
        *form,
        *other_section_names(role, chapters),
        *plain_mandate_items(role, source),
        *empty_boundaries(role, disowned.empty),
    ]


_MOST_NAMED: Final = 8

TWO_ROLES_IN_ONE_FILE = rule("RB093")
"""A file is one role. What stands below a second title would be held and disowned by the first."""


def _second_roles(blocks: Sequence[Block], title: Block | None) -> Iterator[Diagnostic]:
    spans = [
        (heading_text(block), block.inlines[0].span(0, len(block.inlines[0].text)))
        for block in blocks
        if block.kind == "heading"
        and block is not title
        and block.inlines
        and TITLE_SUFFIX.search(block.inlines[0].text)
    ]
    if spans:
        (written, first), *others = spans
        yield Diagnostic(
            TWO_ROLES_IN_ONE_FILE,
            f"a second role begins here: `{TITLE_SUFFIX.sub('', written)}`",
            first,
            "move each into a file of its own" if others else "move it into a file of its own",
            tuple(Related("another one", span) for _, span in others[:_MOST_NAMED]),
        )


def _odd_presence(markers: dict[str, tuple[str, Span]]) -> Iterator[Diagnostic]:
    written, span = markers.get("persistent_persona", ("true", None))
    if span and written.lower() not in _PRESENCE:
        yield Diagnostic(
            WRONG_TYPE,
            f"`persistent_persona: {written}` is neither `true` nor `false`",
            span,
            "write `true` for a role that is always there, `false` for one that comes on demand",
        )


def _bold_kebab(marked: list[tuple[Inline, Marked]]) -> tuple[Inline, Marked] | None:
    """The first bold id of an introduction."""
    return next(
        ((i, one) for i, one in marked if one.kind == "strong" and _KEBAB.fullmatch(one.text)), None
    )


def _stem(source: Source) -> str:
    return posixpath.splitext(posixpath.basename(source.path))[0]


def _markers(marked: list[tuple[Inline, Marked]]) -> dict[str, tuple[str, Span]]:
    """The `` `class: x` ``, `` `domain: x` `` and persistence markers of an introduction."""
    found: dict[str, tuple[str, Span]] = {}
    for inline, one in marked:
        match = _MARKER.match(" ".join(one.text.split())) if one.kind == "code" else None
        if match and match[1] not in found:
            start = one.end - len(match[2])
            found[match[1]] = (match[2], inline.span(start, one.end))
    return found


def _said(
    front: FrontMatter,
    keys: tuple[str, ...],
    markers: dict[str, tuple[str, Span]],
    also: tuple[Span, ...] = (),
) -> tuple[Span, ...]:
    """Where the front matter and the markers of an introduction say something."""
    values = (front.tree.scalar(key) for key in keys) if front.tree else ()
    spans = (*(one.span for one in values if one), *(markers[k][1] for k in keys if k in markers))
    return tuple(dict.fromkeys((*also, *spans)))


def _title(fields: RoleFields, block: Block | None, stem: str) -> str:
    written = TITLE_SUFFIX.sub("", heading_text(block))
    return fields.title or written or stem.replace("-", " ").replace("_", " ").title()


def _identity(
    source: Source,
    fields: RoleFields,
    title: Block | None,
    marked: list[tuple[Inline, Marked]],
    markers: dict[str, tuple[str, Span]],
    stem: str,
) -> tuple[str, Span]:
    """The id, and where it stands: front matter, class marker, first bold kebab token, stem."""
    if fields.id and fields.id_span:
        return identify(fields.id, stem), fields.id_span
    if "class" in markers:
        written, span = markers["class"]
        return identify(written, stem), span
    if found := _bold_kebab(marked):
        inline, one = found
        return identify(one.text, stem), inline.span(one.start, one.end)
    place = (
        title.inlines[0].span(0, len(title.inlines[0].text)) if title and title.inlines else None
    )
    return identify(stem, TITLE_SUFFIX.sub("", heading_text(title))), place or source.line_span(1)


def _domain(source: Source, fields: RoleFields, markers: dict[str, tuple[str, Span]]) -> str:
    folder = source.home.partition("/")[0] if "/" in source.home else ""
    written = fields.domain or markers.get("domain", ("",))[0] or folder
    return identify(written, "") if written.strip() else DEFAULT_DOMAIN


def _persistent(fields: RoleFields, markers: dict[str, tuple[str, Span]]) -> bool | None:
    if fields.persistent is not None:
        return fields.persistent
    if "persistent_persona" not in markers:
        return None
    return _PRESENCE.get(markers["persistent_persona"][0].lower())


def _language(front: FrontMatter, chapters: Sequence[Chapter], others: str) -> str:
    """What a role is written in: as it says, as its headings are, as all sources are."""
    written, _ = written_language(front.tree)
    if written:
        return written
    spoken = {one.section.language for one in chapters if one.section}
    return spoken.pop() if len(spoken) == 1 and FIRST not in spoken else others


def _read_boundaries(
    chapters: list[Chapter], source: Source, grammar: Grammar, quote: Block | None
) -> Disowned:
    """The boundaries of a role, and what else its boundaries sections say."""
    found = Disowned()
    for chapter in chapters:
        if chapter.kind in DISOWNING:
            blocks = [one for one in chapter.blocks if one is not quote]
            read_section(blocks, source, grammar, chapter.kind, found)
    return found


def _is_doctrine(block: Block) -> bool:
    return bool(block.inlines) and block.inlines[0].text.lower().startswith(
        ("doctrine:", "**doctrine")
    )


def _doctrine_quote(blocks: Sequence[Block]) -> Block | None:
    return next((b for b in blocks if b.kind == "blockquote" and _is_doctrine(b)), None)


def _doctrine(blocks: Sequence[Block]) -> tuple[DoctrineReference, ...]:
    return tuple(
        DoctrineReference(match[0], inline.span(match.start(), match.end()))
        for block in blocks
        if block.kind == "blockquote" and _is_doctrine(block)
        for inline in block.inlines
        for match in _CITATION.finditer(inline.text)
    )


def _passage(source: Source, blocks: Sequence[Block], quote: Block | None) -> Passage | None:
    kept = [block for block in blocks if block is not quote]
    if not kept:
        return None
    lines = source.lines[kept[0].first_line - 1 : kept[-1].last_line]
    return Passage(source.path, kept[0].first_line, "\n".join(lines))


def _chapter_passage(
    chapters: list[Chapter], kind: SectionKind, source: Source, quote: Block | None
) -> Passage | None:
    blocks = [block for chapter in chapters if chapter.kind is kind for block in chapter.blocks]
    return _passage(source, blocks, quote)


def _sections(chapters: list[Chapter], source: Source, quote: Block | None) -> tuple[Section, ...]:
    sections = []
    for chapter in chapters:
        heading = chapter.heading
        if heading is None or chapter.section or not heading.inlines:
            continue
        inline = heading.inlines[0]
        body = _passage(source, chapter.blocks, quote)
        empty = Passage(source.path, heading.last_line, "")
        span = inline.span(0, len(inline.text)) if inline.text else source.line_span(1)
        sections.append(Section(heading_text(heading), body or empty, span))
    return tuple(sections)
