"""A class in; the text that stands under each of its fields, on one line, out."""

from __future__ import annotations

import ast
import inspect
import textwrap


def field_texts(model: type) -> dict[str, str]:
    """By the field's name in the code, also those of the classes that it is made from."""
    found: dict[str, str] = {}
    for one in reversed(model.__mro__):
        if one.__module__.partition(".")[0] != "rolebook":
            continue
        try:
            (tree,) = ast.parse(textwrap.dedent(inspect.getsource(one))).body
        except OSError:
            continue  # made by a function; it has no text
        assert isinstance(tree, ast.ClassDef)
        for field, text in zip(tree.body, tree.body[1:], strict=False):
            if (
                isinstance(field, ast.AnnAssign)
                and isinstance(field.target, ast.Name)
                and isinstance(text, ast.Expr)
                and isinstance(text.value, ast.Constant)
            ):
                found[field.target.id] = " ".join(str(text.value.value).split())
    return found
