"""What a build makes of hostile sources: all of them, nothing else, and nothing that acts."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import pytest
from tests.hostile.conftest import Built, build
from tests.hostile.corpus import EXPECTED, WRITTEN, files_of
from tests.hostile.made import SECRET
from tests.hostile.markup import Markup

from rolebook.build import Checked
from rolebook.diagnostics import Severity
from rolebook.graph.addresses import role_address
from rolebook.hosting.outputs import MARKER
from rolebook.report import FORMATS, Findings

SECONDS = 60
"""What the issue that asks for this corpus allows for its build."""


def test_the_corpus_is_large(folder: Path) -> None:
    assert len(files_of(WRITTEN)) >= 120
    assert len(files_of(folder / "library")) >= 300


def test_it_is_built_in_less_than_a_minute(built: Built) -> None:
    print(f"{built.processor_seconds:.1f} s of the processor, {built.seconds:.1f} s by the clock")
    assert built.code == 0, built.log[-4000:]
    assert built.processor_seconds < SECONDS


def test_the_findings_are_these(checked: Checked, pytestconfig: pytest.Config) -> None:
    found = "".join(f"{line}\n" for line in lines(checked))
    if pytestconfig.getoption("accept"):
        EXPECTED.write_text(found, "utf-8")
    assert found == EXPECTED.read_text("utf-8")


def lines(checked: Checked) -> Iterator[str]:
    """A line for each error and warning; of many of one kind about one file, the first."""
    grave = [one for one in checked.diagnostics if one.level in (Severity.ERROR, Severity.WARNING)]
    kinds = sorted(grave, key=lambda one: (one.span.path, one.rule.code))
    for _, same in groupby(kinds, key=lambda one: (one.span.path, one.rule.code)):
        first, *others = same
        findings = Findings((first,), checked.library, checked.library.sources)
        line = FORMATS["lines"](findings).rstrip("\n")
        line = line if len(line) <= 240 else f"{line[:240]}…"
        yield f"{line}{f' (and {len(others)} more)' if others else ''}"


def test_nothing_is_lost_without_a_word(folder: Path, checked: Checked) -> None:
    library = checked.library
    pages = {one.path for one in (*library.roles, *library.atlases, *library.introductions)}
    told = {one.span.path for one in checked.diagnostics} | {one.path for one in library.left_out}
    # files of the same bytes are told once, with all their places
    told |= {place.span.path for one in checked.diagnostics for place in one.related}
    known = pages | told
    lost = [
        path
        for path in files_of(folder / "library")
        if not known & {path, *map(str, Path(path).parents)} and not NO_SOURCE.fullmatch(path)
    ]
    assert lost == []


NO_SOURCE = re.compile(
    r"(.*/)?((?!\.claude/)\..*|mkdocs\.yml|site/.*|.*\.(svg|png|html|xml|py|txt))"
)
"""What nobody takes for a source: hidden files and folders, what is built, other kinds of file."""


def test_nobody_hides_the_last_words(built: Built, checked: Checked) -> None:
    """Whatever a text opens and does not close, what follows is on the page."""
    looked_at = 0
    for role in checked.library.roles:
        said = re.search(r"Last words of [\w. -]+", checked.library.sources[role.path].text)
        if said:
            page = (built.site / role_address(role.name) / "index.html").read_text("utf-8")
            assert said[0].strip() in words(page), role.path
            looked_at += 1
    assert looked_at > 150


def words(page: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]*>", "", page)).split())


SITES = ["built", "configured"]


@pytest.mark.parametrize("name", SITES)
def test_nothing_from_outside_is_published(name: str, request: pytest.FixtureRequest) -> None:
    site: Built = request.getfixturevalue(name)
    assert site.code == 0, site.log[-4000:]
    files = [file for file in site.site.rglob("*") if file.is_file()]
    assert len(files) > 100
    assert [file for file in files if SECRET.encode() in file.read_bytes()] == []
    assert [file for file in files if SECRET in str(file.relative_to(site.site))] == []
    assert SECRET not in site.log
    assert not list(site.folder.rglob("pwned"))
    assert not [file for file in files if file.suffix not in KNOWN_SUFFIXES and file.name != MARKER]


KNOWN_SUFFIXES = {
    *(".html", ".css", ".js", ".map", ".json", ".xml", ".gz", ".png", ".svg", ".txt", ".csv"),
    *(".woff", ".woff2", ".inv"),
}
"""Of what the host and we write."""


@pytest.mark.parametrize("name", SITES)
def test_no_markup_of_an_author_acts(name: str, request: pytest.FixtureRequest) -> None:
    """Read as a browser without script would: the browser's own word is in `test_browser.py`."""
    site: Built = request.getfixturevalue(name)
    hosts_own = Markup((site.site / "404.html").read_text("utf-8")).scripts
    for file in sorted(site.site.rglob("*.html")):
        read = Markup(file.read_text("utf-8"))
        assert read.acts == [], file
        for kind, text in read.scripts:
            if kind.endswith("json"):
                json.loads(text)
            elif not text.startswith("assets/rolebook/"):
                assert (kind, text) in hosts_own, file


def test_where_errors_count_nothing_is_published(tmp_path: Path) -> None:
    made = build(
        tmp_path, tmp_path, str(WRITTEN), "--out", "out", "--strict", site=tmp_path / "out"
    )
    assert made.code == 1
    assert "errors in the library!" in made.log
    assert "Traceback" not in made.log
    assert not made.site.exists()
