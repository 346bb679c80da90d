"""YAML or JSON text in, a tree of placed nodes and the problems of its form out."""

from __future__ import annotations

from typing import Any, Final

import yaml

from rolebook.diagnostics import Diagnostic
from rolebook.formats.yaml.builder import TreeBuilder
from rolebook.formats.yaml.json_escapes import original_index, whole_characters
from rolebook.formats.yaml.nodes import (
    Location,
    Tree,
    YamlList,
    YamlMap,
    YamlScalar,
    node_at,
)
from rolebook.formats.yaml.problems import yaml_problem
from rolebook.parse.hidden import found
from rolebook.text.source import Source

__all__ = ["Location", "Tree", "YamlList", "YamlMap", "YamlScalar", "node_at", "read_tree"]

_LOADER: Final[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_tree(
    source: Source, start: int = 0, end: int | None = None
) -> tuple[Tree | None, list[Diagnostic]]:
    """The tree of `source.text[start:end]`, and what is wrong with its form.

    No tree, and no problem: there is nothing but white space and comments. No tree and problems:
    it cannot be read. A tree and problems: what was refused is not in it. A `.json` file is read
    as the YAML that it (very nearly) is; the tree of both is the same.
    """
    text = source.text if end is None and not start else source.text[start:end]
    stop = start + len(text)
    ends: list[int] = []
    if source.is_json:
        start += len(text) - len(text.lstrip())  # YAML has no tabs before a first brace
        text, ends = whole_characters(text.lstrip())
    if text.startswith("\ufeff"):
        start += 1  # libyaml leaves it out of its count

    def place(index: int) -> int:
        return start + (original_index(index, ends) if ends else index)

    builder = TreeBuilder(source, place)
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            if not builder.take(event):
                break
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        problem = yaml_problem(error, source, place, stop)
        # `a: *b c` is an alias only until the text that follows shows that none was meant
        before = [one for one in builder.diagnostics if one.span.line != problem.span.line]
        return None, [*before, problem]
    return builder.root, [*builder.diagnostics, *found(builder.hidden)]
