"""The name of a schema in; the schema out."""

from __future__ import annotations

import click

from rolebook.cli.completion import schemas
from rolebook.cli.exit_codes import wrong
from rolebook.exports.json_schemas import schema_texts
from rolebook.text.nearest import nearest
from rolebook.text.visible import visible


@click.command("schema")
@click.argument("name", required=False, shell_complete=schemas)
def schema_command(name: str | None) -> None:
    """Print the JSON Schema of what is written or printed; without NAME, list all schemas."""
    schemas = schema_texts()
    if name is None:
        click.echo("".join(f"{one}\n" for one in schemas), nl=False)
        return
    if name not in schemas:
        near = nearest(name, tuple(schemas))
        help = f"did you mean `{near}`? " if near else ""
        wrong(f"there is no schema `{visible(name)}`; {help}`rolebook schema` lists them all")
    click.echo(schemas[name].encode(), nl=False)
