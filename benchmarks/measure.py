"""A number of rounds in, the ratios that Rolebook promises out, all taken in one run."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from benchmarks.atlases import knot_text
from benchmarks.generator import write_library
from benchmarks.plain import write_plain
from benchmarks.running import ROLEBOOK, Failed, Program, interleaved, median, ratios

BARE: Final = Path(__file__).with_name("bare.py")
SEED: Final = 20


@dataclass(frozen=True, slots=True)
class Sizes:
    """How much is measured."""

    rounds: int
    roles: int
    """Of the larger libraries."""

    fewer: int
    """Of the library that a site's growth is measured from."""

    competencies: int
    """Of the atlas in which each is a prerequisite of every other."""


FULL: Final = Sizes(rounds=5, roles=1000, fewer=250, competencies=200)
QUICK: Final = Sizes(rounds=3, roles=240, fewer=60, competencies=100)


@dataclass(frozen=True, slots=True)
class Row:
    """One comparison and what it came to."""

    what: str
    ratio: float
    limit: float
    lowest: float
    highest: float
    processor: float | None = None
    """The same ratio in time of the processor: what a busy machine does not disturb."""

    @property
    def kept(self) -> bool:
        """Whether the limit is kept."""
        return self.ratio <= self.limit


def measure(sizes: Sizes, folder: Path) -> Iterator[Row]:
    """Generate the libraries in an empty folder, and measure; each row as soon as it is known."""
    yield from _checks(sizes, folder)
    yield from _sites(sizes, folder)


def _checks(sizes: Sizes, folder: Path) -> Iterator[Row]:
    usual, dense, knot = folder / "usual", folder / "dense", folder / "knot"
    write_library(usual, sizes.roles, seed=SEED)
    write_library(dense, sizes.roles, seed=SEED, boundaries=10)
    write_library(knot, 1, seed=SEED)
    for atlas in (knot / "atlases").iterdir():
        atlas.unlink()
    (knot / "atlases" / "knot.yml").write_text(knot_text(sizes.competencies), "utf-8")
    compared = (
        (usual, f"`rolebook check`, {sizes.roles} roles / bare parsing", 2.0),
        (dense, f"`rolebook check`, {sizes.roles * 10} boundaries / bare parsing", 1.5),
        (knot, f"`rolebook check`, {sizes.competencies} knotted competencies / bare parsing", 3.0),
    )
    programs = [
        program
        for library, _, _ in compared
        for program in (_check(library, 1 if library is knot else 0), _bare(library))
    ]
    rounds = interleaved(programs, sizes.rounds)
    for library, what, limit in compared:
        yield _row(what, limit, *ratios(rounds, f"check {library.name}", f"bare {library.name}"))


def _sites(sizes: Sizes, folder: Path) -> Iterator[Row]:
    programs = []
    for roles in (sizes.fewer, sizes.roles):
        library, plain = folder / f"site-{roles}", folder / f"plain-{roles}"
        write_library(library, roles, seed=SEED)
        write_plain(library, plain)
        programs += [_site(library), _site(plain)]
    rounds = interleaved(programs, sizes.rounds)
    for roles in (sizes.fewer, sizes.roles):
        ours, plain = _pages(folder / f"site-{roles}"), _pages(folder / f"plain-{roles}")
        if ours.keys() != plain.keys():
            differ = sorted(ours.keys() ^ plain.keys())
            raise Failed(f"the two sites have not the same pages: {differ[:5]}")
        yield _row(
            f"site of {roles} roles / plain MkDocs with the same pages",
            1.25,
            *ratios(rounds, f"site-{roles}", f"plain-{roles}"),
        )
    many, few = f"site-{sizes.roles}", f"site-{sizes.fewer}"
    growth = f"site of {sizes.roles} roles / of {sizes.fewer} roles"
    yield _row(f"{growth}, in time", 4.6, *ratios(rounds, many, few))
    grown = sum(_pages(folder / many).values()) / sum(_pages(folder / few).values())
    yield Row(f"{growth}, in bytes of HTML", grown, 4.6, grown, grown)


def _row(what: str, limit: float, wall: list[float], processor: list[float]) -> Row:
    return Row(what, median(wall), limit, min(wall), max(wall), median(processor))


def _check(library: Path, code: int) -> Program:
    return Program(f"check {library.name}", (ROLEBOOK, "check"), library, code)


def _bare(library: Path) -> Program:
    command = (sys.executable, str(BARE), str(library))
    return Program(f"bare {library.name}", command, library)


def _site(project: Path) -> Program:
    command = (sys.executable, "-m", "mkdocs", "build")
    return Program(project.name, command, project, makes=project / "site")


def _pages(project: Path) -> dict[str, int]:
    """The pages of a built site, and how many bytes each has."""
    site = project / "site"
    return {p.relative_to(site).as_posix(): p.stat().st_size for p in site.rglob("*.html")}
