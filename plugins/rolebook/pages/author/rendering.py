"""markdown-it's tokens in, HTML with the classes of Material's own Markdown extensions out."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final

from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from rolebook.languages import Language
from rolebook.pages.author.highlight import highlighted
from rolebook.pages.author.sanitise import PREFIX

_ADMONITIONS: Final = {
    "NOTE": "note",
    "TIP": "tip",
    "IMPORTANT": "info",
    "WARNING": "warning",
    "CAUTION": "danger",
}
"""GitHub's alerts as the admonitions that Material has icons and colours for."""

_HIGHLIGHTED: Final = 50_000
"""Characters of one passage that are coloured; colouring is slow."""

_BUTTONS: Final = 200
"""Blocks of code of one passage that have a button to copy them: Material's script takes a second
for 500, and most of a minute for 4,000, of which 33 KB are enough."""


_TAG: Final = re.compile(r"(<[^<>]*>)")
_ID: Final = re.compile(r"(?<![\w./-])[a-z0-9]+(?:-[a-z0-9]+)+(?![\w/-]|\.\w)")
"""What can be a role's id in code; a single word is a word of the code."""

_BACK: Final = 10
"""How many of the places that refer to a note it leads back to."""


def code_block(code: str, *, button: bool = True) -> str:
    """HTML of preformatted code, as Material expects it, around the inside of its `<code>`.

    Without the button it is of an element that Material's script does not look for.
    """
    element = "code" if button else "samp"
    return f'<div class="highlight"><pre><{element}>{code}</{element}></pre></div>\n'


def with_links(code: str, link: Callable[[str], str]) -> str:
    """The HTML of some code with each id that `link` has an address for as a link there."""

    def linked(match: re.Match[str]) -> str:
        address = link(match[0])
        return f'<a href="{escapeHtml(address)}">{match[0]}</a>' if address else match[0]

    parts = _TAG.split(code)
    return "".join(part if n % 2 else _ID.sub(linked, part) for n, part in enumerate(parts))


class Html(RendererHTML):
    """Writes the tokens of `rolebook.pages.author.dialect`. Each method is named after a token."""

    def fence(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        token = tokens[idx]
        language = (token.info.split() or [""])[0]
        left = env.get("highlighted", _HIGHLIGHTED) - len(token.content)
        if left < 0:
            return self._code(escapeHtml(token.content), env)
        env["highlighted"] = left
        return self._code(highlighted(token.content, language), env)

    def code_block(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
    ) -> str:
        return self._code(escapeHtml(tokens[idx].content), env)

    def _code(self, code: str, env: EnvType) -> str:
        number = env["codes"] = env.get("codes", 0) + 1
        return code_block(with_links(code, env["id_link"]), button=number <= _BUTTONS)

    def alert_open(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
    ) -> str:
        return f'<div class="admonition {_ADMONITIONS.get(tokens[idx].info, "note")}">\n'

    def alert_title_open(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
    ) -> str:
        return '<p class="admonition-title">'

    def th_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        return _cell(tokens[idx])

    def td_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        return _cell(tokens[idx])

    def footnote_ref(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
    ) -> str:
        number = tokens[idx].meta["id"]
        link = f"#{PREFIX}fn-{_footnote(number, env)}"
        shown = f'<a class="footnote-ref" href="{link}">{number + 1}</a>'
        if tokens[idx].meta.get("in_link"):
            shown = str(number + 1)
        return f'<sup id="{_back(tokens[idx], env)}">{shown}</sup>'

    def footnote_block_open(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
    ) -> str:
        return '<div class="footnote">\n<hr>\n<ol>\n'

    def footnote_block_close(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
    ) -> str:
        return "</ol>\n</div>\n"

    def footnote_open(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
    ) -> str:
        return f'<li id="{PREFIX}fn-{_footnote(tokens[idx].meta["id"], env)}">'

    def footnote_close(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
    ) -> str:
        return "</li>\n"

    def footnote_anchor(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
    ) -> str:
        meta = tokens[idx].meta
        if meta["subId"] >= _BACK:
            return ""
        back = _back(tokens[idx], env)
        title = escapeHtml(env["language"].gettext("Back to the text"))
        return f' <a class="footnote-backref" href="#{back}" title="{title}">↩</a>'


def alert_title(title: Token, language: Language) -> Token:
    """What stands on top of an alert, instead of what markdown-it puts there in English."""
    _ = language.gettext
    titles = {
        "Note": _("Note"),
        "Tip": _("Tip"),
        "Important": _("Important"),
        "Warning": _("Warning"),
        "Caution": _("Caution"),
    }
    return Token("text", "", 0, content=titles.get(title.content, title.content))


def _footnote(number: int, env: EnvType) -> str:
    # notes are numbered from 1 in every passage of a source
    return f"{env['first_line']}-{number + 1}"


def _back(token: Token, env: EnvType) -> str:
    """The id of a place that refers to a note."""
    again = f"-{token.meta['subId']}" if token.meta["subId"] else ""
    return f"{PREFIX}fnref-{_footnote(token.meta['id'], env)}{again}"


def _cell(token: Token) -> str:
    # not the style attribute that markdown-it gives: none passes the wall, nor a strict policy
    side = str(token.attrs.get("style", "")).removeprefix("text-align:")
    return f'<{token.tag} align="{side}">' if side else f"<{token.tag}>"
