"""What was written for a thing, and what it is called from now on, in; how that is written out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from rolebook.graph.resolve import Target
from rolebook.text.identity import singular, slug
from rolebook.text.spelling import sentence_of, title_of

_GROUPS: Final = ("-team", "-department", "-dept")
_NAME: Final = re.compile(r"(?P<domain>[^/#]*/)?(?P<id>[^/#]*)(?:#(?P<item>.*))?", re.S)


@dataclass(frozen=True, slots=True)
class NewName:
    """A role, domain, competency or responsibility, and its new id."""

    target: Target
    """As it is now; a responsibility as `responsibility`, `sales/sales-lead#set-quota`."""

    id: str
    """What its own part of the name becomes: `revenue-lead` of `sales/sales-lead`."""

    titles: frozenset[str] = frozenset()
    """What it is called besides, which stays: as slugs."""

    @property
    def old(self) -> str:
        """Its own part of the name today."""
        return _own(self.target)

    @property
    def name(self) -> str:
        """Its whole name from now on."""
        return self.renamed(self.target.name)

    def renamed(self, name: str) -> str:
        """The whole name of anything, from now on."""
        kind, old = self.target
        if kind == "domain":
            return f"{self.id}/{name[len(old) :]}" if name.startswith(old) else name
        if name == old or (kind == "role" and name.startswith(f"{old}#")):
            return old[: len(old) - len(self.old)] + self.id + name[len(old) :]
        return name

    def within(
        self, written: str, *, whole: bool = False, by_title: bool = False
    ) -> tuple[int, int, str] | None:
        """What of a reference changes that means this, or a role of this domain: from, to, new.

        None where it calls the thing by its title, an acronym or an alias; a title that reads as
        the old id changes `by_title`. `whole` asks for a name that only one thing bears.
        """
        parts = _NAME.fullmatch(written)
        if parts is None:
            return None
        kind = self.target.kind
        if kind == "domain":
            return self._domain(parts)
        if kind == "role":
            return self._role(parts, whole, by_title)
        part = "item" if parts["item"] is not None else "id"
        if kind == "responsibility" and part == "id":
            return None
        if parts[part].lower() != self.old.lower():
            return None
        prefix = self.target.name[: -len(self.old)] if whole and part == "id" else ""
        return *parts.span(part), prefix + self.id

    def _role(
        self, parts: re.Match[str], whole: bool, by_title: bool
    ) -> tuple[int, int, str] | None:
        id = parts["id"]
        written = id.strip()
        name = slug(written)
        # "Executor" is the title of the role `executor`
        is_title = written != name and (written.lower() != name or name in self.titles)
        if is_title and not by_title:
            return None
        if name == self.old:
            new = self.id
        elif singular(name) == self.old:
            new = plural(self.id)
        else:
            return None
        start = parts.start("id") + id.index(written)
        domain = self.target.name.partition("/")[0]
        new = f"{domain}/{new}" if whole and not parts["domain"] else new
        return start, start + len(written), new

    def _domain(self, parts: re.Match[str]) -> tuple[int, int, str] | None:
        part = "domain" if parts["domain"] else "id"
        text = parts[part]
        written = text.rstrip("/").strip()
        start = parts.start(part) + text.index(written)
        name = slug(written)
        if group := next((one for one in _GROUPS if name == self.old + one), ""):
            written, name = written[: -len(group)], name.removesuffix(group)
        if name != self.old:
            return None
        return start, start + len(written), self._spelled(written)

    def _spelled(self, written: str) -> str:
        """The new id in the letters that the old one was written in: `Customer Success`."""
        if written == written.lower() and " " not in written:
            return self.id
        words = written.split()
        return (
            title_of(self.id) if all(one[:1].isupper() for one in words) else sentence_of(self.id)
        )


def _own(target: Target) -> str:
    kind, name = target
    if kind == "domain":
        return name.rstrip("/")
    return name.rpartition("/" if kind == "role" else "#")[2]


def plural(id: str) -> str:
    """The plural that `singular` reads; the id itself where it has none."""
    forms = (f"{id[:-1]}ies" if id.endswith("y") else f"{id}s", f"{id}es", f"{id}s")
    return next((one for one in forms if singular(one) == id), id)
