"""HTML with placeholder links in, the same HTML with the links of one host out."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass

from rolebook.addresses import doc_address

_PLACEHOLDER = re.compile(
    # no placeholder reaches over the end of its tag
    r'(href|src|action|data-answers|data-explorer)="rb(-doc)?:/([^"#<>\s]*)((?:#[^"<>\s]*)?)"'
)


@dataclass(frozen=True, slots=True)
class Links:
    """How one host writes links between its pages."""

    index_file: str = ""
    """`index.html` where a link must name the file, as with `use_directory_urls: false`."""

    docs_as_folders: bool = True
    """`docs/a.md` is published as `a/`, not as `a.html`."""

    def relative(self, target: str, start: str) -> str:
        """The link from the page at the address `start` to the address `target`."""
        folder = start if start.endswith("/") else posixpath.dirname(start)
        path = posixpath.relpath(f"/{target}", f"/{folder}")
        if not target or target.endswith("/"):
            path = f"{path}/{self.index_file}"
        # a colon would make a scheme of what stands before it
        return f"./{path}" if ":" in path.partition("/")[0] else path


def place(html: str, address: str, links: Links) -> str:
    """Every placeholder of the page at `address` replaced by the host's relative link."""

    def replaced(match: re.Match[str]) -> str:
        attribute, is_doc, target, fragment = match.groups()
        if is_doc:
            target = doc_address(target, as_folder=links.docs_as_folders)
        return f'{attribute}="{links.relative(target, address)}{fragment}"'

    return _PLACEHOLDER.sub(replaced, html)
