"""A link as a source writes it in, where it leads on the site out; nothing where it leads nowhere.

The one place where an author's address becomes one of ours. What is not known to be harmless and
to exist is no link: absolute paths, other schemes, files that are none of the library's.
"""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Final, Literal
from urllib.parse import quote, unquote

from markdown_it.common.normalize_url import normalizeLink

from rolebook.formats.markdown.outline import Outline
from rolebook.graph.addresses import ATLASES, ROLES, atlas_address, domain_address, role_address
from rolebook.graph.fragments import Fragments, Meaning
from rolebook.graph.library_graph import LibraryGraph
from rolebook.model import Role
from rolebook.pages.author.sanitise import PREFIX
from rolebook.pages.links.addresses import doc_href, href
from rolebook.pages.links.anchors import boundary_anchor, mandate_anchor, unique_anchors
from rolebook.pages.page import SiteFile
from rolebook.text.identity import slug

PICTURES: Final = frozenset({".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif"})
FILES: Final = PICTURES | {".pdf"}
"""What is copied to the site. Not SVG: opened on its own, it runs script in the site's name."""

FOLDER: Final = "assets/sources/"
"""The address below which the files of sources are copied; no page has an address there."""

_SCHEME: Final = re.compile(r"[a-z][a-z0-9+.-]*:", re.I)
_OUTSIDE: Final = re.compile(
    r"https?://[^\s/?#\\@:\[\]]+(?::\d+)?(?:[/?#][^\s\\]*)?|mailto:[^\s/\\][^\s\\]*", re.I
)
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")

_LAID_OUT: Final = {"mandate": "rb-holds", "boundaries": "rb-disowns", "persona": "rb-persona"}
"""The sections of a role file that its page lays out itself, with their ids there."""


@dataclass(frozen=True, slots=True)
class Destination:
    """Where a link leads."""

    href: str
    """An address of another host, a placeholder of ours, or `#…` on the same page."""

    kind: Literal["outside", "page", "picture", "file"]
    shown: bool = False
    """Whether a picture of another host may be shown, and not only linked."""

    @property
    def is_picture(self) -> bool:
        """Whether an `<img>` may show it."""
        return self.kind == "picture" or self.shown


class Destinations:
    """Knows where every link of a library's sources leads."""

    def __init__(
        self,
        graph: LibraryGraph,
        read: Callable[[str], bytes | None],
        docs: Collection[str] | None = None,
        image_hosts: Collection[str] = (),
    ) -> None:
        self._image_hosts = frozenset(image_hosts)
        self._graph = graph
        self._read = read
        self._roles = {role.path: role for role in graph.library.roles}
        self._pages = _pages(graph)
        self._docs = {
            doc.path: doc.home for doc in graph.library.docs if docs is None or doc.home in docs
        }
        self._folders = self._folders_of(graph)
        self._fragments = Fragments(graph.library)
        self._found: dict[tuple[str, str], Destination | None] = {}
        self.files: Final[dict[str, SiteFile]] = {}
        """The files that links led to so far, by address."""

    def resolve(self, path: str, written: str) -> Destination | None:
        """Where a link in the source at `path` leads; none where it leads nowhere, or must not."""
        key = (path, written)
        if key not in self._found:
            self._found[key] = self._resolve(path, written)
        return self._found[key]

    def outline(self, path: str) -> Outline:
        """The headings of a source."""
        return self._fragments.outline(path)

    def _resolve(self, path: str, written: str) -> Destination | None:
        written = written.strip()
        # browsers read over control characters: `java\nscript:` is a scheme to them
        if not written or _CONTROL.search(written) or written[0] in "/\\":
            return None
        if _SCHEME.match(written):
            return self._outside(written)
        before, _, fragment = written.partition("#")
        relative = unquote(before.partition("?")[0])
        if not relative:
            return self._on_same_page(path, unquote(fragment))
        if _CONTROL.search(relative) or "\\" in relative:
            return None
        target = posixpath.normpath(posixpath.join(posixpath.dirname(path), relative))
        return self._inside(target, unquote(fragment))

    def _outside(self, written: str) -> Destination | None:
        if not _OUTSIDE.fullmatch(written):
            return None
        address = normalizeLink(written)
        scheme, _, rest = address.partition("://")
        host = re.split(r"[/?#]", rest, maxsplit=1)[0].lower()
        return Destination(
            address, "outside", scheme.lower() == "https" and host in self._image_hosts
        )

    def _on_same_page(self, path: str, fragment: str) -> Destination | None:
        meaning = self._fragments.meaning(path, fragment)
        if meaning is None:
            return None
        if found := self._id(path, meaning):
            return Destination(f"#{found}", "page")
        # a heading that the page lays out in its own way
        return Destination(href(self._pages[path]), "page") if path in self._pages else None

    def _inside(self, target: str, fragment: str) -> Destination | None:
        if target in self._pages:
            return Destination(href(self._pages[target], self._anchor(target, fragment)), "page")
        if target in self._docs:
            home = doc_href(self._docs[target], quote(fragment, safe=""))
            return Destination(home, "page")
        if target in self._folders:
            return Destination(self._folders[target], "page")
        return self._file(target)

    def _anchor(self, path: str, fragment: str) -> str:
        """The id on the page of a source that a fragment means; empty where there is none."""
        meaning = self._fragments.meaning(path, fragment)
        return self._id(path, meaning) if meaning else ""

    def _id(self, path: str, meaning: Meaning) -> str:
        """The id on the page of a source; empty for what the page lays out in its own way."""
        role = self._roles.get(path)
        if meaning.kind == "competency":
            return meaning.name
        if meaning.kind == "held" and role:
            return mandate_anchor(role, meaning.name)
        if meaning.kind == "disowned" and role:
            return boundary_anchor(self._graph.deferrals_from(role.name), meaning.name)
        if meaning.kind == "heading":
            return self._heading(path, meaning)
        return PREFIX + meaning.name

    def _heading(self, path: str, meaning: Meaning) -> str:
        outline, role = self.outline(path), self._roles.get(path)
        level, known, id = outline.headings[meaning.line]
        if role and role.agent:
            return PREFIX + id if meaning.line >= role.agent.body.first_line else ""
        if role and level <= 2:
            return _on_role_page(role, meaning.line, level, known)
        if role and (chapter := _laid_out(outline, meaning.line)):
            return chapter
        return PREFIX + id if level > 1 else ""

    def _file(self, target: str) -> Destination | None:
        stem, extension = posixpath.splitext(posixpath.basename(target))
        extension = extension.lower()
        if extension not in FILES:
            return None
        content = self._read(target)
        if content is None:
            return None
        # by content: two names that differ in capitals only are one file on some machines
        digest = hashlib.sha256(content).hexdigest()[:8]
        address = f"{FOLDER}{slug(stem)[:60] or 'file'}-{digest}{extension}"
        self.files.setdefault(address, SiteFile(address, content))
        return Destination(href(address), "picture" if extension in PICTURES else "file")

    def _folders_of(self, graph: LibraryGraph) -> Mapping[str, str]:
        """Folders that have a page: of a domain, of all roles or atlases, an index of the docs."""
        found: dict[str, str] = {}
        for atlas in graph.library.atlases:
            found[posixpath.dirname(atlas.path)] = href(ATLASES)
        for role in graph.library.roles:
            root = role.path.removesuffix(role.home).rstrip("/")
            if root != role.path:
                found[root] = href(ROLES)
            folder = posixpath.dirname(role.path)
            if posixpath.basename(folder) == role.domain:
                found[folder] = href(domain_address(role.domain))
        for one in graph.library.introductions:
            found[posixpath.dirname(one.path)] = href(self._pages[one.path])
        for path, home in self._docs.items():
            if posixpath.basename(home).lower() in ("index.md", "readme.md"):
                found[posixpath.dirname(path)] = doc_href(home)
        return found


def _pages(graph: LibraryGraph) -> Mapping[str, str]:
    library = graph.library
    return {
        **{role.path: role_address(role.name) for role in library.roles},
        **{atlas.path: atlas_address(atlas.id) for atlas in library.atlases},
        **{
            one.path: domain_address(one.domain) if one.domain else ROLES
            for one in library.introductions
        },
    }


def _on_role_page(role: Role, line: int, level: int, known: str) -> str:
    """The id that a role's page gives a section of its file; empty where it shows no such one."""
    if level != 2:
        return ""
    ids = unique_anchors("rb-s", (slug(one.title) for one in role.sections))
    for section, id in zip(role.sections, ids, strict=True):
        if section.span.line == line:
            return id
    return _LAID_OUT.get(known, "") if known != "persona" or role.persona else ""


def _laid_out(outline: Outline, line: int) -> str:
    """The id of the mandate, for a heading that stands in it: the page shows its items alone."""
    above = [one for at, one in sorted(outline.headings.items()) if at < line and one[0] <= 2]
    return _LAID_OUT["mandate"] if above and above[-1][:2] == (2, "mandate") else ""
