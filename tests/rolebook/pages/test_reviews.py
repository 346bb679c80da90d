"""`{reviewed: …}` is for authors: no page, prompt or file for programs shows it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from rolebook.build import check, publish
from rolebook.config.load import load_settings

Write = Callable[[Mapping[str, str | bytes]], Path]

COPY_OF_FILE = re.compile(r'id="rb-copy-file".*?</pre>', re.S)

TABLE = "| Not | Whose |\n|---|---|\n"
BOUNDARIES = {
    "behind the bold": "- **Does NOT set quota** {reviewed: 1f0c9a3e} — **lead**'s call.",
    "behind the key": "- **Does NOT set quota** {#quota} {reviewed: 1f0c9a3e} — **lead**'s call.",
    "before the key": "- **Does NOT set quota** {reviewed: 1f0c9a3e} {#quota} — **lead**'s call.",
    "wrapped": "- **Does NOT set quota**\n  {reviewed:\n  1f0c9a3e} — **lead**'s call.",
    "at the end": "- **Does NOT set quota** — **lead**'s call. {reviewed: 1f0c9a3e}",
    "without bold": "- Does not set quota {reviewed: 1f0c9a3e} — that is **lead**'s call.",
    "in a table": f"{TABLE}| set quota {{reviewed: 1f0c9a3e}} | **lead** |",
    "beside the owner in a table": f"{TABLE}| set quota | **lead** {{reviewed: 1f0c9a3e}} |",
}


@pytest.mark.parametrize("boundary", BOUNDARIES.values(), ids=BOUNDARIES.keys())
def test_the_marker_of_a_review_is_read_and_not_shown(project: Write, boundary: str) -> None:
    title = "# X — fleet role definition\n\nThe **{}**.\n\n## Mandate\n\n1. **{}** — well.\n"
    root = project(
        {
            "roles/sales/ae.md": title.format("ae", "Close deals")
            + f"\n## Boundaries\n\n{boundary}\n",
            "roles/sales/lead.md": title.format("lead", "Set quota"),
        }
    )
    checked = check(load_settings(root / "mkdocs.yml"))
    (deferral,) = checked.graph.deferrals_from("sales/ae")
    assert deferral.boundary.responsibility.statement.lower() == "set quota"
    assert [one.wording for one in deferral.boundary.reviews] == ["1f0c9a3e"]
    assert [owner.resolution.target for owner in deferral.owners] != []
    assert "RB330" in {one.rule.code for one in checked.diagnostics}
    site = publish(checked)
    # the file itself is copied as it is
    shown = [COPY_OF_FILE.sub("", page.html) for page in site.pages]
    assert not [text for text in shown if "1f0c9a3e" in text]
    data = [file.content for file in site.files if file.address.endswith(".json")]
    assert not [one for one in data if b"1f0c9a3e" in one]
