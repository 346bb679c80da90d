"""Front matter that is no YAML in; its entries as far as they can be told apart out."""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import dataclass, replace
from typing import Final

from rolebook.diagnostics import Diagnostic, Related
from rolebook.formats.yaml.problems import INVALID_YAML
from rolebook.formats.yaml.tree import Tree, YamlList, YamlMap, YamlScalar, read_tree
from rolebook.model.known_keys import is_known
from rolebook.text.source import Source

MAX_ENTRIES: Final = 1000
"""Reading each by itself takes many times as long as reading them together."""

_KEY: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]{0,99}")
_ITEM: Final = re.compile(r"[ \t]*-[ \t]+(?=\S)")
_BLOCK: Final = re.compile(r"[|>][+-]?[0-9]?[+-]?[ \t]*")
_TAG: Final = re.compile(r"<(/?)([a-z][a-z_-]{0,40})>", re.I)
_QUOTED: Final = re.compile(r"""[ \t]*(?:"((?:[^"\\]|\\.)*)"|'((?:[^']|'')*)')[ \t]*""")


def looks_like_entry(line: str) -> bool:
    """`key:` or `key: value` at the start of a line."""
    key, colon, rest = line.partition(":")
    return bool(colon and _KEY.fullmatch(key.rstrip()) and rest[:1] in ("", " ", "\t"))


def recover(source: Source, start: int, end: int) -> tuple[YamlMap | None, list[Diagnostic]]:
    """The entries of `source.text[start:end]`, each read by itself: as YAML where it is, as text.

    An entry is a line `key: value` and all lines below it up to the next. Once a value is no YAML,
    only a known key that does not stand there yet opens the next one: all else continues the value,
    be it `user: "…"` or `Context: …`. Returns no mapping where no line looks like an entry, or too
    many do. The problems are those of the single entries, what is no YAML as one.
    """
    entries: dict[str, tuple[YamlScalar, Tree]] = {}
    problems: list[Diagnostic] = []
    broken: list[Diagnostic] = []
    stretches = _stretches(source, start, end)
    if len(stretches) > MAX_ENTRIES:
        return None, []
    closed = {one[2].lower() for one in _TAG.finditer(source.text, start, end) if one[1]}
    last_close = source.text.rfind("</", start, end)
    failed: _Failed | None = None
    for first, last in stretches:
        key = _key(source, first)
        if failed and (
            # within `<example>` or another tag that is closed, every line belongs to it
            (failed.open > 0 and first <= last_close)
            or key in entries
            or key == failed.key
            or not is_known(key)
        ):
            failed.take(source, last)
            continue
        if failed:
            entries[failed.key] = _entry(source, failed.start, failed.end)
            broken.append(failed.told(source))
            failed = None
        tree, found = read_tree(source, first, last)
        invalid = next((one for one in found if one.rule is INVALID_YAML), None)
        problems += (one for one in found if one is not invalid)
        if isinstance(tree, YamlMap):
            # what stands twice is told when the file is YAML: until then it may be part of a value
            entries |= {name: entry for name, entry in tree.named.items() if name not in entries}
        elif _is_list(source.text[first:last]):
            entries.setdefault(key, _entry(source, first, last))
            broken += [invalid] if invalid else []
        elif key not in entries:
            failed = _Failed(key, first, last, invalid, closed)
            failed.take(source, last)
    if failed:
        entries[failed.key] = _entry(source, failed.start, failed.end)
        broken.append(failed.told(source))
    problems += _as_one(broken)
    return (YamlMap(entries, start, end, source) if entries else None), problems


@dataclass(slots=True)
class _Failed:
    """An entry that is no YAML, as far as it has been read."""

    key: str
    start: int
    end: int
    problem: Diagnostic | None
    closed: Set[str]
    """The names of tags that are closed somewhere: the others are placeholders."""

    read: int = 0
    """How much of it has been searched for tags."""

    open: int = 0
    """How many tags are not closed yet."""

    def take(self, source: Source, end: int) -> None:
        """Continues the value up to an offset."""
        for match in _TAG.finditer(source.text, self.read or self.start, end):
            if match[2].lower() in self.closed:
                self.open += -1 if match[1] else 1
        self.read = self.end = end

    def told(self, source: Source) -> Diagnostic:
        """The problem, with a remedy for all of the value."""
        first = source.position(self.start)[0]
        written = source.text[self.start : self.end].rstrip().split("\n")
        last = first + len(written) - 1
        problem = self.problem or Diagnostic(
            INVALID_YAML, "not valid YAML", source.line_span(first)
        )
        if last == first:
            return problem
        where = f"lines {first + 1} to {last}" if last > first + 1 else f"line {last}"
        marked = _BLOCK.fullmatch(written[0].partition(":")[2].strip())
        if marked:
            help = f"indent {where} by two spaces"
        elif not written[0].partition(":")[2].strip():
            help = f"write `{self.key}: |`, and indent {where} by two spaces"
        else:
            help = (
                f"write `{self.key}: |` and put the text behind it on a line of its own, without"
                f" quotes around it; indent that line and {where} by two spaces"
            )
        return replace(problem, help=help, related=())


def _as_one(broken: list[Diagnostic]) -> list[Diagnostic]:
    """The first problem, which names the places of the others and what mends them."""
    if not broken:
        return []
    first, *others = broken
    related = tuple(
        Related(
            one.message.removeprefix("not valid YAML: ") + (f"; {one.help}" if one.help else ""),
            one.span,
        )
        for one in others
    )
    return [replace(first, related=(*first.related, *related))]


def _key(source: Source, start: int) -> str:
    return source.text[start : source.text.index(":", start)].rstrip()


def _is_list(entry: str) -> bool:
    """A key with nothing behind it, and below it items alone."""
    first, _, below = entry.partition("\n")
    items = [line for line in below.split("\n") if line.strip()]
    return first.rstrip().endswith(":") and bool(items) and all(_ITEM.match(one) for one in items)


def _stretches(source: Source, start: int, end: int) -> list[tuple[int, int]]:
    """From the start of each entry's first line to that of the next entry's."""
    first = source.position(start)[0]
    last = source.position(end)[0]
    starts = [
        source.line_starts[number - 1]
        for number in range(first, last)
        if looks_like_entry(source.lines[number - 1])
    ]
    return list(zip(starts, [*starts, end][1:], strict=True))


def _entry(source: Source, start: int, end: int) -> tuple[YamlScalar, Tree]:
    """A key and what follows it, as it is written."""
    text = source.text[start:end]
    name, _, rest = text.partition(":")
    key = YamlScalar(name.rstrip(), True, start, start + len(name.rstrip()), source)
    at = start + len(name) + 1
    first, _, _ = rest.partition("\n")
    if _is_list(text):
        return key, _list(source, at + len(first) + 1, end)
    if _BLOCK.fullmatch(first.strip()):
        at += len(first)
    return key, _scalar(source, at, end)


def _list(source: Source, start: int, end: int) -> YamlList:
    items, at = [], start
    for line in source.text[start:end].split("\n"):
        mark = _ITEM.match(line)
        if mark:
            tree, _ = read_tree(source, at + mark.end(), at + len(line))
            as_text = _scalar(source, at + mark.end(), at + len(line))
            items.append(tree if isinstance(tree, YamlScalar) else as_text)
        at += len(line) + 1
    return YamlList(tuple(items), start, end, source)


def _scalar(source: Source, start: int, end: int) -> YamlScalar:
    """The words between two offsets, without the quotes around them or around their first line.

    A line that is indented continues the one above, as in YAML; every other one stands alone.
    """
    written = source.text[start:end]
    words = written.strip()
    start += len(written) - len(written.lstrip())
    first, _, below = words.partition("\n")
    quoted = _QUOTED.fullmatch(first) if below else None
    quote = words[:1] if words[:1] in ("'", '"') else ""
    if quoted:
        start, words = start + 1, f"{quoted[1] or quoted[2] or ''}\n{below}"
    elif quote:
        start, words = start + 1, words[1:].removesuffix(quote)
    stop = min(end, start + len(words) + (1 if quoted else 0))
    text = re.sub(r"\n[ \t]+(?=\S)", " ", words)
    lines = (line.rstrip() for line in text.split("\n"))
    return YamlScalar("\n".join(lines), not quote, start, stop, source)
