"""A field in; the names that it lists, each with its own place, or all of it as text, out."""

from __future__ import annotations

from rolebook.formats.yaml.tree import Tree, YamlList, YamlMap, YamlScalar


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


def as_text(value: Tree | None) -> str:
    """A value as text, whatever its type: a scalar as written, a list with commas."""
    if isinstance(value, YamlScalar):
        return "" if value.is_null else value.text.strip()
    if isinstance(value, YamlList):
        return ", ".join(as_text(item) for item in value.items)
    if isinstance(value, YamlMap):
        return ", ".join(f"{key.text}: {as_text(one)}" for key, one in value.entries)
    return ""
