"""The library in; every responsibility held or disowned, as the look-up reads it, out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from rolebook.formats.markdown.marks import plain
from rolebook.graph.deferrals import Deferral
from rolebook.model import Responsibility, Role
from rolebook.pages.author.markup import Markup
from rolebook.pages.edition.edition import Edition
from rolebook.pages.links.anchors import boundary_anchors, mandate_anchors
from rolebook.pages.links.names import Name
from rolebook.pages.links.outline import plain_text
from rolebook.pages.links.sentences import boundary_text, shortened
from rolebook.text.lexicon import synonyms

LONGEST = 240
"""Characters of a sentence that an answer quotes."""


def answers_json(edition: Edition) -> bytes:
    """What "Who owns …?" looks up: one answer for each mandate item and each boundary.

    Addresses are relative to the file's own. Names stand once, answers number them. Sorted by
    statement, so that equally good answers are shown in the order of the table.
    """
    names: dict[Name, int] = {}
    answers = sorted(
        (
            answer
            for _, role in sorted(edition.graph.roles.items())
            for answer in _answers(edition, role, names)
        ),
        key=lambda answer: (answer["statement"].casefold(), answer["address"]),
    )
    texts = [*(one["statement"] for one in answers), *(one.text for one in names)]
    known = {word for text in texts for word in text.casefold().split() if word.isalpha()}
    whole = {
        "version": 1,
        "names": [_name(one) for one in names],
        "answers": answers,
        # what readers say for it
        "synonyms": synonyms(known),
    }
    return (json.dumps(whole, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def _answers(edition: Edition, role: Role, names: dict[Name, int]) -> Iterator[dict[str, Any]]:
    graph, markup, known = edition.graph, edition.markup, edition.names

    def number(name: Name) -> int:
        return names.setdefault(name, len(names))

    who = number(known.role(role))
    for item, anchor in zip(role.mandate, mandate_anchors(role), strict=True):
        yield {
            "statement": item.statement,
            "sentence": _held(markup, role, item),
            "address": _address(known.role(role, anchor)),
            "role": who,
        }
    deferrals = graph.deferrals_from(role.name)
    for deferral, anchor in zip(deferrals, boundary_anchors(deferrals), strict=True):
        opening, rest = _disowned(markup, deferral)
        seams = [_link(edition.seam(role.name, one.resolution.target)) for one in deferral.owners]
        yield {
            "statement": deferral.boundary.responsibility.statement,
            "opening": opening,
            "sentence": rest,
            "address": _address(known.role(role, anchor)),
            "role": who,
            # its presence says that the role disowns it
            "owners": [number(known.owner(owner)) for owner in deferral.owners],
            # where the role meets each of them; empty for whoever has no page
            **({"seams": seams} if any(seams) else {}),
        }


def _held(markup: Markup, role: Role, item: Responsibility) -> str:
    html = markup.inline(item.detail, role.path, domain=role.domain, itself=role.name)
    return shortened(plain_text(html), LONGEST)


def _disowned(markup: Markup, deferral: Deferral) -> tuple[str, str]:
    """`Does NOT set quota` and what follows; the opening is empty where the rest says all of it."""
    role, text = deferral.role, boundary_text(deferral.boundary)
    if text.blocks:
        return text.opening, shortened(plain(text.rest), LONGEST)
    # the page of the role shows the same phrase: it is rendered once
    html = markup.inline(text.rest, role.path, domain=role.domain, itself=role.name)
    return text.opening, shortened(plain_text(html), LONGEST)


def _name(name: Name) -> dict[str, Any]:
    return {
        "text": name.text,
        "kind": name.kind,
        "where": name.where,
        "address": _address(name),
        "accent": name.accent,
        # of the text, where it is not the page's; what a role says is in the language of its name
        **({"lang": name.lang} if name.lang else {}),
    }


def _address(name: Name) -> str:
    return _link(name.href)


def _link(href: str) -> str:
    return href.removeprefix("rb:/")
