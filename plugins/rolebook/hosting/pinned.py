"""Where Rolebook is installed from in; the same for `pip`, pinned to one state of it, out.

There is no release on a package index, so `pip install rolebook` would install whatever a stranger
puts there under that name.
"""

from __future__ import annotations

import json
import re
from importlib.metadata import PackageNotFoundError, distribution
from typing import Final

_COMMIT: Final = re.compile(r"git\+(?:https|ssh)://[\w.@:/~%+-]+@[0-9a-f]{40}")
_TAG: Final = re.compile(r"git\+(?:https|ssh)://[\w.@:/~%+-]+@v?\d[\w.+-]*")
_ARCHIVE: Final = re.compile(r"https://[\w.@:/~%+-]+\.(?:whl|tar\.gz|zip)(?:#sha256=[0-9a-f]{64})?")


def is_pinned(source: str) -> bool:
    """Whether a source names one state, and is nothing but that: it is put into a command."""
    return any(form.fullmatch(source) for form in (_COMMIT, _TAG, _ARCHIVE))


def own_source() -> str | None:
    """Where this Rolebook was installed from, if others can install it from there (PEP 610)."""
    try:
        told = json.loads(distribution("rolebook").read_text("direct_url.json") or "{}")
    except (PackageNotFoundError, ValueError):
        return None
    if told.get("vcs_info", {}).get("vcs") != "git":
        return None
    source = f"git+{told.get('url')}@{told['vcs_info'].get('commit_id')}"
    return source if is_pinned(source) else None
