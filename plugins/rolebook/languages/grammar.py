"""A language's tag in; the grammar by which boundaries are read in it, compiled once, out.

The words are data (`grammar/<tag>.toml`). English is read everywhere: its forms are those of our
own pages, and hardly anything that another language says is taken for one of them.
"""

from __future__ import annotations

import re
from functools import cache, cached_property
from typing import Final

from rolebook.languages.grammar_files import FIRST, GRAMMAR_LANGUAGES, grammar_file
from rolebook.languages.openings import Opening, Openings
from rolebook.languages.phrases import END, WORD, Phrases, alternatives, every, pattern


class Grammar:
    """The words of some languages, ready to be looked for."""

    def __init__(self, languages: tuple[str, ...]) -> None:
        self.languages: Final = languages
        self._files: Final = [grammar_file(one) for one in languages]

    @cached_property
    def owning(self) -> Phrases:
        """What says that the name which follows owns the work, and nothing else."""
        return self._phrases("owning")

    @cached_property
    def before(self) -> Phrases:
        """What hands the work to the name that follows."""
        return self._phrases("before")

    @cached_property
    def ways(self) -> Phrases:
        """The same, where a tool may follow as well."""
        return self._phrases("ways")

    @cached_property
    def after(self) -> Phrases:
        """What the name before it does as an owner."""
        return self._phrases("after")

    @cached_property
    def tools(self) -> Phrases:
        """The same, where a tool may do it as well."""
        return self._phrases("tools")

    @cached_property
    def named_before(self) -> Phrases:
        """Behind these a name is no owner."""
        return self._phrases("named_before")

    @cached_property
    def aside_before(self) -> Phrases:
        """Behind these a name is no owner, unless by what follows it."""
        return self._phrases("aside_before")

    @cached_property
    def acting(self) -> frozenset[str]:
        """Each first word of what an owner does, and what a department is called by."""
        return self.after.firsts | self.tools.firsts | self.teams

    @cached_property
    def leads(self) -> Phrases:
        """What a clause may begin with."""
        return self._phrases("leads")

    @cached_property
    def possessive(self) -> re.Pattern[str]:
        """What makes the name before it an owner: `'s lane`."""
        signs = alternatives(self._words("owners", "possessive"))
        lanes = alternatives(self._words("owners", "lane"))
        teams = alternatives(self._words("owners", "teams"))
        return re.compile(
            rf"\s*+(?:{signs})(?:\s++[^\W_][\w-]*+){{0,2}}?\s++(?:{lanes})(?![\w-])"
            rf"|\s++(?:{teams})(?:{signs})(?:\s++[^\W_][\w-]*+){{0,2}}?\s++(?:{lanes})(?![\w-])",
            re.I,
        )

    @cached_property
    def ending(self) -> re.Pattern[str]:
        """A possessive that ends a phrase: "but **x**'s"."""
        signs = alternatives(self._words("owners", "possessive"))
        return re.compile(rf"\s*+(?:{signs})\s*+(?=$|[.,;)])", re.I)

    @cached_property
    def sign(self) -> re.Pattern[str]:
        """The sign of a possessive alone."""
        return re.compile(rf"\s*+(?:{alternatives(self._words('owners', 'possessive'))})", re.I)

    @cached_property
    def team(self) -> re.Pattern[str]:
        """What makes a department of the word before it."""
        return re.compile(rf"\s++(?:{alternatives(self._words('owners', 'teams'))})(?![\w-])", re.I)

    @cached_property
    def called(self) -> re.Pattern[str]:
        """What a whole name may be called by: "the **x** role"."""
        words = self._words("owners", "called") + self._words("owners", "teams")
        return re.compile(rf"\s++(?:{alternatives(words)})(?![\w-])", re.I)

    @cached_property
    def teams(self) -> frozenset[str]:
        """What a department is called by."""
        return frozenset(self._words("owners", "teams"))

    @cached_property
    def joint(self) -> re.Pattern[str]:
        """All that stands between two owners that are joined."""
        signs = alternatives(self._words("owners", "possessive"))
        words = self._words("owners", "joints")
        said = alternatives(tuple(one for one in words if one[0].isalpha()))
        marks = alternatives(tuple(one for one in words if not one[0].isalpha()))
        return re.compile(
            rf"\s*+(?:{signs})?\s*+(?:(?:(?<!\w)(?:{said})(?!\w)|{marks})\s*+){{1,2}}"
            rf"(?:(?:{self._repeated})(?:(?<=')\s*+|\s++))?(?:{self._articles})?",
            re.I,
        )

    @cached_property
    def articles(self) -> re.Pattern[str]:
        """Articles before a name, with what follows them up to it."""
        return re.compile(rf"\s*+(?:{self._articles}){{0,2}}", re.I)

    @cached_property
    def last_article(self) -> re.Pattern[str]:
        """An article at the very end."""
        words = alternatives(self._words("owners", "articles"))
        return re.compile(rf"(?<!\w)(?:{words})$", re.I)

    @cached_property
    def indefinite(self) -> re.Pattern[str]:
        """An article behind which nobody certain is named, at the very end."""
        words = alternatives(self._words("owners", "indefinite"))
        return re.compile(rf"(?<!\w)(?:{words})\s*+$", re.I)

    @cached_property
    def _articles(self) -> str:
        words = every(self._words("owners", "articles"))
        # one that is elided needs no blank behind it
        return rf"(?:(?:{alternatives(words)})(?:(?<=')\s*+|\s++))"

    @cached_property
    def _repeated(self) -> str:
        return "|".join(
            pattern(one, self._macros).removesuffix(END)
            for one in self._words("owners", "repeated")
        )

    @cached_property
    def arrows(self) -> tuple[str, ...]:
        """Signs that say whose it is."""
        return self._words("owners", "arrows")

    @cached_property
    def follow(self) -> frozenset[str]:
        """Words that may follow a name without making it an attribute."""
        return frozenset(self._words("owners", "follow"))

    @cached_property
    def relatives(self) -> frozenset[str]:
        """Pronouns that go on with who was named: "x, who decides"."""
        return frozenset(self._words("owners", "relatives"))

    @cached_property
    def table_owners(self) -> frozenset[str]:
        """Headings of the column that holds who has it."""
        return frozenset(self._words("tables", "owners"))

    def opening(self, text: str, at: int, *, subject: bool) -> Opening | None:
        """What negates at an offset; with `subject`, also quietly behind one ("It does not …")."""
        for language, forms in zip(self.languages, self._openings, strict=True):
            if found := forms.match(text, at, quiet=subject):
                return found._replace(language=language)
        return None

    @cached_property
    def _openings(self) -> tuple[Openings, ...]:
        return tuple(Openings(file) for file in self._files)

    def is_actor(self, name: str) -> bool:
        """Whether a name ends as that of a person or program who works does."""
        last = _last(name)
        if name.lower() in self._others:
            return False  # a program that is called like somebody: `load-balancer`
        return last in self._actors or (last.endswith("s") and last[:-1] in self._actors)

    def like_actor(self, name: str) -> bool:
        """The same of words that nobody listed: `wrangler`, `tax-adviser`."""
        last = _last(name)
        if self.is_actor(name):
            return True
        return (
            bool(_SUFFIX.search(last))
            and last not in self._others
            and last.rstrip("s") not in self._others
            and name.lower() not in self._others
        )

    def is_compound(self, id: str) -> bool:
        """Whether an id is a word made of two that no role is called: `sign-off`, `four-eyes`."""
        return _last(id) in self._parts

    @cached_property
    def _actors(self) -> frozenset[str]:
        return frozenset(self._words("actors", "names"))

    @cached_property
    def _others(self) -> frozenset[str]:
        return frozenset(self._words("actors", "others"))

    @cached_property
    def _parts(self) -> frozenset[str]:
        return frozenset(self._words("actors", "parts"))

    @cached_property
    def _macros(self) -> dict[str, str]:
        return {k: v for file in self._files for k, v in file.get("macros", {}).items()}

    def _words(self, table: str, key: str) -> tuple[str, ...]:
        return every(*(file.get(table, {}).get(key, ()) for file in self._files))

    def _phrases(self, key: str) -> Phrases:
        return Phrases({key: self._words("owners", key)}, self._macros)


_SUFFIX: Final = re.compile(r"^[a-z]{2,}(?:er|or|ist|ian|eer|yst|eur|euse|trice|tore)s?$")


def _last(name: str) -> str:
    words = WORD.findall(name.lower().replace("-", " "))
    return words[-1] if words else ""


@cache
def grammar_of(language: str) -> Grammar:
    """The grammar of a tag (`it`, `it-IT`): its own words first, English beside them."""
    own = language.partition("-")[0].lower()
    if own == FIRST or own not in GRAMMAR_LANGUAGES:
        return Grammar((FIRST,))
    return Grammar((own, FIRST))


OTHERS: Final = GRAMMAR_LANGUAGES
"""Every language; an item that one language cannot make out may be in another."""
