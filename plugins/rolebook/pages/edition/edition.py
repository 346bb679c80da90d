"""A linked library in; what several of its pages show of it, made once, out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from markupsafe import Markup as Safe
from markupsafe import escape

from rolebook.diagnostics import Diagnostic, Severity
from rolebook.diagrams.diagram import ACCENTS
from rolebook.graph.addresses import COMPARE, GLOSSARY, not_made
from rolebook.graph.borders import Crossing, crossings_by_domain
from rolebook.graph.claims import Claims, claims_of
from rolebook.graph.deferrals import Deferral
from rolebook.graph.library_graph import LibraryGraph
from rolebook.graph.relations import Link
from rolebook.graph.resolve import Target
from rolebook.graph.rosters import profiles_by_role
from rolebook.graph.seams import Seams
from rolebook.languages import Language
from rolebook.model import Atlas, Passage, Profile, Role
from rolebook.pages.author.markup import Markup
from rolebook.pages.edition.evidence import evidence_index
from rolebook.pages.edition.explored import Explored, explored
from rolebook.pages.edition.responsibilities import ResponsibilityRow, responsibility_rows
from rolebook.pages.links.addresses import domain_address, href, seams_address
from rolebook.pages.links.anchors import boundary_anchors
from rolebook.pages.links.names import Name, Names
from rolebook.pages.links.outline import plain_text
from rolebook.pages.links.sentences import boundary_text, first_sentence, label, shortened

MANY_SEAMS = 40
"""With more neighbours than these a role is a hub: its seams stand on its neighbours' pages."""

_CONTEXT = 120
"""Characters of a sub-heading or outer item that a quotation shows."""


MOST_OWNERS = 6
"""Owners of one boundary that a page other than its giver's names; of more, none has its seam."""

LONGEST_QUOTE = 2_000
"""Characters that such a page quotes of it."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A boundary in its author's words."""

    opening: str
    """`Does NOT set quota`; empty where the rest says all of it."""

    rest: Safe


@dataclass(frozen=True, slots=True)
class Disowned:
    """A boundary as the page of either side shows it."""

    anchor: str
    statement: str
    giver: Name
    """Linked to the boundary's place on the giver's page."""

    owners: tuple[Name, ...]
    sentence: Sentence
    context: tuple[str, ...] = ()
    """As in `Boundary`: what it stands under in its author's text; where it is quoted, in short."""

    more_owners: int = 0
    """How many owners stand on the giver's page only."""

    lang: str = ""
    """The language of the statement and the sentence, where it is not the interface's."""


@dataclass(frozen=True, slots=True)
class Summary:
    """What a role is, in one sentence."""

    html: Safe
    text: str
    lang: str = ""
    """The language of both, where it is not the interface's."""


def agents_alone(graph: LibraryGraph) -> bool:
    """Whether a library is a collection of agents and skills without mandates and boundaries."""
    agents = all(role.agent and not role.mandate for role in graph.roles.values())
    return bool(graph.roles) and agents and not (graph.deferrals or graph.atlases)


class Edition:
    """What all pages of one library share; nothing is rendered twice."""

    def __init__(
        self,
        graph: LibraryGraph,
        diagnostics: Sequence[Diagnostic],
        markup: Markup,
        site_name: str,
        language: Language,
        known: Sequence[Diagnostic] = (),
    ) -> None:
        self.graph = graph
        self.markup = markup
        self.site_name = site_name
        self.language = language
        self.known = tuple(known)
        """Those of the diagnostics that a baseline holds."""
        self.names = Names(graph, language)
        self.not_made = not_made(graph.library)
        self.agents_alone = agents_alone(graph)
        """Whether there are only agents that hold and disown nothing: there are no lanes."""
        self.diagnostics = tuple(
            sorted(
                (one for one in diagnostics if one.level is not Severity.OFF),
                key=lambda one: one.order,
            )
        )
        self._findings: dict[str, list[Diagnostic]] = defaultdict(list)
        for diagnostic in self.diagnostics:
            for subject in dict.fromkeys(diagnostic.subjects):
                self._findings[subject].append(diagnostic)
        self.evidence = evidence_index(graph)
        self.seams = Seams(graph)
        self._crossings = crossings_by_domain(graph)
        self._prerequisites: dict[str, list[Link]] = defaultdict(list)
        for link in graph.prerequisites:
            self._prerequisites[link.source.name].append(link)
        self._disowned: dict[int, Disowned] = {}
        self._summaries: dict[str, Summary] = {}

    @property
    def glossary(self) -> str:
        """The placeholder link to what the words mean: a hand-written page has the same address."""
        return href(GLOSSARY)

    def findings(self, subject: str) -> tuple[Diagnostic, ...]:
        """The diagnostics about a role (`sales/sales-lead`) or an atlas, in the order of places."""
        return tuple(self._findings.get(subject, ()))

    def disowned(self, deferral: Deferral) -> Disowned:
        """What a deferral says, as it is quoted on every page that it concerns."""
        if id(deferral) not in self._disowned:
            self._disown_all_of(deferral.role)
        return self._disowned[id(deferral)]

    def quoted(self, deferral: Deferral) -> Disowned:
        """The same for every page but its giver's own: at most about `LONGEST_QUOTE` of it."""
        whole = self.disowned(deferral)
        opening = self.names.label(whole.sentence.opening)
        # a clause that names twenty owners would link all of them on the pages of all of them
        most = LONGEST_QUOTE if len(whole.owners) <= MOST_OWNERS else LONGEST_QUOTE // 8
        return replace(
            whole,
            statement=self.names.label(whole.statement),
            owners=whole.owners[:MOST_OWNERS],
            more_owners=max(0, len(whole.owners) - MOST_OWNERS),
            sentence=Sentence(opening, self.shortened(whole.sentence.rest, most)),
        )

    def shortened(self, html: Safe, most: int = LONGEST_QUOTE) -> Safe:
        """A phrase as other pages than its author's quote it: a very long one as plain text."""
        if len(html) <= most:
            return html
        return escape(label(plain_text(html), most))

    def summary(self, role: Role) -> Summary:
        """The first sentence of a role's introduction, else what its mandate states."""
        if role.name not in self._summaries:
            self._summaries[role.name] = self._summarise(role)
        return self._summaries[role.name]

    @cached_property
    def profiles(self) -> dict[str, tuple[Profile, ...]]:
        """The profiles on whose roster each role is, by its name."""
        return profiles_by_role(self.graph)

    @cached_property
    def explored(self) -> Explored:
        """What the explorer shows as a picture and as a list."""
        return explored(self.graph, self.names, self.seam)

    @cached_property
    def responsibilities(self) -> tuple[ResponsibilityRow, ...]:
        """Every responsibility once, sorted by its words."""
        return responsibility_rows(self)

    @cached_property
    def sheets(self) -> dict[str, tuple[ResponsibilityRow, ...]]:
        """The same by the domains that each concerns; a domain that none concerns is not there."""
        found: dict[str, list[ResponsibilityRow]] = defaultdict(list)
        for row in self.responsibilities:
            for domain in row.domains:
                found[domain].append(row)
        return {domain: tuple(found[domain]) for domain in sorted(found)}

    @cached_property
    def role_numbers(self) -> dict[str, int]:
        """The place of each role that is no skill among those that can be compared."""
        names = sorted(name for name, role in self.graph.roles.items() if not role.is_skill)
        return {name: number for number, name in enumerate(names)}

    @property
    def compares(self) -> bool:
        """Whether there is a page that compares two roles."""
        return len(self.role_numbers) > 1 and COMPARE not in self.not_made

    @cached_property
    def claims(self) -> Claims:
        """What owners say of what they are given."""
        return claims_of(self.graph)

    def seam(self, role: str, other: Target | None) -> str:
        """The link to where a role meets another, or a domain; empty where they do not touch."""
        if other is None or not self.seams.touch(role, other):
            return ""
        if other.kind == "domain":
            return href(domain_address(other.name.rstrip("/")), role)
        near, far = (role, other.name) if self.tells(role, other.name) else (other.name, role)
        return href(seams_address(near), far)

    def tells(self, role: str, other: str) -> bool:
        """Whether the seam of two roles stands on the first one's page, and not the other's only.

        It stands on both, but for a hub: with all of its seams its page would be a book.
        """
        return not (self.is_hub(role) and not self.is_hub(other))

    def beside(self, role: str, name: Name, other: Target | None) -> Name:
        """The name of what a role defers or relates to, or the other way, with their seam."""
        link = self.seam(role, other)
        return replace(name, seam=link) if link else name

    def charted(self, atlas: Atlas) -> Name:
        """The first role that an atlas charts; a name without text where it says none."""
        first = next(iter(self.all_charted(atlas)), None)
        return first or Name("", "missing", accent=ACCENTS - 1)

    def all_charted(self, atlas: Atlas) -> tuple[Name, ...]:
        """The roles that an atlas charts, in the order written."""
        return tuple(
            self.names.resolved(link.resolution, link.reference)
            for link in self.graph.roles_of(atlas.id)
        )

    def crossings(self, domain: str) -> tuple[Crossing, ...]:
        """What crosses the borders of a domain (`sales`), in both directions."""
        return self._crossings.get(domain, ())

    def prerequisites(self, competency: str) -> tuple[Link, ...]:
        """The prerequisites of a competency (`atlas#competency`), in the order written."""
        return tuple(self._prerequisites.get(competency, ()))

    def blocks(
        self, passage: Passage | None, domain: str, *, itself: str = "", below: int = 2
    ) -> Safe:
        """A passage of a source as safe HTML; empty where there is none."""
        if not passage:
            return Safe()
        rendered = self.markup.blocks(passage, domain=domain, itself=itself, below=below)
        return Safe(rendered.html)

    def inline(self, markdown: str, path: str, domain: str, *, itself: str = "") -> Safe:
        """A phrase of Markdown as safe HTML."""
        if not markdown:
            return Safe()
        return Safe(self.markup.inline(markdown, path, domain=domain, itself=itself))

    def is_hub(self, role: str) -> bool:
        """Whether the seams of a role stand on its neighbours' pages."""
        return len(self.seams.neighbours(role)) > MANY_SEAMS

    def _disown_all_of(self, role: Role) -> None:
        deferrals = self.graph.deferrals_from(role.name)
        for deferral, anchor in zip(deferrals, boundary_anchors(deferrals), strict=True):
            boundary = deferral.boundary
            # The graph holds every deferral once, for as long as it lives.
            self._disowned[id(deferral)] = Disowned(
                anchor,
                boundary.responsibility.statement,
                self.names.role(role, anchor),
                tuple(
                    self.beside(role.name, self.names.owner(owner), owner.resolution.target)
                    if len(deferral.owners) <= MOST_OWNERS
                    else self.names.owner(owner)
                    for owner in deferral.owners
                ),
                self._sentence(deferral),
                tuple(shortened(one, _CONTEXT) for one in boundary.context),
                lang=self.language.foreign(role.lang),
            )

    def _sentence(self, deferral: Deferral) -> Sentence:
        role, boundary = deferral.role, deferral.boundary
        text = boundary_text(boundary)
        if text.blocks:
            passage = Passage(boundary.prose.path, boundary.prose.first_line, text.rest)
            rest = self.blocks(passage, role.domain, itself=role.name, below=4)
        else:
            rest = self.inline(text.rest, role.path, role.domain, itself=role.name)
        return Sentence(text.opening, rest)

    def _summarise(self, role: Role) -> Summary:
        opening = role.introduction.text if role.introduction else ""
        sentence = first_sentence(role.agent.description if role.agent else opening)
        html = self.inline(sentence, role.path, role.domain, itself=role.name)
        text = plain_text(html)
        if not text:
            text = "; ".join(item.statement for item in role.mandate)
        short = shortened(text)
        lang = self.language.foreign(role.lang)
        return Summary(html if html and short == text else escape(short), short, lang)
