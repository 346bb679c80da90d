"""`mkdocs.yml` in, settings out, for every host and the command line alike (design.md §4)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pathspec

from rolebook.config.block import did_you_mean, read_block
from rolebook.config.mkdocs_yml import is_switched_off, plugin_block, read_config
from rolebook.config.places import BlockPlaces
from rolebook.config.settings import ConfigurationError, Ignore, Settings
from rolebook.model.layout import Layout
from rolebook.text.limits import Limits


def load_settings(config_file: Path) -> Settings:
    """The settings of a project, from its `mkdocs.yml`. Raises `ConfigurationError`."""
    raw = read_config(config_file)
    block = plugin_block(raw)
    if block is None:
        raise ConfigurationError(
            f"`{config_file}` has no `rolebook:` block under `plugins:`; add `plugins: [rolebook]`"
        )
    if is_switched_off(raw):
        raise ConfigurationError(
            f"`rolebook:` has `enabled: false` in `{config_file.name}`: nothing is checked or"
            " published; remove it, or let a variable decide (`enabled: !ENV [ROLEBOOK, true]`)"
        )
    docs = raw.get("docs_dir") or "docs"
    name = raw.get("site_name")
    return make_settings(
        block,
        config_file=config_file,
        docs=config_file.parent / str(docs),
        sites=(site_dir(raw, config_file),),
        site_name=name if isinstance(name, str) else "Rolebook",
        language=theme_language(raw.get("theme")),
        toc=_toc_options(raw.get("markdown_extensions")),
        excluded_docs=_hidden(raw.get("exclude_docs")),
    )


def named_paths(config_file: Path) -> tuple[Path, ...]:
    """The folders and files that a configuration names, whether they are there or not; what is
    wrong with it `load_settings` says. Raises `ConfigurationError`."""
    raw = read_config(config_file)
    block = plugin_block(raw) or {}
    named: list[Any] = [raw.get("docs_dir") or "docs", block.get("baseline"), block.get("folder")]
    for key in ("roles", "atlases", "profiles"):
        value = block.get(key, key)
        named += value if isinstance(value, list) else [value]
    return tuple(config_file.parent / one for one in named if isinstance(one, str))


def site_dir(raw: Mapping[str, Any], config_file: Path) -> Path:
    """The folder that a configuration names for the site; `site` where it does not say."""
    return config_file.parent / str(raw.get("site_dir") or "site")


def theme_language(theme: Any) -> str:
    """The language that a theme speaks; English where it does not say."""
    language = theme.get("language") if isinstance(theme, Mapping) else None
    return language if isinstance(language, str) and language else "en"


def _toc_options(extensions: Any) -> Mapping[str, Any]:
    """The options of the Markdown extension `toc`, which is always on."""
    entries = extensions if isinstance(extensions, list) else [extensions]
    blocks = (one for one in entries if isinstance(one, dict))
    options = next((one["toc"] for one in blocks if "toc" in one), None)
    return options if isinstance(options, dict) else {}


def _hidden(patterns: object) -> pathspec.GitIgnoreSpec | None:
    """The files that `exclude_docs` names; what is wrong with it, the host says."""
    try:
        return pathspec.GitIgnoreSpec.from_lines(str(patterns or "").splitlines())
    except ValueError:
        return None


def make_settings(
    block: Mapping[str, Any],
    *,
    config_file: Path,
    docs: Path,
    sites: tuple[Path, ...],
    site_name: str,
    language: str,
    toc: Mapping[str, Any],
    excluded_docs: pathspec.GitIgnoreSpec | None = None,
) -> Settings:
    """The settings that a `rolebook:` block means. Raises `ConfigurationError`.

    `toc` are the options of the Markdown extension of that name.
    """
    places = BlockPlaces(config_file)
    read = read_block(block, places)
    root = config_file.parent
    if read.folder is not None:
        # a folder read on defaults, as `rolebook check FOLDER` does; findings are relative to it
        roles = atlases = _folders(root, "folder", [read.folder], places)
        profiles: tuple[Path, ...] = ()
        root = roles[0]
    else:
        roles = _folders(root, "roles", read.roles, places)
        atlases = _folders(root, "atlases", read.atlases, places)
        profiles = _folders(root, "profiles", read.profiles, places)
    settings = Settings(
        root=root,
        roles=roles,
        atlases=atlases,
        profiles=profiles,
        configured=read.folder is None,
        keep_going=read.keep_going,
        docs=docs if docs.is_dir() else None,
        sites=sites,
        config_file=config_file,
        baseline=None if read.baseline is None else config_file.parent / read.baseline,
        external=tuple(read.external),
        image_hosts=tuple(host.lower() for host in read.image_hosts),
        severity=read.severity,
        ignore=tuple(Ignore(one.path, tuple(one.codes)) for one in read.ignore),
        domain_titles={id: one.title for id, one in read.domains.items()},
        site_name=site_name,
        language=language,
        source_language=read.source_language,
        synonyms=tuple(map(tuple, read.synonyms)),
        excluded_docs=excluded_docs,
        plain_toc=toc.keys().isdisjoint(("slugify", "separator")),
        limits=Limits(**read.limits.model_dump()),
        layout=Layout(
            read.at, frozenset(name for name, on in read.pages.model_dump().items() if not on)
        ),
    )
    if not settings.roles and not settings.atlases:
        raise ConfigurationError(
            f"there is neither a folder `roles` nor a folder `atlases` beside `{config_file.name}`;"
            " create one, or name yours with `roles:` in the `rolebook:` block"
        )
    return settings


def _folders(
    root: Path, key: str, written: Sequence[str] | None, places: BlockPlaces
) -> tuple[Path, ...]:
    """The folders that a key names; its default folder may be missing, a named one may not."""
    if written is None:
        return (root / key,) if (root / key).is_dir() else ()
    for name in written:
        if not (root / name).is_dir():
            siblings = sorted(one.name for one in root.iterdir() if one.is_dir())
            raise ConfigurationError(
                f"{places.said(key)}`{key}: {name}` in the `rolebook:` block names no"
                f" folder beside the configuration file{did_you_mean(name, siblings)}"
            )
    return tuple(root / name for name in written)
