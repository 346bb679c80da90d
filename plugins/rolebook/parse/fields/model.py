"""A location in a tree in; the model that says which fields may stand there out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar, get_args

from pydantic import BaseModel, ConfigDict
from pydantic.fields import FieldInfo

from rolebook.formats.yaml.tree import Location


class FieldModel(BaseModel):
    """The fields of one thing. A value is text until its field says otherwise.

    A field's `description` completes "write …" in the help of what is wrong with it.
    """

    # a model is built when the first file asks for it: few libraries have all kinds
    model_config = ConfigDict(
        extra="forbid", frozen=True, str_strip_whitespace=True, defer_build=True
    )

    noun: ClassVar[str]
    """What the thing is called in a message: `competency`."""

    other_names: ClassVar[Mapping[str, str]] = {}
    """What other formats call a field: `name` for `title`."""

    elsewhere: ClassVar[Mapping[str, str]] = {}
    """Where to say what other formats have a field for, as a help line."""

    @classmethod
    def fields_as_written(cls) -> dict[str, FieldInfo]:
        """The fields by the names that authors use, in the order of the model."""
        return {field.alias or name: field for name, field in cls.model_fields.items()}


def model_at(model: type[FieldModel], location: Location) -> type[FieldModel]:
    """The model of the mapping at a location."""
    for part in location:
        field = model.fields_as_written().get(part) if isinstance(part, str) else None
        if field:
            model = next(_models_in(field.annotation), model)
    return model


def _models_in(annotation: Any) -> Iterator[type[FieldModel]]:
    """The models within `list[Model]`, `Model | None` and the like."""
    if isinstance(annotation, type) and issubclass(annotation, FieldModel):
        yield annotation
    for argument in get_args(annotation):
        yield from _models_in(argument)
