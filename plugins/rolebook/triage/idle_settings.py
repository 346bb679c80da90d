"""Settings and what was found in a library in; what of the settings does nothing out."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Final

import pathspec
import yaml

from rolebook.config.places import BlockPlaces
from rolebook.config.settings import Settings
from rolebook.diagnostics import Diagnostic, Related
from rolebook.diagnostics.catalogue import rule
from rolebook.model import Library
from rolebook.text.identity import identify, slug
from rolebook.text.nearest import LOOSE, nearest
from rolebook.text.source import Source, Span


def idle_settings(
    settings: Settings, library: Library, used: Collection[int]
) -> Iterator[Diagnostic]:
    """Entries of `ignore:`, `domains:` and `external:` that do nothing; `used` are the ignores
    that hide something."""
    places = _Places(settings)
    yield from _unused_ignores(settings, library, used, places)
    yield from _unknown_domains(settings, library, places)
    yield from _taken_externals(settings, library, places)
    yield from _unused_externals(settings, library, places)


UNUSED_IGNORE = rule("RB035")
"""An `ignore:` that hides nothing today may hide a new mistake tomorrow."""


def _unused_ignores(
    settings: Settings, library: Library, used: Collection[int], places: _Places
) -> Iterator[Diagnostic]:
    for number, one in enumerate(settings.ignore):
        if number in used:
            continue
        glob = pathspec.GitIgnoreSpec.from_lines([one.path])
        if not any(map(glob.match_file, (*library.sources, *library.files))):
            message, help = f"`{one.path}` under `ignore:` fits no file", "correct the pattern"
        elif one.codes:
            codes = " or ".join(f"`{code}`" for code in one.codes)
            message = f"nothing of {codes} is found in `{one.path}`, which `ignore:` names"
            help = "remove the entry"
        else:
            continue  # whole files were left out, and are without a finding just now
        yield Diagnostic(UNUSED_IGNORE, message, places.of("ignore", number, "path"), help)


UNKNOWN_DOMAIN = rule("RB036")
"""A title for a domain without roles stands nowhere, and the domain that it was for has none."""


def _unknown_domains(settings: Settings, library: Library, places: _Places) -> Iterator[Diagnostic]:
    known = [domain.id for domain in library.domains]
    for written in settings.domain_titles:
        if identify(written, "") not in known:
            near = nearest(written, known, LOOSE)
            listed = ", ".join(f"`{id}`" for id in known) or "none"
            yield Diagnostic(
                UNKNOWN_DOMAIN,
                f"`{written}` under `domains:` is no domain of this library",
                places.of("domains", written),
                f"did you mean `{near}`?" if near else f"its domains are {listed}",
            )


EXTERNAL_TAKEN = rule("RB112")
"""An actor listed as outside the library is now a role in it: the list hides nothing any more."""


def _taken_externals(settings: Settings, library: Library, places: _Places) -> Iterator[Diagnostic]:
    roles = {role.id: role for role in reversed(library.roles)} if settings.external else {}
    for number, name in enumerate(settings.external):
        if role := roles.get(slug(name)):
            yield Diagnostic(
                EXTERNAL_TAKEN,
                f"`{name}` is listed under `external:`, but `{role.name}` is a role",
                places.of("external", number),
                f"remove `{name}` from `external:`",
                (Related(f"`{role.name}` is this", role.span),),
                subjects=(role.name,),
            )


_MOST_NAMED: Final = 8

UNUSED_EXTERNAL = rule("RB147")
"""An actor outside the library that nobody names hides nothing today, and a misspelt role
tomorrow."""


def _unused_externals(
    settings: Settings, library: Library, places: _Places
) -> Iterator[Diagnostic]:
    """One finding for all that may go, and one for each that may be a role misspelt."""
    if not settings.external:
        return
    roles = sorted({role.id for role in library.roles})
    known = _named(library).union(roles)
    idle: list[tuple[str, Span]] = []
    for number, name in enumerate(settings.external):
        if slug(name) in known:
            continue
        place = places.of("external", number)
        if near := nearest(slug(name), roles):
            message = f"nobody names `{name}`, which is listed under `external:`"
            help = f"remove it: `{near}`, if that is meant, is a role here"
            yield Diagnostic(UNUSED_EXTERNAL, message, place, help)
        else:
            idle.append((name, place))
    if idle:
        (name, place), *others = idle
        more = f", nor {len(others)} more that are" if others else ", which is"
        yield Diagnostic(
            UNUSED_EXTERNAL,
            f"nobody names `{name}`{more} listed under `external:`",
            place,
            "remove them" if others else f"remove `{name}` from `external:`",
            tuple(Related(f"`{one}`", its) for one, its in others[:_MOST_NAMED]),
        )


def _named(library: Library) -> set[str]:
    """Everybody whom the library names as an actor."""
    references = [
        *(one for role in library.roles for b in role.boundaries for one in (*b.owners, *b.named)),
        *(one.target for role in library.roles for one in role.relations),
        *(one for role in library.roles for one in role.references),
        *(one.target for page in library.docs for one in page.references),
        *(one for atlas in library.atlases for one in atlas.roles),
    ]
    seats = [seat for profile in library.profiles for seat in profile.roster]
    references += [one for seat in seats for one in (seat.role, seat.reports_to) if one]
    references += [profile.lead for profile in library.profiles if profile.lead]
    return {slug(one.written.partition("#")[0]) for one in references}


_NO_FILE: Final = "mkdocs.yml"


def configuration_source(settings: Settings) -> Source | None:
    """The configuration file as a text, for excerpts."""
    file = settings.config_file
    if file is None:
        return None
    try:
        return Source(_path(settings, file), file.read_bytes().decode("utf-8-sig"))
    except (OSError, UnicodeDecodeError):
        return None


def _path(settings: Settings, file: Path) -> str:
    return Path(os.path.relpath(file, settings.root)).as_posix()


class _Places:
    """Where the keys of the `rolebook:` block stand; the file, where another one says them."""

    def __init__(self, settings: Settings) -> None:
        file = settings.config_file
        self._block: Final = BlockPlaces(file) if file else None
        # none in settings of another program's making
        self._path: Final = _path(settings, file) if file else _NO_FILE

    def of(self, *keys: str | int) -> Span:
        """The last key, or of a `path:` its value."""
        steps = self._block.steps(*keys) if self._block else []
        if len(steps) < len(keys):
            return Span(self._path)
        node = steps[-1].value if keys[-1] == "path" else steps[-1].said
        start, end = node.start_mark, node.end_mark
        quoted = isinstance(node, yaml.ScalarNode) and node.style in ("'", '"')
        return Span(
            self._path,
            start.line + 1,
            start.column + 1 + quoted,
            end.line + 1,
            end.column + 1 - quoted,
        )
