"""The name of a target in, what its fuzzing begins with out: real sources, hostile ones, and what
the fuzzer has found to take other ways than those."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

from tests.rolebook.pages.test_markup_hostile import SNIPPETS

ROOT: Final = Path(__file__).parents[2]
KEPT: Final = Path(__file__).parent / "corpus"
"""A file a target: the texts that `make fuzz` kept, as JSON strings of one byte a character."""

_HOSTILE: Final = "tests/hostile/library"
_ROLES: Final = (
    "roles/*/*.md",
    "roles/*.md",
    f"{_HOSTILE}/roles/*/*.md",
    f"{_HOSTILE}/agents/*.md",
)
_ATLASES: Final = ("atlases/*.yml", f"{_HOSTILE}/atlases/*.yml")
_JSON: Final = (f"{_HOSTILE}/atlases/**/*.json",)
_FILES: Final[dict[str, tuple[str, ...]]] = {
    "role": _ROLES,
    "role-page": _ROLES,
    "reports": _ROLES,
    "introduction": ("roles/*/README.md", f"{_HOSTILE}/roles/*/README.md", "roles/LIBRARY.md"),
    "atlas": _ATLASES,
    "atlas-page": _ATLASES,
    "json": _JSON,
    "json-page": _JSON,
    "doc": ("docs/writing/*.md", "docs/doctrine/*.md"),
    "configuration": ("mkdocs.yml", "tests/defects/mkdocs.yml"),
    "body": (),
}


def seeds(target: str) -> list[bytes]:
    """Whole sources, in a fixed order."""
    files = sorted({file for pattern in _FILES[target] for file in ROOT.glob(pattern)})
    return [*(file.read_bytes() for file in files), *_more(target)]


def _more(target: str) -> list[bytes]:
    if target == "body":
        return [one.encode("utf-8", "replace") for one in SNIPPETS]
    if target == "configuration":
        block = "roles: x\n  external: [a]\n  severity: {RB101: off}\n  limits: {files: 2}"
        return [f"plugins:\n- rolebook:\n  {block}\n  ignore: [{{path: a, codes: b}}]\n".encode()]
    return []


def kept(target: str) -> list[bytes]:
    """What the fuzzer kept of its earlier runs."""
    file = KEPT / f"{target}.json"
    texts = json.loads(file.read_text("utf-8")) if file.is_file() else []
    return [text.encode("latin-1") for text in texts]


def keep(target: str, texts: set[bytes]) -> None:
    """Write what `kept` reads: sorted, a text a line."""
    KEPT.mkdir(exist_ok=True)
    lines = json.dumps([one.decode("latin-1") for one in sorted(texts)], indent=0)
    (KEPT / f"{target}.json").write_text(f"{lines}\n", "utf-8")
