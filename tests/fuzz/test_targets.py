"""Real sources with pieces cut out, doubled or put in; and everything that the fuzzer has kept."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.fuzz.seeds import kept, seeds
from tests.fuzz.targets import TARGETS

JUNK = st.one_of(
    st.text(max_size=8).map(lambda text: text.encode("utf-8", "replace")),
    st.binary(max_size=4),
    st.sampled_from(
        [
            *(b"\n", b"\r", b"\0", b"\t", b"---\n", b"```", b"**", b"`", b"[[", b"{#", b"- "),
            *(b"# ", b"&a *a", b"!!x", b"<!--", b"<b>", b"](", b"\\", b'"', b"'", b": ", b"? "),
            *(b"\xe2\x80\xa8", b"\xef\xbb\xbf", b"\xc2\x85", b"| ", b"null"),
            *(b"(" * 50, b"[" * 50, b"> " * 50),
        ]
    ),
)


@st.composite
def spoilt(draw: st.DrawFn, originals: list[bytes]) -> bytes:
    """A source with a few pieces cut out, doubled or put in; or any bytes at all."""
    if draw(st.integers(0, 4)) == 0:
        return draw(st.binary(max_size=80))
    data = draw(st.sampled_from(originals))[:4000]
    for _ in range(draw(st.integers(1, 4))):
        start, end = sorted(draw(st.tuples(*[st.integers(0, len(data))] * 2)))
        end = min(end, start + 30)
        data = data[:start] + draw(JUNK) * draw(st.integers(1, 2)) + data[end:]
    return data


@pytest.mark.parametrize("name", TARGETS)
def test_spoilt_sources_give_findings(name: str) -> None:
    slow = name.endswith("-page")

    @settings(max_examples=10 if slow else 30, suppress_health_check=[HealthCheck.too_slow])
    @given(spoilt([*seeds(name), *kept(name)]))
    def bears(data: bytes) -> None:
        TARGETS[name](data)

    bears()


@pytest.mark.parametrize("name", TARGETS)
def test_what_the_fuzzer_kept_gives_findings(name: str) -> None:
    for data in kept(name):
        TARGETS[name](data)
