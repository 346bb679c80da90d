"""Settings in, what a build shows of a library out; a library with errors ends the build."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from mkdocs.exceptions import Abort

from mkdocs_rolebook.findings import log, tell, tell_defects
from rolebook.build import Plan, Site, check, publish
from rolebook.config.settings import ConfigurationError, Settings
from rolebook.diagnostics import Severity
from rolebook.graph.addresses import hand_written
from rolebook.graph.library_graph import LibraryGraph
from rolebook.hosting.progress import CountedReadings, Progress
from rolebook.hosting.reading_cache import cached_readings
from rolebook.model import NO_LAYOUT, Layout
from rolebook.pages.page import PlannedPage, as_planned


@dataclass(frozen=True)
class BuildResult:
    """What one build shows."""

    graph: LibraryGraph | None = None
    """What `[[references]]` of hand-written pages mean; none where the library cannot be read."""

    site: Site = field(default=Site((), ()))
    problems: tuple[str, ...] = ()
    """What keeps the sources from being published, with excerpts; only a preview goes on."""

    plan: Plan | None = None
    """Instead of `site`, where pages are made one by one."""

    @property
    def pages(self) -> tuple[PlannedPage, ...]:
        """All pages, made or not."""
        return self.plan.pages if self.plan else tuple(as_planned(one) for one in self.site.pages)

    @property
    def not_found(self) -> str:
        """What the page for an address that is none says besides."""
        return self.plan.not_found() if self.plan else self.site.not_found

    @property
    def sources(self) -> frozenset[str]:
        """The files that they are made of: one that lies in the docs folder is no page besides."""
        return self.graph.library.source_paths if self.graph else frozenset()

    @property
    def layout(self) -> Layout:
        """Where its pages stand on the site."""
        return self.graph.library.layout if self.graph else NO_LAYOUT

    @property
    def hand_written(self) -> dict[str, str]:
        """The pages of the docs folder that take the place of ours, by address."""
        found = hand_written(self.graph.library) if self.graph else {}
        return {address: page.home for address, page in found.items()}


def publishable(settings: Settings, *, strict: bool, progress: Progress) -> BuildResult:
    """What is published.

    Raises `Abort` once everything that is wrong has been logged, and `ConfigurationError`.
    """
    with cached_readings(settings) as readings:
        checked = check(settings, CountedReadings(readings, progress), watcher=progress)
    going_on = settings.keep_going and not strict
    tell(checked, each=not going_on)
    if (number := checked.count(Severity.ERROR)) and not going_on:
        raise Abort(f"Aborted with {number} error{'s' * (number > 1)} in the library!")
    if checked.nothing:
        raise ConfigurationError(checked.nothing)
    if strict and (number := checked.count(Severity.WARNING)):
        # now: the host counts them when the old site is gone
        raise Abort(f"Aborted with {number} warning{'s' * (number > 1)} in strict mode!")
    site = publish(checked, progress)
    if (defects := tell_defects(site, checked)) and strict:
        raise Abort(f"Aborted with {defects} diagram{'s' * (defects > 1)} that are not published!")
    claimed = tuple(claimed_twice(site, settings))
    for message in claimed:
        log.error(message)
    if claimed:
        raise Abort(f"Aborted with {len(claimed)} addresses claimed twice!")
    return BuildResult(checked.graph, site)


def claimed_twice(site: Site, settings: Settings) -> Iterator[str]:
    """Files of the docs that would be overwritten; for its Markdown pages there is a check."""
    docs, at = settings.docs, settings.layout.at
    addresses = [f"{at}{page.address}index.html" for page in site.pages]
    addresses += [f"{at}{file.address}" for file in site.files]
    for address in addresses:
        if docs and (docs / address).is_file():
            yield f"`{docs.name}/{address}` has the address of a generated file; rename or move it"
