"""The models of what authors write in; the JSON Schemas of it, for their editors, out.

A schema takes all that `rolebook check` takes, and refuses what that tells as the form of a file;
what a name means, only the library knows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final, get_args

from pydantic import BaseModel

from rolebook.config.block import ConfigBlock
from rolebook.exports.field_texts import field_texts
from rolebook.formats.markdown.front_matter import AGENT_KEYS
from rolebook.model.known_keys import KNOWN_KEYS
from rolebook.model.layout import OPTIONAL_PAGES
from rolebook.parse.agents.host_keys import HOST_RELATIONS
from rolebook.parse.atlases.fields import AtlasFields
from rolebook.parse.fields.model import FieldModel
from rolebook.parse.profiles.fields import ProfileFields
from rolebook.parse.roles.fields import RoleModel
from rolebook.text.limits import Limits

SCALAR: Final = ["string", "number", "boolean"]
"""A value is text until its field says otherwise: `title: 2024` is one."""

_BOUNDS: Final = {
    "ge": "minimum",
    "le": "maximum",
    "gt": "exclusiveMinimum",
    "lt": "exclusiveMaximum",
}
"""What pydantic leaves as it is where a field may be empty."""


def role_schema() -> dict[str, Any]:
    """The front matter of a fleet role."""
    return _schema(RoleModel)


def atlas_schema() -> dict[str, Any]:
    """An atlas file."""
    return _schema(AtlasFields)


def profile_schema() -> dict[str, Any]:
    """A profile file."""
    return _schema(ProfileFields)


def agent_schema() -> dict[str, Any]:
    """The front matter of an agent: what hosts ask, what is read of it, and any other key."""
    ours = role_schema()["properties"]
    relations = {
        key: {"description": f"As `{kind}`, for the host: names of agents."}
        for key, kind in HOST_RELATIONS.items()
    }
    texts: dict[str, Any] = {
        "name": {"description": "The name of the agent, by which a host starts it."},
        "description": {"description": "What it does, and when to use it: hosts choose by it."},
    }
    others: dict[str, Any] = {
        key: {} for key in sorted(KNOWN_KEYS - ours.keys() - relations.keys() - texts.keys())
    }
    # hosts' own, in forms of their own: a list, a text, pairs
    hosts = {"tools": {"description": "The tools that it may use."}, "persistent": {}, "class": {}}
    return {
        "type": "object",
        "required": list(AGENT_KEYS),
        "properties": {
            **{key: {"type": SCALAR, **said} for key, said in texts.items()},
            **{key: said for key, said in ours.items() if key not in hosts},
            **hosts,
            **relations,
            **others,
        },
    }


def config_schema() -> dict[str, Any]:
    """A `mkdocs.yml` as far as its `rolebook:` block goes; all else is its host's."""
    block = _schema(ConfigBlock)
    defs = block.pop("$defs")
    entry = {
        "type": "object",
        "properties": {"rolebook": {"anyOf": [{"$ref": "#/$defs/block"}, {"type": "null"}]}},
    }
    return {
        "$defs": {**defs, "block": block},
        "type": "object",
        "properties": {
            "plugins": {"anyOf": [entry, {"type": "array", "items": {"anyOf": [TEXT, entry]}}]}
        },
    }


TEXT: Final = {"type": "string"}


def _schema(model: type[BaseModel]) -> dict[str, Any]:
    schema = model.model_json_schema()
    of_text = issubclass(model, FieldModel)
    for one, said in ((model, schema), *_defined(model, schema.get("$defs", {}))):
        texts = _texts(one)
        properties = said["properties"]
        for name, field in one.model_fields.items():
            key = field.alias or name
            own = _plain(properties[key], of_text=of_text)
            own.pop("description", None)
            if of_text and not field.is_required():
                own = _or_nothing(own)
            text = texts.get(name) or _titles(name)
            properties[key] = {**({"description": text} if text else {}), **own}
    return schema


def _texts(model: type[BaseModel]) -> Mapping[str, str]:
    """The texts of a model's fields; those of limits stand where the limits do."""
    return {**field_texts(Limits), **field_texts(model)}


def _titles(name: str) -> str:
    """What is said of a page that may be left out."""
    return f"Whether there is a page `{name}/`." if name in OPTIONAL_PAGES else ""


def _defined(
    model: type[BaseModel], defs: Mapping[str, dict[str, Any]]
) -> Iterator[tuple[type[BaseModel], dict[str, Any]]]:
    """The models within a model, each with its schema."""
    found: dict[str, type[BaseModel]] = {}
    waiting: list[Any] = [field.annotation for field in model.model_fields.values()]
    while waiting:
        one = waiting.pop()
        waiting += get_args(one)
        if isinstance(one, type) and issubclass(one, BaseModel) and one.__name__ not in found:
            found[one.__name__] = one
            waiting += [field.annotation for field in one.model_fields.values()]
    return ((found[name], said) for name, said in defs.items() if name in found)


def _plain(schema: Any, *, of_text: bool) -> Any:
    """With bounds as JSON Schema calls them, without defaults that say nothing; where a value is
    text until its field says otherwise, with numbers for texts."""
    if isinstance(schema, list):
        return [_plain(one, of_text=of_text) for one in schema]
    if not isinstance(schema, dict):
        return schema
    found = {
        _BOUNDS.get(key, key): _plain(one, of_text=of_text)
        for key, one in schema.items()
        if not (key == "default" and one in (None, "", [], {}))
    }
    if of_text and found.get("type") == "string" and "pattern" not in found:
        found["type"] = SCALAR
    return found


def _or_nothing(schema: dict[str, Any]) -> dict[str, Any]:
    """A field that nothing is written after is as if it were not there."""
    if "anyOf" in schema:
        others = [one for one in schema["anyOf"] if one != {"type": "null"}]
        return {**schema, "anyOf": [*others, {"type": "null"}]}
    if "$ref" in schema or "properties" in schema:
        return {"anyOf": [schema, {"type": "null"}]}
    kinds = schema.get("type", [])
    return {**schema, "type": [*([kinds] if isinstance(kinds, str) else kinds), "null"]}
