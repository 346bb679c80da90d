from __future__ import annotations

import time

from hypothesis import given
from hypothesis import strategies as st

from rolebook.pages.links.anchors import unique_anchors


@given(st.lists(st.sampled_from(["a", "b", "a.2", "a.2.2", "a.3"])))
def test_each_key_has_an_anchor_of_its_own(keys: list[str]) -> None:
    anchors = unique_anchors("m", keys)
    assert len(anchors) == len(keys)
    assert len(set(anchors)) == len(keys)


def test_the_second_of_two_equal_keys_is_numbered() -> None:
    assert unique_anchors("m", ["a", "b", "a", "a"]) == ("m-a", "m-b", "m-a.2", "m-a.3")


def test_a_list_of_one_key_takes_no_longer_for_each() -> None:
    began = time.process_time()
    assert len(unique_anchors("m", ["a"] * 100_000)) == 100_000
    assert time.process_time() - began < 5
