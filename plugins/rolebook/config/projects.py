"""Paths on a command line in, the settings that they mean out (design.md §4)."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from rolebook.config.load import load_settings
from rolebook.config.mkdocs_yml import plugin_block, read_config
from rolebook.config.settings import CONFIG_FILE, CONFIGURATIONS, ConfigurationError, Settings
from rolebook.text.nearest import nearest


def settings_for(
    paths: Sequence[Path], config_file: Path | None
) -> tuple[Settings, tuple[str, ...] | None]:
    """The settings, and the paths (from the project) that limit the report, if any do.

    Raises `ConfigurationError`.
    """
    # a commit hook passes every file that changed: the configuration is no source
    configurations = [path for path in paths if path.name in CONFIGURATIONS and path.is_file()]
    paths = [path for path in paths if path not in configurations]
    if not paths:
        named = config_file or next(iter(configurations), None) or _nearest_config()
        return load_settings(named.absolute()), None
    if len(paths) == 1 and config_file is None and is_project(paths[0]):
        return load_settings(paths[0] / CONFIG_FILE), None
    if project := next((path for path in paths if path.is_dir() and is_project(path)), None):
        raise ConfigurationError(
            f"`{project}` is a project with a {CONFIG_FILE} of its own; name it alone"
        )
    here = config_file or _enclosing_config()
    if here is not None:
        settings = load_settings(here.absolute())
        if all(_within(path, settings) for path in paths):
            return settings, tuple(_relative(path, settings) for path in paths)
        if config_file is not None or any(_within(path, settings) for path in paths):
            outside = next(path for path in paths if not _within(path, settings))
            raise ConfigurationError(
                f"`{outside}` lies outside of the folders that `{here.name}` configures; name"
                " either paths inside them, or others, not both"
            )
    return _without_configuration(paths), None


def settings_of_folder(folder: Path) -> Settings:
    """The settings of a folder that is read on defaults, whatever project it lies in."""
    return _without_configuration((folder,))


def settings_here(config_file: Path | None) -> Settings:
    """The settings of the project that the current folder lies in; where it lies in none, and there
    is no configuration, the folder itself on defaults. Raises `ConfigurationError`."""
    if config_file is None and _enclosing_config() is None and not Path(CONFIG_FILE).is_file():
        return settings_of_folder(Path())
    return settings_for((), config_file)[0]


def settings_of_files(*files: Path) -> Settings:
    """The settings of single files that are a library of their own."""
    return _without_configuration(files)


def surrounding_settings() -> Settings | None:
    """The settings of the project that the current folder lies in, if they can be read."""
    try:
        found = _enclosing_config()
        return load_settings(found.absolute()) if found else None
    except ConfigurationError:
        return None


def is_project(folder: Path) -> bool:
    """Whether a folder holds a `mkdocs.yml` with a `rolebook:` block."""
    config = folder / CONFIG_FILE
    return config.is_file() and plugin_block(read_config(config)) is not None


def likely_path(written: str) -> str:
    """What a path that does not exist probably means; empty where nothing is like it."""
    path = Path(written.replace("\\", "/"))  # as Windows writes it
    if path.exists():
        return path.as_posix()
    try:
        names = sorted(one.name for one in path.parent.iterdir())
    except OSError:
        return ""
    meant = nearest(path.name, names)
    return (path.parent / meant).as_posix() if meant else ""


def _nearest_config() -> Path:
    """The configuration of the project that the current folder lies in."""
    found = _enclosing_config()
    if found is None:
        raise ConfigurationError(
            f"the {CONFIG_FILE} here has no `rolebook:` block under `plugins:`; add"
            " `plugins: [search, rolebook]` to it, or name a folder of sources"
            if Path(CONFIG_FILE).is_file()
            else f"no {CONFIG_FILE} with a `rolebook:` block here or above; name a folder of"
            " sources, or begin a project with `rolebook init`"
        )
    return found


def _enclosing_config() -> Path | None:
    here = Path.cwd()
    for folder in (here, *here.parents):
        try:
            if is_project(folder):
                return folder / CONFIG_FILE
        except ConfigurationError:
            if folder == here:
                raise
            # what is broken further up may have nothing to do with us
    return None


def _within(path: Path, settings: Settings) -> bool:
    docs = (settings.docs,) if settings.docs else ()
    folders = (*settings.roles, *settings.atlases, *settings.profiles, *docs)
    return any(path.resolve().is_relative_to(folder.resolve()) for folder in folders)


def _relative(path: Path, settings: Settings) -> str:
    return Path(os.path.relpath(path.resolve(), settings.root.resolve())).as_posix()


def _without_configuration(paths: Sequence[Path]) -> Settings:
    folders = tuple(path for path in paths if path.is_dir())
    files = tuple(path for path in paths if not path.is_dir())
    if len(paths) == 1:
        root = paths[0] if folders else paths[0].parent
    else:
        root = Path(os.path.commonpath([path.resolve() for path in paths]))
        root = root if root.is_dir() else root.parent
    return Settings(root, folders, folders, files=files, configured=False)
