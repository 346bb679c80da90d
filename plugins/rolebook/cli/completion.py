"""What stands before the cursor in; what a shell may complete it to out.

A shell asks while somebody types: whatever is wrong with the library, nothing is said.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Final

import click
from click.shell_completion import CompletionItem

Complete = Callable[[click.Context, click.Parameter, str], list[CompletionItem]]

ANYTHING: Final = frozenset({"role", "domain", "external", "atlas", "competency", "profile"})
ACTORS: Final = frozenset({"role", "domain", "external"})
COMPETENCIES: Final = frozenset({"competency"})


def names(kinds: Collection[str] = ANYTHING) -> Complete:
    """Completes the names of some kinds of things, the short form unless the long one is begun."""

    def complete(
        context: click.Context, parameter: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        from rolebook.cli.known_names import known_names

        begun = incomplete.lower()
        found: dict[str, str] = {}
        for one in known_names(context.params.get("config_file")):
            if one.kind in kinds:
                for name in (one.name, one.full):
                    if name.lower().startswith(begun):
                        found.setdefault(name, one.title)
                        break
        return [CompletionItem(name, help=title) for name, title in found.items()]

    return complete


def codes(
    context: click.Context, parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """The codes of rules; their names, once one is begun."""
    from rolebook.diagnostics.catalogue import RULES

    by_code = [CompletionItem(one.code, help=one.name) for one in RULES]
    by_name = [CompletionItem(one.name, help=one.code) for one in RULES]
    found = [one for one in by_code if one.value.startswith(incomplete.upper())]
    return found or [one for one in by_name if one.value.startswith(incomplete.lower())]


def schemas(
    context: click.Context, parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """The names of schemas."""
    from rolebook.exports.json_schemas import schema_texts

    return [CompletionItem(one) for one in schema_texts() if one.startswith(incomplete)]


def edge_kinds(
    context: click.Context, parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """The kinds of edges, the last of a comma list."""
    from rolebook.model.edges import EDGE_KINDS

    before, comma, last = incomplete.rpartition(",")
    found = [one for one in EDGE_KINDS if one.startswith(last)]
    return [CompletionItem(f"{before}{comma}{one}") for one in found]
