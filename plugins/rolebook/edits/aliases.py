"""A role's file and a name in; the edit that makes the name an alias of the role out."""

from __future__ import annotations

from rolebook.edits.change import Edit
from rolebook.formats.markdown.front_matter import split
from rolebook.formats.yaml.tree import YamlList, YamlScalar
from rolebook.text.source import Source


def alias_edit(source: Source, name: str) -> Edit | None:
    """`aliases: [name]` in the front matter, beside those that stand there; none where they are
    written in a way that is not ours to continue."""
    front = split(source)
    if front.body_line == 1 and front.tree is None:
        return Edit(source.span(0, 0), f"---\naliases: [{name}]\n---\n\n")
    value = front.tree.get("aliases") if front.tree else None
    closing = source.line_starts[front.body_line - 2]
    mark = source.text[closing:].lstrip()[:3]
    if value is None and mark in ("---", "+++", "..."):
        indent = " " * front.indent
        line = f'aliases = ["{name}"]' if mark == "+++" else f"aliases: [{name}]"
        return Edit(source.span(closing, closing), f"{indent}{line}\n")
    if mark == "+++" or value is None:
        return None
    if isinstance(value, YamlList):
        return _in_list(source, value, name)
    if isinstance(value, YamlScalar) and value.is_null:
        key = front.tree.key("aliases") if front.tree else None
        at = source.text.index(":", key.end) + 1 if key else closing
        return Edit(source.span(at, at), f" [{name}]")
    if isinstance(value, YamlScalar) and "\n" not in source.text[value.start : value.end]:
        return Edit(source.span(value.end, value.end), f", {name}")
    return None


def _in_list(source: Source, value: YamlList, name: str) -> Edit | None:
    if source.text[value.start] == "[":
        end = source.text.rindex("]", value.start, value.end)
        before = len(source.text[:end].rstrip())
        return Edit(source.span(before, before), f", {name}" if value.items else name)
    if not value.items:
        return None
    line = source.position(value.items[-1].end)[0]
    written = source.lines[source.position(value.items[-1].start)[0] - 1]
    indent = written[: len(written) - len(written.lstrip())]
    if not written.lstrip().startswith("- ") or line >= len(source.lines):
        return None
    at = source.line_starts[line]
    return Edit(source.span(at, at), f"{indent}- {name}\n")
