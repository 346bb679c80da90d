"""The models of what is read and written in; their JSON Schemas, as files, out.

The files stand in `schemas/` beside this module, so that an editor finds them in a clone and in the
wheel; a test holds that they are what is made here (`--accept` writes them).
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from importlib.resources import files
from typing import Any, Final

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
_SUFFIX: Final = ".schema.json"


@dataclass(frozen=True, slots=True)
class Schema:
    """A JSON Schema by the name that `rolebook schema` takes."""

    name: str
    title: str
    description: str
    made: Callable[[], dict[str, Any]]
    """Makes it of the models; the rest of us reads the file."""

    @property
    def file(self) -> str:
        """`show.schema.json`."""
        return f"{self.name}{_SUFFIX}"

    def text(self) -> str:
        """The file's text, as it is in the wheel."""
        return files("rolebook.exports").joinpath("schemas", self.file).read_text("utf-8")

    def written(self) -> str:
        """The file's text, made of the models anew."""
        head = {"$schema": DIALECT, "title": self.title, "description": self.description}
        return json.dumps({**head, **_plain(self.made())}, ensure_ascii=False, indent=2) + "\n"


def _plain(value: Any, *, names: bool = False) -> Any:
    """Without the titles that pydantic makes of names, and with texts on one line each."""
    if isinstance(value, list):
        return [_plain(one) for one in value]
    if not isinstance(value, dict):
        return value
    return {
        key: " ".join(one.split())
        if key == "description" and isinstance(one, str)
        else _plain(one, names=key in ("properties", "$defs") and not names)
        for key, one in value.items()
        if names or key != "title"
    }


def _record(module: str, name: str) -> Callable[[], dict[str, Any]]:
    """Makes the schema of a record that a command prints."""

    def made() -> dict[str, Any]:
        import importlib

        from pydantic import TypeAdapter

        record = getattr(importlib.import_module(f"rolebook.exports.{module}"), name)
        schema = TypeAdapter(record).json_schema(mode="serialization")
        return {key: value for key, value in schema.items() if key != "description"}

    return made


def _source(name: str) -> Callable[[], dict[str, Any]]:
    """Makes the schema of what authors write."""

    def made() -> dict[str, Any]:
        from rolebook.exports import source_schemas

        schema = getattr(source_schemas, name)()
        return {key: value for key, value in schema.items() if key != "description"}

    return made


_OPEN: Final = " Keys may be added while `version` is 1; none is removed or changes its meaning."

SCHEMAS: Final[tuple[Schema, ...]] = (
    Schema(
        "role",
        "Rolebook role",
        "The front matter of a fleet role, as Rolebook reads it.",
        _source("role_schema"),
    ),
    Schema(
        "agent",
        "Rolebook agent",
        "The front matter of an agent definition, as Rolebook reads it; any other key is allowed.",
        _source("agent_schema"),
    ),
    Schema(
        "atlas",
        "Rolebook atlas",
        "An atlas file of Rolebook, as YAML or JSON.",
        _source("atlas_schema"),
    ),
    Schema(
        "profile",
        "Rolebook profile",
        "A profile file of Rolebook.",
        _source("profile_schema"),
    ),
    Schema(
        "config",
        "Rolebook configuration",
        "A mkdocs.yml as far as its `rolebook:` block goes.",
        _source("config_schema"),
    ),
    Schema(
        "owns",
        "Rolebook owners",
        f"What `rolebook owns QUESTION --json` prints.{_OPEN}",
        _record("answers", "OwnerAnswers"),
    ),
    Schema(
        "show",
        "Rolebook card",
        f"What `rolebook show ID --json` prints.{_OPEN}",
        _record("card_records", "Card"),
    ),
    Schema(
        "path",
        "Rolebook learning path",
        f"What `rolebook path COMPETENCY --json` prints.{_OPEN}",
        _record("answers", "LearningPath"),
    ),
    Schema(
        "who-defers-to",
        "Rolebook givers",
        f"What `rolebook who-defers-to ID --json` prints.{_OPEN}",
        _record("answers", "Givers"),
    ),
    Schema(
        "graph",
        "Rolebook graph",
        f"What `rolebook graph --format json` writes.{_OPEN}",
        _record("graph_data", "Graph"),
    ),
)
"""In the order in which `rolebook schema` lists them."""


REPORT: Final = "report"
"""The schema of `rolebook check --format json`, which stands beside the report."""

CHANGES: Final = "diff"
"""The schema of `rolebook diff --format json`, which stands beside what makes that."""


def schema_texts() -> dict[str, str]:
    """The text of every schema by its name, in order."""
    report = files("rolebook.report").joinpath(f"{REPORT}{_SUFFIX}").read_text("utf-8")
    changes = files("rolebook.changes").joinpath(f"{CHANGES}{_SUFFIX}").read_text("utf-8")
    return {**{one.name: one.text() for one in SCHEMAS}, CHANGES: changes, REPORT: report}
