"""Everything that was read, in one frozen value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from rolebook.model.atlases import Atlas
from rolebook.model.layout import NO_LAYOUT, Layout
from rolebook.model.profiles import Profile
from rolebook.model.references import Reference
from rolebook.model.roles import Domain, Passage, Role, SourceLink
from rolebook.text.limits import DEFAULTS, Limits
from rolebook.text.source import Source, Span


@dataclass(frozen=True, slots=True)
class Introduction:
    """`LIBRARY.md` or `README.md`: prose that introduces the library or a domain."""

    domain: str
    """Empty for the library itself."""

    path: str
    home: str
    title: str
    body: Passage
    links: tuple[SourceLink, ...] = ()
    lang: str = ""
    """The language of its text, as HTML writes it; empty where the file does not say."""

    @property
    def name(self) -> str:
        """Of what it introduces: a domain as `sales/`; empty for the library itself."""
        return self.domain and f"{self.domain}/"


@dataclass(frozen=True, slots=True)
class DocReference:
    """A `[[target]]` or `[[target|text]]` on a hand-written page."""

    target: Reference
    text: str
    start: int
    """Offset of `[[` in the page's text."""

    end: int


@dataclass(frozen=True, slots=True)
class DocPage:
    """A hand-written page of `docs/`, and the references in it."""

    path: str
    home: str
    """The path within the docs folder: `doctrine/boundaries.md`."""

    title: str
    references: tuple[DocReference, ...]
    span: Span
    links: tuple[SourceLink, ...] = ()
    """Relative links, in the order written."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A file that was found and is no source, and why."""

    path: str
    reason: str
    help: str = ""
    """What makes a source of it, where something does."""

    names: tuple[str, ...] = ()
    """What others would call it, were it a role: the slugs of its file's name and its title."""

    wrong: bool = False
    """Whether it lies where only sources belong, and nothing excuses it."""

    is_page: bool = False
    """Whether it is published as a hand-written page: its folder lies in the docs folder."""


@dataclass(frozen=True, slots=True)
class Library:
    """All that the sources say, before anything is resolved. Everything is sorted by path."""

    roles: tuple[Role, ...] = ()
    atlases: tuple[Atlas, ...] = ()
    domains: tuple[Domain, ...] = ()
    introductions: tuple[Introduction, ...] = ()
    docs: tuple[DocPage, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    external: tuple[str, ...] = ()
    """Actors outside the library: drawn, and never dangling (design.md §3)."""

    configured: bool = True
    """Whether there is a `mkdocs.yml` that lists them; not for a folder read on defaults."""

    unread: frozenset[str] = frozenset()
    """What the roles would be called whose files cannot be read: that is what is wrong with them,
    and not that others name them."""

    named_left_out: dict[str, LeftOut] = field(default_factory=dict)
    """The files that are no roles, by what they would be called: who names one meant it."""

    sources: dict[str, Source] = field(default_factory=dict)
    """Every text that was read, by path, for excerpts."""

    files: frozenset[str] = frozenset()
    """The paths of all files below the configured folders: what a link may lead to."""

    astray: Mapping[str, str] = field(default_factory=dict)
    """Those of them that are symbolic links to what is not published, with what is wrong."""

    plain_toc: bool = True
    """Whether the headings of the docs have the ids that Python-Markdown gives them by itself."""

    limits: Limits = DEFAULTS
    """How large a diagram may be."""

    profiles: tuple[Profile, ...] = ()

    layout: Layout = NO_LAYOUT
    """Where on the site its pages stand."""

    @property
    def source_paths(self) -> frozenset[str]:
        """The files that are sources, and so no pages of their own wherever they lie."""
        every: tuple[Role | Atlas | Profile | Introduction, ...]
        every = (*self.roles, *self.atlases, *self.profiles, *self.introductions)
        return frozenset(one.path for one in every)

    @property
    def languages(self) -> dict[str, str]:
        """The language of each role, atlas and introduction that says its own, by path."""
        every: tuple[Role | Atlas | Introduction | Profile, ...]
        every = (*self.roles, *self.atlases, *self.introductions, *self.profiles)
        return {one.path: one.lang for one in every if one.lang}

    @property
    def skills(self) -> tuple[Role, ...]:
        """Those of the roles that are skills: they have a namespace of their own."""
        return tuple(role for role in self.roles if role.is_skill)

    @property
    def boundary_count(self) -> int:
        """How many boundaries the roles draw."""
        return sum(len(role.boundaries) for role in self.roles)

    @property
    def competency_count(self) -> int:
        """How many competencies the atlases chart."""
        return sum(len(atlas.competencies) for atlas in self.atlases)
