"""A configuration file in, the mapping that it holds out, without the program it belongs to."""

from __future__ import annotations

import codecs
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml
import yaml_env_tag

from rolebook.config.settings import CONFIG_FILE, ConfigurationError
from rolebook.formats.yaml.problems import yaml_problem
from rolebook.text.source import Source


def read_config(config_file: Path) -> dict[str, Any]:
    """The mapping in a `mkdocs.yml`, with what it inherits. Raises `ConfigurationError`.

    `!ENV` is resolved; tags that only MkDocs understands (`!!python/name:`, `!relative`) stand for
    nothing here.
    """
    return _read_inherited(config_file, ())


def parent_of(config_file: Path) -> Path | None:
    """The file that a `mkdocs.yml` inherits from, where it says so and can be read."""
    try:
        raw = yaml.load(config_file.read_bytes(), Loader=Loader)
    except (OSError, yaml.YAMLError, ValueError, RecursionError):
        return None
    parent = raw.get("INHERIT") if isinstance(raw, dict) else None
    return None if parent is None else config_file.parent / str(parent)


def plugin_block(raw: Mapping[str, Any], name: str = "rolebook") -> dict[str, Any] | None:
    """The options of a plugin; none where the configuration does not use it."""
    plugins = raw.get("plugins")
    entries: list[Any] = plugins if isinstance(plugins, list) else [plugins]
    for entry in entries:
        if entry == name:
            return {}
        if isinstance(entry, dict) and name in entry:
            options = entry[name]
            if isinstance(plugins, list) and len(entry) > 1:
                beside = ", ".join(f"`{key}`" for key in entry if key != name)
                raise ConfigurationError(
                    f"{beside} stands beside `{name}:` under `plugins:`, and not below it;"
                    " indent it by two more spaces"
                )
            if options is None or isinstance(options, dict):
                # an option of MkDocs itself, which it keeps from the plugin
                return {key: value for key, value in (options or {}).items() if key != "enabled"}
            raise ConfigurationError(
                f"the `{name}:` block is no mapping of keys to values; write its keys below it,"
                f" each on a line of its own: `roles: …`"
            )
    return None


def is_switched_off(raw: Mapping[str, Any], name: str = "rolebook") -> bool:
    """Whether MkDocs is told to leave a plugin out."""
    plugins = raw.get("plugins")
    entries = plugins if isinstance(plugins, list) else [plugins]
    blocks = [one.get(name) for one in entries if isinstance(one, dict)]
    return any(isinstance(one, dict) and one.get("enabled") is False for one in blocks)


def _read_inherited(config_file: Path, children: tuple[Path, ...]) -> dict[str, Any]:
    if config_file in children:
        raise ConfigurationError(f"`{config_file}` inherits from itself; remove its `INHERIT`")
    data = b""
    try:
        data = config_file.read_bytes()
        raw = yaml.load(data, Loader=Loader)
    except OSError as error:
        reason = (error.strerror or "unknown reason").lower()
        raise ConfigurationError(f"cannot read `{config_file}`: {reason}") from None
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise ConfigurationError(_invalid(config_file, data, error)) from None
    if raw is None:
        raise ConfigurationError(
            f"`{config_file}` is empty; write `plugins: [search, rolebook]` into it"
        )
    if not isinstance(raw, dict):
        raise ConfigurationError(
            f"`{config_file}` is no mapping of keys to values; it begins with `site_name: …`"
        )
    parent = raw.pop("INHERIT", None)
    if parent is None:
        return raw
    above = (config_file.parent / str(parent)).resolve()
    return _merged(_read_inherited(above, (*children, config_file.resolve())), raw)


def _invalid(config_file: Path, data: bytes, error: Exception) -> str:
    """What is wrong with a file's YAML, and where, in an author's words."""
    if config_file.suffix.lower() not in (".yml", ".yaml"):
        return f"`{config_file}` is no YAML; a configuration is a file such as `{CONFIG_FILE}`"
    try:
        source = Source(str(config_file), data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return f"`{config_file}` is not valid YAML: it is no UTF-8"
    if not isinstance(error, yaml.MarkedYAMLError):
        return f"`{config_file}` is not valid YAML: {error}"
    mark = data.startswith(codecs.BOM_UTF8)  # which counts there, and not here
    found = yaml_problem(error, source, lambda index: index - mark, len(source.text))
    place = f"line {found.span.line}, column {found.span.column}"
    said = found.message.removeprefix("not valid YAML: ")
    help = f"; {found.help}" if found.help else ""
    return f"`{config_file}` is not valid YAML ({place}): {said}{help}"


def _merged(parent: dict[str, Any], child: dict[str, Any]) -> dict[str, Any]:
    """Mappings are merged key by key, anything else is replaced, as MkDocs does."""
    merged = dict(parent)
    for key, value in child.items():
        old = merged.get(key)
        if isinstance(old, dict) and isinstance(value, dict):
            value = _merged(old, value)
        merged[key] = value
    return merged


class Loader(yaml.SafeLoader):
    """YAML as MkDocs reads it, minus what would import code."""


def _nothing(loader: yaml.SafeLoader, suffix: str, node: yaml.Node) -> None:
    return None


Loader.add_constructor("!ENV", yaml_env_tag.construct_env_tag)
Loader.add_multi_constructor("tag:yaml.org,2002:python/", _nothing)
Loader.add_multi_constructor("!", _nothing)
