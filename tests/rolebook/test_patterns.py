"""Every pattern of the package is linear on runs of one character, and of what it repeats itself.

An author's text can be a run of anything. The patterns are collected as they are compiled, also
those that are made of a language's words when a library is read, so that none can be forgotten.
"""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from re import _parser  # type: ignore[attr-defined]
from typing import Any

ROOT = Path(__file__).parents[2]
PLUGINS = ROOT / "plugins"

COLLECT = """
import importlib, json, pkgutil, re, sys
from pathlib import Path

compiled, plugins = {}, sys.argv[1]
compile = re._compiler.compile

def kept(pattern, flags=0):
    made, frame = compile(pattern, flags), sys._getframe(1)
    while Path(frame.f_code.co_filename).parent.name == "re" or "functools" in frame.f_code.co_name:
        frame = frame.f_back
    file = frame.f_code.co_filename
    if file.startswith(plugins) and isinstance(made.pattern, str):
        place = (file[len(plugins) + 1:], frame.f_lineno)
        compiled.setdefault((made.pattern, made.flags), place)
    return made

re._compiler.compile = kept
import mkdocs_rolebook, rolebook
for package in (rolebook, mkdocs_rolebook):
    for module in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)

from rolebook.build import check, publish
from rolebook.config.projects import settings_for
for project in sys.argv[2:]:
    publish(check(settings_for((Path(project),), None)[0]))
print(json.dumps([[*key, *place] for key, place in compiled.items()]))
"""

ROLE = """---
lang: {lang}
---
# Seller — fleet role definition

(`class: seller-{lang}`, `domain: sales`)

{opening}

## {mandate}

1. **Sell** — everything.

## {boundaries}

- **{no} x** — buyer-{lang}.
"""


@dataclass(frozen=True)
class Pattern:
    """A pattern, where it is compiled, and how it is used."""

    pattern: re.Pattern[str]
    file: str
    line: int
    methods: frozenset[str]
    """`match`, `fullmatch`, or `search` for all that try every place of a text."""


def collected(folder: Path) -> list[Pattern]:
    roles = folder / "roles"
    roles.mkdir()
    for lang, mandate, boundaries, no in (
        ("en", "Mandate", "Boundaries", "Does NOT"),
        ("it", "Mandato", "Confini", "Non fa"),
    ):
        text = ROLE.format(lang=lang, opening="x", mandate=mandate, boundaries=boundaries, no=no)
        (roles / f"{lang}.md").write_text(text, "utf-8")
    (roles / "agent.md").write_text("---\nname: a\ndescription: Use when b\n---\n\nAsk **c**.\n")
    done = subprocess.run(
        [sys.executable, "-c", COLLECT, str(PLUGINS), str(folder)],
        capture_output=True,
        text=True,
        check=True,
    )
    return [
        Pattern(re.compile(written, flags), file, line, _methods(file, line))
        for written, flags, file, line in json.loads(done.stdout)
    ]


def test_patterns_are_linear_on_runs(tmp_path: Path) -> None:
    found = collected(tmp_path)
    assert len(found) > 200
    slow = [
        f"{one.file}:{one.line}: `{one.pattern.pattern}` {method} {shown}"
        for one in found
        for method in sorted(one.methods)
        for shown in [_slow(one.pattern, method)]
        if shown
    ]
    assert not slow, "\n".join(slow)
    possessive = [one for one in found if POSSESSIVE_GROUP.search(one.pattern.pattern)]
    assert not possessive, "write `(?>(?:…)*)`"


POSSESSIVE_GROUP = re.compile(r"(?<!\\)\)[*+?]\+")
"""Python before 3.11.5 goes on to look for other ways through it, and misses texts that match."""


# how a pattern is used


@cache
def _uses() -> tuple[dict[tuple[str, str], set[str]], dict[str, set[str]], dict[str, ast.Module]]:
    """What is called on a name, by the file that gives it; what is called at all, by file."""
    trees = {
        str(path.relative_to(PLUGINS)): ast.parse(path.read_text("utf-8"))
        for path in sorted(PLUGINS.rglob("*.py"))
    }
    homes: dict[str, set[str]] = defaultdict(set)
    for file, tree in trees.items():
        for name, _ in (*_assigned(tree), *_making(tree)):
            homes[name].add(file)
    named: dict[tuple[str, str], set[str]] = defaultdict(set)
    at_all: dict[str, set[str]] = defaultdict(set)
    for file, tree in trees.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and node.attr in METHODS:
                at_all[file].add(METHODS[node.attr])
                for name in _receivers(node.value):
                    for home in {file} & homes[name] or homes[name]:
                        named[home, name].add(METHODS[node.attr])
            # handed on as a value: nobody knows what becomes of it
            for value in ast.iter_child_nodes(node):
                if value is getattr(node, "func", None):
                    continue
                if isinstance(value, ast.Name) and isinstance(node, ast.Call | ast.Tuple):
                    for home in {file} & homes[value.id]:
                        named[home, value.id].add("search")
    return named, at_all, trees


METHODS = {"match": "match", "fullmatch": "fullmatch"} | dict.fromkeys(
    ("search", "finditer", "findall", "sub", "subn", "split"), "search"
)


def _assigned(tree: ast.Module) -> Iterator[tuple[str, ast.stmt]]:
    for statement in tree.body:
        targets = (
            statement.targets
            if isinstance(statement, ast.Assign)
            else [statement.target]
            if isinstance(statement, ast.AnnAssign)
            else []
        )
        yield from ((one.id, statement) for one in targets if isinstance(one, ast.Name))


def _making(tree: ast.Module) -> Iterator[tuple[str, ast.stmt]]:
    """The functions, by name: a pattern that one makes is used through it."""
    yield from ((one.name, one) for one in ast.walk(tree) if isinstance(one, ast.FunctionDef))


def _receivers(value: ast.expr) -> Iterator[str]:
    """The names of what a method is called on: `one`, `here.one`, `here.one(…)`, either of two."""
    match value:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            yield name
        case ast.Call(func=called):
            yield from _receivers(called)
        case ast.IfExp(body=one, orelse=other):
            yield from (*_receivers(one), *_receivers(other))


def _methods(file: str, line: int) -> frozenset[str]:
    named, at_all, trees = _uses()
    for name, statement in (*_assigned(trees[file]), *_making(trees[file])):
        if statement.lineno <= line <= (statement.end_lineno or 0):
            return frozenset(named.get((file, name)) or at_all[file] or {"search"})
    return frozenset(at_all[file] or {"search"})


# runs

PLAIN = " \t\na0-*`[(<#.>\"'"
FEW, MANY = 12, 300
"""Characters of a run: an exponential pattern is told by few, and would not end for many."""


def _slow(pattern: re.Pattern[str], method: str) -> str:
    """A text of which four times as much takes eight times as long; empty where there is none."""
    tree = _parser.parse(pattern.pattern, pattern.flags)
    runs = {*PLAIN, *_characters(tree), *_units(tree)}
    starts = {"", "x", "\n", *_starts(tree, "", full=False), *_starts(tree, "", full=True)}
    for start in sorted(starts)[:20]:
        for one in sorted(runs):
            for end in ("", "\0"):
                for length in (FEW, MANY):
                    short, long = (start + one * times * length + end for times in (1, 4))
                    if _cost(pattern, method, long) < LEAST:
                        continue
                    if _cost(pattern, method, long) > 8 * _cost(pattern, method, short):
                        return f"{start!r} {one!r} {end!r}"
    return ""


LEAST = 0.002
"""Seconds: less is no matter, and cannot be measured."""


def _cost(pattern: re.Pattern[str], method: str, text: str) -> float:
    best = 1.0
    for _ in range(3):
        start = time.thread_time()
        if method == "search":
            for _match in pattern.finditer(text):
                pass
        else:
            getattr(pattern, method)(text)
        best = min(best, time.thread_time() - start)
        if best < LEAST:
            break
    return best


REPEATS = ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT")


def _parts(operation: str, value: Any) -> list[Any]:
    """The patterns within one operation of a parsed pattern."""
    match operation:
        case "BRANCH":
            return list(value[1])
        case "SUBPATTERN":
            return [value[3]]
        case "ATOMIC_GROUP":
            return [value]
        case "ASSERT" | "ASSERT_NOT":
            return [value[1]]
        case _ if operation in REPEATS:
            return [value[2]]
        case _:
            return []


def _characters(tree: Any) -> Iterator[str]:
    """Those that a pattern names."""
    for operation, value in tree:
        if str(operation) in ("LITERAL", "NOT_LITERAL"):
            yield chr(value)
        elif str(operation) == "IN":
            for within, one in value:
                if str(within) in ("LITERAL", "RANGE"):
                    yield chr(one if str(within) == "LITERAL" else one[0])
        for part in _parts(str(operation), value):
            yield from _characters(part)


def _units(tree: Any) -> Iterator[str]:
    """What a pattern repeats of several characters: each may be read in two ways."""
    for operation, value in tree:
        for part in _parts(str(operation), value):
            yield from _units(part)
        if str(operation) in REPEATS:
            yield from {_sample(value[2], full=full) for full in (False, True)} - {""}


def _starts(tree: Any, before: str, *, full: bool) -> Iterator[str]:
    """Texts that lead a pattern up to each of its repetitions."""
    for operation, value in tree:
        for part in _parts(str(operation), value):
            yield from _starts(part, before, full=full)
        if str(operation) in REPEATS and value[1] > 100:
            yield before
            yield before + _sample(value[2], full=full)
        before += _sample([(operation, value)], full=full)


def _sample(tree: Any, *, full: bool) -> str:
    """A text that a pattern is likely to match; `full` with what may be left out."""
    text = ""
    for operation, value in tree:
        match str(operation):
            case "LITERAL":
                text += chr(value)
            case "NOT_LITERAL" | "ANY":
                text += "x"
            case "IN":
                text += _one_of(value)
            case "BRANCH" | "SUBPATTERN" | "ATOMIC_GROUP":
                text += _sample(_parts(str(operation), value)[0], full=full)
            case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
                times = max(value[0], 1 if full else 0)
                text += _sample(value[2], full=full) * min(times, 40)
    return text


def _one_of(members: Any) -> str:
    """A character of a class; of one that is named by what it lacks, a letter."""
    kinds = {"CATEGORY_DIGIT": "0", "CATEGORY_SPACE": " ", "CATEGORY_NOT_WORD": " "}
    for within, one in members:
        match str(within):
            case "LITERAL":
                return chr(one)
            case "RANGE":
                return chr(one[0])
            case "CATEGORY":
                return kinds.get(str(one), "x")
            case _:
                return "x"
    return "x"
