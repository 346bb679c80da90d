"""Nothing in; what comes of reading a file of another format out: an atlas, findings, losses."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from rolebook.diagnostics import Diagnostic
from rolebook.formats.yaml.tree import Tree, YamlMap, YamlScalar
from rolebook.model import Atlas
from rolebook.parse.fields.problems import MISSING_FIELD
from rolebook.text.identity import ID, MAX_ID_LENGTH, OURS, identify


@dataclass(frozen=True, slots=True)
class Loss:
    """One kind of thing that stands in the file and has no place in an atlas."""

    what: str
    """In the plural: `deprecated exercises`."""

    names: tuple[str, ...]
    """Each of them, in the order of the file; a name that stands twice counts twice."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of a file of another format."""

    atlas: Atlas | None
    """None where the file cannot be read."""

    diagnostics: tuple[Diagnostic, ...] = ()
    losses: tuple[Loss, ...] = ()

    @property
    def format(self) -> str:
        """`Exercism track`; empty where the file cannot be read."""
        return self.atlas.imported_from if self.atlas else ""


@dataclass(slots=True)
class Notes:
    """Collects, while a file is read, what is wrong with it and what is not carried."""

    diagnostics: list[Diagnostic] = field(default_factory=list)
    _lost: dict[str, list[str]] = field(default_factory=dict)

    def lose(self, what: str, *names: str) -> None:
        """Notes what has no place in an atlas."""
        if names:
            self._lost.setdefault(what, []).extend(names)

    def lose_fields(self, of: str, node: YamlMap, carried: Iterable[str], name: str) -> None:
        """Notes the fields of a mapping that say something and are not among the carried."""
        for key, value in node.entries:
            if key.text not in carried and says_something(value):
                self.lose(f"`{key.text}` of {of}", name)

    def missing(self, noun: str, key: str, node: Tree) -> None:
        """Reports a field without which a thing cannot be carried."""
        span = node.span
        if isinstance(node, YamlMap) and node.named:
            span = next(iter(node.named.values()))[0].span
        message = f"this {noun} has no `{key}`"
        self.diagnostics.append(Diagnostic(MISSING_FIELD, message, span, f'add `"{key}": "…"`'))

    def imported(self, atlas: Atlas) -> Imported:
        """All of it, with the findings put to the atlas's account."""
        found = tuple(replace(one, subjects=(atlas.id,)) for one in self.diagnostics)
        # single fields of things that are carried say least
        ordered = sorted(self._lost.items(), key=lambda one: one[0].startswith("`"))
        losses = tuple(Loss(what, tuple(names)) for what, names in ordered)
        return Imported(atlas, found, losses)


def says_something(node: Tree) -> bool:
    """Whether a value is more than null, an empty text, or an empty list or mapping."""
    if isinstance(node, YamlScalar):
        return not node.is_null and bool(node.text.strip())
    return bool(node.named if isinstance(node, YamlMap) else node.items)


def words(node: YamlMap, key: str) -> str:
    """The text of a field, its white space as single spaces; empty where it has none."""
    value = node.scalar(key)
    return " ".join(value.text.split()) if value else ""


def fits(text: str) -> bool:
    """Whether a name is an id as it stands (design.md §1)."""
    own = text.startswith(OURS)
    return not own and ID.fullmatch(text.lower()) is not None and len(text) <= MAX_ID_LENGTH


def id_of(text: str) -> str:
    """The id that a name stands for."""
    id = text if fits(text) else identify(text, "")
    return f"id.{id}" if id.startswith(OURS) else id
