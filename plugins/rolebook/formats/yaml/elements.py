"""A field that names several things in, as a list or with commas; each with its own place out."""

from __future__ import annotations

from rolebook.formats.yaml.tree import Tree, YamlList, YamlScalar


def elements(node: Tree | None) -> tuple[YamlScalar, ...]:
    """The names in their order. A comma within parentheses separates nothing."""
    if isinstance(node, YamlList):
        scalars = [item for item in node.items if isinstance(item, YamlScalar)]
        return tuple(_trimmed(item, 0, len(item.text)) for item in scalars if item.text.strip())
    if not isinstance(node, YamlScalar) or node.is_null:
        return ()
    found, start, depth = [], 0, 0
    for at, character in enumerate(node.text):
        depth += (character == "(") - (character == ")")
        if character == "," and depth <= 0:
            found.append((start, at))
            start = at + 1
    found.append((start, len(node.text)))
    return tuple(_trimmed(node, *one) for one in found if node.text[slice(*one)].strip())


def _trimmed(node: YamlScalar, start: int, end: int) -> YamlScalar:
    words = node.text[start:end]
    start += len(words) - len(words.lstrip())
    return node.part(start, start + len(words.strip()))
