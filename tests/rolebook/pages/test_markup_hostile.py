"""Nothing of a hostile text passes but what is on the list, read back by an HTML parser."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.rolebook.pages.allowed import check

SNIPPETS = [
    "<script>alert(1)</script>",
    "a <script>alert(1)</script> b",
    "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<script\n>alert(1)",
    "<style>body{display:none}</style>",
    "<p style='position:fixed;inset:0'>x</p>",
    "<p onclick=alert(1)>x</p>",
    "<p onclick\n=\n'alert(1)'>x</p>",
    "<details ontoggle=alert(1) open>x</details>",
    "<img src=x onerror=alert(1)>",
    "<img src='a.png' onerror=alert(1)>",
    '<img src="x`> `<script>alert(1)</script>"`>',
    "<img/src='a.png'/onerror=alert(1)>",
    "<img src=a.png srcset='https://evil.example/x 1x'>",
    "<image src=x onerror=alert(1)>",
    '![x](a.png"onerror="alert(1))',
    "![x](a.png 'x\" onerror=\"alert(1)')",
    '!["><script>alert(1)</script>](a.png)',
    "![x](https://evil.example/pixel.gif)",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><a xlink:href='javascript:alert(1)'><text>x</text></a></svg>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "<math href='javascript:alert(1)'>x</math>",
    "<iframe src='https://evil.example'></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'>",
    "<object data='https://evil.example'></object><embed src=x>",
    "<form action='https://evil.example'><input name=password><button>go</button></form>",
    "<input type=checkbox onfocus=alert(1) autofocus>",
    "<input type=image src=x><textarea>x</textarea><select><option>x</select>",
    "<base href='https://evil.example/'>",
    "<meta http-equiv=refresh content='0;url=https://evil.example'>",
    "<link rel=stylesheet href='https://evil.example/x.css'>",
    "<template><script>alert(1)</script></template>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<title>x</title><plaintext>rest",
    "<xmp><img src=x onerror=alert(1)></xmp>",
    "<video src=x onerror=alert(1)><audio src=x><source srcset=x><picture>",
    "<body onload=alert(1)><html lang=x><head><frameset>",
    "<marquee onstart=alert(1)>x</marquee><blink>x</blink><font color=red>x</font>",
    "<dialog open>x</dialog><slot name=x></slot><portal src=x>",
    '<p id="__config">{"base": "https://evil.example"}</p>',
    "<script id=__config type=application/json>{}</script>",
    '<label class="md-overlay" for="__drawer">x</label><input id="__drawer">',
    '<div class="md-banner md-typeset" data-md-component="announce">x</div>',
    '<a class="md-nav__link" href="#__toc">x</a>',
    '<pre class="mermaid"><code>graph TD; a-->b</code></pre>',
    "```mermaid\ngraph TD\n```",
    '<div class="admonition danger highlight footnote">x</div>',
    '<p data-clipboard-target="#x" data-md-color-scheme=slate tabindex=1 role=alert hidden>x</p>',
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java\tscript:alert(1))",
    "[x](<java\tscript:alert(1)>)",
    "[x](&#x6A;avascript&colon;alert&lpar;1&rpar;)",
    "[x](\\javascript:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](vbscript:msgbox(1))",
    "[x](//evil.example)",
    "[x](/\\evil.example)",
    "[x](rb:/javascript:alert(1))",
    "[x](rb-doc:/../../x)",
    "<javascript:alert(1)> <rb:/x> <data:text/html,x>",
    "[x]\n\n[x]: javascript:alert(1)",
    "[x]: <rb:/roles/> 'y'\n\n[x]",
    '<a href="rb:/javascript:alert(1)">x</a>',
    "<a href=java&#10;script:alert(1)>x</a>",
    "<a href=' \x0bjavascript:alert(1)'>x</a>",
    '<a href="https://evil.example" ping="https://evil.example" target=_top download>x</a>',
    'href="rb:/<i>x</i>/../<a title="><img src=x onerror=alert(1)>">y</a>',
    '`href="rb:/x"` and src="rb-doc:/x"',
    "<!-- <img src=x onerror=alert(1)> -->x",
    "<!--><img src=x onerror=alert(1)>-->",
    "<!--\n--!><img src=x onerror=alert(1)>",
    "<![CDATA[<img src=x onerror=alert(1)>]]>",
    "<?php <img src=x onerror=alert(1)> ?><!DOCTYPE html>",
    "<b <script>alert(1)</script>0",
    "<a title='</a><img src=x onerror=alert(1)>'>x</a>",
    "<a name=x><a id=x><p id=x># x\n\n# x\n\n## x",
    "<table><tr><td><form><b>x<table><a href=x><tr><svg>",
    "<p><b title=1><div><i title=2><ul><a href=a.png><li>x",
    "<b><p>x</b>y</p></i></b>",
    "- <div>\n\nx</div>\n> <b>\n\n| <ul><li> | </td> |\n|-|-|\n| <b>x | </b></table> |",
    "</div></article></body></html>x",
    "</code></pre></div><script>alert(1)</script>",
    "```\n</code></pre><script>alert(1)</script>\n```",
    '```"><script>alert(1)</script>\nx\n```',
    "```python\n'</span><script>alert(1)</script>'\n```",
    '| a |\n|:-:" onclick=alert(1)|\n',
    "[^x]\n\n[^x]: <script>alert(1)</script>",
    '[^"><img src=x>]\n\n[^"><img src=x>]: y',
    '# <img src=x onerror=alert(1)> "x" <a id=y>',
    "> [!NOTE] <script>\n> x",
    "- [x]<script>alert(1)</script>\n- [x] <input>",
    "**sales-lead** <b title='**sales-lead**'>sales-lead</b>",
    "&lt;script&gt;alert(1)&lt;/script&gt; &#60;img src=x onerror=alert(1)&#62;",
    "\x00<\x00script>\ufeff\u202e\u2066<b\u200b>",
    "<\u017fcript>alert(1)</\u017fcript> <\u0130mg>",
    "{{ config }} {% include '.env' %} --8<-- '.env' ${x} #{x}",
    "<h1>x</h1>\n<h6 id=x>y</h6>\n\n# z",
    "<ol start=-1 reversed type=A><li value=99999999>x</ol>",
    "<td colspan=9999999 rowspan=2>x</td><col span=9>",
    "<time datetime='x\"onclick=y'>x</time>",
]


def test_the_table_is_long() -> None:
    assert len(SNIPPETS) >= 60


@pytest.mark.parametrize("text", SNIPPETS)
def test_hostile(text: str) -> None:
    for written in (
        text,
        f"- x\n\n  {text}",
        f"a {text} b",
        f"| a |\n|-|\n| {text} |",
        f"*{text}*",
    ):
        check(written)


def test_scripts_and_style_sheets_go_with_their_content() -> None:
    assert check("a <script>alert(1)</script> b").text == "a  b\n"
    assert check("<div>a <style>p{}</style> b</div>").text == "a  b"
    assert check("a <script> *b*").text == "a  b\n"


def test_what_follows_an_open_tag_or_comment_is_not_lost() -> None:
    for opening in (
        "<textarea>",
        "<title>",
        "<plaintext>",
        "<script>",
        "<!-- ",
        "<a title='",
        "<svg>",
    ):
        assert "kept" in check(f"x {opening} kept").text
        assert "kept" in check(f"<div>{opening}</div>\n\nkept").text


ALPHABET = [
    *"<>\"'`*_[]()!&;:=/#|~-\\\n ",
    *("```\n", "**", "](", "![", "<a href=", "<b>", "</b>", "<p>", "</p>", "<div>", "</div>"),
    *("<table>", "<tr>", "<td>", "<ul>", "<li>", "<h2 id=x>", "<script>", "</script>", "<style>"),
    *("<svg>", "<!--", "-->", "<textarea>", "<details>", "<summary>", "<img src=a.png ", "<pre>"),
    *(
        "onerror=x",
        "class=md-x",
        "id=__config",
        "<a id=z>",
        "<i id=y>",
        "javascript:",
        "rb:/x",
        '="rb:/',
        "a.png",
        "\n\n",
    ),
    *("- ", "> ", "# ", "  ", "    ", "| a | b |\n|--|--|\n", "[^1]", "\n[^1]: x\n", "- [x] "),
    *("**sales-lead**", "sales-lead", "sales' lane", "http://a.example/", "a@b.example", "é", "\0"),
]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(ALPHABET), max_size=40).map("".join))
@example("<table><b title=1><tr><td><a id=x><p>")
@example("x <a href=a.png><i id=y>[^1]</i>\n\n[^1]: note")
@example("x <a id=x><i id=y><a id=z>w")
@example("| a |\n|-|\n| <p><a id=x>__b <div> c__ |")
def test_any_mixture_of_marks(text: str) -> None:
    check(text)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=300))
def test_any_text(text: str) -> None:
    check(text)


@settings(max_examples=100, deadline=None)
@given(st.text(st.characters(codec="utf-8"), max_size=80), st.sampled_from(["**", "`", "", "# "]))
def test_any_text_between_marks(text: str, mark: str) -> None:
    check(f"{mark}{text}{mark}")
