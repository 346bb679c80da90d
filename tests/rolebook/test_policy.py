from __future__ import annotations

import base64
import hashlib
from pathlib import Path

from rolebook.hosting.content_security import needs_of, policy


def sha(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def site(folder: Path, html: str) -> Path:
    (folder / "a").mkdir()
    (folder / "a" / "index.html").write_bytes(html.encode())
    return folder


def test_inline_scripts_and_styles_are_allowed_by_their_hashes(tmp_path: Path) -> None:
    html = "<SCRIPT>a < b && 'é'\r\n</SCRIPT><script src=x.js></script><style>p{}</style>"
    line = policy(needs_of(site(tmp_path, html)))
    script = sha("a < b && 'é'\n")
    assert f"script-src 'self' {script};" in line
    assert f"style-src 'self' {sha('p{}')};" in line


def test_data_is_no_script(tmp_path: Path) -> None:
    html = '<script id=__config type="application/json">{}</script><script type=text/x>y</script>'
    assert "script-src 'self';" in policy(needs_of(site(tmp_path, html)))


def test_style_attributes_need_a_word_more(tmp_path: Path) -> None:
    line = policy(needs_of(site(tmp_path, '<td style="text-align: right; /* &amp; */">')))
    assert f"style-src 'self' 'unsafe-hashes' {sha('text-align: right; /* & */')};" in line


def test_pictures_that_the_owner_allowed_come_from_their_host(tmp_path: Path) -> None:
    needs = needs_of(site(tmp_path, '<img src="https://img.example/a.png">'))
    assert "img-src 'self' data: https://img.example;" in policy(needs)
    assert not needs.blocked


def test_what_it_blocks_is_named(tmp_path: Path) -> None:
    html = (
        '<img src="//evil.example/x.png" onerror=x><link rel=canonical href="https://ours.example">'
        '<link rel=stylesheet href="https://fonts.example/a.css"><a href="https://b.example">b</a>'
    )
    assert sorted(needs_of(site(tmp_path, html)).blocked) == [
        "a/index.html: <img> from //evil.example/x.png",
        "a/index.html: <link> from https://fonts.example/a.css",
        "a/index.html: `onerror` of <img>",
    ]
