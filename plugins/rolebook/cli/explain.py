"""The code or name of a rule in; what it is about, out."""

from __future__ import annotations

import click

from rolebook.cli.completion import codes
from rolebook.cli.exit_codes import wrong
from rolebook.diagnostics.explaining import explanation
from rolebook.diagnostics.reasons import explained, meant


@click.command("explain")
@click.argument("code", required=False, shell_complete=codes)
def explain_command(code: str | None) -> None:
    """Say what a rule is about, why, and show it by an example; without CODE, list all rules."""
    if code is None:
        for one in explained():
            click.echo(f"{one.rule.code}  {one.rule.severity.value:<8} {one.rule.name}")
        return
    known = {name: one for one in explained() for name in (one.rule.code, one.rule.name)}
    found = known.get(code.upper()) or known.get(code.lower())
    if found is None:
        near = f"did you mean `{meant(code)}`? " if meant(code) else ""
        wrong(f"there is no rule `{code}`; {near}`rolebook explain` lists them all")
    click.echo(explanation(found), nl=False)
