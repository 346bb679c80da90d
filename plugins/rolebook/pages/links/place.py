"""HTML with placeholder links in, the same HTML with the links of one host out."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from html import unescape

from markupsafe import escape

from rolebook.graph.addresses import doc_address
from rolebook.pages.links.repository import SourceLinks

_PLACEHOLDER = re.compile(
    # no placeholder reaches over the end of its tag
    r'(href|src|action|data-answers|data-explorer)="rb(-doc)?:/([^"#<>\s]*)((?:#[^"<>\s]*)?)"'
)


_SOURCE = re.compile(r'<a href="rb-(source|history):/([^"<>\s]*)">(.*?)</a>', re.S)
"""The links of a page to its own source, or to a line of any, which the host may not know."""

_UNKNOWN = SourceLinks()


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


def place(html: str, address: str, links: Links, source: SourceLinks = _UNKNOWN) -> str:
    """Every placeholder of the page at `address` replaced by the host's relative link.

    `source` is where the page's own source and those of the project stand. Where that is not known,
    the name of a source is text, and nothing is said of its history.
    """

    def replaced(match: re.Match[str]) -> str:
        attribute, is_doc, target, fragment = match.groups()
        if is_doc:
            target = doc_address(target, as_folder=links.docs_as_folders)
        return f'{attribute}="{links.relative(target, address)}{fragment}"'

    def of_source(match: re.Match[str]) -> str:
        of_file, path, text = match[1] == "source", match[2], match[3]
        link = source.file if of_file else source.history
        if path:
            # what lies outside of the project is in no repository that we know
            outside = path.startswith("../") or not source.project
            link = "" if outside else unescape(f"{source.project}{path}")
        return f'<a href="{escape(link)}">{text}</a>' if link else text * of_file

    return _PLACEHOLDER.sub(replaced, _SOURCE.sub(of_source, html))
