"""The library in; what "Who owns …?" looks up and shows in a browser, as JSON, out."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from rolebook.formats.markdown.marks import plain
from rolebook.graph.answer_index import AnswerIndex, Entry
from rolebook.graph.deferrals import Deferral
from rolebook.model import Responsibility, Role
from rolebook.pages.author.markup import Markup
from rolebook.pages.edition.edition import Edition
from rolebook.pages.links.anchors import boundary_anchors, mandate_anchors
from rolebook.pages.links.names import Name
from rolebook.pages.links.outline import plain_text
from rolebook.pages.links.sentences import boundary_text, shortened
from rolebook.text.question_words import ENDINGS, NEGATIONS, STOP, WEAK
from rolebook.text.words import ARTICLES

LONGEST = 240
"""Characters of a sentence that an answer quotes."""


def answers_json(edition: Edition, index: AnswerIndex) -> bytes:
    """What "Who owns …?" looks up: the index, and for each of its entries what is shown of it.

    Addresses are relative to the file's own. Names stand once, answers number them.
    """
    names: dict[Name, int] = {}
    answers = _Answers(edition, names)
    owners = [names.setdefault(edition.names.target(one), len(names)) for one in index.owners]
    shown = [answers.of(index, entry) for entry in index.entries]
    whole = {
        "version": 2,
        "names": [_name(one) for one in names],
        "owners": owners,
        "answers": shown,
        "index": _as_json(index),
    }
    return (json.dumps(whole, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def _as_json(index: AnswerIndex) -> dict[str, Any]:
    """An index as `answers.js` reads it: pairs lie flat, words stand with their stem."""
    return {
        "owners": list(range(len(index.owners))),
        "entries": [number for one in index.entries for number in (one.owner, one.telling)],
        "forms": _by_stem(index.forms),
        "written": _by_stem(index.written),
        "meant": _flat(index.meant),
        "found": _flat(index.found),
        "named": _flat(index.named),
        "exact": _flat(index.exact),
        "foreign": " ".join(sorted(index.foreign)),
        "endings": ENDINGS,
        "stop": " ".join(sorted(STOP)),
        "weak": " ".join(sorted(WEAK)),
        "negations": " ".join(sorted(NEGATIONS)),
        "articles": " ".join(sorted(ARTICLES)),
    }


def _by_stem(words: Mapping[str, str]) -> dict[str, str]:
    found: dict[str, list[str]] = defaultdict(list)
    for word, stem in sorted(words.items()):
        found[stem].append(word)
    return {stem: " ".join(several) for stem, several in sorted(found.items())}


def _flat(held: Mapping[str, Mapping[Any, int]]) -> dict[str, list[int | str]]:
    return {
        key: [one for pair in sorted(several.items()) for one in pair]
        for key, several in sorted(held.items())
    }


class _Answers:
    """What is shown of entries."""

    def __init__(self, edition: Edition, names: dict[Name, int]) -> None:
        self._edition = edition
        self._names = names
        self._boundaries: dict[int, dict[str, Any]] = {}
        """By the identity of their deferral: several owners share one."""

    def of(self, index: AnswerIndex, entry: Entry) -> dict[str, Any]:
        if entry.deferral:
            giver = entry.deferral.role
            if id(entry.deferral) not in self._boundaries:
                self._give(giver)
            return self._boundaries[id(entry.deferral)]
        role = self._edition.graph.roles[index.owners[entry.owner].name]
        known = self._edition.names
        if entry.item is None:
            # it leads to its owner
            said = {"statement": shortened(entry.text, LONGEST)}
            return {**said, **({"whole": True} if entry.whole else {})}
        item, anchor = role.mandate[entry.item], mandate_anchors(role)[entry.item]
        return {
            "statement": item.statement,
            "sentence": _held(self._edition.markup, role, item),
            "address": _address(known.role(role, anchor)),
        }

    def _give(self, role: Role) -> None:
        """Every boundary of a role: it is rendered where one of them is shown."""
        edition, known = self._edition, self._edition.names
        deferrals = edition.graph.deferrals_from(role.name)
        for deferral, anchor in zip(deferrals, boundary_anchors(deferrals), strict=True):
            opening, rest = _disowned(edition.markup, deferral)
            targets = [one.resolution.target for one in deferral.owners]
            seams = {
                str(self._number(known.target(one))): link
                for one in targets
                if one and (link := _link(edition.seam(role.name, one)))
            }
            self._boundaries[id(deferral)] = {
                "statement": deferral.boundary.responsibility.statement,
                "opening": opening,
                "sentence": rest,
                "address": _address(known.role(role, anchor)),
                # its presence says that the role leaves it to the owner
                "giver": self._number(known.role(role)),
                # where the two meet, by the number of the owner
                **({"seams": seams} if seams else {}),
            }

    def _number(self, name: Name) -> int:
        return self._names.setdefault(name, len(self._names))


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
