"""Nothing in; the records of what `rolebook show` tells of one thing out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from rolebook.diagnostics import Severity
from rolebook.exports.documented import Documented
from rolebook.model import Verdict


@dataclass(frozen=True, slots=True)
class Named(Documented):
    """A thing as others name it."""

    kind: Literal[
        "role", "skill", "domain", "external", "atlas", "competency", "profile", "unknown"
    ]
    """`external` is an actor outside the library; `unknown` is a name that nobody bears, or
    several do."""

    name: str
    """Its identity: `sales/sales-lead`, `sales/`, `atlas#competency`; of one unknown, as
    written."""

    title: str


@dataclass(frozen=True, slots=True)
class Told(Documented):
    """A finding of `rolebook check`."""

    code: str
    name: str
    severity: Severity
    message: str
    help: str
    path: str
    """Relative to the project, with `/`."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Held(Documented):
    """An item of a mandate."""

    key: str
    statement: str
    line: int
    proven_by: tuple[Named, ...]
    """The competencies that prove it."""


@dataclass(frozen=True, slots=True)
class Taker(Documented):
    """Who a boundary leaves its work to."""

    owner: Named
    item: str
    """The key of the mandate item that it names (`role#item`); empty without one."""

    verdict: Verdict
    """Whether the owner's mandate speaks of the work."""


@dataclass(frozen=True, slots=True)
class Left(Documented):
    """What a role does not do, and who does it."""

    key: str
    statement: str
    owners: tuple[Taker, ...]
    """Empty where the author named nobody."""

    text: str
    """The boundary as written."""

    line: int


@dataclass(frozen=True, slots=True)
class Tie(Documented):
    """A relation, seen from one of its ends."""

    kind: str
    """`reports_to`, `delegates_to`, …, or `uses` for a skill."""

    other: Named
    path: str
    """Where it is stated."""

    line: int


@dataclass(frozen=True, slots=True)
class RoleCard(Documented):
    """A role, an agent or a skill."""

    version: Literal[1]
    kind: Literal["role", "skill"]
    name: str
    id: str
    title: str
    domain: Named
    path: str
    line: int
    address: str
    """Of its page, from the top of the site."""

    summary: str
    """Its first sentence, or that of its description."""

    aliases: tuple[str, ...]
    persistent: bool | None
    """None where the file does not say."""

    mandate: tuple[Held, ...]
    boundaries: tuple[Left, ...]
    relations: tuple[Tie, ...]
    """That its own file states."""

    related: tuple[Tie, ...]
    """In which the files of others name it."""

    deferred: int
    """How many boundaries of others leave work to it: `rolebook who-defers-to`."""

    atlases: tuple[Named, ...]
    """That chart it."""

    profiles: tuple[Named, ...]
    """On whose roster it is."""

    findings: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class DomainCard(Documented):
    """A domain with its roles."""

    version: Literal[1]
    kind: Literal["domain"]
    name: str
    id: str
    title: str
    address: str
    roles: tuple[Named, ...]
    deferred: int
    """How many boundaries leave work to the domain as a whole."""

    findings: tuple[Told, ...]
    """Those of its roles."""


@dataclass(frozen=True, slots=True)
class OutsiderCard(Documented):
    """An actor outside the library."""

    version: Literal[1]
    kind: Literal["external"]
    name: str
    related: tuple[Tie, ...]
    deferred: int


@dataclass(frozen=True, slots=True)
class Reached(Documented):
    """A level of an atlas."""

    id: str
    code: str
    title: str
    min_score: float | None
    """The rubric score, 0 to 1, at which it is reached."""


@dataclass(frozen=True, slots=True)
class Learned(Documented):
    """A competency, as its atlas lists it."""

    name: str
    title: str
    target_level: str
    practice_hours: float | None
    prerequisites: tuple[str, ...]
    """Names of competencies that come right before it, in whatever atlas."""


@dataclass(frozen=True, slots=True)
class AtlasCard(Documented):
    """An atlas with its competencies in the order of its page."""

    version: Literal[1]
    kind: Literal["atlas"]
    name: str
    title: str
    path: str
    line: int
    address: str
    summary: str
    roles: tuple[Named, ...]
    """That it is for."""

    levels: tuple[Reached, ...]
    """The lowest first."""

    competencies: tuple[Learned, ...]
    practice_hours: float
    findings: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Shown(Documented):
    """What must be shown as evidence."""

    type: str
    count: int | None
    window_days: int | None
    description: str


@dataclass(frozen=True, slots=True)
class CompetencyCard(Documented):
    """A competency with what comes before and after it."""

    version: Literal[1]
    kind: Literal["competency"]
    name: str
    id: str
    title: str
    atlas: Named
    path: str
    line: int
    address: str
    category: str
    target_level: str
    practice_hours: float | None
    description: str
    why: str
    prerequisites: tuple[Named, ...]
    leads_to: tuple[Named, ...]
    """What asks for it first."""

    proves: tuple[str, ...]
    """The mandate items that it proves, as `domain/id#key`."""

    evidence: Shown | None


@dataclass(frozen=True, slots=True)
class Occupied(Documented):
    """A seat of a roster."""

    role: Named
    reports_to: Named | None
    multiplicity: str


@dataclass(frozen=True, slots=True)
class ProfileCard(Documented):
    """A profile with its roster."""

    version: Literal[1]
    kind: Literal["profile"]
    name: str
    title: str
    path: str
    line: int
    address: str
    description: str
    lead: Named | None
    floor: str
    roster: tuple[Occupied, ...]
    missing: tuple[Named, ...]
    """Owners to whom its roles leave work, and who have no seat."""

    notes: tuple[str, ...]
    findings: tuple[Told, ...]


Card: TypeAlias = RoleCard | DomainCard | OutsiderCard | AtlasCard | CompetencyCard | ProfileCard
