"""How much to measure in, the ratios that Rolebook promises out, all taken in one run."""

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
READING: Final = Path(__file__).with_name("reading.py")
SEED: Final = 20


@dataclass(frozen=True, slots=True)
class Sizes:
    """How much is measured."""

    rounds: int
    roles: int
    """Of the libraries that are checked."""

    previews: tuple[int, ...]
    """The roles of the libraries that are previewed while they are written in."""

    competencies: int
    """Of the atlas in which each is a prerequisite of every other."""

    sites: tuple[int, int]
    """The roles of the sites whose growth is measured; the second has four times as many."""

    compared: tuple[int, ...]
    """Those of them that are compared with plain MkDocs."""


FULL: Final = Sizes(
    rounds=5,
    roles=1000,
    previews=(20, 283, 1000),
    competencies=200,
    sites=(250, 1000),
    compared=(250, 1000),
)
QUICK: Final = Sizes(
    rounds=3, roles=1000, previews=(20,), competencies=200, sites=(60, 240), compared=(240,)
)


@dataclass(frozen=True, slots=True)
class Row:
    """One comparison and what it came to."""

    what: str
    ratio: float
    """The median of all rounds, in time of the processor: what a busy machine hardly disturbs."""

    limit: float | None
    """None where it is told for information."""

    lowest: float
    highest: float
    clock: float | None = None
    """The same by the clock."""

    @property
    def kept(self) -> bool:
        """Whether the limit is kept."""
        return self.limit is None or self.ratio <= self.limit


def measure(sizes: Sizes, folder: Path) -> Iterator[Row]:
    """Generate the libraries in an empty folder, and measure; each row as soon as it is known."""
    yield from measure_checks(sizes, folder)
    yield from measure_sites(sizes, folder)


def measure_checks(sizes: Sizes, folder: Path) -> Iterator[Row]:
    """`rolebook check` against programs that only read the same files."""
    usual, dense, knot = folder / "usual", folder / "dense", folder / "knot"
    write_library(usual, sizes.roles, seed=SEED)
    write_library(dense, sizes.roles, seed=SEED, boundaries=10)
    _write_knot(knot, sizes.competencies)
    rounds = interleaved(
        [
            *(_check(usual), _again(usual, folder / "cache"), _bare(usual)),
            *(_check(dense), _bare(dense)),
            # the knot is an error, so it ends with 1
            *(_check(knot, code=1), _reading(knot), _bare(knot)),
        ],
        sizes.rounds,
    )
    knotted = f"check of {sizes.competencies} knotted competencies"
    for what, limit, measured, base in (
        (f"check of {sizes.roles} roles / bare parsing", 2.0, "check usual", "bare usual"),
        (
            f"check of {sizes.roles * 10} boundaries / bare parsing",
            1.5,
            "check dense",
            "bare dense",
        ),
        (f"check of {sizes.roles} roles again / the first time", 0.5, "check again", "check usual"),
        (f"{knotted} / reading them", 3.0, "check knot", "reading knot"),
        (f"{knotted} / bare parsing", None, "check knot", "bare knot"),
    ):
        yield _row(what, limit, *ratios(rounds, measured, base))


def measure_sites(sizes: Sizes, folder: Path) -> Iterator[Row]:
    """MkDocs with the plugin against plain MkDocs with the same pages, and how a site grows."""
    programs = []
    for roles in sizes.sites:
        library, plain = folder / f"site-{roles}", folder / f"plain-{roles}"
        write_library(library, roles, seed=SEED)
        programs.append(_site(library))
        if roles in sizes.compared:
            write_plain(library, plain)
            programs.append(_site(plain))
    rounds = interleaved(programs, sizes.rounds)
    for roles in sizes.compared:
        ours, theirs = _pages(folder / f"site-{roles}"), _pages(folder / f"plain-{roles}")
        if ours.keys() != theirs.keys():
            differ = sorted(ours.keys() ^ theirs.keys())
            raise Failed(f"the two sites have not the same pages: {differ[:5]}")
        what = f"site of {roles} roles / plain MkDocs with the same pages"
        yield _row(what, 1.25, *ratios(rounds, f"site-{roles}", f"plain-{roles}"))
    few, many = (f"site-{roles}" for roles in sizes.sites)
    growth = f"site of {sizes.sites[1]} roles / of {sizes.sites[0]}"
    yield _row(f"{growth}, in time", 4.6, *ratios(rounds, many, few))
    grown = sum(_pages(folder / many).values()) / sum(_pages(folder / few).values())
    yield Row(f"{growth}, in bytes of HTML", grown, 4.6, grown, grown)


def _write_knot(folder: Path, competencies: int) -> None:
    """A library of one role and one atlas."""
    write_library(folder, 1, seed=SEED)
    for atlas in (folder / "atlases").iterdir():
        atlas.unlink()
    (folder / "atlases" / "knot.yml").write_text(knot_text(competencies), "utf-8")


def _row(what: str, limit: float | None, processor: list[float], clock: list[float]) -> Row:
    return Row(what, median(processor), limit, min(processor), max(processor), median(clock))


def _check(library: Path, code: int = 0) -> Program:
    return Program(f"check {library.name}", (ROLEBOOK, "check"), library, code)


def _again(library: Path, cache: Path) -> Program:
    """A check of files that it has read before, none of which has changed."""
    return Program("check again", (ROLEBOOK, "check"), library, cache=cache)


def _bare(library: Path) -> Program:
    command = (sys.executable, str(BARE), str(library))
    return Program(f"bare {library.name}", command, library)


def _reading(library: Path) -> Program:
    command = (sys.executable, str(READING), str(library))
    return Program(f"reading {library.name}", command, library)


def _site(project: Path) -> Program:
    command = (sys.executable, "-m", "mkdocs", "build")
    return Program(project.name, command, project, makes=project / "site")


def _pages(project: Path) -> dict[str, int]:
    """The pages of a built site, and how many bytes each has."""
    site = project / "site"
    return {p.relative_to(site).as_posix(): p.stat().st_size for p in site.rglob("*.html")}
