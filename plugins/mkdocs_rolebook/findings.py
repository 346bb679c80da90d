"""What was found in a library in, lines in the host's log out."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Final

from mkdocs.plugins import get_plugin_logger

from rolebook.build import Checked, Site
from rolebook.diagnostics import Severity
from rolebook.report import Findings
from rolebook.report.findings import seen_from_caller
from rolebook.report.text import finding, summary

log: Final = get_plugin_logger("rolebook")
"""Below the host's own logger: `--strict` counts its warnings."""

_LEVELS: Final = {Severity.ERROR: logging.ERROR, Severity.WARNING: logging.WARNING}


def tell(checked: Checked, *, counted: bool = True, each: bool = True) -> None:
    """Log every error and warning with its excerpt, and the counts of everything in one line.

    What is not to be counted by `--strict` is logged at the level of the counts. Without `each`,
    the counts alone: the health page tells the rest.
    """
    library = checked.library
    root, caller = checked.settings.root, Path.cwd()
    findings = seen_from_caller(
        Findings(
            checked.diagnostics,
            library,
            library.sources,
            baseline=checked.baseline,
            root=root,
            caller=caller,
        )
    )
    for one in findings.diagnostics if each else ():
        if level := _LEVELS.get(one.level):
            log.log(level if counted else logging.INFO, "%s", finding(one, findings))
    log.info("%s", summary(findings))


def tell_defects(site: Site, checked: Checked) -> int:
    """Log what Rolebook itself did wrong and published around; how many it was."""
    findings = Findings(site.problems, checked.library, checked.library.sources)
    for one in site.problems:
        log.warning("%s", finding(one, findings))
    return len(site.problems)


def errors_of(checked: Checked) -> tuple[str, ...]:
    """Every error as text with its excerpt."""
    findings = Findings(checked.diagnostics, checked.library, checked.library.sources)
    return tuple(
        finding(one, findings) for one in checked.diagnostics if one.level is Severity.ERROR
    )
