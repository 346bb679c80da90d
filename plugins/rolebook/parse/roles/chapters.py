"""The blocks of a role file in; its chapters, each with the section that it is, out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from rolebook.formats.markdown.blocks import Block
from rolebook.formats.markdown.marks import plain
from rolebook.languages.headings import SectionKind, SectionName, section_name
from rolebook.text.source import Span

DISOWNING: Final = (SectionKind.BOUNDARIES, SectionKind.LIMITS, SectionKind.REFUSALS)
"""The sections whose items say what a role leaves to others."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """A heading and the blocks under it; the first has none."""

    heading: Block | None
    """A heading, or a paragraph of nothing but the bold name of a section."""

    blocks: tuple[Block, ...]
    section: SectionName | None = None
    """What the heading names; none of an introduction and of a section of another name."""

    @property
    def kind(self) -> SectionKind | None:
        """What the chapter is for."""
        return self.section.kind if self.section else None

    @property
    def title(self) -> str:
        """The words of the heading, without marks."""
        return heading_text(self.heading)

    @property
    def span(self) -> Span | None:
        """The heading's text."""
        if self.heading is None or not self.heading.inlines or not self.heading.inlines[0].text:
            return None
        inline = self.heading.inlines[0]
        return inline.span(0, len(inline.text))


def read_chapters(blocks: Sequence[Block], title: Block | None) -> list[Chapter]:
    """The chapters of a text: one for each heading of the first two levels, and one for each
    deeper heading or bold line that names a section."""
    chapters: list[tuple[Block | None, SectionName | None, list[Block]]] = [(None, None, [])]
    level = 2
    for block in blocks:
        if block is title:
            continue
        begins, section = _begins(block, level, chapters[-1][1])
        if begins:
            chapters.append((block, section, []))
            level = max(block.level, 2) if block.kind == "heading" else level
        else:
            chapters[-1][2].append(block)
    return [Chapter(heading, tuple(content), section) for heading, section, content in chapters]


def _begins(
    block: Block, level: int, current: SectionName | None
) -> tuple[bool, SectionName | None]:
    """Whether a block begins a chapter, and which section that is."""
    # under a heading without words goes on what stands above it
    if block.kind == "heading" and heading_text(block):
        section = section_name(heading_text(block))
        if block.level <= level:
            return True, section
        # "In scope" below "Boundaries" is a section of its own, "Out of scope" a part of it
        own = section is not None and not (current and _within(section.kind, current.kind))
        return own, section if own else None
    if block.kind == "paragraph" and _is_bold_line(block):
        section = section_name(heading_text(block))
        return section is not None, section
    return False, None


def _within(kind: SectionKind, around: SectionKind) -> bool:
    return kind is around or (kind in DISOWNING and around in DISOWNING)


def _is_bold_line(block: Block) -> bool:
    """Whether a paragraph is one bold phrase, as people write a heading without `##`."""
    if len(block.inlines) != 1 or block.first_line != block.last_line:
        return False
    inline = block.inlines[0]
    text = inline.text.rstrip(" :")
    return (
        text[:2] in ("**", "__")
        and len(inline.marked) == 1
        and inline.marked[0].kind == "strong"
        and inline.marked[0].outer_start == 0
        and inline.marked[0].outer_end >= len(text)
    )


def heading_text(block: Block | None) -> str:
    """The words of a heading, without marks; empty without one."""
    return plain(block.inlines[0].text) if block and block.inlines else ""
