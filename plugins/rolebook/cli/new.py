"""Answers of an author in; a new role, atlas or profile file, which passes the check, out."""

from __future__ import annotations

from pathlib import Path

import click

from rolebook.cli.arguments import config_option
from rolebook.cli.drafting import Desk, asked_until_empty, desk, id_of, modeline, said, write_draft
from rolebook.cli.exit_codes import wrong
from rolebook.hosting.drafts import (
    CompetencyDraft,
    RoleDraft,
    Said,
    atlas_text,
    profile_text,
    role_text,
)
from rolebook.text.identity import slug
from rolebook.text.nearest import nearest
from rolebook.text.visible import visible

_anyway = click.option("--anyway", is_flag=True, help="Write it in spite of what is found.")
_id = click.option("--id", help="Instead of the one that the title makes.")


@click.group("new")
def new_command() -> None:
    """Begin a role, an atlas or a profile: asks for what no option says.

    Nothing is replaced. What is written has no finding of its own; where `check` would have one,
    such as a mandate that another role holds already, it is told, and nothing is written.
    """


@new_command.command("role")
@click.argument("title", required=False)
@_id
@click.option("--domain", help="The group it belongs to, one that is there or a new one.")
@click.option("--purpose", help="What it does, to follow its name: “answers the customer”.")
@click.option(
    "--holds", multiple=True, metavar="WORK — HOW", help="A responsibility; again for more."
)
@click.option(
    "--leaves",
    multiple=True,
    metavar="WORK — OWNER",
    help="What it does not do, and who does; again for more.",
)
@click.option("--persona", help="How it judges, and what it values.")
@click.option("--reports-to", metavar="ID", help="Whose direction it works under.")
@_anyway
@config_option
def new_role(
    title: str | None,
    id: str | None,
    domain: str | None,
    purpose: str | None,
    holds: tuple[str, ...],
    leaves: tuple[str, ...],
    persona: str | None,
    reports_to: str | None,
    anyway: bool,
    config_file: Path | None,
) -> None:
    """Begin a role. Owners that exist are proposed for what it leaves to others."""
    here = desk(config_file)
    if not here.settings.roles:
        wrong("the configuration names no folder of roles: write `roles:` in its `rolebook:` block")
    asking = title is None
    title = title or click.prompt("Title")
    domain = _domain(here, domain)
    id = id_of(title, id)
    purpose = purpose or click.prompt(f"The {id} … (one sentence: what does it do?)")
    draft = RoleDraft(
        id,
        domain,
        title,
        purpose,
        holds=_holds(here, holds),
        leaves=_leaves(here, leaves),
        persona=persona or click.prompt("How does it judge, and what does it value?"),
        reports_to=_superior(here, reports_to, asking=asking),
    )
    _known(here, draft)
    write_draft(
        here, _folder_of(here, domain) / f"{id}.md", role_text(draft), anyway=anyway, asking=asking
    )


def _domain(here: Desk, written: str | None) -> str:
    known = sorted(here.checked.graph.domains)
    if written is None:
        click.echo(f"domains: {', '.join(known)}" if known else "there is no domain yet")
        written = str(click.prompt("Domain"))
    id = slug(written)
    if not id:
        wrong(f"nothing of `{visible(written)}` can stand in an address; name another domain")
    if id not in known and (near := nearest(id, known)):
        click.echo(f"`{id}` is a new domain; there is `{near}`", err=True)
    return id


def _holds(here: Desk, written: tuple[str, ...]) -> tuple[Said, ...]:
    found: list[Said] = []

    def take(answer: str) -> None:
        one = said(answer)
        for holder, words in here.holders(one.statement):
            click.echo(f"  {visible(holder)} holds something like it: {visible(words)}", err=True)
        found.append(one)

    for one in written:
        take(one)
    if not written:
        asked_until_empty("What does it answer for? (WORK — HOW)", "What else?", take)
    return tuple(found)


def _leaves(here: Desk, written: tuple[str, ...]) -> tuple[Said, ...]:
    found: list[Said] = []

    def take(answer: str, *, ask: bool = True) -> None:
        one = said(answer.removeprefix("Does NOT "))
        if one.rest:
            found.append(Said(one.statement, here.owner(one.rest)))
            return
        proposed = here.proposals(one.statement)
        for name, words in proposed:
            click.echo(f"  {name}: {visible(words)}", err=True)
        if not ask:
            near = f": {' or '.join(f'`{name}`' for name, _ in proposed)}" if proposed else ""
            work = visible(one.statement)
            wrong(f"nobody is named who does it; write `--leaves '{work} — OWNER'`{near}")
        owner = click.prompt("  Who does?", default=proposed[0][0] if proposed else None)
        found.append(Said(one.statement, here.owner(owner)))

    for one in written:
        take(one, ask=False)
    if not written:
        asked_until_empty("What does it NOT do? (WORK — OWNER)", "What else does it NOT do?", take)
    return tuple(found)


def _superior(here: Desk, written: str | None, *, asking: bool) -> str:
    if written is None and asking:
        written = click.prompt("Whom does it report to?", default="", show_default=False)
    return here.owner(written) if written else ""


def _known(here: Desk, draft: RoleDraft) -> None:
    """End the command where there is such a role."""
    name = f"{draft.domain}/{draft.id}"
    if role := here.checked.graph.roles.get(name):
        wrong(f"there is a role `{name}` already ({role.path}); give the new one another `--id`")


def _folder_of(here: Desk, domain: str) -> Path:
    """Where the roles of a domain lie; of a new one, a folder beside the others."""
    for role in here.checked.graph.members(domain):
        folder = (here.settings.root / role.path).parent
        if folder.name == domain:
            return folder
    return here.settings.roles[0] / domain


@new_command.command("atlas")
@click.argument("title", required=False)
@_id
@click.option("--role", metavar="ID", help="The role that it is for.")
@click.option(
    "--competency",
    "competencies",
    multiple=True,
    metavar="TITLE — HOURS — SHOWN",
    help="What can be learned, in how many hours, and what is made that shows it.",
)
@_anyway
@config_option
def new_atlas(
    title: str | None,
    id: str | None,
    role: str | None,
    competencies: tuple[str, ...],
    anyway: bool,
    config_file: Path | None,
) -> None:
    """Begin an atlas. Each competency stands on the one before it until its file says otherwise."""
    here, asking = desk(config_file), title is None
    title = title or click.prompt("Title")
    role = here.owner(role or click.prompt("Which role is it for?"))
    found: list[CompetencyDraft] = []

    def take(answer: str) -> None:
        one = said(answer)
        more = said(one.rest)
        hours = _hours(more.statement) if one.rest else click.prompt("  Hours", type=float)
        shown = more.rest or click.prompt("  What is made that shows it?")
        found.append(CompetencyDraft(one.statement, hours, shown))

    for one in competencies:
        take(one)
    if not competencies:
        asked_until_empty("What can somebody do? (begin with a verb)", "What next?", take)
    id = id_of(title, id)
    folder = (here.settings.atlases or (here.settings.root / "atlases",))[0]
    text = modeline(folder) + atlas_text(id, title, role, tuple(found))
    write_draft(here, folder / f"{id}.yml", text, anyway=anyway, asking=asking)


def _hours(written: str) -> float:
    try:
        return float(written.split()[0])
    except (ValueError, IndexError):
        wrong(f"`{visible(written)}` is no number of hours; write TITLE — HOURS — SHOWN")


@new_command.command("profile")
@click.argument("title", required=False)
@_id
@click.option("--lead", metavar="ID", help="The role that leads; it has the first seat.")
@click.option(
    "--seat",
    "seats",
    multiple=True,
    metavar="ROLE — SUPERIOR",
    help="A role of the team, and whom it reports to if that is not the lead; again for more.",
)
@_anyway
@config_option
def new_profile(
    title: str | None,
    id: str | None,
    lead: str | None,
    seats: tuple[str, ...],
    anyway: bool,
    config_file: Path | None,
) -> None:
    """Begin a profile: a team, its lead and its seats."""
    here, asking = desk(config_file), title is None
    title = title or click.prompt("Title")
    leader = here.owner(lead or click.prompt("Who leads?"))
    found: list[tuple[str, str]] = [(leader, "")]

    def take(answer: str) -> None:
        one = said(answer)
        found.append((here.owner(one.statement), here.owner(one.rest) if one.rest else leader))

    for one in seats:
        take(one)
    if not seats:
        asked_until_empty("Who is in the team? (ROLE — SUPERIOR)", "Who else?", take)
    id = id_of(title, id)
    folder = (here.settings.profiles or (here.settings.root / "profiles",))[0]
    text = modeline(folder) + profile_text(id, title, leader, tuple(found))
    write_draft(here, folder / f"{id}.yaml", text, anyway=anyway, asking=asking)
