"""What a command may write over: every layout of sources with every output, on copies."""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.rolebook.commands.libraries import clean

from rolebook.cli.main import main
from rolebook.hosting import mkdocs as host
from rolebook.hosting.outputs import MARKER, mark

CONFIG = "site_name: x\nplugins: [rolebook]\n"
ROLE = clean("ae")

LAYOUTS: dict[str, tuple[dict[str, str], tuple[str, ...]]] = {
    "a project": ({"mkdocs.yml": CONFIG, "roles/sales/ae.md": ROLE}, ()),
    "roles below docs": (
        {
            "mkdocs.yml": CONFIG.replace("rolebook", "rolebook: {roles: docs/roles}"),
            "docs/roles/sales/ae.md": ROLE,
        },
        (),
    ),
    "the whole project is the roles' folder": (
        {"mkdocs.yml": CONFIG.replace("rolebook", "rolebook: {roles: .}"), "sales/ae.md": ROLE},
        (),
    ),
    "roles elsewhere": (
        {
            "mkdocs.yml": CONFIG.replace("rolebook", "rolebook: {roles: ../shared/people}"),
            "../shared/people/sales/ae.md": ROLE,
        },
        (),
    ),
    "roles behind a link": (
        {
            "mkdocs.yml": CONFIG.replace("rolebook", "rolebook: {roles: linked}"),
            "foreign/people/sales/ae.md": ROLE,
        },
        (),
    ),
    "another site folder": (
        {"mkdocs.yml": f"{CONFIG}site_dir: public\n", "roles/sales/ae.md": ROLE},
        (),
    ),
    "agents of a repository": ({"src/agents/ae.md": ROLE}, ("src/agents",)),
    "everything here": ({"src/agents/ae.md": ROLE}, (".",)),
}
"""Files of a layout beside those of every one, and what is named on the command line."""

EVERYWHERE = {
    "docs/index.md": "# Home\n",
    "notes.txt": "mine\n",
    "foreign/thesis.txt": "years of work\n",
    "nested/repository/.git/HEAD": "ref: refs/heads/main\n",
    "nested/repository/code.py": "pass\n",
    "bare.git/HEAD": "ref: refs/heads/main\n",
    "bare.git/objects/x": "",
    "bare.git/refs/x": "",
    "checkout/.git": "gitdir: ../.git/worktrees/checkout\n",
    ".git/HEAD": "ref: refs/heads/main\n",
    ".git/objects/x": "",
    ".git/refs/x": "",
    "built/index.html": '<meta name="generator" content="mkdocs-1.6.1, mkdocs-material-9.7.0">',
    "built/404.html": "",
    "plain/index.html": "<!--\nMkDocs version : 1.6.1\n-->",
    "plain/sitemap.xml": "",
    "pretender/index.html": '<meta name="generator" content="Hugo 0.1">',
    "pretender/404.html": "",
    "half/index.html": '<meta name="generator" content="mkdocs-1.6.1">',
    "ours/index.html": "old",
}
LINKS = {
    "to-docs": "docs",
    "to-ours": "ours",
    "to-nowhere": "gone",
    "linked": "foreign/people",
    "round": "round",
    "up": "..",
}

WORKS = ("fresh", "deep/fresh", "empty", "built", "plain", "ours", "to-ours", "to-nowhere", "site")
"""Outputs that a build may take, wherever nothing of the layout is in the way."""

FORCED = ("foreign", "pretender", "half")
"""Folders of others: only with --force."""

NEVER = (
    ".",
    "..",
    "../..",
    "up",
    "docs",
    "docs/out",
    "to-docs",
    "to-docs/out",
    "fresh/../docs",
    ".git",
    ".git/hooks",
    "bare.git",
    "bare.git/objects",
    "nested",
    "nested/repository",
    "checkout",
    "notes.txt",
    "notes.txt/out",
    "round",
    "/",
    "~",
    "mkdocs.yml",
)
"""Not even with --force."""

IN_THE_WAY: dict[str, dict[str, str]] = {
    "a project": dict.fromkeys(("roles", "roles/out", "roles/sales", "roles/../roles"), "never"),
    "roles below docs": dict.fromkeys(("docs/roles", "docs/roles/out"), "never"),
    "the whole project is the roles' folder": {
        **dict.fromkeys((*WORKS, *FORCED, "sales", "sales/out"), "never"),
        "site": "works",
    },
    "roles elsewhere": {
        **dict.fromkeys(
            ("../shared", "../shared/people", "../shared/people/out", "up/shared"), "never"
        ),
    },
    "roles behind a link": dict.fromkeys(
        ("foreign", "foreign/people", "foreign/people/out", "linked", "linked/out"), "never"
    ),
    "another site folder": {"public": "works", "roles": "never"},
    "agents of a repository": {
        # nothing tells that they are pages
        **dict.fromkeys(("docs", "to-docs", "fresh/../docs"), "forced"),
        **dict.fromkeys(("docs/out", "to-docs/out"), "works"),
        **dict.fromkeys(("src", "src/agents", "src/agents/out"), "never"),
        "mkdocs.yml": "works",
    },
    "everything here": {
        **dict.fromkeys((*WORKS, *FORCED, "src", "src/agents"), "never"),
        "site": "works",
        "mkdocs.yml": "never",
    },
}

PAIRS = [
    (layout, output, special.get(output, usual))
    for layout, special in IN_THE_WAY.items()
    for usual, outputs in (("works", WORKS), ("forced", FORCED), ("never", NEVER))
    for output in outputs
] + [
    (layout, output, expected)
    for layout, special in IN_THE_WAY.items()
    for output, expected in special.items()
    if output not in (*WORKS, *FORCED, *NEVER)
]


@pytest.fixture(scope="module")
def layouts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Each layout once; tests work on copies."""
    everything = tmp_path_factory.mktemp("layouts")
    for layout, (files, _) in LAYOUTS.items():
        root = everything / layout / "work" / "project"
        for path, text in (EVERYWHERE | files).items():
            file = root / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, "utf-8")
        (root / "empty").mkdir()
        mark(root / "ours")
        for link, target in LINKS.items():
            (root / link).symlink_to(target)
    return everything


@pytest.fixture
def built(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A host that builds at once: what is tried here is where it may."""

    def build(config_file: Path, site_dir: Path, *, strict: bool) -> int:
        (site_dir / "index.html").write_text("new", "utf-8")
        counts = dict.fromkeys(("errors", "warnings", "infos", "roles", "boundaries"), 0)
        counts |= dict.fromkeys(("atlases", "competencies", "skills", "profiles"), 0)
        summary = str(counts).replace("'", '"')
        (site_dir / "library.json").write_text(f'{{"summary": {summary}}}', "utf-8")
        mark(site_dir)
        return 0

    monkeypatch.setattr(host, "build", build)
    heard = signal.getsignal(signal.SIGINT)
    yield
    signal.signal(signal.SIGINT, heard)  # a build that is whole hears no interrupt any more


def everything(folder: Path) -> dict[str, str]:
    """Every file, folder and link below a folder with what it holds; locks of builds left out."""
    found = {}
    for parent, folders, files in os.walk(folder):
        for name in (*folders, *files):
            path = Path(parent, name)
            key = path.relative_to(folder).as_posix()
            if path.is_symlink():
                found[key] = f"link to {path.readlink()}"
            elif path.is_dir():
                found[key] = "folder"
            elif not (name.startswith(".") and name.endswith(".lock")):
                found[key] = hashlib.sha256(path.read_bytes()).hexdigest()
    return found


def outside(found: dict[str, str], output: str) -> dict[str, str]:
    """What lies outside of an output, and is no folder that leads to it."""
    return {
        path: what
        for path, what in found.items()
        if path != output
        and not path.startswith(f"{output}/")
        and not (what == "folder" and output.startswith(f"{path}/"))
    }


@pytest.mark.parametrize(("layout", "output", "expected"), PAIRS)
def test_nothing_outside_of_the_output_is_touched(
    layouts: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    built: None,
    layout: str,
    output: str,
    expected: str,
) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(layouts / layout, copy, symlinks=True)
    monkeypatch.chdir(copy / "work" / "project")
    monkeypatch.setenv("HOME", str(copy / "work"))
    named = str(copy / "work") if output == "~" else output
    before = everything(copy)
    real = os.path.relpath(os.path.realpath(named), copy)
    result = rolebook("site", *LAYOUTS[layout][1], "--out", named)
    if expected != "works":
        assert (result.exit_code, everything(copy)) == (2, before)
        assert result.output.count("\n") == 1
        result = rolebook("site", *LAYOUTS[layout][1], "--out", named, "--force")
    if expected == "never":
        assert (result.exit_code, everything(copy)) == (2, before)
        assert result.output.count("\n") == 1
    else:
        assert result.exit_code == 0, result.output
        assert outside(everything(copy), real) == outside(before, real)
        assert (copy / real / MARKER).is_file()
        assert (copy / real / "index.html").read_text("utf-8") == "new"


@pytest.fixture
def root(layouts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project among everything else that lies about, as the current folder."""
    shutil.copytree(layouts / "a project", tmp_path / "copy", symlinks=True)
    root = tmp_path / "copy" / "work" / "project"
    monkeypatch.chdir(root)
    return root


def rolebook(*arguments: str) -> Result:
    result = CliRunner().invoke(main, arguments)
    assert result.exception is None or isinstance(result.exception, SystemExit), result
    return result


def test_a_site_is_taken_over_once_and_told(root: Path, built: None) -> None:
    first, second = (rolebook("site", "--out", "built") for _ in range(2))
    assert "`built` was built by MkDocs or an earlier Rolebook" in first.stderr
    assert second.stderr == ""


@pytest.mark.parametrize(
    "configured", ["docs", ".", "..", "roles", "roles/site", "to-docs", ".git"]
)
def test_a_configured_site_folder_is_asked_too(root: Path, built: None, configured: str) -> None:
    (root / "mkdocs.yml").write_text(f"{CONFIG}site_dir: {configured}\n", "utf-8")
    before = everything(root)
    assert rolebook("site").exit_code == 2
    assert rolebook("site", "--force").exit_code == 2
    assert everything(root) == before


def test_where_a_build_works_nothing_of_the_users_is(root: Path, built: None) -> None:
    shutil.move(root / "roles", root / ".fresh.next")
    config = CONFIG.replace("rolebook", "rolebook: {roles: .fresh.next}")
    (root / "mkdocs.yml").write_text(config, "utf-8")
    before = everything(root)
    result = rolebook("site", "--out", "fresh", "--force")
    assert (result.exit_code, everything(root)) == (2, before)
    assert "`.fresh.next` is the folder of the sources" in result.stderr


def test_a_mount_point_cannot_be_replaced(
    root: Path, built: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os.path, "ismount", lambda path: Path(path).name == "ours")
    result = rolebook("site", "--out", "ours")
    assert (result.exit_code, (root / "ours/index.html").read_text("utf-8")) == (2, "old")
    assert "`ours` is a mount point" in result.stderr


def test_a_system_that_refuses_is_told_in_one_line(
    root: Path, built: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: Path, *arguments: object, **options: object) -> None:
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "mkdir", refuse)
    result = rolebook("site", "--out", "fresh")
    assert result.exit_code == 2
    assert result.stderr == "rolebook: cannot write `fresh`: permission denied\n"


@pytest.mark.parametrize("out", [one for one in NEVER if one != "nested"])
def test_pages_are_written_nowhere_else(root: Path, out: str) -> None:
    before = everything(root)
    for force in ((), ("--force",)):
        result = rolebook("write", str(Path(out).expanduser()), *force)
        assert (result.exit_code, everything(root)) == (2, before)


def test_pages_are_written_among_others_files_when_asked(root: Path) -> None:
    before = everything(root)
    assert rolebook("write", "foreign").exit_code == 2
    assert everything(root) == before
    assert rolebook("write", "foreign", "--force").exit_code == 0
    assert rolebook("write", "foreign").exit_code == 0
    assert everything(root).items() >= before.items()


def test_pages_are_not_written_through_a_link(root: Path) -> None:
    (root / "empty/roles").symlink_to(root / "foreign")
    (root / "empty/.rolebook-files.json").write_text('["roles/thesis.txt"]', "utf-8")
    before = everything(root)
    assert rolebook("write", "empty").exit_code == 2
    assert everything(root) == before
    (root / "foreign/roles").mkdir()
    (root / "empty/roles").unlink()
    (root / "empty/old").symlink_to(root / "foreign")
    (root / "empty/.rolebook-files.json").write_text('["old/thesis.txt"]', "utf-8")
    assert rolebook("write", "empty").exit_code == 0
    assert (root / "foreign/thesis.txt").is_file()


PACKAGE = '{"CFDocument": {"title": "T"}, "CFItems": [{"identifier": "a", "fullStatement": "A"}]}'


@pytest.mark.parametrize(
    ("out", "force", "exit_code"),
    [
        ("atlas.yml", False, 0),
        ("roles/atlas.yml", False, 0),
        ("notes.txt", False, 2),
        ("notes.txt", True, 0),
        ("to-nowhere", False, 2),
        ("docs", True, 2),
        ("mkdocs.yml", True, 2),
        ("docs/../mkdocs.yml", True, 2),
        (".git/hooks", True, 2),
        ("package.json", True, 2),
        ("notes.txt/atlas.yml", False, 2),
    ],
)
def test_an_import_replaces_no_file_unasked(
    root: Path, out: str, force: bool, exit_code: int
) -> None:
    (root / "package.json").write_text(PACKAGE, "utf-8")
    before = everything(root)
    options = ["--force"] if force else []
    result = rolebook("import", "case", "package.json", "--out", out, *options)
    assert result.exit_code == exit_code, result.output
    after = everything(root)
    assert outside(after, out) == outside(before, out)
    if exit_code:
        assert after == before


@pytest.mark.parametrize("folder", ["notes.txt", ".git", ".git/x", "roles", "docs/new", "round"])
def test_a_project_begins_nowhere_else(root: Path, folder: str) -> None:
    before = everything(root)
    result = rolebook("init", folder)
    assert (result.exit_code, everything(root)) == (2, before)
    assert result.stderr.count("\n") == 1


def test_a_baseline_replaces_a_baseline_only(root: Path) -> None:
    before = everything(root)
    result = rolebook("check", "--write-baseline", "notes.txt")
    assert (result.exit_code, everything(root)) == (2, before)
    assert "`notes.txt` exists: name another file\n" in result.stderr
    for _ in range(2):
        assert rolebook("check", "--write-baseline", "baseline.json").exit_code == 0


def test_a_site_is_no_source(root: Path) -> None:
    mark(root / "foreign")
    (root / "foreign/ae.md").write_text(ROLE, "utf-8")
    (root / "mkdocs.yml").write_text(f"{CONFIG[:-2]}: {{roles: .}}]\nsite_dir: public\n", "utf-8")
    (root / "public").mkdir()
    (root / "public/library.json").write_text('{"atlas_id": "x", "competencies": []}', "utf-8")
    assert "1 role, 0 boundaries, 0 atlases" in rolebook("check").stdout
