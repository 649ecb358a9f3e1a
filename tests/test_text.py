"""Folding makes what people type and what listings say comparable."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groups.text import fold


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Café Überfluß", "cafe uberfluss"),
        ("Women's Group", "womens group"),
        ("Al-Anon", "al anon"),
        ("12-Step  (Open)", "12 step open"),
        ("Łódź, Smørrebrød", "lodz smorrebrod"),
        ("МОСКВА", "москва"),
        ("Recovery™", "recoverytm"),
        ("…", ""),
    ],
)
def test_accents_case_and_punctuation_do_not_matter(text, folded):
    assert fold(text) == folded


@given(st.text())
def test_only_letters_digits_and_single_spaces_remain(text):
    folded = fold(text)
    assert folded == " ".join(folded.split())
    assert all(unicodedata.category(letter)[0] in "LN" for letter in folded if letter != " ")


@given(st.text())
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)
