"""How wide a terminal shows a text, so that carets stand under what they are about."""

from __future__ import annotations

import pytest

from rolebook.text.columns import columns


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("", 0),
        ("closer", 6),
        ("é", 1),
        ("e\u0301", 1),
        ("営業部長", 8),
        ("ｄｏｔ", 6),
        ("한국어", 6),
        ("สวัสดี", 4),  # marks above and below stand on their letters
        ("हिन्दी", 5),  # two of its three signs have a column of their own
        ("📞", 2),
        ("⬆", 1),
        ("⬆\ufe0f", 2),  # as an emoji
        ("1\ufe0f\u20e3", 2),
        ("👍🏽", 2),
        ("👩\u200d👩\u200d👧", 2),
        ("👩\u200d❤\ufe0f\u200d👨", 2),
        ("🇮🇹", 2),
        ("👩\u200d👧 a", 4),
    ],
)
def test_columns(text: str, width: int) -> None:
    assert columns(text) == width
