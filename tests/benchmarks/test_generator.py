import sys
from pathlib import Path

import pytest

from rolebook.build import check
from rolebook.config.load import load_settings
from rolebook.diagnostics import Severity

# the benchmarks are no part of the package, and are installed nowhere
sys.path.insert(0, str(Path(__file__).parent.parent.parent))

from benchmarks.generator import write_library


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_the_same_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    for name, seed in (("a", 7), ("b", 7), ("c", 8)):
        write_library(tmp_path / name, 60, seed=seed)
    assert files(tmp_path / "a") == files(tmp_path / "b")
    assert files(tmp_path / "a") != files(tmp_path / "c")


@pytest.mark.parametrize(("seed", "boundaries"), [(1, 5), (2, 5), (3, 10)])
def test_a_generated_library_is_realistic_and_has_no_error(
    tmp_path: Path, seed: int, boundaries: int
) -> None:
    write_library(tmp_path, 60, seed=seed, boundaries=boundaries)
    checked = check(load_settings(tmp_path / "mkdocs.yml"))
    assert not [one for one in checked.diagnostics if one.level is Severity.ERROR]
    roles = checked.library.roles
    assert len(roles) == len({role.id for role in roles}) == 60
    drawn = sum(len(role.boundaries) for role in roles)
    assert boundaries * 0.9 < drawn / 60 < boundaries * 1.1
    assert all(4 <= len(role.mandate) <= 5 for role in roles)
    assert all(len(atlas.competencies) == 12 for atlas in checked.library.atlases)
    assert 10 < sum(bool(role.relations) for role in roles) < 30


@pytest.mark.parametrize("roles", [1, 2, 41])
def test_a_library_may_have_any_size(tmp_path: Path, roles: int) -> None:
    write_library(tmp_path, roles)
    checked = check(load_settings(tmp_path / "mkdocs.yml"))
    assert len(checked.library.roles) == roles
    assert not checked.broken
