"""Nothing in; what every record that programs read has in common out."""

from __future__ import annotations

from typing import Any, ClassVar, Final

VERSION: Final = 1
"""Of what the commands that answer print as JSON: keys may be added, none changes its meaning."""


class Documented:
    """The text below a field is its description in the JSON Schema made of the record."""

    __slots__ = ()
    __pydantic_config__: ClassVar[dict[str, Any]] = {"use_attribute_docstrings": True}
