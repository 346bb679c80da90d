"""Bytes in; every reader of the library is given them, and nothing but findings may come of it.

An exception is a defect, and so is a finding whose place is not in its file, a report that cannot
be written, or markup that acts. Hypothesis and the coverage-guided fuzzer drive the same targets.
"""

from __future__ import annotations

import atexit
import contextlib
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Final

from tests.hostile.markup import acts_of
from tests.rolebook.pages.allowed import check as check_body
from tests.rolebook.pages.allowed import markup

from rolebook.build import Checked, check, publish
from rolebook.config.load import load_settings
from rolebook.config.settings import ConfigurationError, Settings
from rolebook.exports.library_json import library_json
from rolebook.report import FORMATS, Findings

COMPANY: Final = {
    "roles/y/e-f.md": "---\naliases: [h]\n---\n# E F — fleet role definition\n\n## Mandate\n\n"
    "1. **G** {#g} — x.\n\n## Boundaries\n\n- **Does NOT own it** — that is **a-b**'s lane.\n",
    "atlases/y.yml": "atlas_id: y\ntitle: Y\nrole: e-f\nlevels: [{id: l, min_score: 0.5}]\n"
    "competencies: [{id: c, title: C, target_level: l}, {id: d, title: D, prerequisites: [c]}]\n",
    "docs/d.md": "# D\n\n## G\n",
}
"""What the bytes may refer to."""

_FOLDER: Final = Path(
    tempfile.mkdtemp(dir="/dev/shm" if Path("/dev/shm").is_dir() else None, prefix="rolebook-")
)


atexit.register(shutil.rmtree, _FOLDER, ignore_errors=True)


def library(path: str) -> Callable[[bytes], None]:
    """The bytes as one file of a library that is checked."""
    return lambda data: check_places(checked({path: data}))


def site(path: str) -> Callable[[bytes], None]:
    """The bytes as one file of a library that is published."""

    def target(data: bytes) -> None:
        made = publish(checked({path: data}))
        for page in made.pages:
            acts = [one for one in acts_of(page.html) if "=rb" not in one]
            assert acts == [], page.address
            assert page.html.encode()
        addresses = [page.address for page in made.pages] + [file.address for file in made.files]
        assert len(addresses) == len({one.lower() for one in addresses})
        for address in addresses:
            assert not address.startswith("/")
            assert ".." not in address.split("/")

    return target


def checked(files: dict[str, bytes]) -> Checked:
    """A library with these files and the company of others."""
    write(files | {path: text.encode() for path, text in COMPANY.items() if path not in files})
    folders = {name: (_FOLDER / name,) for name in ("roles", "atlases")}
    return check(Settings(_FOLDER, **folders, docs=_FOLDER / "docs"))


def write(files: dict[str, bytes]) -> None:
    _FOLDER.mkdir(exist_ok=True)  # whoever tidies up while a fuzzer runs for hours
    for old in _FOLDER.iterdir():
        shutil.rmtree(old) if old.is_dir() else old.unlink()
    for path, data in files.items():
        (_FOLDER / path).parent.mkdir(parents=True, exist_ok=True)
        (_FOLDER / path).write_bytes(data)


def check_places(checked: Checked) -> None:
    """Every finding stands in its file."""
    for one in checked.diagnostics:
        for span in (one.span, *(related.span for related in one.related)):
            assert (_FOLDER / span.path).is_relative_to(_FOLDER)
            assert (span.line, span.column) <= (span.end_line, span.end_column)
            if source := checked.library.sources.get(span.path):
                assert 1 <= span.line <= span.end_line <= len(source.lines)
                assert 1 <= span.column <= len(source.lines[span.line - 1]) + 1
                assert 1 <= span.end_column <= len(source.lines[span.end_line - 1]) + 1


def reports(data: bytes) -> None:
    """The bytes as a role, all that is found of it in every form of report."""
    found = checked({"roles/x/a.md": data})
    findings = Findings(found.diagnostics, found.library, found.library.sources)
    for render in FORMATS.values():
        assert render(findings).encode()
    assert library_json(found.graph, found.summary())


def body(data: bytes) -> None:
    """The bytes as Markdown of a source, rendered."""
    check_body(data.decode("utf-8", "replace"), markup())  # anew: it remembers what it has seen


def configuration(data: bytes) -> None:
    """The bytes as `mkdocs.yml`."""
    write({"mkdocs.yml": data, "roles/x/a.md": b"# A\n"})
    with contextlib.suppress(ConfigurationError):
        check_places(check(load_settings(_FOLDER / "mkdocs.yml")))


TARGETS: Final[dict[str, Callable[[bytes], None]]] = {
    "role": library("roles/x/a.md"),
    "introduction": library("roles/x/README.md"),
    "atlas": library("atlases/a.yml"),
    "json": library("atlases/a.json"),
    "doc": library("docs/a.md"),
    "configuration": configuration,
    "body": body,
    "reports": reports,
    "role-page": site("roles/x/a.md"),
    "atlas-page": site("atlases/a.yml"),
    "json-page": site("atlases/a.json"),
}
"""By the name that `make fuzz` takes."""
