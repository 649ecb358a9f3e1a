"""Our pages and the vocabulary are read at about ten years of age: no text is far harder (docs/words.md)."""

import pytest

from bench import own_words, words

#: Summaries of one line, full of names.
NAMES = {"fellowships": 8.5}


def test_the_measure_is_the_flesch_kincaid_grade():
    # 10 words, 2 sentences, 12 syllables: 0.39 × 5 + 11.8 × 1.2 − 15.59 = 0.52.
    assert words.reading_of("", "The cat sat on the table. It was very warm.").grade == pytest.approx(0.52, abs=0.01)


def test_every_page_with_text_of_its_own_is_measured():
    measured = {reading.where for reading in words.of_pages()}
    pages = ("home", "peer_support", "first_meeting", "help_others", "for_counsellors", "contact", "privacy", "about")
    for page in pages:
        assert f"pages/{page}.html" in measured
    assert "the program" in measured


def test_no_page_is_far_too_hard():
    assert [reading for reading in words.of_pages() if reading.grade > words.FAR_ABOVE] == []


def test_no_text_of_the_vocabulary_is_far_too_hard():
    found = words.of_vocabulary()
    assert len(found) > 15
    assert [r for r in found if r.grade > NAMES.get(r.where, words.FAR_ABOVE)] == []


def test_labels_and_headings_are_no_sentences():
    assert own_words.running_text(["Tell us", "We read it.", "%(count)s groups near you."]) == (
        "We read it. Leeds groups near you."
    )


def test_every_text_of_a_template_can_be_translated():
    loose = {name: own_words.literal_text_of(name) for name in own_words.templates()}
    assert {name: text for name, text in loose.items() if any(letter.isalpha() for letter in text)} == {}


def test_the_report_names_every_text_and_its_grade(capsys):
    words.main()
    printed = capsys.readouterr().out
    assert "pages/peer_support.html" in printed
    assert "philosophies: 12-step" in printed
