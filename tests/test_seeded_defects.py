"""A library with a defect of nearly every kind is reported whole, in one run, at the exact places.

`tests/defects/` is that library. To take what the checks say now as `expected.txt`, run
`rolebook check tests/defects --format lines > tests/defects/expected.txt`, and read the difference.
"""

from __future__ import annotations

import re
from pathlib import Path

from click.testing import CliRunner

from rolebook.cli.main import main

LIBRARY = Path(__file__).parent / "defects"


def test_every_defect_is_reported_in_one_run() -> None:
    expected = (LIBRARY / "expected.txt").read_text("utf-8")
    assert len(set(re.findall(r"\[(RB\d{3})\]", expected))) >= 80
    run = CliRunner().invoke(main, ["check", str(LIBRARY), "--format", "lines"])
    assert run.exit_code == 1
    assert run.output == expected
