"""Every rule with its reason, out of the modules that report them."""

from __future__ import annotations

import ast
import importlib
import inspect
import itertools
import pkgutil
from functools import cache
from types import ModuleType

import rolebook.checks
import rolebook.diagnostics.model
import rolebook.formats
import rolebook.parse
import rolebook.sources
import rolebook.triage.allowances
import rolebook.triage.floods
import rolebook.triage.idle_settings
from rolebook.diagnostics import Explained, Rule
from rolebook.text.nearest import LOOSE, nearest


def _modules() -> list[ModuleType]:
    packages = (rolebook.parse, rolebook.checks, rolebook.formats)
    names = [
        module.name
        for package in packages
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")
    ]
    singles = [
        rolebook.diagnostics.model,
        rolebook.sources,
        rolebook.triage.allowances,
        rolebook.triage.floods,
        rolebook.triage.idle_settings,
    ]
    return [*singles, *(importlib.import_module(name) for name in sorted(names))]


def _rules(module: ModuleType) -> list[Rule]:
    """The rules that a module defines itself; those it imports belong to another."""
    return [
        value for name, value in vars(module).items() if isinstance(value, Rule) and name.isupper()
    ]


@cache
def all_rules() -> tuple[Rule, ...]:
    """All of them, by code. Imports every module that has one, which few checks need."""
    rules = {rule for module in _modules() for rule in _rules(module)}
    return tuple(sorted(rules, key=lambda rule: rule.code))


@cache
def explained() -> tuple[Explained, ...]:
    """Every rule with the text under its constant, by code."""
    reasons = {code: text for module in _modules() for code, text in _reasons(module)}
    return tuple(Explained(rule, reasons.get(rule.code, "")) for rule in all_rules())


def _reasons(module: ModuleType) -> list[tuple[str, str]]:
    """Code and text of each `NAME = Rule("RB…", …)` that is followed by a string."""
    body = ast.parse(inspect.getsource(module)).body
    found = []
    for statement, following in itertools.pairwise(body):
        match statement, following:
            case (
                ast.Assign(value=ast.Call(func=ast.Name(id="Rule"), args=[ast.Constant(code), *_])),
                ast.Expr(value=ast.Constant(text)),
            ) if isinstance(text, str):
                found.append((str(code), inspect.cleandoc(text)))
    return found


def meant(written: str) -> str:
    """The name of the rule that was probably meant; empty where none is near, or it is a code."""
    if written.upper().startswith("RB"):
        return ""
    return nearest(written.lower(), [rule.name for rule in all_rules()], LOOSE)
