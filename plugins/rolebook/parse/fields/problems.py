"""What a model refuses in; diagnostics in the author's words, at the exact place, out."""

from __future__ import annotations

from typing import Any, Final

from rolebook.diagnostics import Diagnostic
from rolebook.diagnostics.catalogue import rule
from rolebook.formats.yaml.tree import Location, Tree, YamlMap, YamlScalar, node_at
from rolebook.parse.fields.model import FieldModel, model_at
from rolebook.text.nearest import nearest
from rolebook.text.source import Span

_FIELDS_BELOW: Final = "write its fields as `key: value` lines below it"
_BELONGS: Final = {
    "string_type": ("text", "write it as one text"),
    "tuple_type": ("a list", "write `- ` before each item"),
    "model_type": ("a mapping", _FIELDS_BELOW),
    "dict_type": ("a mapping", _FIELDS_BELOW),
    "float_type": ("a number", "write it in digits"),
    "int_type": ("a whole number", "write it in digits"),
    "bool_type": ("`true` or `false`", "write one of the two"),
}
"""What belongs where a value of another shape stands, by the type of pydantic's error."""

_LIMITS: Final = {
    "greater_than": ("gt", "not more than"),
    "greater_than_equal": ("ge", "less than"),
    "less_than": ("lt", "not less than"),
    "less_than_equal": ("le", "more than"),
}

UNKNOWN_FIELD = rule("RB006")
"""A field that nothing reads looks said and is not: most are slips of the pen."""


def unknown_field(tree: YamlMap, location: Location, model: type[FieldModel]) -> Diagnostic:
    """The diagnostic for a key that its mapping's model does not know."""
    owner = model_at(model, location[:-1])
    meant = meant_field(tree, location, model)
    names = ", ".join(f"`{name}`" for name in owner.fields_as_written())
    else_ = owner.elsewhere.get(_as_key(location)) or f"remove it, or write one of {names}"
    help = f"did you mean `{meant}`?" if meant else else_
    message = f"`{_cut(str(location[-1]))}` is no field of this {owner.noun}"
    return Diagnostic(UNKNOWN_FIELD, message, _key_span(tree, location), help)


def meant_field(tree: YamlMap, location: Location, model: type[FieldModel]) -> str | None:
    """The field, not given in the mapping yet, that an unknown key is nearly the name of."""
    mapping = node_at(tree, location[:-1])
    names = model_at(model, location[:-1]).fields_as_written()
    free = [name for name in names if isinstance(mapping, YamlMap) and mapping.lacks(name)]
    written = _as_key(location)
    if (other := model_at(model, location[:-1]).other_names.get(written)) in free:
        return other
    if found := nearest(written, free):
        return found
    parts = [name for name in free if len(written) > 3 and written in name.split("_")]
    return parts[0] if len(parts) == 1 else None


def _as_key(location: Location) -> str:
    """A key as fields are written: `Reports to` is `reports_to`."""
    return str(location[-1])[:80].lower().replace("-", "_").replace(" ", "_")


WRONG_TYPE = rule("RB007")
"""A value that its field cannot mean is left out, and what it should have said is missing."""


VALUE_OUT_OF_RANGE = rule("RB406")
"""A threshold above 1, a count of 0 or hours below 0 can be met by nobody, or by everybody."""


def wrong_type(
    tree: YamlMap, location: Location, error: Any, model: type[FieldModel]
) -> Diagnostic:
    """The diagnostic for a value that pydantic's `error` is about."""
    node = node_at(tree, location)
    context = error.get("ctx") or {}
    kind = error["type"]
    belongs = _BELONGS.get(kind)
    help = _help(model, location)
    rule = WRONG_TYPE
    if kind == "refusal":
        message, help = f"{_shown(node)}, {context['reason']}", context["help"] or help
    elif kind in _LIMITS:
        key, words = _LIMITS[kind]
        message, rule = f"{_shown(node)}, which is {words} {context[key]:g}", VALUE_OUT_OF_RANGE
    elif isinstance(node, YamlScalar) and (node.is_null or not node.text.strip()):
        message, help = "empty", help or "write it, or remove it"
    elif belongs:
        message, help = f"{_shown(node)}, where {belongs[0]} belongs", help or belongs[1]
    else:
        message = f"{_shown(node)}, which its field does not take"
    span = _value_span(tree, location)
    return Diagnostic(rule, f"{_name(location)} is {message}", span, help)


MISSING_FIELD = rule("RB020")
"""Without its required fields a thing has no name, no address or no page."""


def missing_field(
    tree: YamlMap, location: Location, model: type[FieldModel], slip: Location | None
) -> Diagnostic:
    """The diagnostic for a required field; `slip` is an unknown key that seems meant as it."""
    owner = model_at(model, location[:-1])
    field = location[-1]
    if slip:
        message = f"`{slip[-1]}` is no field of this {owner.noun}, which needs `{field}`"
        return Diagnostic(MISSING_FIELD, message, _key_span(tree, slip), f"did you mean `{field}`?")
    mapping = node_at(tree, location[:-1])
    span = tree.span
    message, help = f"this {owner.noun} has no `{field}`", f"add `{field}: …`"
    if isinstance(mapping, YamlMap):
        key = mapping.key(str(field))
        if key:
            message, help = f"`{field}` of this {owner.noun} is empty", f"write `{field}: …`"
        first = key or next((key for key, _ in mapping.named.values()), mapping)
        span = first.span
    return Diagnostic(MISSING_FIELD, message, span, help)


def _help(model: type[FieldModel], location: Location) -> str:
    owner = model_at(model, location[:-1])
    field = owner.fields_as_written().get(str(location[-1]))
    return f"write {field.description}" if field and field.description else ""


def _name(location: Location) -> str:
    """`` `title` ``, or ``item 2 of `labels` ``."""
    last = location[-1]
    if isinstance(last, int):
        return f"item {last + 1} of `{location[-2] if len(location) > 1 else ''}`"
    return f"`{_cut(last)}`"


def _shown(node: Tree | None) -> str:
    if isinstance(node, YamlScalar):
        return f"`{_cut(node.text)}`" if node.text else "empty"
    return "a mapping" if isinstance(node, YamlMap) else "a list"


def _cut(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 60 else f"{words[:60].rstrip()}…"


def _key_span(tree: YamlMap, location: Location) -> Span:
    mapping = node_at(tree, location[:-1])
    key = mapping.key(str(location[-1])) if isinstance(mapping, YamlMap) else None
    return (key or mapping or tree).span


def _value_span(tree: YamlMap, location: Location) -> Span:
    """The value, where it stands on one line; else its key or its first word."""
    node = node_at(tree, location) or tree
    span = node.span
    if span.line == span.end_line and span.column < span.end_column:
        return span
    if isinstance(location[-1], str):
        return _key_span(tree, location)
    if isinstance(node, YamlMap) and node.named:
        return next(key for key, _ in node.named.values()).span
    start = node.start
    while start > 0 and not node.source.text[start : start + 1].strip():
        start -= 1  # an empty item: the `-` or the comma before it
    return node.source.span(start, start + 1)
