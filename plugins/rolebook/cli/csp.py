"""A built site in; the policy under which it works out."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("csp")
@click.argument(
    "site", type=click.Path(exists=True, file_okay=False, path_type=Path), default=Path("site")
)
def csp_command(site: Path) -> None:
    """Print the Content-Security-Policy under which the built SITE works, and nothing else."""
    from rolebook.hosting.content_security import needs_of, policy

    needs = needs_of(site)
    for one in sorted(needs.blocked):
        click.echo(f"rolebook: it would keep this from working: {one}", err=True)
    click.echo(policy(needs))
