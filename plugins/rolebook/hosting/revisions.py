"""A folder of a git repository in; what its states hold and how they differ out. Nothing of the
repository, its index or its files is touched, and nothing is fetched."""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from rolebook.config.settings import Settings

_PLAIN: Final = (
    *("-c", "filter.lfs.smudge=", "-c", "filter.lfs.process=", "-c", "filter.lfs.required=false"),
    *("-c", "core.fsmonitor=false", "-c", "diff.autoRefreshIndex=false"),
)
"""Nothing is fetched to look at an old state, for sources are texts; and no index is refreshed."""

_QUIET: Final = {"GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}

ALIKE: Final = 50
"""Of 100: how much of a file is the same where git takes it for one that was renamed."""


_SUBMODULE: Final = "160000"
"""The mode of an entry of a tree that is a commit of another repository."""


class RevisionError(Exception):
    """There is no git, no repository, or no such revision; says so in one line."""


@dataclass(frozen=True, slots=True)
class Repository:
    """A git repository that is only read."""

    top: Path
    """The folder of its work tree; paths of files are told from there, with `/`."""

    def commit(self, revision: str) -> str:
        """The commit that a revision (`main`, `v1.2`, `HEAD~3`) means. Raises `RevisionError`."""
        named = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
        try:
            return _git(self.top, *named).strip()
        except RevisionError:
            raise RevisionError(f"`{revision}` is no revision here{self._shallow()}") from None

    def fork_of(self, revision: str, other: str) -> str:
        """The last commit that two revisions have in common. Raises `RevisionError`."""
        commits = self.commit(revision), self.commit(other)
        try:
            return _git(self.top, "merge-base", *commits).strip()
        except RevisionError:
            shallow = self._shallow()
            raise RevisionError(
                f"`{revision}` and `{other}` have no commit in common here{shallow}"
            ) from None

    def head(self) -> str:
        """The commit that the working tree stands on; empty where there is none yet."""
        try:
            return self.commit("HEAD")
        except RevisionError:
            return ""

    def changed(self, old: str, new: str | None = None) -> frozenset[str]:
        """The files that differ between two commits; without a second, from the files of now, with
        those that are new and not yet added."""
        return frozenset(self._differing(old, new))

    def renamed(
        self, old: str, new: str | None = None, inside: Iterable[str] = (".",)
    ) -> Mapping[str, str]:
        """The files that git takes for moved or renamed between two commits, or a commit and the
        files of now: the old path by the new one. Only those within some folders are looked at,
        since git compares each with each."""
        within = tuple(inside)
        if new is None:
            return self._renamed_now(old, within)
        literal = {"GIT_LITERAL_PATHSPECS": "1"}
        return dict(self._renames(_git(self.top, *_RENAMES, old, new, "--", *within, **literal)))

    def past_renames(self, commit: str, most: int = 300) -> Iterator[tuple[str, str]]:
        """The new and the old path of each file that was renamed in the commits up to one, the
        latest first; of `most` commits that renamed something."""
        log = ("log", f"--max-count={most}", "--format=", *_RENAMES[1:])
        yield from self._renames(_git(self.top, *log, commit, "--"))

    def text(self, commit: str, path: str) -> str:
        """What a file said then, with plain line ends; empty where it was not there, or no text."""
        try:
            return _git(self.top, "show", f"{commit}:{path}").replace("\r\n", "\n")
        except RevisionError:
            return ""

    def write(self, commit: str, inside: Iterable[str], into: Path) -> Path:
        """Write what a commit has at some paths (`.` for everything) into a folder, which is given
        back; nothing is written for a path that was not there.

        So is what a submodule had, where it is here; else it is empty, as it is in the work tree.
        """
        tree = into / "tree"
        tree.mkdir(exist_ok=True)
        if paths := list(inside):
            self._write(commit, paths, tree, into / "index")
        return tree

    def _write(self, commit: str, paths: Iterable[str], tree: Path, index: Path) -> None:
        own = {"GIT_INDEX_FILE": str(index), "GIT_LITERAL_PATHSPECS": "1"}
        if not index.exists():
            _git(self.top, "read-tree", commit, **own)
        entries = _split(_git(self.top, "ls-files", "--stage", "-z", "--", *paths, **own))
        listed = [(*one.partition("\t")[0].split(" "), one.partition("\t")[2]) for one in entries]
        files = "\0".join(path for mode, _, _, path in listed if mode != _SUBMODULE)
        checkout = ("checkout-index", "-z", "--stdin", "--quiet", "--force", f"--prefix={tree}/")
        if files:
            _git(self.top, *checkout, given=files, **own)
        for mode, held, _, path in listed:
            if mode == _SUBMODULE and (self.top / path / ".git").exists():
                module = Repository(self.top / path)
                (tree / path).mkdir(parents=True, exist_ok=True)
                hidden = index.with_name(f"{index.name}-{held}")
                module._write(module.commit(held), ["."], tree / path, hidden)

    def path(self, file: Path) -> str | None:
        """A file's path from the top; none of one that lies elsewhere."""
        relative = Path(os.path.relpath(os.path.realpath(file), self.top))
        return None if os.pardir in relative.parts[:1] else relative.as_posix()

    def _differing(self, old: str, new: str | None) -> Iterator[str]:
        commits = (old, new) if new else (old,)
        names = ("diff", "--name-only", "--no-renames", "--no-ext-diff", "-z")
        yield from _split(_git(self.top, *names, *commits, "--"))
        if new is None:
            yield from _split(_git(self.top, *_OTHERS))

    def _renamed_now(self, old: str, within: tuple[str, ...]) -> Mapping[str, str]:
        """git looks among added files alone: in an index of our own, all that is new is added."""
        with tempfile.TemporaryDirectory(prefix="rolebook-") as temporary:
            objects = _git(self.top, "rev-parse", "--git-path", "objects")
            own = {
                "GIT_INDEX_FILE": str(Path(temporary, "index")),
                # what is added is an empty object, and not even that is written
                "GIT_OBJECT_DIRECTORY": temporary,
                "GIT_ALTERNATE_OBJECT_DIRECTORIES": str(self.top / objects.rstrip("\n")),
                "GIT_LITERAL_PATHSPECS": "1",
            }
            _git(self.top, "read-tree", old, **own)
            if named := _git(self.top, *_OTHERS, "--", *within, **own):
                add = ("add", "--intent-to-add", "--pathspec-from-file=-", "--pathspec-file-nul")
                _git(self.top, *add, given=named, **own)
            return dict(self._renames(_git(self.top, *_RENAMES, old, "--", *within, **own)))

    @staticmethod
    def _renames(listed: str) -> Iterator[tuple[str, str]]:
        fields = iter(_split(listed))
        for status in fields:
            first = next(fields)
            if status.startswith("R"):
                yield next(fields), first

    def _shallow(self) -> str:
        if _git(self.top, "rev-parse", "--is-shallow-repository").strip() != "true":
            return ""
        return "; the clone is shallow: `git fetch --unshallow` brings its history"


_OTHERS: Final = ("ls-files", "--others", "--exclude-standard", "-z")
"""The files that are not in the index, and that nobody told git to ignore."""

_RENAMES: Final = (
    *("diff", "--name-status", f"--find-renames={ALIKE}%", "--diff-filter=R", "--no-ext-diff"),
    *("--ignore-submodules=all", "-z"),
)


def repository_of(folder: Path) -> Repository:
    """The repository that a folder lies in. Raises `RevisionError`."""
    return Repository(Path(_git(folder, "rev-parse", "--show-toplevel").rstrip("\n")))


def as_it_was(settings: Settings, repository: Repository, commit: str, into: Path) -> Settings:
    """The settings of today for the sources of then, which are written into a folder."""
    docs = (settings.docs,) if settings.docs else ()
    named = (*settings.roles, *settings.atlases, *settings.profiles, *docs, *settings.files)
    paths = [path for path in map(repository.path, named) if path is not None]
    tree = repository.write(commit, paths, into)

    def then(path: Path) -> Path:
        inside = repository.path(path)
        return path if inside is None else tree / inside

    root = then(settings.root)
    root.mkdir(parents=True, exist_ok=True)
    return replace(
        settings,
        root=root,
        roles=tuple(one for one in map(then, settings.roles) if one.is_dir()),
        atlases=tuple(one for one in map(then, settings.atlases) if one.is_dir()),
        profiles=tuple(one for one in map(then, settings.profiles) if one.is_dir()),
        docs=then(settings.docs) if settings.docs and then(settings.docs).is_dir() else None,
        files=tuple(one for one in map(then, settings.files) if one.is_file()),
        sites=(),
        config_file=None,
        baseline=None,
    )


def _split(listed: str) -> list[str]:
    return [one for one in listed.split("\0") if one]


def _git(folder: Path, *arguments: str, given: str = "", **variables: str) -> str:
    """What git says. Raises `RevisionError` where it refuses."""
    try:
        done = subprocess.run(
            ["git", "-C", str(folder), *_PLAIN, *arguments],
            input=os.fsencode(given),
            capture_output=True,
            check=False,
            env=_surroundings() | _QUIET | variables,
        )
    except FileNotFoundError:
        raise RevisionError("git is needed for this, and not installed") from None
    if done.returncode:
        raise RevisionError(_reason(done.stderr.decode("utf-8", "replace")))
    return os.fsdecode(done.stdout)


def _reason(said: str) -> str:
    """Why git refused, in one line."""
    lines = [line.strip() for line in said.splitlines() if line.strip()] or ["git failed"]
    fatal = next((line for line in reversed(lines) if line.startswith("fatal: ")), lines[-1])
    told = fatal.removeprefix("fatal: ")
    # a checkout of another user, as in a container: the last line is the command that helps
    return f"{told}; `{lines[-1]}` allows it" if "safe.directory" in lines[-1] else told


def _surroundings() -> dict[str, str]:
    """The environment, where a hook of git says which repository it runs in: from the folder that
    it runs in, and here git is asked from another."""
    said = {**os.environ}
    if "GIT_DIR" in said:
        said.setdefault("GIT_WORK_TREE", ".")
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY"):
        if name in said:
            said[name] = os.path.abspath(said[name])  # noqa: PTH100  links stay
    return said
