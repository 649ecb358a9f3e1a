"""Junk, and everything else that is no place, finds nothing and raises nothing."""

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

JUNK = [
    "", " ", "\u200b\u202e\u200f", "😀🏠🍀", "asdfgh", "qwertyuiop zxcvbnm", "+44 20 7946 0958", "020 7946 0958",
    "(212) 555-0123", "555-1234", "Hogwarts School of Witchcraft", "<script>alert(1)</script>",
    "Leeds'; DROP TABLE place;--",
    "{{ 7*7 }}", "someone@example.org", "https://example.org/leeds", "www.example.org", "\x00\x01", "%00", "near me",
    "leeds " * 60, "91, 0", "12.5, 181", "0", "12 34", '"', "()", "…",
]  # fmt: skip


@pytest.mark.parametrize("typed", JUNK)
@pytest.mark.parametrize("country", ["", "GB"])
def test_junk_finds_nothing(small, typed, country):
    assert small.find(typed, country) == []


@pytest.mark.parametrize("typed", JUNK)
@pytest.mark.parametrize("country", ["", "GB", "US"])
def test_junk_finds_nothing_in_the_whole_world(full, typed, country):
    assert full.find(typed, country) == []


WORDS_OF_NEED = [
    "help me please", "I need help", "AA meeting near me", "my house", "nowhere", "hello", "women only", "tonight",
    "alcohol", "online", "lol",
]  # fmt: skip


@pytest.mark.parametrize("typed", WORDS_OF_NEED)
@pytest.mark.parametrize("country", ["", "GB", "US"])
def test_words_that_say_what_is_needed_and_not_where_find_nothing(full, typed, country):
    assert full.find(typed, country) == []


@given(st.text(max_size=400), st.sampled_from(["", "GB", "us", "zz", "🙂"]))
@hypothesis_settings(deadline=None, max_examples=300)
def test_any_text_gives_places_on_the_earth_and_never_an_error(small, typed, country):
    for place in small.find(typed, country) + small.complete(typed, country):
        assert -90 <= place.latitude <= 90
        assert -180 <= place.longitude <= 180


WORDS = st.sampled_from(
    ["leeds", "LS6 2AB", "12", "-", ",", "St.", "paris", "TX", "90210", "53.8", "°", "N", "'", "é", "."]
)


@given(st.lists(WORDS, max_size=8).map(" ".join))
@hypothesis_settings(deadline=None, max_examples=300)
def test_any_mixture_of_places_codes_and_numbers_is_survived(small, typed):
    assert all(place.label for place in small.find(typed))
