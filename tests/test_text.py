"""Folding makes what people type and what listings say comparable; what is shown holds nothing that cannot be seen."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groups.text import fold, printable, quoted

# Unicode 14, Default_Ignorable_Code_Point, but for joiners and the selectors of a letter's or an emoji's form;
# then the marks around notes between the lines.
UNSEEN = {
    *(0x00AD, 0x034F, 0x061C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x200B, 0x200E, 0x200F, 0x3164, 0xFEFF, 0xFFA0),
    *range(0x202A, 0x202F),
    *range(0x2060, 0x2070),
    *range(0x1BCA0, 0x1BCA4),
    *range(0x1D173, 0x1D17B),
    *range(0xE0000, 0xE0080),
    *range(0xFFF9, 0xFFFC),
}


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


@pytest.mark.parametrize(
    "text",
    [
        "Plain, with tabs\tand\nlines",
        "Café Ñandú Łódź",
        "می\u200cخواهم",
        "क्\u200dष",
        "👩\u200d👩\u200d👧 👍🏽 ❤\ufe0f\u200d🔥 1\ufe0f\u20e3",
        "葛\U000e0100城",
        "\u0600١٢ \u06dd",
    ],
)
def test_what_scripts_and_emoji_need_is_kept(text):
    assert printable(text) == unicodedata.normalize("NFC", text)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("one\r\ntwo\rthree\u2028four\u2029five", "one\ntwo\nthree\nfour\nfive"),
        ("\ufeffNo\u200b wi\u00addth\u2060 \U000e0041", "No width "),
        ("Left \u202eright\u2066 on\u200f", "Left right on"),
        ("bell\x07, NUL\0, half \ud83d, ours \ue000, nobody's \U000effff", "bell, NUL, half , ours , nobody's "),
        ("anna\u200c@\u200dexample.org", "anna@example.org"),
        ("\u200d\u200d", ""),
        ("می\u200c\u200cخ", "می\u200cخ"),
        ("Cafe\u0301 e\u200b\u0301", "Café é"),
    ],
)
def test_what_cannot_be_seen_is_left_out(text, shown):
    assert printable(text) == shown


@given(st.text(st.characters() | st.sampled_from([*map(chr, UNSEEN), "\u200c", "\u200d", "\ufe0f", "\r"])))
def test_whatever_comes_is_fit_to_show(text):
    shown = printable(text)
    assert not UNSEEN & {*map(ord, shown)}
    assert {unicodedata.category(one) for one in shown if one not in "\n\t"}.isdisjoint(
        {"Cc", "Cs", "Co", "Cn", "Zl", "Zp"}
    )
    assert unicodedata.is_normalized("NFC", shown)
    assert printable(shown) == shown


@given(st.text(st.characters(categories=["L", "N", "P", "S", "Zs"], exclude_characters=[*map(chr, UNSEEN)])))
def test_all_that_can_be_seen_is_kept(text):
    assert printable(text) == unicodedata.normalize("NFC", text)


def test_what_a_sentence_repeats_is_short_and_on_one_line():
    assert quoted("one\n\u202etwo\x1b  می\u200cخ") == "one two می\u200cخ"
    assert quoted("word " * 20, 10) == "word word…"
