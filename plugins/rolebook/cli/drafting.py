"""A draft and the library it belongs to in; its file written, or what is wrong with it said."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import click

from rolebook.build import Checked, check
from rolebook.cli.exit_codes import FOUND, reason_of, wrong
from rolebook.config.projects import settings_for
from rolebook.config.settings import Settings
from rolebook.diagnostics import Diagnostic, Severity
from rolebook.graph.answers import Answers
from rolebook.graph.named import likely, title
from rolebook.graph.resolve import Resolution, Target
from rolebook.hosting.drafts import Said
from rolebook.hosting.outputs import file_taken
from rolebook.hosting.reading_cache import cached_readings
from rolebook.servers.open_texts import with_open_texts
from rolebook.sources import read_sources
from rolebook.text.identity import slug
from rolebook.text.visible import visible

MOST_PROPOSED: Final = 3

_MODELINE: Final = "# yaml-language-server: $schema="
_DASH: Final = re.compile(r"(?<!\s)\s++(?:—|–|--?)\s++")


@dataclass(frozen=True, slots=True)
class Desk:
    """The library as it is, for who writes something new for it."""

    settings: Settings
    checked: Checked

    def owner(self, written: str) -> str:
        """The name of the role or domain that is meant; one that nobody bears ends the command."""
        found = self.checked.graph.resolver.actor_named(written.strip().strip("*`"), "")
        if found.target is None:
            wrong(self._nobody(written, found))
        return self._short(found.target)

    def _nobody(self, written: str, found: Resolution) -> str:
        shown = visible(written)
        if found.ambiguous:
            names = " or ".join(f"`{one.name}`" for one in found.candidates)
            return f"`{shown}` may be {names}; write one of these"
        near = likely(self.checked.graph, written)
        help = f"; did you mean `{near}`?" if near else ""
        return f"`{shown}` is no role or domain of this library{help}"

    def proposals(self, work: str) -> list[tuple[str, str]]:
        """Who may answer for some work, by name, each with the words that say so; best first."""
        answers = Answers(self.checked.answer_index).asked(work)[:MOST_PROPOSED]
        return [(self._short(one.owner), one.entry.text) for one in answers]

    def holders(self, work: str) -> list[tuple[str, str]]:
        """Who certainly holds some work already, as a mandate has it."""
        answers = Answers(self.checked.answer_index).asked(work)
        return [
            (title(self.checked.graph, one.owner), one.entry.text)
            for one in answers
            if one.certain and one.owner.kind == "role"
        ]

    def _short(self, target: Target) -> str:
        """An id alone where it is nobody else's."""
        id = target.name.rstrip("/").rpartition("/")[2]
        alone = self.checked.graph.resolver.actor_named(id, "").target
        return id if target.kind != "domain" and alone == target else target.name


def desk(config_file: Path | None) -> Desk:
    """The library of the project here, checked."""
    settings, _ = settings_for((), config_file)
    with cached_readings(settings) as readings:
        return Desk(settings, check(settings, readings))


def said(written: str) -> Said:
    """`Set quota — yearly`: a statement and what follows its dash."""
    statement, *rest = _DASH.split(written.strip(), maxsplit=1)
    return Said(statement, rest[0] if rest else "")


def asked_until_empty(first: str, next: str, take: Callable[[str], None]) -> None:
    """Ask for one thing after the other; at least for one."""
    click.echo("(an empty answer ends the list)")
    take(click.prompt(first))
    while answer := click.prompt(next, default="", show_default=False):
        take(answer)


def id_of(title: str, given: str | None) -> str:
    """The id that was given, or that a title makes; none ends the command."""
    id = slug(title) if given is None else slug(given)
    if given is not None and id != given:
        wrong(f"`{visible(given)}` is no id; write `--id {id or 'a-name'}`")
    if not id:
        wrong(f"nothing of `{visible(title)}` can stand in an address; give it an `--id`")
    return id


def modeline(folder: Path) -> str:
    """The line by which the files of a folder tell editors their schema, where they do."""
    for file in sorted(folder.glob("*.y*ml")):
        first = file.read_text("utf-8", errors="replace").partition("\n")[0]
        return f"{first}\n" if first.startswith(_MODELINE) else ""
    return ""


def write_draft(desk: Desk, file: Path, text: str, *, anyway: bool, asking: bool) -> None:
    """Write a file, unless it is there, or `check` would say something about it and whoever is
    asked does not want it all the same."""
    if refused := file_taken(file, ()):
        wrong(refused.removesuffix(", or replace it with --force"))
    found = _new_findings(desk, file, text)
    for one in found:
        click.echo(f"{_level(one)}: {visible(one.message)}", err=True)
        if one.help:
            click.echo(f"  help: {visible(one.help)}", err=True)
    if found and not anyway and not (asking and click.confirm("Write it all the same?")):
        click.echo(
            "rolebook: nothing is written; say it otherwise, or write it all the same: --anyway",
            err=True,
        )
        raise SystemExit(FOUND)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("x", encoding="utf-8") as out:
            out.write(text)
    except OSError as error:
        wrong(f"cannot write `{file}`: {reason_of(error)}")
    click.echo(f"wrote {os.path.relpath(file)}")


def _new_findings(desk: Desk, file: Path, text: str) -> list[Diagnostic]:
    """What `check` says with the file that it does not say without it."""
    settings = desk.settings
    with cached_readings(settings) as readings:
        sources = with_open_texts(read_sources(settings), {file: text}, settings)
        after = check(settings, readings, sources)
    before = {one.order for one in desk.checked.everything}
    return [one for one in after.everything if one.order not in before]


def _level(one: Diagnostic) -> str:
    told = one.level is not Severity.OFF
    return f"{one.level.value}[{one.rule.code}] {one.rule.name}" if told else one.rule.name
