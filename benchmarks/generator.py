"""A size and a seed in, the folder of a realistic library without any error out.

The same seed gives the same bytes. Statements are drawn so that no two mandates hold the same
work, and whatever a boundary disowns leads to a role that holds it.
"""

from __future__ import annotations

import argparse
import random
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from benchmarks import vocabulary as words
from benchmarks.atlases import atlas_text

DOMAIN_SIZE: Final = 40
ROLES_PER_ATLAS: Final = 20
NEIGHBOURS: Final = 5
"""How many other domains a domain mostly deals with."""

CONFIGURATION: Final = """\
site_name: Generated library
theme:
  name: material
  font: false
  features: [navigation.prune, navigation.indexes, navigation.top, navigation.footer, toc.follow]
plugins:
  - search
  - rolebook
nav:
  - Overview: library/
  - Roles: roles/
  - Atlases: atlases/
  - Who owns what: ownership/
  - Explorer: explorer/
  - Evidence: evidence/
  - Health: health/
  - Doctrine:
      - doctrine/index.md
      - doctrine/boundaries.md
      - doctrine/evidence.md
      - doctrine/handoffs.md
markdown_extensions:
  - attr_list
  - tables
  - toc:
      permalink: true
"""


@dataclass(frozen=True, slots=True)
class Item:
    """A mandate item: work that one role holds."""

    holder: Seat
    statement: str
    other_words: str
    """What somebody else would call the same work."""

    key: str
    """Written after the statement; empty for most."""


@dataclass(slots=True, eq=False)
class Seat:
    """A role while its library is being drawn."""

    id: str
    domain: str
    subject: str
    rank: str
    senior: Seat | None
    mandate: list[Item] = field(default_factory=list)
    disowned: set[str] = field(default_factory=set)
    """The statements of the items that it gives away."""

    @property
    def title(self) -> str:
        """The id as a title."""
        return self.id.replace("-", " ").title()


def write_library(folder: Path, roles: int, *, seed: int = 1, boundaries: int = 5) -> None:
    """Write a library with about so many boundaries a role, and its `mkdocs.yml`, into a folder."""
    rng = random.Random(f"{seed} {roles} {boundaries}")
    domains = _domains(roles)
    seats = [seat for members in domains.values() for seat in members]
    _give_mandates(rng, seats)
    _write(folder / "mkdocs.yml", CONFIGURATION)
    for name, text in words.DOCTRINE.items():
        _write(folder / "docs" / "doctrine" / name, text)
    _write(folder / "roles" / "LIBRARY.md", _library_text(domains))
    near = _neighbourhoods(rng, domains)
    chains: list[tuple[Seat, Item]] = []
    for domain, members in domains.items():
        _write(folder / "roles" / domain / "README.md", _domain_text(domain, members))
        for seat in members:
            text = _role_text(rng, seat, members, near[domain], boundaries, chains)
            _write(folder / "roles" / domain / f"{seat.id}.md", text)
        # a domain that is not full has an atlas too
        for seat in members[::ROLES_PER_ATLAS]:
            name = f"atlas.{domain}.{seat.id}"
            path = folder / "atlases" / f"{name}.yml"
            _write(path, atlas_text(rng, name, seat.id, seat.title, seat.subject, domain))


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())


def _domains(roles: int) -> dict[str, list[Seat]]:
    """So many roles in domains of equal size, the head of each domain first."""
    number = -(-roles // DOMAIN_SIZE)
    domains: dict[str, list[Seat]] = {}
    for index, (domain, subjects, ranks) in zip(range(number), _trades(), strict=False):
        size = roles * (index + 1) // number - roles * index // number
        members: list[Seat] = []
        leads: dict[str, Seat] = {}
        for rank in ranks:
            for subject in subjects:
                senior = leads.get(subject, members[0] if members else None)
                seat = Seat(f"{subject}-{rank}", domain, subject.replace("-", " "), rank, senior)
                leads.setdefault(subject, seat)
                members.append(seat)
        domains[domain] = members[:size]
    return domains


def _trades() -> Iterator[tuple[str, list[str], tuple[str, ...]]]:
    """Domains without end: a name, its subjects, its ranks. No subject meets a rank twice."""
    yield from _trades_of("")
    for region in words.REGIONS:
        yield from _trades_of(region)
    number = 1
    while True:
        yield from _trades_of(f"unit{number}")
        number += 1


def _trades_of(region: str) -> Iterator[tuple[str, list[str], tuple[str, ...]]]:
    prefix = f"{region}-" if region else ""
    for row, ranks in enumerate(words.RANKS):
        for names, subjects in words.FAMILIES:
            yield f"{prefix}{names[row]}", [f"{prefix}{one}" for one in subjects], ranks


def _neighbourhoods(
    rng: random.Random, domains: dict[str, list[Seat]]
) -> dict[str, list[list[Seat]]]:
    near = {}
    for domain in domains:
        others = [members for name, members in domains.items() if name != domain]
        near[domain] = rng.sample(others, min(NEIGHBOURS, len(others)))
    return near


def _give_mandates(rng: random.Random, seats: list[Seat]) -> None:
    """Four or five items each; no statement and no key is given twice in the library."""
    statements: set[str] = set()
    keys: set[str] = set()
    for seat in seats:
        while len(seat.mandate) < 4 or (len(seat.mandate) < 5 and rng.random() < 0.5):
            verb, work = rng.choice([*words.VERBS]), rng.choice(words.WORKS)
            statement = f"{verb.capitalize()} {seat.subject} {work}"
            if statement in statements:
                continue
            statements.add(statement)
            key = f"{seat.subject} {work}".replace(" ", "-")
            named = rng.random() < 0.15 and key not in keys
            keys |= {key} if named else set()
            other_words = f"{words.VERBS[verb]} {seat.subject} {work}"
            seat.mandate.append(Item(seat, statement, other_words, key if named else ""))


def _role_text(
    rng: random.Random,
    seat: Seat,
    members: list[Seat],
    near: list[list[Seat]],
    boundaries: int,
    chains: list[tuple[Seat, Item]],
) -> str:
    introduction = (
        f"The **{seat.id}** answers for {seat.mandate[0].statement.split(' ', 1)[1]} and for"
        f" {seat.mandate[1].statement.split(' ', 1)[1]} (`class: {seat.id}`,"
        f" `domain: {seat.domain}`). {rng.choice(words.INTRODUCTIONS)}"
    )
    persistence = (
        "It is a **persistent** role (`persistent_persona: true`):"
        f" {rng.choice(words.PERSISTENCE)}."
    )
    principle, page = rng.choice(words.PRINCIPLES)
    number = max(1, boundaries + rng.choice((-1, 0, 0, 0, 1)))
    parts = [
        _front_matter(rng, seat, members, near) if rng.random() < 1 / 3 else "",
        f"# {seat.title} — fleet role definition\n",
        _filled(introduction.format(subject=seat.subject)),
        _filled(persistence.format(subject=seat.subject)) if rng.random() < 0.8 else "",
        "## Mandate\n",
        _mandate(rng, seat, members),
        "## Boundaries\n",
        "".join(_boundary(rng, seat, members, near, chains) for _ in range(number)),
        "## Persona\n",
        _filled(" ".join(rng.sample(words.PERSONA, 4))),
        _filled(f"Doctrine: {principle}; see `{page}`.", "> ", "> "),
    ]
    return "\n".join(part for part in parts if part)


def _front_matter(
    rng: random.Random, seat: Seat, members: list[Seat], near: list[list[Seat]]
) -> str:
    lines = []
    if seat.senior:
        lines += [f"reports_to: {seat.senior.id}", f"escalates_to: {seat.senior.id}"]
    beyond = rng.choice(near) if near else members
    for kind, group in (("hands_off_to", members), ("consults", beyond)):
        others = [one.id for one in rng.sample(group, min(2, len(group))) if one is not seat]
        if others:
            lines.append(f"{kind}: [{', '.join(others)}]")
    lines.append(f"tags: [{seat.subject}, {seat.rank}]")
    return "---\n" + "\n".join(lines) + "\n---\n"


def _mandate(rng: random.Random, seat: Seat, members: list[Seat]) -> str:
    lines = []
    for number, item in enumerate(seat.mandate, 1):
        key = f" {{#{item.key}}}" if item.key else ""
        detail = rng.choice(words.DETAILS).format(other=rng.choice(members).id)
        lines.append(_filled(f"{number}. **{item.statement}**{key} — {detail}.", "", "   "))
    return "".join(lines)


def _boundary(
    rng: random.Random,
    seat: Seat,
    members: list[Seat],
    near: list[list[Seat]],
    chains: list[tuple[Seat, Item]],
) -> str:
    found = _given_away(rng, seat, members, near, chains)
    if found is None:
        return ""
    owner, item = found
    nobody = rng.random() < 0.01
    # in words that no other boundary passes on: a chain of deferrals must not end here
    own_words = nobody or rng.random() < 0.5
    statement = item.other_words if own_words else item.statement[0].lower() + item.statement[1:]
    seat.disowned.add(item.statement)
    if not own_words:
        chains.append((seat, item))
    leftover = rng.choice(words.LEFTOVERS).format(rank=seat.rank)
    deferral = "nobody has been named for it yet"
    if not nobody:
        deferral = _deferral(rng, seat, owner, item, members)
    return _filled(f"- **Does NOT {statement}** — {deferral}; {leftover}.", "", "  ")


def _given_away(
    rng: random.Random,
    seat: Seat,
    members: list[Seat],
    near: list[list[Seat]],
    chains: list[tuple[Seat, Item]],
) -> tuple[Seat, Item] | None:
    """Work that another role holds, and who is named for it: seldom a role that passes it on.

    None where a library is too small to have any left.
    """
    for _ in range(1000):
        if chains and rng.random() < 0.04:
            owner, item = rng.choice(chains)
        else:
            group = rng.choice(near) if near and rng.random() < 0.4 else members
            # leads are named more often than others
            owner = rng.choice(group[:5] if rng.random() < 0.3 else group)
            item = rng.choice(owner.mandate)
        if seat not in (owner, item.holder) and item.statement not in seat.disowned:
            return owner, item
    return None


def _deferral(rng: random.Random, seat: Seat, owner: Seat, item: Item, members: list[Seat]) -> str:
    form = rng.random()
    name = f"**{owner.id}**"
    if form < 0.10 and owner.domain != seat.domain:
        mark = "'" if owner.domain.endswith("s") else "'s"
        return f"that is {owner.domain}{mark} lane"
    if form < 0.25 and item.key and item.holder is owner:
        name = f"**{owner.id}#{item.key}**"
    elif form < 0.40:
        name = f"**{owner.domain}/{owner.id}**"
    elif form < 0.50:
        name = f"`{owner.id}`"
    second = rng.choice(members)
    if form > 0.93 and second not in (seat, owner):
        return rng.choice(words.PAIRED).format(owner=name, second=f"**{second.id}**")
    return rng.choice(words.DEFERRALS).format(owner=name)


def _domain_text(domain: str, members: list[Seat]) -> str:
    title = domain.replace("-", " ").capitalize()
    links = ", ".join(f"[{one.title.lower()}]({one.id}.md)" for one in members[:5])
    text = (
        f"{len(members)} roles share this domain. The [{members[0].title.lower()}]"
        f"({members[0].id}.md) settles what they cannot settle among themselves; the first to ask"
        f" about a case are {links}. What is asked of all of them stands in the"
        " [library](../LIBRARY.md)."
    )
    return f"# {title}\n\n{_filled(text)}"


def _library_text(domains: dict[str, list[Seat]]) -> str:
    rows = "\n".join(
        f"| [{domain.replace('-', ' ').capitalize()}]({domain}/README.md) | {len(members)} |"
        f" [{members[0].title.lower()}]({domain}/{members[0].id}.md) |"
        for domain, members in domains.items()
    )
    rules = "\n".join(f"- {principle}." for principle, _ in words.PRINCIPLES)
    return (
        "# A generated library\n\nMade by the benchmarks, to be measured.\n\n"
        f"## Rules\n\n{rules}\n\n## Index\n\n"
        f"| Domain | Roles | Head |\n| --- | --- | --- |\n{rows}\n"
    )


def _filled(text: str, first: str = "", following: str = "") -> str:
    return (
        textwrap.fill(
            text,
            80,
            initial_indent=first,
            subsequent_indent=following,
            break_long_words=False,
            break_on_hyphens=False,
        )
        + "\n"
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m benchmarks.generator", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--roles", type=int, default=1000)
    parser.add_argument("--boundaries", type=int, default=5, help="about so many a role")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    write_library(options.folder, options.roles, seed=options.seed, boundaries=options.boundaries)
