"""A site has bytes in proportion to its sources, whatever these say of each other.

The budget is twenty times the source, and a constant a page. That of a page which quotes as many
boundaries of others as any may is larger.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from rolebook.build import Checked, Site, check, publish
from rolebook.config.settings import Settings
from rolebook.diagnostics import Severity

PAGE = 16_000
"""Bytes that a page may have besides: its head lines, its picture, its findings."""


def role(title: str, boundaries: str = "", consults: str = "") -> str:
    front = f"---\nconsults: [{consults}]\n---\n" if consults else ""
    lane = f"\n## Boundaries\n\n{boundaries}" if boundaries else ""
    return f"{front}# {title} — fleet role definition\n\n## Mandate\n\n- **Keep books**\n{lane}"


def many_owners(roles: int) -> dict[str, str]:
    """Every role has boundaries that name many owners each."""

    def lane(at: int) -> str:
        return "".join(
            f"- **Does NOT do the work {at} {n}** — "
            + ", ".join(f"**r{(at + n + owner + 1) % roles}**" for owner in range(10))
            + "\n"
            for n in range(20)
        )

    return {f"d/r{at}.md": role(f"Role {at}", lane(at)) for at in range(roles)}


def long_title(roles: int) -> dict[str, str]:
    """One title is as long as a book, and many pages name it."""
    others = {f"d/r{at}.md": role(f"Role {at}") for at in range(roles)}
    named = ", ".join(f"r{at}" for at in range(roles))
    return others | {"d/big.md": role("x y " * 10_000, consults=named)}


def ring(roles: int) -> dict[str, str]:
    """All of them give one piece of work on, round and round."""
    return {
        f"d/r{at}.md": role(f"Role {at}", f"- Does NOT do alpha — **r{(at + 1) % roles}**\n")
        for at in range(roles)
    }


def bare_ids(domains: int) -> dict[str, str]:
    """Two ids, in every domain."""
    return {
        f"d{at}/{one}.md": role(one, f"- Does NOT do {two} work — **{two}**\n", two)
        for at in range(domains)
        for one, two in (("alpha", "beta"), ("beta", "alpha"))
    }


def built(root: Path, files: dict[str, str]) -> tuple[Checked, Site, int]:
    for path, text in files.items():
        file = root / "roles" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    checked = check(Settings(root, roles=(root / "roles",)))
    source = sum(len(text.encode()) for text in files.values())
    return checked, publish(checked), source


@pytest.mark.parametrize(
    ("library", "size", "page"),
    [(many_owners, 14, 8 * PAGE), (long_title, 25, PAGE), (ring, 40, PAGE), (bare_ids, 20, PAGE)],
)
def test_a_site_has_a_budget_of_bytes(
    tmp_path: Path, library: Callable[[int], dict[str, str]], size: int, page: int
) -> None:
    _, site, source = built(tmp_path, library(size))
    html = sum(len(page.html.encode()) for page in site.pages)
    assert html <= 20 * source + page * len(site.pages)


def test_a_long_title_is_whole_on_its_own_page_and_found(tmp_path: Path) -> None:
    checked, site, _ = built(tmp_path, long_title(2))
    (found,) = (one for one in checked.diagnostics if one.rule.code == "RB516")
    assert found.level is Severity.INFO
    whole = ("x y " * 10_000).strip()
    pages = {page.address: page.html for page in site.pages}
    assert whole in pages["roles/d/big/"]
    assert whole not in pages["roles/d/r0/"]
    assert "x y …" in pages["roles/d/r0/"] or "x…" in pages["roles/d/r0/"]


def test_what_a_page_leaves_out_of_a_finding_is_on_the_page_of_all(tmp_path: Path) -> None:
    _, site, _ = built(tmp_path, ring(30))
    pages = {page.address: page.html for page in site.pages}
    given = "<code>d/r29</code> gives it to"
    assert given in pages["health/"]
    assert given not in pages["roles/d/r3/"]
    assert '<a href="rb:/health/">18 more</a>' in pages["roles/d/r3/"]


def test_what_a_page_of_seams_leaves_out_is_on_the_page_of_who_says_it(tmp_path: Path) -> None:
    _, site, _ = built(tmp_path, many_owners(14))
    pages = {page.address: page.html for page in site.pages}
    assert '<a href="rb:/roles/d/r0/#rb-disowns">' in pages["roles/d/r1/seams/"]
    assert all(f"do the work 0 {n}<" in pages["roles/d/r0/"] for n in range(20))
    assert all(pages["roles/d/r0/"].count(f"/roles/d/r{n}/") for n in range(1, 14))
