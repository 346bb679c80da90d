"""The public schemas: made of the models, and never by hand."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from rolebook.exports import json_schemas
from rolebook.exports.json_schemas import SCHEMAS, Schema, schema_texts


@pytest.mark.parametrize("schema", SCHEMAS, ids=lambda one: one.name)
def test_the_file_is_what_the_models_say(schema: Schema, pytestconfig: pytest.Config) -> None:
    made = schema.written()
    if pytestconfig.getoption("accept"):
        folder = Path(json_schemas.__file__).parent / "schemas"
        folder.mkdir(exist_ok=True)
        (folder / schema.file).write_text(made, "utf-8")
    assert schema.text() == made, "pytest tests/rolebook/exports/test_json_schemas.py --accept"


@pytest.mark.parametrize("name", [one.name for one in SCHEMAS])
def test_every_schema_is_one_and_says_what_it_is_about(name: str) -> None:
    schema = json.loads(schema_texts()[name])
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["title"].startswith("Rolebook")
    assert "rolebook" in schema["description"].lower()
