"""A thing of the library in, the address of its page out (design.md §4)."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from rolebook.graph.library_graph import LibraryGraph
from rolebook.graph.seams import Seams
from rolebook.model import OPTIONAL_PAGES, SKILLS, DocPage, Library
from rolebook.text.identity import slug

HOME = ""
LIBRARY = "library/"
ROLES = "roles/"
SKILLS_PAGE = f"{SKILLS}/"
ATLASES = "atlases/"
PROFILES = "profiles/"
OWNERSHIP = "ownership/"
EXPLORER = "explorer/"
EVIDENCE = "evidence/"
HEALTH = "health/"
GLOSSARY = "glossary/"
SHEETS = "sheets/"
COMPARE = "compare/"
LIBRARY_JSON = "library.json"
OWNERSHIP_JSON = "ownership.json"
RESPONSIBILITIES_CSV = "responsibilities.csv"
COMPARED = "assets/rolebook/compare.js"
EXPLORER_JSON = "explorer.json"
FIXED = (LIBRARY, ROLES, ATLASES, OWNERSHIP)
"""The addresses that every library claims, besides the home page. Those of `OPTIONAL_PAGES` it
does not: a hand-written page there takes the place of ours."""


def role_address(name: str) -> str:
    """The address of `sales/account-executive`; that of a skill stands beside the roles."""
    return f"{name}/" if name.startswith(SKILLS_PAGE) else f"roles/{name}/"


def seams_address(name: str) -> str:
    """The address of the seams of `sales/account-executive`, each at `#<the other's name>`.

    A level below every role: ids hold no `/`, so no other page can stand there.
    """
    return f"{role_address(name)}seams/"


def cards_address(domain: str) -> str:
    """The address of what links to the roles of `sales` show before they are followed."""
    return f"assets/rolebook/cards/{domain}.json"


def compared_address(domain: str) -> str:
    """The address of what a comparison shows of the roles of `sales`."""
    return f"assets/rolebook/compare/{domain}.js"


def domain_address(id: str) -> str:
    """The address of the domain `sales`."""
    return SKILLS_PAGE if id == SKILLS else f"roles/{id}/"


def sheet_address(domain: str) -> str:
    """The address of the sheet of the domain `sales`."""
    return f"{SHEETS}{domain}/"


def atlas_address(id: str) -> str:
    """The address of an atlas; its id is its address, in lower case."""
    return f"atlases/{slug(id)}/"


def profile_address(id: str) -> str:
    """The address of a profile; its id is its address, in lower case."""
    return f"profiles/{slug(id)}/"


def page_addresses(graph: LibraryGraph) -> dict[str, str]:
    """The address on the site of every generated page that must be there, with what it shows, as an
    author calls it."""
    seams = Seams(graph)
    addresses = (
        dict.fromkeys(FIXED, "the library's own page")
        | {
            domain_address(id): "the skills" if id == SKILLS else f"the domain `{id}`"
            for id in graph.domains
        }
        | {role_address(name): f"the role `{name}`" for name in graph.roles}
        | {
            seams_address(name): f"the seams of the role `{name}`"
            for name in graph.roles
            if seams.neighbours(name)
        }
        | {atlas_address(id): f"the atlas `{id}`" for id in graph.atlases}
        | {profile_address(id): f"the profile `{id}`" for id in graph.profiles}
        | ({PROFILES: "the library's own page"} if graph.profiles else {})
        | {sheet_address(id): f"the sheet of the domain `{id}`" for id in _on_sheets(graph)}
    )
    at = graph.library.layout.at
    return {f"{at}{address}": whose for address, whose in addresses.items()}


def _on_sheets(graph: LibraryGraph) -> Iterator[str]:
    """The domains whose roles hold or leave something, or are named for what others leave."""
    if SHEETS.rstrip("/") in graph.library.layout.off:
        return
    yield from (role.domain for role in graph.roles.values() if role.mandate)
    for deferral in graph.deferrals:
        yield deferral.role.domain
        for owner in deferral.owners:
            target = owner.resolution.target
            if target and target.kind in ("role", "domain"):
                yield target.name.partition("/")[0]


def hand_written(library: Library) -> dict[str, DocPage]:
    """The hand-written pages that stand where a page of `OPTIONAL_PAGES` would, by its address."""
    at = library.layout.at
    wanted = {f"{at}{name}/": f"{name}/" for name in OPTIONAL_PAGES}
    found = ((doc_address(doc.home).lower(), doc) for doc in reversed(library.docs))
    return {wanted[address]: doc for address, doc in found if address in wanted}


def not_made(library: Library) -> frozenset[str]:
    """The addresses of the optional pages that are not made: left out, or hand-written."""
    return frozenset({f"{name}/" for name in library.layout.off} | hand_written(library).keys())


def doc_address(home: str, *, as_folder: bool = True) -> str:
    """The address at which a host publishes a hand-written page (`doctrine/index.md`)."""
    stem, extension = posixpath.splitext(home)
    if extension.lower() not in (".md", ".markdown"):
        return home
    folder, name = posixpath.split(stem)
    if name.lower() in ("index", "readme"):
        return f"{folder}/" if folder else ""
    return f"{stem}/" if as_folder else f"{stem}.html"
