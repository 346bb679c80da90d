"""A profile's file in; the profile out. Problems are returned, never raised."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from rolebook.diagnostics import Diagnostic
from rolebook.diagnostics.catalogue import rule
from rolebook.formats.yaml.elements import elements
from rolebook.formats.yaml.shapes import mapping_of
from rolebook.formats.yaml.tree import Tree, YamlList, YamlMap, YamlScalar, read_tree
from rolebook.model import Profile, Reference, Seat
from rolebook.parse.fields.language import written_language
from rolebook.parse.fields.read import read_fields
from rolebook.parse.profiles.fields import ProfileFields
from rolebook.parse.roles.mentions import read_mentions
from rolebook.text.source import Source, Span

EMPTY_PROFILE = rule("RB081")
"""A profile without a roster names nobody: whoever looks for the team finds an empty page."""

_ROSTER: Final = re.compile(r"""^[ \t]*+\{?[ \t]*+["']?roster["']?[ \t]*+:""", re.M)
_ATLAS: Final = re.compile(r"""^[ \t]*+\{?[ \t]*+["']?atlas_id["']?[ \t]*+:""", re.M)
_STAND_INS: Final = {"title": ("id",)}


def is_profile(source: Source) -> bool:
    """Whether a text lists a roster of classes, wherever it lies."""
    text = source.text
    return bool(_ROSTER.search(text)) and "class" in text and not _ATLAS.search(text)


def read_profile(source: Source) -> tuple[Profile | None, list[Diagnostic]]:
    """The profile of a YAML or JSON file; none where it has no valid `id`."""
    tree, problems = read_tree(source)
    if tree is None or (isinstance(tree, YamlScalar) and tree.is_null):
        if not problems:
            help = "list its roles below `roster:`, or remove the file"
            problems.append(_empty("this profile is empty", Span(source.path), help))
        return None, problems
    mapping, found = mapping_of(tree, "a profile", "start it with `id: …`")
    problems += found
    if mapping is None:
        return None, problems
    fields = read_fields(mapping, ProfileFields, _STAND_INS)
    problems += fields.diagnostics
    if fields.values is None:
        return None, problems
    lang, unknown = written_language(fields.tree, ("lang", "language"))
    profile = replace(_profile(fields.values, fields.tree, source), lang=lang)
    problems += unknown
    if not profile.roster:
        help = "list its roles below `roster:`, each as `- class: role-id`"
        problems.append(_empty(f"the profile `{profile.id}` lists nobody", profile.span, help))
    return profile, [replace(one, subjects=(profile.name,)) for one in problems]


def _empty(message: str, span: Span, help: str) -> Diagnostic:
    return Diagnostic(EMPTY_PROFILE, message, span, help)


def _profile(values: ProfileFields, tree: YamlMap, source: Source) -> Profile:
    id = tree.scalar("id")
    own = {(id.span.line, id.span.column)} if id else set()
    named = read_mentions(source, 1, own)
    return Profile(
        id=values.id,
        title=values.title,
        path=source.path,
        span=id.span if id else source.line_span(1),
        description=values.description,
        lead=_reference(tree, "lead"),
        floor=", ".join(one.text for one in elements(tree.get("floor"))),
        roster=tuple(seat for node in tree.items_of("roster") if (seat := _seat(node)) is not None),
        notes=_notes(tree.get("notes")),
        mentions=(*named.first, *named.again),
    )


def _seat(node: Tree) -> Seat | None:
    role = _reference(node, "class")
    many = node.scalar("multiplicity") if isinstance(node, YamlMap) else None
    if role is None:
        return None
    return Seat(role, _reference(node, "reports_to"), many.text.strip() if many else "")


def _reference(node: Tree, key: str) -> Reference | None:
    value = node.scalar(key) if isinstance(node, YamlMap) else None
    if value is None or value.is_null or not value.text.strip():
        return None
    text = value.text.strip()
    start = value.text.index(text)
    words = value.part(start, start + len(text))
    return Reference(text, words.span)


def _notes(node: Tree | None) -> tuple[str, ...]:
    """Each note as a paragraph; a text alone is one, whatever commas it holds."""
    if isinstance(node, YamlList):
        return tuple(
            one.text.strip() for one in node.items if isinstance(one, YamlScalar) and one.text
        )
    return (node.text.strip(),) if isinstance(node, YamlScalar) and node.text.strip() else ()
