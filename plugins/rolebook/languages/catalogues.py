"""A language tag in, its words as the catalogue beside this module has them out.

Catalogues are read as they are written (`it.po`): some hundred messages take a few milliseconds
once a process, and a compiled form would be a binary in git, or a step that every install has to
take.
"""

from __future__ import annotations

from functools import lru_cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path
from typing import Final

from rolebook.languages.language import ENGLISH, Language

CATALOGUES: Final = Path(__file__).parent
"""Holds a file for each language but English: `it.po`, `pt_BR.po`."""


@lru_cache(maxsize=16)
def language_of(site: str, sources: str = ENGLISH.tag) -> Language:
    """The language of a site's interface: `it` for `it`, `it-IT` and `it_IT`.

    English where there is no catalogue: most of a page is the sources' text, whatever it is.
    """
    file = _catalogue(site)
    if file is None:
        return Language(ENGLISH.tag, ENGLISH.translations, sources, site or ENGLISH.tag)
    return Language(file.stem.replace("_", "-"), _translations(file), sources, site)


def _catalogue(site: str) -> Path | None:
    """The file whose name the tag begins with, the longest first (RFC 4647, section 3.4)."""
    known = {file.stem.lower(): file for file in sorted(CATALOGUES.glob("*.po"))}
    parts = site.strip().lower().replace("-", "_").split("_")
    names = ("_".join(parts[:length]) for length in range(len(parts), 0, -1))
    return next((known[name] for name in names if name in known), None)


def _translations(file: Path) -> NullTranslations:
    # not at the top: a check has no page, and must not pay for it
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    compiled = BytesIO()
    with file.open("rb") as opened:
        write_mo(compiled, read_po(opened, locale=file.stem))
    compiled.seek(0)
    return _Translations(compiled)


class _Translations(GNUTranslations):
    def gettext(self, message: str) -> str:
        """A text; one that has a plural, too, Python finds here from 3.11.3 on alone."""
        found = super().gettext(message)
        return self.ngettext(message, message, 1) if found == message else found
