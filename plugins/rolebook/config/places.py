"""A configuration file in; where the keys of a plugin's block stand in it, out."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Final, NamedTuple

import yaml

from rolebook.config.mkdocs_yml import Loader


class Step(NamedTuple):
    """One key on the way into a block."""

    said: yaml.Node
    """The key as it is written; an item of a list, which has none, is its own."""

    value: yaml.Node


class BlockPlaces:
    """The block of a plugin with its places; the file is read once, when it is asked for."""

    def __init__(self, config_file: Path, name: str = "rolebook") -> None:
        self._file: Final = config_file
        self._name: Final = name

    def steps(self, *keys: str | int) -> list[Step]:
        """The keys that lead to a value, as far as they are there; another file may give them."""
        node, found = self._block, []
        for key in keys:
            step = next((step for one, step in _steps(node) if one == key), None)
            if step is None:
                break
            found.append(step)
            node = step.value
        return found

    def said(self, *keys: str | int) -> str:
        """How a fault of the block begins that stands at these keys: with the file and the place.

        Of keys that are not there, as where one is missing, the last that is.
        """
        if self._block is None:
            return ""
        steps = self.steps(*keys)
        mark = (steps[-1].said if steps else self._block).start_mark
        return f"`{self._file.name}` (line {mark.line + 1}, column {mark.column + 1}): "

    @cached_property
    def _block(self) -> yaml.Node | None:
        try:
            root = yaml.compose(self._file.read_bytes(), Loader=Loader)
        except (OSError, yaml.YAMLError):
            return None
        plugins = next((step.value for key, step in _steps(root) if key == "plugins"), None)
        listed = [step.value for _, step in _steps(plugins)] if _is_list(plugins) else [plugins]
        blocks = (step.value for one in listed for key, step in _steps(one) if key == self._name)
        return next(blocks, None)


def _steps(node: yaml.Node | None) -> Iterator[tuple[str | int, Step]]:
    if isinstance(node, yaml.SequenceNode):
        yield from ((number, Step(one, one)) for number, one in enumerate(node.value))
    elif isinstance(node, yaml.MappingNode):
        yield from ((str(key.value), Step(key, value)) for key, value in node.value)


def _is_list(node: yaml.Node | None) -> bool:
    return isinstance(node, yaml.SequenceNode)
