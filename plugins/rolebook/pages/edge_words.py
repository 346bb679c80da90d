"""A kind of edge in; what captions call it, in the language of the site, out."""

from __future__ import annotations

from rolebook.languages import Language


def edge_word(language: Language, kind: str) -> str:
    """`boundary`, `reports to`; the words of a kind that is not known here are its own."""
    _ = language.gettext
    known = {
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
    }
    return known.get(kind) or kind.replace("_", " ")
