"""Roles and what they hold, disown and relate to, as their files say it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from rolebook.languages.openings import Negation
from rolebook.model.references import Reference
from rolebook.text.source import Span

RELATION_KINDS: Final = (
    "reports_to",
    "escalates_to",
    "delegates_to",
    "hands_off_to",
    "receives_from",
    "consults",
    "collaborates_with",
)
"""Every typed edge between roles that a field or labelled line can state (design.md §1)."""

USES: Final = "uses"
"""The edge from a role or skill to a skill that it uses."""

SKILLS: Final = "skills"
"""The namespace of skills, beside the domains of roles: `skills/deep-look`."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of whole lines of a source, to be rendered as Markdown."""

    path: str
    first_line: int
    """From 1."""

    text: str

    def __bool__(self) -> bool:
        return bool(self.text.strip())


NO_PASSAGE: Final = Passage("", 0, "")


@dataclass(frozen=True, slots=True)
class Section:
    """A second-level heading of a role file and what stands under it."""

    title: str
    body: Passage
    span: Span
    """The heading's text."""


@dataclass(frozen=True, slots=True)
class Responsibility:
    """One thing to answer for: a mandate item, or what a boundary disowns."""

    statement: str
    """As plain text, without marks and without "Does NOT"."""

    key: str
    """The slug of the statement, or the `{#key}` that the author gave."""

    span: Span
    """The statement's words."""

    detail: str = ""
    """Markdown source of what follows the dash."""

    body: Passage | None = None
    """What stands below its first paragraph: nested lists, further paragraphs, tables, fences."""

    also: tuple[str, ...] = ()
    """What readers call it otherwise, as `{also: NDA, redline}` says."""

    key_span: Span | None = None
    """Where the key stands that the author gave; where he gave none, the empty place for one. None
    where the text has no such place."""


@dataclass(frozen=True, slots=True)
class Aside:
    """What a mandate says besides its items: an introduction, a sub-heading, a table."""

    after: int
    """How many items stand before it."""

    passage: Passage


@dataclass(frozen=True, slots=True)
class Review:
    """`{reviewed: 3fa9c1d2}`: the author of a boundary has read what its owners hold of it, and it
    still holds."""

    wording: str
    """The short name of what was read, in lower case."""

    span: Span
    """What stands behind the colon."""


@dataclass(frozen=True, slots=True)
class Boundary:
    """One responsibility that a role disowns, and who holds it instead."""

    responsibility: Responsibility
    owners: tuple[Reference, ...]
    """Roles or domains, in the order written; empty where the author named nobody."""

    prose: Passage
    """The whole bullet, row or paragraph, as written."""

    span: Span
    """From the bullet's first mark to its last word."""

    negation: Negation = Negation.DISOWNS
    """How it says that the role does not do it."""

    heading: str = ""
    """What negates and what is disowned, as plain text: `Does NOT set quota`; empty where the text
    cannot be shown in two parts."""

    rest: Passage = NO_PASSAGE
    """Markdown: what follows the heading, or the whole text."""

    clause: str = ""
    """What it says of who takes the work, up to where the sentence ends, without marks and without
    the names that are marked; whether an unmarked word is one, only the library knows."""

    named: tuple[Reference, ...] = ()
    """Who is named in it and is no owner: "even if x asks"."""

    context: tuple[str, ...] = ()
    """The sub-heading and outer items that it stands under, as plain text, the outermost first."""

    reviews: tuple[Review, ...] = ()
    """What its author has reviewed; in a bullet that draws several boundaries, of all of them."""


@dataclass(frozen=True, slots=True)
class Relation:
    """A typed edge that a front matter key or a labelled line states."""

    kind: str
    """One of `RELATION_KINDS`."""

    target: Reference


@dataclass(frozen=True, slots=True)
class DoctrineReference:
    """A principle that a role cites: `LIBRARY.md`, `README.md`, or a page of `docs/`."""

    written: str
    span: Span


@dataclass(frozen=True, slots=True)
class SourceLink:
    """A link or image in a role's text that leads to a file beside it, or within the role."""

    written: str
    """As written, without the fragment: `../legal/legal-counsel.md`; empty for the role itself."""

    span: Span
    fragment: str
    """What follows the `#`; empty without one."""

    fragment_span: Span
    """From the `#` on; the words of the link where it is defined elsewhere."""


@dataclass(frozen=True, slots=True)
class AgentFacts:
    """What an agent definition has and a fleet role has not (design.md §2.2)."""

    description: str
    """The summary: all of the description before it says when to use the agent."""

    body: Passage
    """The prompt: the whole text below the front matter, its title left out where it has one."""

    when_to_use: str = ""
    examples: str = ""
    """The `<example>` blocks or `Examples:` of the description, as written."""

    capabilities: tuple[str, ...] = ()
    others: tuple[tuple[str, str], ...] = ()
    """Every other key of the front matter with its value as text, in the author's order."""


@dataclass(frozen=True, slots=True)
class Role:
    """A persona with an id, a domain, a mandate and boundaries."""

    id: str
    domain: str
    title: str
    path: str
    """The file it came from, relative to the project."""

    home: str
    """The file's path within the roles folder."""

    span: Span
    """Where the id stands, or the title where the id comes from the file's name."""

    aliases: tuple[str, ...] = ()
    """Other names that lead here, those that the author gave first."""

    alias_spans: tuple[tuple[str, Span], ...] = ()
    """Those that front matter lists, each as written and where; of agents none."""

    persistent: bool | None = None
    """`True` as `persistent_persona: true` says; none where the file is silent."""

    introduction: Passage | None = None
    mandate: tuple[Responsibility, ...] = ()
    mandate_asides: tuple[Aside, ...] = ()
    """What stands between the items of the mandate, in the author's order."""

    boundaries: tuple[Boundary, ...] = ()
    guardrails: tuple[Passage, ...] = ()
    """What the boundaries section says besides: negations without an owner, and plain prose."""

    unread: tuple[Passage, ...] = ()
    """Items of the boundaries section that say neither what is not done nor who does it."""

    references: tuple[Reference, ...] = ()
    """Every `[[id]]` of its text that is no owner; none of an agent."""

    unclosed: tuple[Reference, ...] = ()
    """What follows each `[[` of its text that nothing closes; the place is that of both."""

    dialect: bool = True
    """Whether it was written for Rolebook, and not as an agent or a charter."""

    persona: Passage | None = None
    sections: tuple[Section, ...] = ()
    """Every other second-level section, in the author's order."""

    doctrine: tuple[DoctrineReference, ...] = ()
    doctrine_text: Passage | None = None
    """The quote that cites it, as written."""

    relations: tuple[Relation, ...] = ()
    skills: tuple[Reference, ...] = ()
    """The skills that an agent uses, in its front matter and its prose."""

    mentions: tuple[Reference, ...] = ()
    """Ids in prose that may or may not be roles; never an error."""

    repeats: tuple[Reference, ...] = ()
    """Ids that stand once more where that says nothing new; who renames one has to know."""

    id_spans: tuple[Span, ...] = ()
    """Where the text says the id; empty where the file's name alone does."""

    domain_spans: tuple[Span, ...] = ()
    """Where the text says the domain; empty where the folder does."""

    links: tuple[SourceLink, ...] = ()
    """Relative links of the text, in the order written."""

    tools: tuple[str, ...] | None = None
    """None where the file does not say."""

    model: str = ""
    tags: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    """What readers call its work otherwise: they are found by it, and no name of the role."""

    agent: AgentFacts | None = None
    """What an agent definition says besides; none for a fleet role."""

    facts: tuple[tuple[str, str], ...] = ()
    """The keys of a fleet role's front matter that mean nothing here, with their values as text:
    shown, as everything that its author wrote."""

    lang: str = ""
    """The language of its text, as HTML writes it; empty where the file does not say."""

    is_skill: bool = False
    """Whether it is a capability that agents use (`SKILL.md`), and nobody's persona."""

    plugin: str = ""
    """Of a skill, the folder that says whose it is, where one does: its domain is `skills`."""

    @property
    def name(self) -> str:
        """The identity: `domain/id`."""
        return f"{self.domain}/{self.id}"


@dataclass(frozen=True, slots=True)
class Domain:
    """The group that roles belong to; the namespace of their ids."""

    id: str
    title: str

    @property
    def name(self) -> str:
        """The identity: `domain/`."""
        return f"{self.id}/"
