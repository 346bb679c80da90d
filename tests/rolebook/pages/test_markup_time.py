"""Texts that are made to take long: the time grows with their length, and not faster."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from rolebook.graph.library_graph import LibraryGraph
from rolebook.model import Library, Passage
from rolebook.pages.author.highlight import LANGUAGES, MAX_CODE, highlighted
from rolebook.pages.author.markup import Markup

PATH = "roles/sales/x.md"
SIZE = 20_000
LIMIT = 5.0
"""Seconds of the processor; the slowest takes a tenth of it. What grows with the square of the
length took a minute before it was mended."""


def repeated(unit: str, size: int = SIZE) -> str:
    return unit * (size // len(unit))


UNITS = [
    *("[", "![", "]", "(", ">", "> ", "*", "`", "~", "<", "&", "\\", "|", "#", "-", ":", "@", "!"),
    *("*a ", "*a_ ", "**x ", "_a *b ", "~a ", "a** ", "a***b ", "[a](", "[a](<b", "[a](b 't "),
    *("<a ", "<a x=' ", "<a b='\" c=\"' ", "<!--", "<!-- -", "<?", "<![CDATA[", "<b><i>", "</b>"),
    *(
        "<b>x\n\n",
        "<div><b>\n\nx\n\n",
        "<details>\n\n",
        "<table><tr><td>\n\n",
        "<script>",
        "<style>",
    ),
    *("<a id=x></a>", "<h2 id=x>", "<img src=a.png>", "- ", "- a\n", "- a\n\n", "- a\nb\n", "1. "),
    *("- <div>\n", "> ```\n", "```\n", "# a\n", "# a\n\n", "a\n=\n", "a\n", "a  \n", "> [!NOTE]\n"),
    *("[a\n", "[a]: x '", "[^", "[^a]: ", "http:", "http://a.example/ ", "://", "www.", "www. "),
    *("mailto:", "a@", "a@b ", "a.", "a-", "a-b@ ", "a' ", "sales-lead ", '="rb ', "a|", "|a"),
]
TEXTS: dict[str, Callable[[], str]] = {
    **{repr(unit): lambda unit=unit: repeated(unit) for unit in UNITS},
    "html block": lambda: "<div>" + repeated("<"),
    "html block comments": lambda: "<div>" + repeated("<!--"),
    "html block scripts": lambda: "<div>" + repeated("<script>"),
    "html block closers": lambda: "<div>" + "<b>" * 39 + repeated("</i>"),
    "html block quotes": lambda: "<div>" + repeated("<a b='\" c=\"' "),
    "titled": lambda: "".join(f"<b title={n}>" for n in range(1000)) + "\n\n" + repeated("p\n\n"),
    "emphasis in emphasis": lambda: repeated("*a ", SIZE // 2) + repeated("a* ", SIZE // 2),
    "backticks": lambda: " ".join("`" * n for n in range(280)),
    "pictures in pictures": lambda: "![" * 5000 + "a" + "](b)" * 5000,
    "footnote and [^": lambda: "[^a]: x\n\n" + repeated("[^"),
    "footnote references": lambda: "[^a]: x\n\n" + repeated("[^a]"),
    "reference and [": lambda: "[a]: /x\n\n" + repeated("[a]["),
    "wide table": lambda: "|a" * 500 + "|\n" + "|-" * 500 + "|\n" + repeated("a\n"),
    "many wide tables": lambda: ("|a" * 500 + "|\n" + "|-" * 500 + "|\n" + "a\n" * 130 + "\n") * 20,
    "parentheses": lambda: repeated("http://a.example/" + ")" * 1900 + " "),
    "semicolons": lambda: repeated("http://a.example/" + "&a;" * 600 + " "),
    "spaces": lambda: "# a" + " " * SIZE + "a'" + " " * SIZE + "lane",
    "stairs": lambda: "".join("  " * n + "- a\n" for n in range(200)),
    "one line": lambda: "x" * 1_000_000,
}


def seconds(run: Callable[[], object]) -> float:
    start = time.process_time()
    run()
    return time.process_time() - start


@pytest.mark.parametrize("name", TEXTS)
def test_no_text_takes_long(name: str) -> None:
    text = TEXTS[name]()
    markup = Markup(LibraryGraph(Library()), lambda path: None)
    assert seconds(lambda: markup.blocks(Passage(PATH, 1, text))) < LIMIT
    assert seconds(lambda: markup.inline(text, PATH)) < LIMIT


@pytest.mark.parametrize("language", sorted(set(LANGUAGES.values())))
def test_no_code_takes_long(language: str) -> None:
    units = [
        "\n",
        "  \n",
        "a\n",
        "'",
        '"',
        "(",
        "<",
        "/*",
        "/**-",
        "a.",
        "$(",
        "- ",
        ": ",
        "~",
        "{{",
    ]
    for unit in units:
        code = repeated(unit, MAX_CODE)
        lines = "\n".join(code[at : at + 499] for at in range(0, len(code), 499))
        assert seconds(lambda code=lines: highlighted(code, language)) < 3
