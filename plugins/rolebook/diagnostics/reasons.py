"""The catalogue in; each rule with the reason that stands where its check stands out."""

from __future__ import annotations

import ast
import inspect
import itertools
from functools import cache
from importlib import resources

from rolebook.diagnostics.catalogue import RULES
from rolebook.diagnostics.model import Explained
from rolebook.text.nearest import LOOSE, nearest


@cache
def explained() -> tuple[Explained, ...]:
    """Every rule with the text under its constant, by code. Reads modules, imports none."""
    homes = sorted({one.home for one in RULES})
    reasons = {code: text for home in homes for code, text in _reasons(home)}
    return tuple(Explained(one, reasons.get(one.code, "")) for one in RULES)


def _reasons(home: str) -> list[tuple[str, str]]:
    """Code and text of each `NAME = rule("RB…")` of a module that is followed by a string."""
    source = resources.files("rolebook").joinpath(f"{home}.py").read_text("utf-8")
    found = []
    for statement, following in itertools.pairwise(ast.parse(source).body):
        match statement, following:
            case (
                ast.Assign(value=ast.Call(func=ast.Name(id="rule"), args=[ast.Constant(code)])),
                ast.Expr(value=ast.Constant(text)),
            ) if isinstance(text, str):
                found.append((str(code), inspect.cleandoc(text)))
    return found


def meant(written: str) -> str:
    """The name of the rule that was probably meant; empty where none is near, or it is a code."""
    if written.upper().startswith("RB"):
        return ""
    return nearest(written.lower(), [one.name for one in RULES], LOOSE)
