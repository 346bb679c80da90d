"""HTML with placeholder links in, the same HTML with the links of one host out."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import unescape

from markupsafe import escape

from rolebook.graph.addresses import doc_address
from rolebook.pages.links.repository import SourceLinks

_PLACEHOLDER = re.compile(
    # no placeholder reaches over the end of its tag
    r'(href|src|action|data-answers|data-explorer|data-script|data-shards)="rb(-doc)?:/([^"#?<>\s]*)((?:[?#][^"<>\s]*)?)"'
)


_SOURCE = re.compile(r'<a href="rb-(source|history):/([^"<>\s]*)">(.*?)</a>', re.S)
"""The links of a page to its own source, or to a line of any, which the host may not know."""

_TO_PAGE = re.compile(
    r'<a\b(?>(?:(?! href=)[^<>])*) href="rb:/([^"#?<>\s]*+)[^<>]*+>((?>(?:(?!</?a\b).)*))</a>', re.S
)
"""A link to a generated page; there is none within another."""

_UNKNOWN = SourceLinks()


@dataclass(frozen=True, slots=True)
class Links:
    """How one host writes links between its pages."""

    index_file: str = ""
    """`index.html` where a link must name the file, as with `use_directory_urls: false`."""

    docs_as_folders: bool = True
    """`docs/a.md` is published as `a/`, not as `a.html`."""

    at: str = ""
    """What stands before every generated address on the site (`Layout.at`)."""

    hand_written: Mapping[str, str] = field(default_factory=dict)
    """The pages of the docs folder that stand in the place of generated ones, by address."""

    root: str = ""
    """The address of the site on its server, for a page that is shown at any address: its links
    begin with it, and lead from nowhere in particular."""

    off: frozenset[str] = frozenset()
    """The addresses of pages that the library does without: what leads there is text."""

    def leaves_out(self, address: str) -> bool:
        """Whether the library does without a page, or without all that stands below another."""
        return f"{address.partition('/')[0]}/" in self.off

    def relative(self, target: str, start: str) -> str:
        """The link from the page at the address `start` to the address `target`."""
        if self.root:
            # two slashes would begin the name of another server
            return f"{self.root}{target.lstrip('/')}{self.index_file * target.endswith('/')}"
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
        attribute, is_doc, target, rest = match.groups()
        target = target if is_doc else links.hand_written.get(target, target)
        if is_doc or target in links.hand_written.values():
            target = doc_address(target, as_folder=links.docs_as_folders)
        else:
            target = f"{links.at}{target}"
        return f'{attribute}="{links.relative(target, f"{links.at}{address}")}{rest}"'

    def of_source(match: re.Match[str]) -> str:
        of_file, path, text = match[1] == "source", match[2], match[3]
        link = source.file if of_file else source.history
        if path:
            # what lies outside of the project is in no repository that we know
            outside = path.startswith("../") or not source.project
            link = "" if outside else unescape(f"{source.project}{path}")
        return f'<a href="{escape(link)}">{text}</a>' if link else text * of_file

    if links.off:
        html = _TO_PAGE.sub(lambda m: m[2] if links.leaves_out(m[1]) else m[0], html)
    return _PLACEHOLDER.sub(replaced, _SOURCE.sub(of_source, html))
