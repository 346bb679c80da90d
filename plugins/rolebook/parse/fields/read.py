"""A tree and the model of its fields in; the valid values, and what was refused, out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Generic, TypeVar

from pydantic import ValidationError

from rolebook.diagnostics import Diagnostic
from rolebook.formats.yaml.tree import Location, Tree, YamlList, YamlMap, YamlScalar, node_at
from rolebook.parse.fields.model import FieldModel
from rolebook.parse.fields.problems import meant_field, missing_field, unknown_field, wrong_type

M = TypeVar("M", bound=FieldModel)


@dataclass(frozen=True, slots=True)
class Fields(Generic[M]):
    """What came of validating a tree."""

    values: M | None
    """None where the tree itself lacks what it requires."""

    tree: YamlMap
    """Without what was refused: each value stands in it where it stands in `values`."""

    diagnostics: list[Diagnostic]


def read_fields(
    tree: YamlMap, model: type[M], stand_ins: Mapping[str, tuple[str, ...]] | None = None
) -> Fields[M]:
    """Validates a tree, leaving out what is wrong until the rest is right.

    A wrong value goes alone. What lacks a required field goes whole (a list's item, a mapping),
    unless `stand_ins` names others of its fields that can serve (the id for the title), so that
    one slip does not make every reference to the thing dangle.
    """
    judge = _Judge(model, stand_ins or {})
    while True:
        try:
            return Fields(model.model_validate(_plain(tree)), tree, judge.diagnostics)
        except ValidationError as error:
            errors = error.errors(include_url=False, include_input=False)
        # every round takes something out, or lets one stand-in serve: this ends
        edits = judge.edits(errors, tree)
        edited = _edited(tree, (), edits)
        if () in edits.removed or not isinstance(edited, YamlMap):
            return Fields(None, tree, judge.diagnostics)
        tree = edited


@dataclass(slots=True)
class _Edits:
    """What is to be taken out of a tree, and put in, before it is validated again."""

    removed: set[Location] = field(default_factory=set)
    refused: dict[Location, set[str]] = field(default_factory=lambda: defaultdict(set))
    """By mapping, fields that are reported though nothing stands there."""

    added: dict[Location, dict[str, YamlScalar]] = field(default_factory=lambda: defaultdict(dict))
    """By mapping, what serves instead of a field."""


class _Judge:
    """Reports each error once, and notes how to go on without what it is about."""

    def __init__(self, model: type[FieldModel], stand_ins: Mapping[str, tuple[str, ...]]) -> None:
        self.diagnostics: list[Diagnostic] = []
        self._model = model
        self._stand_ins = stand_ins
        self._served: set[Location] = set()

    def edits(self, errors: list[Any], tree: YamlMap) -> _Edits:
        """What to change in a tree that has these errors."""
        edits = _Edits()
        missing = {error["loc"] for error in errors if error["type"] == "missing"}
        slips: dict[Location, Location] = {}
        for location in (error["loc"] for error in errors if error["type"] == "extra_forbidden"):
            meant = meant_field(tree, location, self._model)
            if meant:
                edits.refused[location[:-1]].add(meant)
            edits.removed.add(location)
            if meant and (*location[:-1], meant) in missing:
                slips.setdefault((*location[:-1], meant), location)
            else:
                self.diagnostics.append(unknown_field(tree, location, self._model))
        for error in errors:
            if error["type"] == "missing":
                slip = slips.get(error["loc"])
                self._missing(tree, error["loc"], slip, edits)
            elif error["type"] != "extra_forbidden":
                self._wrong(tree, error, edits)
        return edits

    def _missing(
        self, tree: YamlMap, location: Location, slip: Location | None, edits: _Edits
    ) -> None:
        at, name = location[:-1], str(location[-1])
        mapping = node_at(tree, at)
        if not isinstance(mapping, YamlMap):
            edits.removed.add(at)
            return
        if mapping.lacks(name):
            self.diagnostics.append(missing_field(tree, location, self._model, slip))
            edits.refused[at].add(name)
        others = (mapping.scalar(other) for other in self._stand_ins.get(name, ()))
        serves = next((other for other in others if other), None)
        if serves and location not in self._served:
            edits.added[at][name] = serves
            self._served.add(location)
        else:
            edits.removed.add(at)

    def _wrong(self, tree: YamlMap, error: Any, edits: _Edits) -> None:
        location: Location = error["loc"]
        while location and node_at(tree, location) is None:
            location = location[:-1]  # pydantic adds parts of its own
        if location:
            self.diagnostics.append(wrong_type(tree, location, error, self._model))
        edits.removed.add(location)


def _edited(node: Tree, at: Location, edits: _Edits) -> Tree:
    if isinstance(node, YamlList):
        items = [
            _edited(item, (*at, number), edits)
            for number, item in enumerate(node.items)
            if (*at, number) not in edits.removed
        ]
        return replace(node, items=tuple(items))
    if isinstance(node, YamlScalar):
        return node
    added = edits.added.get(at, {})
    removed = {name for name in node.named if (*at, name) in edits.removed}
    named = {
        name: (key, _edited(value, (*at, name), edits))
        for name, (key, value) in node.named.items()
        if name not in removed
    }
    named |= {name: (replace(value, text=name), value) for name, value in added.items()}
    refused = node.refused | removed | edits.refused.get(at, set())
    return replace(node, named=named, refused=refused)


def _plain(node: Tree) -> Any:
    """The tree as pydantic takes it; what is empty is not there."""
    if isinstance(node, YamlScalar):
        return None if node.is_null else node.text
    if isinstance(node, YamlList):
        return [_plain(item) for item in node.items]
    return {
        name: _plain(value)
        for name, (_, value) in node.named.items()
        if not (isinstance(value, YamlScalar) and value.is_null)
    }
