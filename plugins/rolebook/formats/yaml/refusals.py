"""What YAML allows and these files may not hold in; the diagnostic for it out."""

from __future__ import annotations

from rolebook.diagnostics import Diagnostic, Related
from rolebook.diagnostics.catalogue import rule
from rolebook.formats.yaml.nodes import YamlScalar
from rolebook.formats.yaml.problems import in_quotes
from rolebook.text.source import Source, Span

DUPLICATE_KEY = rule("RB005")
"""Of two values for one key, each reader of the file picks another; here the first one serves."""


def duplicate_key(second: YamlScalar, first: YamlScalar) -> Diagnostic:
    """The diagnostic for a key that its mapping has already."""
    related = (Related(f"`{first.text}` stands here first", first.span),)
    message = f"`{second.text}` stands twice in one mapping"
    return Diagnostic(DUPLICATE_KEY, message, second.span, "delete one of the two", related)


YAML_ALIAS = rule("RB022")
"""An alias or merge key puts a value where nobody sees it written; nested ones grow to any size."""


def alias_problem(kind: str, node: YamlScalar) -> Diagnostic:
    """The diagnostic for `an alias` or `a merge key`."""
    line = node.source.lines[node.source.position(node.start)[0] - 1]
    help = "write out what it stands for"
    if node.text != "<<":
        help += f"; where the `*` is part of the text, put the value in quotes: {in_quotes(line)}"
    return Diagnostic(YAML_ALIAS, f"`{node.text}` is {kind}", node.span, help)


YAML_TOO_DEEP = rule("RB023")
"""Nobody writes so much or so deep by hand; a file that does is made to stall its readers."""


def most_values(source: Source) -> int:
    """How many values a file may hold."""
    return source.limits.json_values if source.is_json else source.limits.values


def too_deep(source: Source, depth: int, span: Span) -> Diagnostic:
    """The diagnostic for the node that is one too many, at its depth."""
    if depth > source.limits.nesting:
        message = f"this file nests deeper than {source.limits.nesting} levels"
    else:
        message = f"this file holds more than {most_values(source):,} values"
    return Diagnostic(YAML_TOO_DEEP, message, span, "split it, or say it with less nesting")


LIST_TOO_LONG = rule("RB029")
"""What stands below in the list is not read; a list that nobody reads to its end hides things."""


def list_too_long(what: str, most: int, span: Span) -> Diagnostic:
    """The diagnostic for the first item that is not read."""
    message = f"{what} has more than {most:,} items; from here on it is not read"
    help = "split it, or raise the limit under `limits:` in mkdocs.yml"
    return Diagnostic(LIST_TOO_LONG, message, span, help)
