"""A written id and where it stands in; the role, domain, actor or competency it means out."""

from __future__ import annotations

import posixpath
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Final, NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from rolebook.graph.abbreviations import Abbreviations
from rolebook.model import SKILLS, Atlas, Library, Reference, Role
from rolebook.text.identity import acronym, beyond_latin, identify, singular, slug


class Target(NamedTuple):
    """What a reference means."""

    kind: str
    """`role`, `domain`, `external` or `competency`, `atlas`."""

    name: str
    """`sales/sales-lead`, `sales/`, `board`, `atlas#competency`, `atlas`."""


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a reference may mean: nothing (dangling), one thing, or several (ambiguous)."""

    candidates: tuple[Target, ...] = ()

    @property
    def target(self) -> Target | None:
        """The one thing it means; none where it dangles or is ambiguous."""
        return self.candidates[0] if len(self.candidates) == 1 else None

    @property
    def ambiguous(self) -> bool:
        """Two or more things bear the name: an error in a typed place, no link in prose."""
        return len(self.candidates) > 1


DANGLING: Final = Resolution()
_A_SERIES: Final = 5
"""So many ids that begin alike are named by a rule."""

_SHORTEST_OF_AN_AGENT: Final = 3

_SHORTEST: Final = 5
"""Letters of a name that a slip of the pen is looked for in."""

_TWO_SLIPS: Final = 9
"""Letters of a name in which there may be two of them."""


class Resolver:
    """Answers what a written id means, by the order of design.md §1."""

    def __init__(self, library: Library) -> None:
        self.roles: dict[str, Role] = {}
        self._answers: dict[tuple[str, str, bool], Resolution] = {}
        """What was asked before: a library names the same roles over and over."""
        self._abbreviations: Abbreviations | None = None
        """Made where a name is nobody's: in most libraries none is."""
        self._by_id: dict[str, list[str]] = defaultdict(list)
        self._by_alias: dict[str, list[str]] = defaultdict(list)
        self._by_label: dict[str, list[str]] = defaultdict(list)
        self._by_acronym: dict[str, list[str]] = defaultdict(list)
        for role in library.roles:
            if role.name in self.roles:
                continue  # the second of two twins is reported, and never a target
            self.roles[role.name] = role
            self._by_id[role.id].append(role.name)
            for alias in sorted({slug(one) for one in (*role.aliases, role.title)} - {role.id, ""}):
                self._by_alias[alias].append(role.name)
            for label in sorted({_label(one) for one in (*role.aliases, role.title)}):
                self._by_label[label].append(role.name)
            letters = acronym(role.title)
            # among hundreds of agents, two letters mean a thing more often than one of them
            if letters and not (role.agent and len(letters) < _SHORTEST_OF_AN_AGENT):
                self._by_acronym[letters].append(role.name)
        namespace = {SKILLS} if library.skills else set[str]()  # and nobody's domain
        self.domains: Final = {domain.id for domain in library.domains} - namespace
        self.external: Final = {slug(name): name for name in library.external}
        self._external_labels: Final = {_label(name): name for name in library.external}
        self._by_path = {role.path: role.name for role in self.roles.values()}
        # a charter is called as its folder, and links lead to that
        self._by_path |= {
            posixpath.dirname(path): name
            for path, name in self._by_path.items()
            if path.endswith("/charter.md")
        }
        self._files: Final = library.files
        self._slips: Final[dict[str, str]] = {}
        self._atlases: Final[dict[str, Atlas]] = {}
        for atlas in library.atlases:
            self._atlases.setdefault(atlas.id, atlas)  # the first of two twins, as of roles
        self._competencies: Final[dict[str, list[str]]] = defaultdict(list)
        for atlas in self._atlases.values():
            for id in dict.fromkeys(one.id for one in atlas.competencies):
                self._competencies[id].append(f"{atlas.id}#{id}")
        self._competency_names: Final = {n for names in self._competencies.values() for n in names}

    def actor(self, reference: Reference, domain: str) -> Resolution:
        """The role, domain or outside actor that a reference in a role of `domain` means."""
        return self.actor_named(reference.name, domain, marked=reference.marked)

    def actor_named(self, written: str, domain: str, *, marked: bool = True) -> Resolution:
        """As `actor`, for an id that is not (yet) a reference."""
        asked = (written, domain, marked)
        if asked not in self._answers:
            self._answers[asked] = self._actor_named(written, domain, marked)
        return self._answers[asked]

    def _actor_named(self, written: str, domain: str, marked: bool) -> Resolution:
        written = unicodedata.normalize("NFC", written).strip()
        if written.endswith("/"):
            return self._domain(identify(written[:-1], ""))
        if "/" in written:
            return self._qualified(written)
        if beyond_latin(written):
            return self._labelled(written, domain)
        name = slug(written)
        if not name:
            return DANGLING
        exact = (self._domain(name), self._role(name, domain, self._by_id))
        in_order = reversed(exact) if marked else iter(exact)
        outside = (Target("external", self.external[name]),) if name in self.external else ()
        forms = (
            *in_order,
            Resolution(outside),
            self._role(name, domain, self._by_alias),
            self._role(written, domain, self._by_acronym),
        )
        if found := _first(forms):
            return found
        one = singular(name)
        if one == name:
            return DANGLING
        plural_of = (
            self._role(one, domain, self._by_id),
            self._role(one, domain, self._by_alias),
            self._role(written.removesuffix("s"), domain, self._by_acronym),
        )
        return _first(plural_of) or DANGLING

    def abbreviated(self, reference: Reference, domain: str) -> Resolution:
        """The one role whose name a reference abbreviates word by word: `Demand Gen Manager`."""
        if "/" in reference.name:
            return DANGLING
        if self._abbreviations is None:
            self._abbreviations = Abbreviations((*self._by_id, *self._by_alias))
        name = slug(reference.name.replace(".", " "))  # `Sr. Analyst`
        meant = (self.actor_named(id, domain) for id in self._abbreviations.meant(name))
        targets = {target for one in meant for target in one.candidates if target.kind == "role"}
        return Resolution(tuple(targets)) if len(targets) == 1 else DANGLING

    def noted_actor(self, reference: Reference, domain: str) -> Resolution:
        """As `actor`; the note of a reference may say whose it is: `Planner (finance)`."""
        whose = slug(reference.note)
        if whose in self.domains and "/" not in reference.written:
            found = self.actor_named(f"{whose}/{reference.name}", "")
            if found.target:
                return found
        return self.actor(reference, domain)

    def skill(self, reference: Reference) -> Resolution:
        """The skill that a reference means, of the plugin in its note where it names one."""
        name, plugin = slug(reference.name), slug(reference.note)
        for index in (self._by_id, self._by_alias):
            found = [one for one in index.get(name, ()) if self.roles[one].is_skill]
            own = [one for one in found if plugin and self.roles[one].plugin == plugin]
            if found:
                return Resolution(tuple(Target("role", one) for one in own or found))
        return DANGLING

    def owner(self, reference: Reference, domain: str) -> Resolution:
        """As `noted_actor`, of whoever a boundary names."""
        if reference.path:
            if role := self._by_path.get(reference.path):
                return Resolution((Target("role", role),))
            if self.is_other_file(reference.path):
                return DANGLING
        if reference.acts:
            # "the customer decides": a word that acts is somebody, and no department
            found = self.actor_named(reference.name, domain)
            return DANGLING if found.target and found.target.kind == "domain" else found
        return self.noted_actor(reference, domain)

    def is_other_file(self, path: str) -> bool:
        """Whether a link leads to what is no role: a file that is there, or any folder or page."""
        is_file = path.endswith((".md", ".markdown"))
        return path not in self._by_path and (path in self._files or not is_file)

    def nearly(self, written: str) -> str:
        """The name that differs from what is written by a slip of the pen; empty without one."""
        if written not in self._slips:
            self._slips[written] = self._nearly(slug(written))
        return self._slips[written]

    def _nearly(self, name: str) -> str:
        if len(name) < _SHORTEST:
            return ""
        most = 1 if len(name) < _TWO_SLIPS else 2
        best = process.extractOne(name, self._slugs, scorer=OSA.distance, score_cutoff=most)
        return best[0] if best else ""

    @cached_property
    def _slugs(self) -> list[str]:
        """All that roles and actors are called, as slugs; words as short as they are common."""
        names = {*self._by_id, *self._by_alias, *self.external, *self.domains}
        return sorted(one for one in names if len(one) >= _SHORTEST)

    def in_series(self, first: str) -> bool:
        """Whether many roles have ids that begin with one word (`sig` of `sig-node`)."""
        return self._firsts[first] >= _A_SERIES

    @cached_property
    def _firsts(self) -> Counter[str]:
        return Counter(id.partition("-")[0] for id in self._by_id if "-" in id)

    def competency(self, reference: Reference, atlas: str) -> Resolution:
        """The competency that an id in `atlas` means: its own, else the only one elsewhere."""
        written = reference.written
        if "#" in written:
            found = (written,) if written in self._competency_names else ()
            return _competencies(found)
        names = self._competencies.get(written, [])
        own = f"{atlas}#{written}"
        return _competencies((own,) if own in names else names)

    def anything(self, reference: Reference, domain: str = "") -> Resolution:
        """What a `[[reference]]` on a hand-written page, or in a role of a domain, means: an actor,
        competency or atlas."""
        if reference.item:
            found = self.competency(reference, "")
            if found.candidates:
                return found
        actor = self.actor(reference, domain)
        if actor.candidates:
            return actor
        if reference.written in self._atlases:
            return Resolution((Target("atlas", reference.written),))
        return self.competency(reference, "")

    def names(self) -> Iterable[str]:
        """Every name that an actor may be called by, for suggestions."""
        yield from self._by_id
        yield from self.roles
        yield from self.domains
        yield from self.external

    def _domain(self, name: str) -> Resolution:
        return Resolution((Target("domain", f"{name}/"),)) if name in self.domains else DANGLING

    def _qualified(self, written: str) -> Resolution:
        domain, _, name = written.rpartition("/")
        full = f"{slug(domain)}/{slug(name)}"
        if full in self.roles:
            return Resolution((Target("role", full),))
        within = [
            role
            for form in (slug(name), singular(slug(name)))
            for role in (*self._by_id.get(form, ()), *self._by_alias.get(form, ()))
            if role.startswith(f"{slug(domain)}/")
        ]
        return Resolution(tuple(Target("role", role) for role in dict.fromkeys(within)))

    def _labelled(self, written: str, domain: str) -> Resolution:
        """As written: a slug would leave out what tells one such name from another."""
        label = _label(written)
        roles = self._role(label, domain, self._by_label)
        if roles.candidates:
            return roles
        if label in self._external_labels:
            return Resolution((Target("external", self._external_labels[label]),))
        return self._domain(identify(written, ""))

    def _role(self, name: str, domain: str, index: dict[str, list[str]]) -> Resolution:
        names = [*index.get(name, ())]
        # skills have names of their own: one means an agent wherever an agent bears it
        names = [one for one in names if not self.roles[one].is_skill] or names
        own = [one for one in names if one.startswith(f"{domain}/")]
        return Resolution(tuple(Target("role", one) for one in own or names))


def _label(name: str) -> str:
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


def _first(resolutions: Iterable[Resolution]) -> Resolution | None:
    return next((one for one in resolutions if one.candidates), None)


def _competencies(names: Iterable[str]) -> Resolution:
    return Resolution(tuple(Target("competency", name) for name in names))
