"""A kind of edge in; what captions call it, in the language of the site, out."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from rolebook.languages import Language


def edge_word(language: Language, kind: str) -> str:
    """`boundary`, `reports to`; the words of a kind that is not known here are its own."""
    return _words(language).get(kind) or kind.replace("_", " ")


@lru_cache(maxsize=16)
def _words(language: Language) -> Mapping[str, str]:
    _ = language.gettext
    return {
        "boundary": _("boundary"),
        "relation": _("relation"),
        "border": _("border"),
        "mention": _("mention"),
        "prerequisite": _("prerequisite"),
        "reports_to": _("reports to"),
        "escalates_to": _("escalates to"),
        "delegates_to": _("delegates to"),
        "hands_off_to": _("hands off to"),
        "receives_from": _("receives from"),
        "consults": _("consults"),
        "collaborates_with": _("collaborates with"),
        "uses": _("uses the skill"),
    }
