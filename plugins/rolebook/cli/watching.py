"""A library that somebody edits in; what each save did to its findings out, until Ctrl-C."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

import click

from rolebook.build import Checked, check
from rolebook.cli.exit_codes import reason_of
from rolebook.cli.findings import findings_of
from rolebook.config.settings import ConfigurationError, Settings
from rolebook.diagnostics import Diagnostic
from rolebook.diagnostics.baseline import Fingerprint, fingerprints
from rolebook.hosting.watching import Watch
from rolebook.parse.kept_readings import KeptReadings
from rolebook.report import Findings
from rolebook.report.counts import library_counts, problem_counts
from rolebook.report.findings import seen_from_caller
from rolebook.report.text import finding
from rolebook.report.text import render as whole
from rolebook.text.visible import visible

Load = Callable[[], tuple[Settings, tuple[str, ...] | None]]
"""The settings as they are now, and the paths that limit the report. Raises
`ConfigurationError`."""


def watch(
    load: Load,
    *,
    told: Callable[[Checked], Checked],
    colour: bool,
    wait: Callable[[float], object] = time.sleep,
) -> NoReturn:
    """Report all findings, then at every save those that came and those that went.

    `told` is what becomes of a checked library before it is shown. A broken configuration is said,
    and what was found before stays until it is mended. An interrupt ends it.
    """
    watched, readings = Watch(), KeptReadings()
    watched.look_at(_paths(load()[0]))
    before: Findings | None = None
    while True:
        try:
            settings, only = load()
            # before anything is read: what changes from here on is seen as a change
            watched.look_at(_paths(settings))
            readings = readings.next()
            checked = told(check(settings, readings))
            now = findings_of(checked, only, colour=colour)
            nothing = checked.nothing
            click.echo(_first(now, nothing) if before is None else _since(before, now), nl=False)
            before = now
        except (ConfigurationError, OSError) as error:
            said = str(error) if isinstance(error, ConfigurationError) else reason_of(error)
            click.echo(f"rolebook: {said}", err=True)
        while not watched.changes():
            wait(watched.pause)


def _paths(settings: Settings) -> Iterable[str]:
    """All that a check depends on."""
    named = (settings.docs, settings.config_file, settings.baseline)
    files = (*settings.roles, *settings.atlases, *settings.profiles, *settings.files)
    return [os.fspath(one) for one in (*files, *filter(None, named))]


def _first(findings: Findings, nothing: str | None) -> str:
    return whole(findings) + (f"rolebook: {nothing}\n" if nothing else "")


def _since(before: Findings, now: Findings) -> str:
    """What came, with its excerpt, and what went, a line each; nothing where all is as it was."""
    came, went = _apart(before.diagnostics, now.diagnostics)
    if not came and not went:
        return ""
    here = replace(now, caller=Path.cwd())
    new = seen_from_caller(replace(here, diagnostics=tuple(came)))
    old = seen_from_caller(replace(before, caller=Path.cwd(), diagnostics=tuple(went)))
    parts = [finding(one, new) for one in new.diagnostics]
    parts += [
        f"mended: {visible(one.span.path)}: {one.rule.code} {one.rule.name}: {visible(one.message)}"
        for one in old.diagnostics
    ]
    counts = now.summary()
    said = f"{library_counts(counts)}: {problem_counts(counts, now.known)}"
    return "\n\n".join([*parts, said]) + "\n"


def _apart(
    before: tuple[Diagnostic, ...], now: tuple[Diagnostic, ...]
) -> tuple[list[Diagnostic], list[Diagnostic]]:
    """The findings that only the second has, and those that only the first has; a finding that
    moved with its line is the same."""
    then, today = _named(before), _named(now)
    came = [one for name, one in today.items() if name not in then]
    went = [one for name, one in then.items() if name not in today]
    return came, went


def _named(findings: tuple[Diagnostic, ...]) -> dict[Fingerprint, Diagnostic]:
    return dict(zip(fingerprints(findings), findings, strict=True))
