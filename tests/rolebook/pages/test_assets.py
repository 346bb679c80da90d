"""The script and the stylesheet as they are published."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

from rolebook import pages
from rolebook.pages.host.assets import script, stylesheet

FOLDER = Path(pages.__file__).parent


def test_nothing_that_is_for_authors_is_published() -> None:
    for text in (script().decode(), stylesheet().decode()):
        assert not re.search(r"^\s*(?:/\*|//)|^\s|\n\n", text, re.M)


def test_what_a_phone_has_to_load_stays_small() -> None:
    assert len(gzip.compress(script())) < 25_000
    assert len(gzip.compress(stylesheet())) < 11_000


def test_no_text_of_a_script_goes_on_over_a_line() -> None:
    for file in sorted(FOLDER.rglob("*.js")):
        lines = file.read_text("utf-8").splitlines()
        assert [line for line in lines if line.count("`") % 2 and "/*" not in line] == [], file
