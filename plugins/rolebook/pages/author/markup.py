"""The Markdown of a source in; sanitised HTML with placeholder links, and its headings, out."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any, Final

from markdown_it.common.utils import escapeHtml
from markdown_it.token import Token

from rolebook.diagnostics import Diagnostic
from rolebook.formats.markdown.tokens import TooTangled
from rolebook.graph.library_graph import LibraryGraph
from rolebook.languages import ENGLISH, Language, language_of
from rolebook.model import Passage
from rolebook.pages.author.definitions import AllDefinitions
from rolebook.pages.author.destinations import Destinations
from rolebook.pages.author.dialect import Dialect
from rolebook.pages.author.headings import PassageIds, nested
from rolebook.pages.author.linking import Linker, Place, plain_text
from rolebook.pages.author.rendering import alert_title, code_block
from rolebook.pages.author.sanitise import clean
from rolebook.pages.author.tags import AuthorTags, shallowest
from rolebook.pages.page import Heading, SiteFile

_MARKS: Final = re.compile(r"[\\`*_\[\]<>&!~{]|  \n")
"""What Markdown may see a mark in; a phrase without it needs no parser."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """A passage as HTML."""

    html: str
    """Safe to publish as it is; links are the placeholders of `rolebook.pages.links.place`."""

    headings: tuple[Heading, ...] = ()


class Markup:
    """Renders the sources of one library.

    `read` gives the bytes of a file by its path from the project, none for one that is not below
    the configured folders or is too large. `docs` are the hand-written pages that the site has, by
    their path within the docs folder; all that the library knows where it is not given. What we
    say within an author's text is said in the author's language: `language`, where the source does
    not say its own. Pictures of `image_hosts` are
    shown, those of others linked.
    """

    def __init__(
        self,
        graph: LibraryGraph,
        read: Callable[[str], bytes | None],
        docs: Collection[str] | None = None,
        language: Language = ENGLISH,
        image_hosts: Collection[str] = (),
    ) -> None:
        sources = graph.library.sources
        self._md = Dialect()
        self._destinations = Destinations(graph, read, docs, image_hosts)
        self._linker = Linker(graph, self._destinations)
        self._definitions = AllDefinitions(
            lambda path: sources[path].text if path in sources else "", self._md
        )
        self._language = language
        self._languages = graph.library.languages
        self._phrases: dict[tuple[str, Place], str] = {}
        self.problems: Final[list[Diagnostic]] = []
        """Defects of Rolebook itself that pages were published around."""

    @property
    def files(self) -> tuple[SiteFile, ...]:
        """The pictures and files that what was rendered so far refers to, sorted by address."""
        return tuple(file for _, file in sorted(self._destinations.files.items()))

    def blocks(
        self, passage: Passage, *, domain: str = "", itself: str = "", below: int = 2
    ) -> Rendered:
        """A passage as blocks of HTML.

        Ids without a domain mean those of `domain`; those of `itself` are no links. The passage's
        highest heading is put right below the level `below`. The ids of its headings are unique
        among the passages of one source.
        """
        place = Place(passage.path, domain, itself)
        try:
            return self._blocks(passage, place, below)
        except TooTangled:  # nested too deep, or crafted to take long: shown as it is written
            return Rendered(clean(code_block(escapeHtml(passage.text))))

    def inline(self, markdown: str, path: str, *, domain: str = "", itself: str = "") -> str:
        """One phrase of the source at `path` as HTML without a paragraph around it."""
        key = (markdown, Place(path, domain, itself))
        if key not in self._phrases:
            try:
                self._phrases[key] = self._inline(*key)
            except TooTangled:
                self._phrases[key] = clean(escapeHtml(markdown))
        return self._phrases[key]

    def _blocks(self, passage: Passage, place: Place, below: int) -> Rendered:
        text = self._definitions.of(passage.path).completed(passage.text)
        env = self._environment(passage.path, passage.first_line)
        env["id_link"] = lambda id: self._linker.address(id, place)
        tokens = self._md.blocks(text, env)
        ids = PassageIds(lambda: self._destinations.outline(passage.path))
        shift = below + 1 - shallowest(tokens)
        if "<" in text:
            tokens = self._author_tags(passage.path, ids, shift).rebuild(tokens)
        headings: list[tuple[int, Heading]] = []
        for index, token in enumerate(tokens):
            if token.type == "alert_title_open":
                tokens[index + 1].children = [alert_title(tokens[index + 1], env["language"])]
            elif token.type == "heading_open":
                headings.append(_heading(tokens[index : index + 3], passage, ids, shift))
            elif token.type == "inline" and token.children:
                in_heading = tokens[index - 1].type == "heading_open"
                token.children = self._linker.line(token.children, place, ids=not in_heading)
        html = self._md.renderer.render(tokens, self._md.options, env)
        return Rendered(clean(html), nested(headings))

    def _inline(self, markdown: str, place: Place) -> str:
        text = markdown.strip()
        env = self._environment(place.path, 1)
        if _MARKS.search(text):
            children = self._md.phrase(text, env)[0].children or []
            children = self._author_tags(place.path, None, 0).rebuild_line(children)
            children = self._linker.line(children, place)
        else:
            children = self._linker.text(Token("text", "", 0, content=text), "", place)
        return clean(self._md.renderer.render(children, self._md.options, env))

    def _speech(self, path: str) -> Language:
        """In which language we speak within the text of a source: in its author's."""
        own = self._languages.get(path)
        return language_of(own) if own else self._language

    def _author_tags(self, path: str, ids: PassageIds | None, shift: int) -> AuthorTags:
        return AuthorTags(lambda href: self._destinations.resolve(path, href), ids, shift)

    def _environment(self, path: str, first_line: int) -> dict[str, Any]:
        references = self._definitions.of(path).references
        env: dict[str, Any] = {"first_line": first_line, "language": self._speech(path)}
        return env | {"references": dict(references)} if references else env


def _heading(
    tokens: list[Token], passage: Passage, ids: PassageIds, shift: int
) -> tuple[int, Heading]:
    """Give the three tokens of a heading their level and id."""
    opening, inline, closing = tokens
    level = min(6, int(opening.tag[1]) + shift)
    line = passage.first_line + (opening.map[0] if opening.map else 0)
    id = ids.heading(line, inline.content)
    opening.attrs["id"] = id
    opening.tag = closing.tag = f"h{level}"
    return level, Heading(id, " ".join(plain_text(inline.children or []).split()))
