"""Every command of the command line, in the order of a library's life; one a file.

A command is imported when it runs: `check` waits for no other, and `rolebook --help` for none.
"""

from __future__ import annotations

from importlib import import_module
from typing import Final, NamedTuple, cast

import click


class Row(NamedTuple):
    """A command of the list."""

    name: str
    module: str
    """The file in this folder that has it as `<name>_command`."""

    help: str
    """The first sentence of what the command says of itself."""

    @property
    def command(self) -> click.Command:
        """The command itself, imported here."""
        module = import_module(f"{__name__}.{self.module}")
        return cast(click.Command, getattr(module, f"{self.name.replace('-', '_')}_command"))


COMMANDS: Final = (
    Row("init", "init", "Write what a project begins with into DIR; what is there stays."),
    Row(
        "import",
        "import_atlas",
        "Write sources from what has another form: tracks, packages, pages out of a browser.",
    ),
    Row("new", "new", "Begin a role, an atlas or a profile: asks for what no option says."),
    Row("check", "check", "Report every defect of a library."),
    Row(
        "fmt",
        "fmt",
        "Put role files into one form: the order of front matter, bullets, bold statements and"
        " dashes.",
    ),
    Row("diff", "diff", "Say what changed in meaning since a git revision."),
    Row(
        "explain",
        "explain",
        "Say what a rule is about, why, and show it by an example; without CODE, list all rules.",
    ),
    Row("owns", "owns", "Say who answers for what the QUESTION asks, best first."),
    Row(
        "show",
        "show",
        "Show what the library says of a role, domain, competency, atlas or profile.",
    ),
    Row(
        "path",
        "path",
        "Say the least that has to be learned for a COMPETENCY, in order, with its hours.",
    ),
    Row(
        "who-defers-to",
        "who_defers_to",
        "Say who leaves what to a role, a domain or an actor outside the library, and where.",
    ),
    Row(
        "graph",
        "graph",
        "Write the graph of a library for Graphviz, Mermaid, a graph editor or a program.",
    ),
    Row(
        "rename",
        "rename",
        "Call a role, domain, competency or responsibility otherwise, wherever it is named.",
    ),
    Row(
        "schema",
        "schema",
        "Print the JSON Schema of what is written or printed; without NAME, list all schemas.",
    ),
    Row("lsp", "lsp", "Answer an editor, on the standard streams, for as long as it runs."),
    Row(
        "mcp",
        "mcp",
        "Answer a model about a library, on the standard streams, for as long as its host runs.",
    ),
    Row("preview", "site", "Serve the site of a project, or of any folder DIR, while you write."),
    Row(
        "site", "site", "Build the site of a project, or of any folder DIR of role and agent files."
    ),
    Row(
        "write",
        "write",
        "Write the pages as Markdown files into DIR, for any other site generator.",
    ),
    Row(
        "csp",
        "csp",
        "Print the Content-Security-Policy under which the built SITE works, and nothing else.",
    ),
)
