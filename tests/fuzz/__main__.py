"""The coverage-guided fuzzer: `make fuzz`, or `python -m tests.fuzz TARGET [SECONDS]`.

Without a target, each in its turn. What takes a new way through the code is kept, as small as it
gets, in `tests/fuzz/corpus/`; what fails is in `.fuzz/` and ends the run.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from typing import Final

from tests.fuzz.seeds import ROOT, keep, kept, seeds

WORK: Final = ROOT / ".fuzz"
LONGEST: Final = 4096
"""Bytes of a text: long ones are the business of `tests/hostile`."""
SLOWEST: Final = 20
"""Seconds that a text of that length may take."""
MOST_KEPT: Final = 150
"""Texts of a target that are kept; the tests replay them all."""


def main(arguments: list[str]) -> int:
    from tests.fuzz.targets import TARGETS

    if arguments and arguments[0] == "--in-process":
        fuzz(arguments[1], arguments[2:])
        return 0
    seconds = next((one for one in arguments if one.isdigit()), "60")
    named = [one for one in arguments if not one.isdigit()]
    if unknown := set(named) - set(TARGETS):
        print(f"no target {', '.join(sorted(unknown))}; there are {', '.join(TARGETS)}")
        return 2
    return max(run(target, seconds) for target in named or TARGETS)


def run(target: str, seconds: str) -> int:
    """Fuzz one target, then keep what is worth it."""
    found, smallest = WORK / target, WORK / f"{target}-smallest"
    found.mkdir(parents=True, exist_ok=True)
    for text in (*seeds(target), *kept(target)):
        (found / hashlib.sha256(text).hexdigest()[:16]).write_bytes(text)
    options = [f"-max_len={LONGEST}", f"-timeout={SLOWEST}", "-rss_limit_mb=4096"]
    options += [f"-artifact_prefix={WORK}/failed-{target}-", "-print_final_stats=1"]
    code = start(target, *options, f"-max_total_time={seconds}", str(found))
    shutil.rmtree(smallest, ignore_errors=True)
    smallest.mkdir()
    start(target, *options, "-merge=1", str(smallest), str(found))
    own = set(seeds(target))
    new = {one.read_bytes() for one in smallest.iterdir()} - own
    if new:
        keep(target, set(sorted(new, key=lambda one: (len(one), one))[:MOST_KEPT]))
    return code


def start(target: str, *options: str) -> int:
    """The fuzzer ends its process, so it gets one of its own."""
    command = [sys.executable, "-m", "tests.fuzz", "--in-process", target, *options]
    environment = os.environ | {"PYTHONPATH": f"{ROOT / 'plugins'}:{ROOT}"}
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode


def fuzz(target: str, options: list[str]) -> None:
    import atheris

    # what is imported before it is not followed
    for name in [one for one in sys.modules if one.partition(".")[0] == "rolebook"]:
        del sys.modules[name]
    for name in [one for one in sys.modules if one.startswith("tests.")]:
        if name not in ("tests.fuzz.seeds", "tests.fuzz.__main__"):
            del sys.modules[name]
    with atheris.instrument_imports(include=["rolebook"]):
        from tests.fuzz.targets import TARGETS

    again = WORK / f"run-{target}"  # the fuzzer starts itself anew to merge
    again.write_text(f'#!/bin/sh\nexec {sys.executable} -m tests.fuzz --in-process {target} "$@"\n')
    again.chmod(0o755)
    atheris.Setup([str(again), *options], TARGETS[target])
    atheris.Fuzz()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
