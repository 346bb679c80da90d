"""Commands in, how long each took in every round out; they take turns, so that all suffer alike."""

from __future__ import annotations

import os
import resource
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

QUIET = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
"""Third parties print banners into every log unless told not to."""

ROLEBOOK = str(Path(sys.executable).with_name("rolebook"))


class Failed(Exception):
    """A measured program ended as it should not have."""


@dataclass(frozen=True, slots=True)
class Program:
    """A command that is measured from its start to its end, in a process of its own."""

    name: str
    command: tuple[str, ...]
    folder: Path
    code: int = 0
    """How it has to end."""

    makes: Path | None = None
    """A folder that it fills, emptied before each start."""

    cache: Path | None = None
    """Where it keeps what it read in the run before; none where it reads all anew."""


@dataclass(frozen=True, slots=True)
class Duration:
    """What one run took, in seconds."""

    processor: float
    clock: float


Rounds = list[dict[str, Duration]]
"""For each round, what every program took, by its name."""


def interleaved(programs: Sequence[Program], rounds: int) -> Rounds:
    """Run every program once a round, one after the other, after a round that is not kept."""
    for program in programs:
        _say(f"warming up: {program.name}")
        _run(program)
    kept: Rounds = []
    for number in range(1, rounds + 1):
        kept.append({})
        # forwards, then backwards: none always follows the same neighbour
        for program in programs[:: 1 if number % 2 else -1]:
            took = kept[-1][program.name] = _run(program)
            _say(f"round {number} of {rounds}: {program.name}, {took.processor:.2f} s")
    return kept


def ratios(rounds: Rounds, measured: str, base: str) -> tuple[list[float], list[float]]:
    """How much more one program took than another in each round: of the processor, by the clock."""
    return (
        [one[measured].processor / one[base].processor for one in rounds],
        [one[measured].clock / one[base].clock for one in rounds],
    )


median = statistics.median


def _run(program: Program) -> Duration:
    if program.makes:
        shutil.rmtree(program.makes, ignore_errors=True)
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    run = subprocess.run(
        program.command,
        cwd=program.folder,
        env=os.environ | QUIET | _caching(program),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        check=False,
    )
    clock, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    if run.returncode != program.code:
        end = run.stderr.decode("utf-8", "replace")[-2000:]
        raise Failed(f"{program.name} ended with {run.returncode}, not {program.code}\n{end}")
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Duration(processor, clock)


def _caching(program: Program) -> dict[str, str]:
    if program.cache is None:
        return {"ROLEBOOK_NO_CACHE": "1"}
    return {"ROLEBOOK_NO_CACHE": "", "XDG_CACHE_HOME": str(program.cache)}


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)
