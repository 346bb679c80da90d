"""A linked library in; agents that the host in whose folder they lie would not take, out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from rolebook.diagnostics import Diagnostic
from rolebook.diagnostics.catalogue import rule
from rolebook.graph.library_graph import LibraryGraph
from rolebook.text.source import Span

NAME_NOT_OF_HOST = rule("RB601")
"""Claude Code asks of an agent in `.claude/agents/` a `name` of lower-case letters and hyphens
(its reference of subagents); Gemini CLI allows digits and `_` as well (its reference)."""

_GRAMMARS: Final = {
    ".claude/agents/": ("Claude Code", re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")),
    ".gemini/agents/": ("Gemini CLI", re.compile(r"[a-z0-9_-]+")),
}
"""By the folder, its host and what the host takes for a name; digits do no harm anywhere."""

_NAME: Final = re.compile(r"^name[ \t]*+:[ \t]*+[\"']?(?P<name>[^\n\"'#]*+)", re.M)


def names_not_of_hosts(graph: LibraryGraph) -> Iterator[Diagnostic]:
    """Agents in a host's own folder whose name that host does not take."""
    for role in graph.library.roles:
        found = next((at for at in _GRAMMARS if f"/{at}" in f"/{role.path}"), None)
        if not role.agent or role.is_skill or found is None:
            continue
        host, grammar = _GRAMMARS[found]
        source = graph.library.sources[role.path]
        end = source.text.find("\n---", 3)
        written = _NAME.search(source.text, 0, end if end > 0 else 0)
        if written is None:
            message, span = f"{host} asks of an agent that it has a `name`", Span(role.path)
        elif not grammar.fullmatch(name := written["name"].rstrip()):
            message = f"`{name}` is no name as {host} asks for: lower case, joined by hyphens"
            start = written.start("name")
            span = source.span(start, start + len(name))
        else:
            continue
        yield Diagnostic(
            NAME_NOT_OF_HOST, message, span, f"write `name: {role.id}`", subjects=(role.name,)
        )
