"""Pages of roles and atlases, copied out of a browser, in; their source files out."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

import click

from rolebook.cli.arguments import SourcePath
from rolebook.cli.exit_codes import FOUND, reason_of, wrong
from rolebook.config.settings import Settings
from rolebook.text.limits import DEFAULTS
from rolebook.text.source import Source
from rolebook.text.visible import visible


@click.command("page")
@click.argument("files", nargs=-1, required=True, type=SourcePath(), metavar="FILE…")
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    required=True,
    metavar="DIR",
    help="Where to write `roles/DOMAIN/ID.md` and `atlases/ID.yml`.",
)
@click.option("--force", is_flag=True, help="Replace files that are there.")
def import_page(files: tuple[Path, ...], out: Path, force: bool) -> None:
    """Make sources of pages of roles and atlases, as a browser gives their text.

    What stands above a title, and what an atlas has no place for, is told, and left out.
    """
    from rolebook.exports.imported_atlas import atlas_file, summary
    from rolebook.parse.imports.atlas_page import read_atlas_page
    from rolebook.parse.imports.role_page import page_id, read_role_page
    from rolebook.parse.pasted import ATLAS_PAGE, page_of

    texts = [_text(file) for file in files]
    known = {*_known(out), *(id for one in texts if (id := page_id(one.text)))}
    written: dict[Path, str] = {}
    told: list[str] = []
    refused = 0
    for source in texts:
        kind = page_of(source.text)
        if kind == ATLAS_PAGE:
            imported = read_atlas_page(source, known)
            assert imported.atlas is not None
            target = out / "atlases" / f"{imported.atlas.id}.yml"
            lines, text = list(summary(imported, source.path)), atlas_file(imported.atlas)
        elif kind and (page := read_role_page(source.text, known)):
            target = out.joinpath("roles", *filter(None, (page.domain,)), f"{page.stem}.md")
            above = f"not carried: {len(page.above)} lines above the title: "
            lines = [above + "; ".join(page.above)] if page.above else []
            text = page.markdown
        else:
            click.echo(
                visible(f"rolebook: `{source.path}` is no page of a role or atlas"), err=True
            )
            refused += 1
            continue
        if target in written:
            wrong(f"`{target}` would be written twice; import the pages one by one")
        written[target] = text
        told += [f"{target.as_posix()} from {source.path}", *(f"  {line}" for line in lines)]
    _write(written, force=force)
    for line in told:
        click.echo(visible(line), err=True)
    if refused:
        sys.exit(FOUND)


def _text(file: Path) -> Source:
    try:
        if file.stat().st_size > DEFAULTS.file_bytes:
            wrong(f"`{file}` is larger than a page is")
        text = file.read_bytes().decode("utf-8-sig")
    except OSError as error:
        wrong(f"cannot read `{file}`: {reason_of(error)}")
    except UnicodeDecodeError:
        wrong(f"`{file}` is no UTF-8; save it as that")
    return Source(file.as_posix(), text.replace("\r\n", "\n").replace("\r", "\n"))


def _known(out: Path) -> Iterable[str]:
    """The ids of the roles that are there already."""
    from rolebook.build import check

    if not out.is_dir():
        return ()
    return {role.id for role in check(Settings(out, (out,), configured=False)).library.roles}


def _write(files: dict[Path, str], *, force: bool) -> None:
    """All of the files, or none where one is in the way."""
    for target in files:
        if target.exists() and not force:
            wrong(f"`{target}` is there already; --force replaces it")
    for target, text in files.items():
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, "utf-8", newline="\n")
        except OSError as error:
            wrong(f"cannot write `{target}`: {reason_of(error)}")
