"""The front matter of a fleet role in; what it adds or overrides out (design.md §2.1)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Final

from pydantic import Field

from rolebook.diagnostics import Diagnostic
from rolebook.formats.yaml.elements import as_text, elements
from rolebook.formats.yaml.tree import YamlMap, YamlScalar
from rolebook.model import RELATION_KINDS, Reference, Relation
from rolebook.parse.fields.model import FieldModel
from rolebook.parse.fields.read import read_fields
from rolebook.parse.fields.types import Truth, Words
from rolebook.text.source import Source, Span

_NOBODY: Final = frozenset({"none", "n/a", "nobody", "-", "–", "—"})
"""What authors write where a relation has no target; no name of a role."""


class RoleModel(FieldModel):
    """What the front matter of a fleet role may say; other keys are findings."""

    noun: ClassVar = "role"
    other_names: ClassVar = {
        "name": "title",
        "role": "title",
        "manager": "reports_to",
        "language": "lang",
    }
    elsewhere: ClassVar = {"description": "write it as a paragraph below the title"}

    id: str = ""
    """The id of the role, in place of the marker in its text or the name of its file."""

    class_: str = Field("", alias="class")
    """The same as `id`."""

    domain: str = ""
    """The domain that the role belongs to, in place of its folder's name."""

    title: str = ""
    """What readers call the role, in place of its heading."""

    aliases: Words = ()
    """Other names that lead to the role: a short form, a former id."""

    persistent: Truth | None = None
    """Whether the role is always there, and not called on demand."""

    reports_to: Words = ()
    """Whose direction the role works under. A circle is an error."""

    escalates_to: Words = ()
    """Who decides when the role cannot. A circle is an error."""

    delegates_to: Words = ()
    """Whom it gives its own work to. A circle is a warning."""

    hands_off_to: Words = ()
    """Where its work goes next."""

    receives_from: Words = ()
    """Where its work comes from."""

    consults: Words = ()
    """Whom it asks first."""

    collaborates_with: Words = ()
    """Whom it works beside."""

    tools: Words | None = None
    """The tools that the role may use."""

    model: str = ""
    """The model that plays the role."""

    tags: Words = ()
    """Words to find and sort the role by."""

    also: Words = ()
    """What readers call its work otherwise: "Who owns …?" finds the role by these words."""

    lang: str = ""
    """The language of the file (BCP 47), where it is not that of most sources: `it`."""


@dataclass(frozen=True, slots=True)
class RoleFields:
    """What a role's front matter says; empty or none where it is silent."""

    id: str = ""
    """The value of `id`, else of `class`."""

    id_span: Span | None = None
    domain: str = ""
    title: str = ""
    aliases: tuple[str, ...] = ()
    alias_spans: tuple[tuple[str, Span], ...] = ()
    persistent: bool | None = None
    relations: tuple[Relation, ...] = ()
    """By kind, in the order of `RELATION_KINDS`, then as written."""

    tools: tuple[str, ...] | None = None
    model: str = ""
    tags: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    """What readers call its work otherwise."""

    others: tuple[tuple[str, str], ...] = ()
    """Keys that are none of these, with their values as text."""


_KNOWN: Final = frozenset(field.alias or name for name, field in RoleModel.model_fields.items())


def read_role_fields(tree: YamlMap, source: Source) -> tuple[RoleFields, list[Diagnostic]]:
    """The fields of a front matter, and what is wrong with them."""
    written = tree.entries
    read = read_fields(tree, RoleModel)
    values, tree = read.values or RoleModel(), read.tree
    id = tree.scalar("id") or tree.scalar("class")
    listed = elements(tree.get("aliases"))
    aliases = [one.text for one in listed]
    if values.id and values.class_ not in ("", values.id):
        aliases.append(values.class_)
    relations = tuple(
        Relation(kind, target)
        for kind in RELATION_KINDS
        for one in elements(tree.get(kind))
        if (target := relation_target(one, source))
    )
    tools = tree.get("tools")
    others = tuple((key.text, as_text(one)) for key, one in written if key.text not in _KNOWN)
    fields = RoleFields(
        id=values.id or values.class_,
        id_span=id.span if id else None,
        domain=values.domain,
        title=values.title,
        aliases=tuple(aliases),
        alias_spans=tuple((one.text.strip(), one.span) for one in listed),
        persistent=values.persistent,
        relations=relations,
        tools=tuple(one.text for one in elements(tools)) if values.tools is not None else None,
        model=values.model,
        tags=tuple(one.text for one in elements(tree.get("tags"))),
        also=tuple(one.text for one in elements(tree.get("also"))),
        others=others,
    )
    return fields, read.diagnostics


def relation_target(element: YamlScalar, source: Source) -> Reference | None:
    """`legal-counsel`, `**legal-counsel**`, or either with a reason in parentheses after it."""
    text, note = element.text, ""
    if text.endswith(")") and "(" in text:
        text, _, note = text[:-1].partition("(")
    name = text.strip("`*[] \t\n")
    if not name or name.lower() in _NOBODY:
        return None
    start = text.index(name)
    words = element.part(start, start + len(name))
    return Reference(name, source.span(words.start, words.end), note=note.strip())
