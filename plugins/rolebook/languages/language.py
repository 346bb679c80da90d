"""A text of the interface in English in, the same in the language of a site out."""

from __future__ import annotations

from dataclasses import dataclass
from gettext import NullTranslations
from typing import Final

from markupsafe import Markup as Safe


@dataclass(frozen=True, slots=True)
class Language:
    """How a site speaks to its reader; nothing of it changes, so two may be in use at once."""

    tag: str
    """The language of the words, as HTML writes it: `en`, `it`, `pt-BR`."""

    translations: NullTranslations
    """As the standard library reads them; templates and this class ask it."""

    sources: str
    """The language that the sources are written in."""

    site: str
    """The language that the host says its pages have; differs where we have no words in it."""

    @property
    def is_the_sites(self) -> bool:
        """Whether pages that say nothing of their language are taken to be in this one."""
        return self.tag.partition("-")[0] == self.site.replace("_", "-").lower().partition("-")[0]

    def gettext(self, message: str, **values: object) -> str:
        """A text with its `%(name)s` filled in; a per cent sign is written `%%`."""
        return self.translations.gettext(message) % values

    def ngettext(self, one: str, many: str, num: int, **values: object) -> str:
        """The form of a text that fits a number, which stands in it as `%(num)s`."""
        return self.translations.ngettext(one, many, num) % ({"num": num} | values)

    def number(self, value: float) -> str:
        """A number with at most two decimals, as the language writes it: `1.5`, `1,5`."""
        from babel.numbers import format_decimal  # not at the top: as in `catalogues`

        return format_decimal(value, format="#,##0.##", locale=self.tag.replace("-", "_"))

    def foreign(self, tag: str = "") -> str:
        """The language of an author's text where it differs from the interface's; else empty.

        The text of a source that does not say its own (`tag`) is in that of all sources.
        """
        tag = tag or self.sources
        return "" if tag == self.tag else tag


def marked(foreign: str) -> Safe:
    """The attribute of an element whose text is in another language than the interface's."""
    return Safe(' lang="{}"').format(foreign) if foreign else Safe()


ENGLISH: Final = Language("en", NullTranslations(), sources="en", site="en")
"""The language that the interface is written in."""
