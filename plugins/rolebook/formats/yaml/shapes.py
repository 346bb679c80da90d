"""A tree in; the mapping that it has to be out."""

from __future__ import annotations

from rolebook.diagnostics import Diagnostic
from rolebook.diagnostics.catalogue import rule
from rolebook.formats.yaml.tree import Tree, YamlList, YamlMap, YamlScalar

NOT_A_MAPPING = rule("RB018")
"""Fields need names; a list or a lone text has none."""


def mapping_of(tree: Tree, thing: str, help: str) -> tuple[YamlMap | None, list[Diagnostic]]:
    """The tree itself where it is a mapping; `thing` is what it should describe."""
    if isinstance(tree, YamlMap):
        return tree, []
    shape = "a list" if isinstance(tree, YamlList) else "text"
    first = tree if isinstance(tree, YamlScalar) else next(iter(tree.items), tree)
    span = tree.source.line_span(first.span.line)
    message = f"{thing} is {shape}, where `key: value` lines belong"
    return None, [Diagnostic(NOT_A_MAPPING, message, span, help)]
