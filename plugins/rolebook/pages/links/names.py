"""A thing of the library in; its name as pages show it, linked where it has a page, out."""

from __future__ import annotations

from dataclasses import dataclass, replace

from rolebook.diagrams.diagram import ACCENTS
from rolebook.graph.addresses import atlas_address, domain_address, profile_address, role_address
from rolebook.graph.deferrals import Owner
from rolebook.graph.library_graph import LibraryGraph
from rolebook.graph.proofs import Proof
from rolebook.graph.resolve import Resolution, Target
from rolebook.languages import ENGLISH, Language
from rolebook.model import SKILLS, Atlas, Competency, Domain, Profile, Reference, Role
from rolebook.pages.links.addresses import href, target_href
from rolebook.pages.links.anchors import mandate_anchor
from rolebook.pages.links.sentences import label


@dataclass(frozen=True, slots=True)
class Name:
    """What a page calls a thing."""

    text: str
    """Its title, or the id as written where it is nothing of this library."""

    kind: str
    """role, domain, atlas, competency, doc, external, missing or ambiguous."""

    href: str = ""
    """The placeholder link to its page; empty where it has none."""

    id: str = ""
    """Its identity (`sales/sales-lead`), where the text does not say it."""

    where: str = ""
    """The title of the domain or atlas it belongs to."""

    domain: str = ""
    """The domain that it is or belongs to; empty for what stands outside."""

    accent: int = 0
    """The colour of its domain, 0 to 7."""

    lang: str = ""
    """The language of the text, where it is not the interface's."""

    where_lang: str = ""
    """The same of where it belongs."""

    seam: str = ""
    """The placeholder link to its seam with the role beside which it stands; empty for none."""


class Names:
    """Names the things of one library."""

    def __init__(self, graph: LibraryGraph, language: Language = ENGLISH) -> None:
        self._graph = graph
        self._language = language
        self._languages = graph.library.languages
        self._of_domains = {
            one.domain: one.lang for one in graph.library.introductions if one.lang and one.domain
        }
        self._most = graph.library.limits.label_characters
        self._accents = {id: n % ACCENTS for n, id in enumerate(sorted(graph.domains))}

    def label(self, text: str) -> str:
        """A title or statement as it stands on pages other than its own."""
        return label(text, self._most)

    def accent(self, domain: str) -> int:
        """The colour of a domain (`sales`): its place in the sorted list, modulo 8."""
        return self._accents.get(domain, ACCENTS - 1)

    def lang(self, path: str) -> str:
        """The language of the source at a path, where it is not the interface's; else empty."""
        return self._language.foreign(self._languages.get(path, ""))

    def domain(self, id: str) -> Name:
        """The name of the domain `sales`."""
        return Name(
            text=self._domain_title(id),
            kind="domain",
            href=href(domain_address(id)),
            id=f"{id}/",
            domain=id,
            accent=self.accent(id),
            lang=self._lang_of_domain(id),
        )

    def role(self, role: Role, fragment: str = "") -> Name:
        """The name of a role, linked to its page or to a place on it."""
        return Name(
            text=self.label(role.title),
            kind="role",
            href=href(role_address(role.name), fragment),
            id=role.name,
            where=self._domain_title(role.domain),
            domain=role.domain,
            accent=self.accent(role.domain),
            lang=self._language.foreign(role.lang),
            where_lang=self._lang_of_domain(role.domain),
        )

    def atlas(self, atlas: Atlas) -> Name:
        """The name of an atlas."""
        link, lang = href(atlas_address(atlas.id)), self._language.foreign(atlas.lang)
        return Name(self.label(atlas.title), "atlas", link, atlas.id, lang=lang)

    def profile(self, profile: Profile) -> Name:
        """The name of a profile."""
        link, lang = href(profile_address(profile.id)), self._language.foreign(profile.lang)
        return Name(self.label(profile.title), "profile", link, profile.id, lang=lang)

    def competency(self, one: Competency) -> Name:
        """The name of a competency, linked to its place on the page of its atlas."""
        atlas = self._graph.atlases[one.atlas]
        link = href(atlas_address(one.atlas), one.id)
        lang = self._language.foreign(atlas.lang)
        text, where = self.label(one.title), self.label(atlas.title)
        return Name(text, "competency", link, one.id, where, lang=lang, where_lang=lang)

    def owner(self, owner: Owner) -> Name:
        """The name of a boundary's owner, linked to the mandate item that it points at."""
        target = owner.resolution.target
        if target and target.kind == "role" and owner.reference.item:
            role = self._graph.roles[target.name]
            return self.role(role, mandate_anchor(role, owner.reference.item.lower()))
        return self.resolved(owner.resolution, owner.reference)

    def proven(self, proof: Proof) -> Name:
        """The mandate item that a competency proves, linked to its place on the role's page."""
        if not (proof.role and proof.item):
            return self.resolved(Resolution(), proof.reference)
        role = self.role(proof.role, mandate_anchor(proof.role, proof.item.key))
        return replace(
            role,
            text=self.label(proof.item.statement),
            id=f"{role.id}#{proof.item.key}",
            where=role.text,
            where_lang=role.lang,
        )

    def resolved(self, resolution: Resolution, reference: Reference) -> Name:
        """The name of what a reference means, or the id as written where it means nothing."""
        if resolution.target:
            return self.target(resolution.target)
        kind = "ambiguous" if resolution.ambiguous else "missing"
        return Name(self.label(reference.written), kind, lang=self.lang(reference.span.path))

    def target(self, target: Target) -> Name:
        """The name of a target of any kind."""
        if target.kind == "role":
            return self.role(self._graph.roles[target.name])
        if target.kind == "domain":
            return self.domain(target.name.rstrip("/"))
        if target.kind == "atlas":
            return self.atlas(self._graph.atlases[target.name])
        if target.kind == "competency":
            return self.competency(self._graph.competencies[target.name])
        link = target_href(target) or ""
        return Name(self.label(target.name), target.kind, link, lang=self._language.foreign())

    def _lang_of_domain(self, id: str) -> str:
        """A domain is called in the language of its introduction."""
        return self._language.foreign(self._of_domains.get(id, ""))

    def _domain_title(self, id: str) -> str:
        if id == SKILLS and self._graph.library.skills:
            return self._language.gettext("Skills")
        domain: Domain | None = self._graph.domains.get(id)
        return self.label(domain.title if domain else id)
