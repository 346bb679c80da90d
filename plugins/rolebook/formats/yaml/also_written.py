"""A type whose validator takes more than its type says in; a JSON Schema that says so out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


class AlsoWritten:
    """Stands in `Annotated[…]` beside a validator that reads other forms, too."""

    def __init__(self, *forms: Any, but: dict[str, Any] | None = None) -> None:
        """`forms` are schemas of what else may stand there; `but` narrows what the type says."""
        self._forms = forms
        self._but = but or {}

    def __get_pydantic_json_schema__(
        self, schema: Any, handler: Callable[[Any], dict[str, Any]]
    ) -> dict[str, Any]:
        """As pydantic asks for it."""
        own = {**handler(schema), **self._but}
        alternatives = own["anyOf"] if own.keys() == {"anyOf"} else [own]
        return {"anyOf": [*alternatives, *self._forms]} if self._forms else own
