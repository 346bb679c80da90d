"""Settings in, a checked library and its pages out: the whole pipeline, read top to bottom."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

from rolebook.checks import CHECKS
from rolebook.config.settings import ConfigurationError, Settings
from rolebook.diagnostics import Diagnostic, Severity
from rolebook.diagnostics.baseline import (
    BrokenBaseline,
    Compared,
    Fingerprint,
    compare,
    read_baseline,
)
from rolebook.graph.library_graph import LibraryGraph
from rolebook.model import Library, Sources
from rolebook.parse.library import read_library
from rolebook.parse.readings import Readings
from rolebook.report import Findings
from rolebook.report.nothing import is_empty, told
from rolebook.sources import read_file, read_sources
from rolebook.triage.allowances import without_allowed
from rolebook.triage.causes import without_consequences
from rolebook.triage.copies import without_copies
from rolebook.triage.floods import without_floods
from rolebook.triage.idle_settings import configuration_source, idle_settings
from rolebook.triage.severities import configured_severities, not_ignored, with_severity

if TYPE_CHECKING:
    from rolebook.graph.answer_index import AnswerIndex
    from rolebook.pages.author.markup import Markup
    from rolebook.pages.page import Page, PlannedPage, SiteFile

STYLESHEET: Final = "assets/rolebook/rolebook.css"
"""The address of the generated pages' style."""

SCRIPT: Final = "assets/rolebook/rolebook.js"
"""The address of their script."""

DIAGRAM_SCRIPT: Final = "assets/rolebook/diagram.js"
"""The address of what a page with a diagram runs before the host's scripts."""


@dataclass(frozen=True)
class Checked:
    """A library with everything that was found about it."""

    settings: Settings
    library: Library
    graph: LibraryGraph
    diagnostics: tuple[Diagnostic, ...]
    """Sorted by place and code; severities as configured; what is off or ignored left out."""

    baseline: Compared | None = None
    """What the library has agreed to live with, which is not among the diagnostics."""

    def count(self, severity: Severity) -> int:
        """How many findings have this severity."""
        return sum(one.level is severity for one in self.diagnostics)

    def summary(self) -> dict[str, int]:
        """The counts of findings and of the library's things (design.md §4)."""
        return Findings(self.diagnostics, self.library).summary()

    @property
    def everything(self) -> tuple[Diagnostic, ...]:
        """The diagnostics, and those of the baseline: a site hides nothing from its readers."""
        known = self.baseline.known if self.baseline else ()
        return tuple(sorted((*self.diagnostics, *known), key=lambda one: one.order))

    @property
    def known(self) -> dict[str, int] | None:
        """How many of them the baseline holds, by severity; none where there is no baseline."""
        if self.baseline is None:
            return None
        levels = Counter(f"{one.level}s" for one in self.baseline.known)
        return {kind: levels[kind] for kind in ("errors", "warnings", "infos")}

    @property
    def answer_index(self) -> AnswerIndex:
        """What "Who owns …?" is looked up in; made anew each time."""
        from rolebook.graph.answer_index import answer_index  # as in `planned`

        return answer_index(self.graph, self.settings.synonyms)

    @property
    def broken(self) -> bool:
        """Whether an error keeps the library from being published."""
        return self.count(Severity.ERROR) > 0

    @property
    def nothing(self) -> str | None:
        """What is said where neither a role nor an atlas was found, and no error says why."""
        if self.broken or not is_empty(self.library):
            return None
        settings = self.settings
        searched = dict.fromkeys(
            (*settings.roles, *settings.atlases, *settings.profiles, *settings.files)
        )
        return told(self.library, map(os.path.relpath, searched))


class Watcher(Protocol):
    """Is told what a long run is at."""

    def stage(self, name: str, total: int = 0) -> None:
        """What comes next, and of how many things where that is known."""

    def step(self) -> None:
        """One of them is done."""


class _Nobody:
    def stage(self, name: str, total: int = 0) -> None: ...
    def step(self) -> None: ...


def check(
    settings: Settings,
    readings: Readings | None = None,
    sources: Sources | None = None,
    watcher: Watcher | None = None,
) -> Checked:
    """Read, link and check a library. Bad input is a finding; only bad settings raise.

    What files say may be kept in `readings` from another run. The sources are those of the disk,
    unless they were read already, or nobody has written them yet.
    """
    watcher = watcher or _Nobody()
    configured_severities(settings)  # what is wrong with them is said before anything is read
    watcher.stage("reading files")
    graph, found = read_and_link(settings, readings, sources)
    watcher.stage("checking", len(CHECKS))
    for run in CHECKS:
        found += run(graph)
        watcher.step()
    return triaged(settings, graph, found)


def read_and_link(
    settings: Settings, readings: Readings | None = None, sources: Sources | None = None
) -> tuple[LibraryGraph, list[Diagnostic]]:
    """A library that nobody has checked yet, and what is wrong with the form of its files.

    The sources are those of the disk, unless an editor has others.
    """
    library, problems = read_library(
        read_sources(settings) if sources is None else sources,
        external=settings.external,
        domain_titles=settings.domain_titles,
        configured=settings.configured,
        roles_alone=settings.configured and settings.root not in settings.roles,
        plain_toc=settings.plain_toc,
        limits=settings.limits,
        language=settings.source_language,
        layout=settings.layout,
        readings=readings,
    )
    return LibraryGraph(library), problems


def triaged(settings: Settings, graph: LibraryGraph, found: Sequence[Diagnostic]) -> Checked:
    """A library with what becomes of what was found about it."""
    known = configured_severities(settings)
    library = graph.library
    unallowed = _with_subjects(without_allowed(found, library.sources), library)
    used: set[int] = set()
    kept = [*not_ignored(unallowed, settings.ignore, used)]
    idle = [*idle_settings(settings, library, used)]
    if idle and (source := configuration_source(settings)):
        library = replace(library, sources=library.sources | {source.path: source})
    graded = [with_severity(one, known) for one in (*kept, *idle)]
    shown = {one.order: one for one in graded if one.level is not Severity.OFF}
    causes = [*without_consequences([shown[order] for order in sorted(shown)])]
    single = [*without_copies(causes, library.sources)]
    few = without_floods(single, settings.limits.findings)
    diagnostics = tuple(sorted(few, key=lambda one: one.order))
    if settings.baseline is None:
        return Checked(settings, library, graph, diagnostics)
    compared = compare(diagnostics, _baseline(settings.baseline))
    return Checked(settings, library, graph, compared.new, compared)


def linked(settings: Settings, readings: Readings | None = None) -> LibraryGraph:
    """A library as it is read and linked, for who asks one thing of it: nothing is checked."""
    return read_and_link(settings, readings)[0]


def _baseline(file: Path) -> frozenset[Fingerprint]:
    try:
        return read_baseline(file.read_text("utf-8"))
    except OSError as error:
        reason = (error.strerror or "unknown reason").lower()
        raise ConfigurationError(
            f"cannot read the baseline `{file}`: {reason}; --write-baseline writes one"
        ) from None
    except (BrokenBaseline, UnicodeDecodeError) as error:
        raise ConfigurationError(
            f"`{file}` is no baseline: {error}; write one with --write-baseline"
        ) from None


def _with_subjects(diagnostics: Iterable[Diagnostic], library: Library) -> Iterable[Diagnostic]:
    """What is wrong with a file as such is about the role or atlas in it."""
    names = {one.path: one.id for one in library.atlases}
    names |= {one.path: one.name for one in library.roles}
    for one in diagnostics:
        named = names.get(one.span.path)
        yield one if one.subjects or named is None else replace(one, subjects=(named,))


@dataclass(frozen=True)
class Site:
    """Everything that a host publishes."""

    pages: tuple[Page, ...]
    files: tuple[SiteFile, ...]
    """Images of sources, stylesheet, script and data; sorted by address."""

    problems: tuple[Diagnostic, ...] = ()
    """Defects of Rolebook itself that were found on the way; each was published around."""

    not_found: str = ""
    """HTML for the host's page that is shown where there is none."""


@dataclass(frozen=True)
class Plan:
    """Everything that a host publishes, each piece made when it is asked for."""

    pages: tuple[PlannedPage, ...]
    data: Mapping[str, Callable[[], bytes]]
    """Style, script and what scripts read, by address."""

    markup: Markup
    """Knows the pictures that the pages made so far refer to, and the defects on the way."""

    not_found: Callable[[], str]
    """HTML for the host's page that is shown where there is none."""


def publish(checked: Checked, watcher: Watcher | None = None) -> Site:
    """The pages and files of a checked library, independent of any host."""
    from rolebook.pages.page import SiteFile

    made: dict[str, Page] = {}
    watcher = watcher or _Nobody()
    plan = planned(checked, made)
    watcher.stage("making pages", len(plan.pages))
    for one in plan.pages:
        made[one.address] = one.make()
        watcher.step()
    data = [SiteFile(address, make()) for address, make in plan.data.items()]
    files = sorted((*plan.markup.files, *data), key=lambda file: file.address)
    problems = sorted(plan.markup.problems, key=lambda one: one.order)
    return Site(tuple(made.values()), tuple(files), tuple(problems), plan.not_found())


def planned(checked: Checked, made: Mapping[str, Page]) -> Plan:
    """What would be published of a checked library; nothing of it is made yet.

    A page that is in `made`, by its address, is not made again for what other files say of it.
    """
    # not at the top: an editor runs `check` at every save, and pages cost it a third of a second
    from rolebook.exports.library_json import library_json
    from rolebook.exports.responsibilities_csv import responsibilities_csv
    from rolebook.graph.addresses import (
        COMPARED,
        EXPLORER_JSON,
        LIBRARY_JSON,
        OWNERSHIP_JSON,
        RESPONSIBILITIES_CSV,
        cards_address,
        role_address,
    )
    from rolebook.languages import language_of
    from rolebook.pages.author.markup import Markup
    from rolebook.pages.compare.data import all_compared, compared, compared_files
    from rolebook.pages.edition.edition import Edition
    from rolebook.pages.explorer.data import explorer_json
    from rolebook.pages.host.assets import (
        PAGE_SCRIPTS,
        diagram_script,
        page_script,
        script,
        stylesheet,
    )
    from rolebook.pages.host.cards import cards
    from rolebook.pages.library.not_found import not_found
    from rolebook.pages.ownership.lookup_data import answers_json
    from rolebook.pages.site import planned_pages

    settings, graph = checked.settings, checked.graph
    docs = frozenset(doc.home for doc in checked.library.docs)
    markup = Markup(
        graph,
        lambda path: read_file(settings, path, settings.limits.file_bytes),
        docs,
        language_of(settings.source_language),
        settings.image_hosts,
    )
    top = settings.layout.at
    home = docs.isdisjoint((f"{top}index.md", f"{top}README.md"))
    language = language_of(settings.language, settings.source_language)
    known = checked.baseline.known if checked.baseline else ()
    edition = Edition(graph, checked.everything, markup, settings.site_name, language, known)
    pages = planned_pages(edition, home)
    by_address = {page.address: page for page in pages}

    def cards_of(domain: str) -> bytes:
        roles = {one.name: role_address(one.name) for one in graph.members(domain)}
        shown = {name: made.get(at) or by_address[at].make() for name, at in roles.items()}
        return cards(graph, domain, shown, language)

    summary = Findings(checked.everything, checked.library).summary()
    data: dict[str, Callable[[], bytes]] = {
        **{cards_address(id): partial(cards_of, id) for id in sorted(graph.domains)},
        STYLESHEET: stylesheet,
        SCRIPT: script,
        **{address: partial(page_script, address) for address in PAGE_SCRIPTS},
        DIAGRAM_SCRIPT: diagram_script,
        OWNERSHIP_JSON: lambda: answers_json(edition, checked.answer_index),
        EXPLORER_JSON: lambda: explorer_json(edition.explored),
        RESPONSIBILITIES_CSV: lambda: responsibilities_csv(graph),
        LIBRARY_JSON: lambda: library_json(graph, summary, checked.known),
    }
    if edition.compares:
        data[COMPARED] = lambda: all_compared(edition)
        of_domains = compared_files(edition).items()
        data |= {address: partial(compared, edition, id) for address, id in of_domains}
    return Plan(pages, data, markup, partial(not_found, edition))
