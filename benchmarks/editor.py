"""A library in; what an editor asks `rolebook lsp` and how long each answer takes, as a table, out.

By the clock, since that is what a writer feels, and in time of the server's processor, which a busy
machine disturbs less.
"""

from __future__ import annotations

import argparse
import os
import re
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from lsprotocol import types
from tests.rolebook.servers.editing import Editor

from benchmarks.generator import write_library

ROUNDS: Final = 5
PAUSE: Final = 4
"""Seconds between two questions, in which the hints of the one before are found, too."""

LIMITS: Final = {300: 0.2, 1000: 1.0}
"""Seconds from a pause to the findings, by the number of roles (aimed at on two idle cores)."""

_OWNER: Final = re.compile(r"\*\*([a-z]+-[a-z-]+)\*\*(?!.*\*\*[a-z]+-[a-z-]+\*\*)", re.S)


def report(folder: Path, sizes: Sequence[int]) -> str:
    """The table for libraries of these sizes, generated in an empty folder."""
    rows: dict[str, list[str]] = {}
    for roles in sizes:
        library = folder / f"editor-{roles}"
        write_library(library, roles, seed=20)
        for what, told in _measured(library):
            rows.setdefault(what, []).append(told)
    heads = [f"{roles} roles" for roles in sizes]
    lines = [f"| asked | {' | '.join(heads)} |", f"| --- |{' ---: |' * len(sizes)}"]
    lines += [f"| {what} | {' | '.join(told)} |" for what, told in rows.items()]
    aims = ", ".join(f"{LIMITS[one]:.1f} s at {one} roles" for one in sizes if one in LIMITS)
    return "\n".join((*lines, "", f"Aimed at, from a pause to the findings: {aims}."))


def _measured(library: Path) -> Iterator[tuple[str, str]]:
    begun = time.perf_counter()
    editor = Editor(library)
    files = sorted((library / "roles").rglob("*.md"))
    path = next(one for one in files if one.name not in ("README.md", "LIBRARY.md"))
    role = path.relative_to(library).as_posix()
    text = editor.open(role)
    found = _OWNER.search(text)
    assert found
    line = text[: found.start(1)].count("\n")
    at = editor.at(role, line, found.start(1) - text.rindex("\n", 0, found.start(1)) + 1)
    outline = types.DocumentSymbolParams(editor.document(role))
    editor.ask("text_document_document_symbol", outline)
    yield "start, to the outline of the first file", f"{time.perf_counter() - begun:.2f} s"
    slips = _told(editor, lambda number: _slip(editor, role, text, number), PAUSE)
    yield "a misspelt owner, to its finding", slips
    editor.write(role, text)
    time.sleep(PAUSE)
    context = types.ReferenceContext(include_declaration=True)
    for what, question, params in (
        ("hover", "text_document_hover", types.HoverParams(**at)),
        ("definition", "text_document_definition", types.DefinitionParams(**at)),
        ("references", "text_document_references", types.ReferenceParams(context, **at)),
        ("completion", "text_document_completion", types.CompletionParams(**at)),
        ("outline", "text_document_document_symbol", outline),
        ("symbols of all files", "workspace_symbol", types.WorkspaceSymbolParams("manager")),
        ("rename", "text_document_rename", types.RenameParams(new_name="renamed-by-us", **at)),
    ):
        yield what, _told(editor, lambda _, q=question, p=params: editor.ask(q, p))
    editor.stop()


def _slip(editor: Editor, role: str, text: str, number: int) -> None:
    """Misspell an owner, and wait until the editor is told of just that."""
    wrong = f"nobody-{'x' * (number + 1)}"
    editor.write(role, _OWNER.sub(f"**{wrong}**", text, count=1))
    uri = editor.uri(role)
    editor.until(lambda: any(f"`{wrong}`" in one.message for one in editor.told.get(uri, ())))


def _told(editor: Editor, ask: Callable[[int], Any], pause: float = 0) -> str:
    clock, processor = [], []
    for number in range(ROUNDS):
        time.sleep(pause)
        before, begun = _processor(editor), time.perf_counter()
        ask(number)
        clock.append(time.perf_counter() - begun)
        processor.append(_processor(editor) - before)
    return f"{statistics.median(clock):.2f} s ({statistics.median(processor):.2f} s)"


def _processor(editor: Editor) -> float:
    """Seconds that the server has used, where the system says so."""
    try:
        fields = Path(f"/proc/{editor.process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return float("nan")
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("roles", nargs="*", type=int, default=[300, 1000])
    with tempfile.TemporaryDirectory() as folder:
        print(report(Path(folder), parser.parse_args().roles))


if __name__ == "__main__":
    main()
