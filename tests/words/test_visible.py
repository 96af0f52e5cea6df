"""What hides in a text is seen where it is shown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gowah.words.visible import shown, visible


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("killed \u202e31\u202c people", "killed ⟨RLO⟩31⟨PDF⟩ people"),
        ("\u2067انفجار\u2069", "⟨RLI⟩انفجار⟨PDI⟩"),
        ("\x1b[31mred\x07 \x9b2J\x7f", "␛[31mred␇ ⟨U+009B⟩2J␡"),
        ("K\u0430bul and \u041aabul", "K\u0430bul⟨Latin+Cyrillic⟩ and \u041aabul⟨Cyrillic+Latin⟩"),
        ("Ka\u200bbul", "Ka⟨ZWSP⟩bul"),
        ("Kabul\U000e0041\U000e0042.", "Kabul⟨U+E0041⟩."),
    ],
)
def test_what_hides_is_marked(text: str, seen: str) -> None:
    assert visible(text) == seen


@pytest.mark.parametrize(
    "text",
    [
        "Eleven people were killed.\n\nTwo\twere hurt.", "شده‌اند، ۱۳ تن\u200f در کابل", "Кабул и Афганистан", "Αθήνα, Kabul",
        "café naïve Łódź", "IS-K در ننگرهار", "5\u00a0µg",
    ],
)  # fmt: skip
def test_letters_of_every_language_stay_as_they_are(text: str) -> None:
    assert visible(text) == text


@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from("\u202e\u2066\x1b\u200baаKα\u200f"))))
def test_nothing_that_acts_is_left_and_nothing_that_is_seen_is_lost(text: str) -> None:
    seen = visible(text)
    assert not any(char in seen for char in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\x1b\x9b\r\x00\x7f")
    kept = "".join(piece.text for piece in shown(text))
    assert [char for char in text if char.isalnum()] == [char for char in kept if char.isalnum()]
    assert all(bool(piece.mark) == bool(piece.why) for piece in shown(text))
