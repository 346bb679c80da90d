"""The language of a site in; the words and numbers of its interface, as pages say them, out."""

from rolebook.languages.catalogues import language_of
from rolebook.languages.language import ENGLISH, Language, marked
from rolebook.languages.tags import language_tag, meant_tag

__all__ = ["ENGLISH", "Language", "language_of", "language_tag", "marked", "meant_tag"]
