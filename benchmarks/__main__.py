"""`python -m benchmarks`: measures, prints Markdown tables, and ends with 1 if a limit is missed.

`--quick` builds smaller sites and takes fewer rounds. Progress goes to standard error; only
ratios, which hold on any machine, are printed. The verdict is on time of the processor, since the
clock runs for whatever else the machine does.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks import claims, preview, statements
from benchmarks.measure import FULL, QUICK, Row, measure
from benchmarks.running import Failed


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print, and return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="smaller libraries, fewer rounds")
    options = parser.parse_args(arguments)
    try:
        with tempfile.TemporaryDirectory(prefix="rolebook-bench-") as folder:
            sizes = QUICK if options.quick else FULL
            rows = list(measure(sizes, Path(folder)))
            previews = preview.report(Path(folder), sizes.previews)
    except Failed as failed:
        print(f"benchmarks: {failed}", file=sys.stderr)
        return 1
    print(table(rows), "", previews, "", claims.report(), "", statements.report(), sep="\n")
    return 0 if all(row.kept for row in rows) else 1


def table(rows: Sequence[Row]) -> str:
    """The rows as a Markdown table."""
    lines = [
        "| comparison | ratio | of all rounds | by the clock | limit | verdict |",
        "| --- | ---: | ---: | ---: | ---: | --- |",
    ]
    for row in rows:
        spread = f"{row.lowest:.2f}–{row.highest:.2f}" if row.lowest < row.highest else ""
        clock = f"{row.clock:.2f}" if row.clock else ""
        limit, verdict = "", ""
        if row.limit is not None:
            limit, verdict = f"{row.limit:.2f}", "kept" if row.kept else "**missed**"
        lines.append(f"| {row.what} | {row.ratio:.2f} | {spread} | {clock} | {limit} | {verdict} |")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
