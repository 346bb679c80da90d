"""Sources that are being written in, what a preview shows of them out. Nothing is raised.

An exception would end the server at its first build, and leave every request hanging at a later
one (mkdocs/livereload: requests wait for the build that never ends).
"""

from __future__ import annotations

import traceback
from dataclasses import replace

from mkdocs.config.defaults import MkDocsConfig

from mkdocs_rolebook.config import RolebookConfig, settings_of
from mkdocs_rolebook.findings import errors_of, log, tell, tell_defects
from mkdocs_rolebook.problems import with_problems
from mkdocs_rolebook.publishing import BuildResult, claimed_twice
from rolebook.build import Checked, check, publish
from rolebook.config.settings import ConfigurationError, Settings
from rolebook.diagnostics import INTERNAL_ERROR
from rolebook.hosting.reading_cache import cached_readings
from rolebook.parse.kept_readings import KeptReadings


class Preview:
    """Remembers, from build to build, the last library that had no error."""

    def __init__(self) -> None:
        self._good: BuildResult | None = None
        self._started = False
        self._running = False
        """Whether there was a build that a reader may be looking at."""
        self._readings: KeptReadings | None = None

    def next(self, block: RolebookConfig, host: MkDocsConfig) -> BuildResult:
        """What this build shows: the sources where they are good, else the last good ones.

        A library that is broken from the start is shown as far as it goes. Raises
        `ConfigurationError`, but not once the preview runs.
        """
        found = self._found(block, host)
        self._running = True
        if not found.problems:
            self._good = found
        shown = self._good or found
        return with_problems(replace(shown, problems=found.problems), host)

    def _found(self, block: RolebookConfig, host: MkDocsConfig) -> BuildResult:
        result = BuildResult()
        try:
            settings = settings_of(block, host)
            self._watch(settings, host)
            checked = self._checked(settings)
            going_on = settings.keep_going
            # strict mode would end the server over what it counts
            tell(checked, counted=not host.strict, each=not going_on)
            if checked.nothing:
                raise ConfigurationError(checked.nothing)
            result = BuildResult(checked.graph, problems=() if going_on else errors_of(checked))
            site = publish(checked)
            tell_defects(site, checked)
            claimed = tuple(claimed_twice(site, settings))
            return BuildResult(checked.graph, site, result.problems + claimed)
        except ConfigurationError as error:
            if not self._running:
                raise
            return BuildResult(problems=(str(error),))
        except Exception as error:
            return replace(result, problems=(*result.problems, internal_error(error)))

    def _checked(self, settings: Settings) -> Checked:
        """Check a library from what was kept: of the last run at first, then of the last save."""
        if self._readings is None:
            with cached_readings(settings) as self._readings:
                return check(settings, self._readings)
        return check(settings, self._readings.next())

    def _watch(self, settings: Settings, host: MkDocsConfig) -> None:
        if not self._started:  # the server takes what its first build names
            log.info("`rolebook preview` shows a save sooner: it makes the page you look at first")
            baseline = (settings.baseline,) if settings.baseline else ()
            watched = (*settings.roles, *settings.atlases, *settings.profiles, *baseline)
            host.watch.extend(str(one) for one in watched)
        self._started = True


def internal_error(error: Exception) -> str:
    """Log a defect of Rolebook, and say so."""
    problem = (
        f"error[{INTERNAL_ERROR.code}] {INTERNAL_ERROR.name}: "
        f"Rolebook failed with {type(error).__name__}: {error}\n"
        "  = help: this is a defect of Rolebook; please report it with the lines in the log"
    )
    log.info("%s\n%s", problem, "".join(traceback.format_exception(error)).rstrip())
    return problem
