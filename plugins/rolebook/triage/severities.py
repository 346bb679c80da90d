"""Findings and the settings in; the findings with the severities that are configured, out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pathspec

from rolebook.config.places import BlockPlaces
from rolebook.config.settings import ConfigurationError, Ignore, Settings
from rolebook.diagnostics import Diagnostic, Severity
from rolebook.diagnostics.catalogue import RULES
from rolebook.diagnostics.reasons import meant


def configured_severities(settings: Settings) -> dict[str, Severity]:
    """The configured severities by code. A code that no rule has is a broken configuration."""
    named = (*settings.severity, *(code for one in settings.ignore for code in one.codes))
    if not named:
        return {}
    rules = RULES
    codes = {rule.code: rule.code for rule in rules} | {rule.name: rule.code for rule in rules}
    for name in named:
        if name not in codes:
            near = f"did you mean `{meant(name)}`? " if meant(name) else ""
            key = "severity" if name in settings.severity else "ignore"
            file = settings.config_file
            place = BlockPlaces(file).said(key, name) if file else ""
            raise ConfigurationError(
                f"{place}`{name}` in the `rolebook:` block is no rule;"
                f" {near}`rolebook explain` lists them all"
            )
    return {codes[name]: severity for name, severity in settings.severity.items()}


def with_severity(diagnostic: Diagnostic, known: dict[str, Severity]) -> Diagnostic:
    """A finding with the severity that is configured for its rule."""
    severity = known.get(diagnostic.rule.code)
    return replace(diagnostic, severity=severity) if severity else diagnostic


def not_ignored(
    diagnostics: Iterable[Diagnostic], ignores: tuple[Ignore, ...], used: set[int]
) -> Iterable[Diagnostic]:
    """What no `ignore:` hides; the numbers of those that hide something come to be in `used`."""
    globs = [
        (pathspec.GitIgnoreSpec.from_lines([one.path]), frozenset(one.codes)) for one in ignores
    ]
    for diagnostic in diagnostics:
        names = {diagnostic.rule.code, diagnostic.rule.name}
        hiding = {
            number
            for number, (glob, codes) in enumerate(globs)
            if (not codes or codes & names) and glob.match_file(diagnostic.span.path)
        }
        used |= hiding
        if not hiding:
            yield diagnostic
