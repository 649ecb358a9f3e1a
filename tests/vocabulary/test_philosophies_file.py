"""Each philosophy is explained well enough for somebody who has never heard of it."""

import re

COMPARED = {"belief", "abstinence", "method", "sponsor", "cost", "who_leads", "online"}
SHAPE = {"slug", "name", "summary", "description", "read_more"} | COMPARED
# Words that take a side between ways of recovering.
TAKES_A_SIDE = re.compile(r"\b(best|better|worse|only|must|should|proven|real|true|right|wrong)\b", re.IGNORECASE)


def test_there_are_at_least_ten_each_with_the_same_keys(philosophies):
    assert len(philosophies) >= 10
    assert all(set(row) == SHAPE for row in philosophies)


def test_no_two_share_a_slug_or_a_name(philosophies):
    assert len({row["slug"] for row in philosophies}) == len(philosophies)
    assert len({row["name"] for row in philosophies}) == len(philosophies)


def test_each_is_explained_in_60_to_120_words(philosophies):
    lengths = {row["slug"]: len(row["description"].split()) for row in philosophies}
    assert {slug: count for slug, count in lengths.items() if not 60 <= count <= 120} == {}


def test_each_says_whom_it_suits_and_what_it_asks_of_you(philosophies):
    assert [row["slug"] for row in philosophies if " suits " not in row["description"]] == []
    asks = (" asks ", " ask ")
    assert [row["slug"] for row in philosophies if not any(a in row["description"] for a in asks)] == []


def test_each_fits_on_a_card_in_one_line(philosophies):
    assert all(0 < len(row["summary"]) <= 140 and "\n" not in row["summary"] for row in philosophies)


def test_each_says_where_to_read_more(philosophies):
    for row in philosophies:
        assert row["read_more"]
        assert all(set(link) == {"label", "url"} for link in row["read_more"])


def test_sentences_are_short_enough_to_read_with_ease(philosophies):
    for row in philosophies:
        text = row["description"].replace("?", ".").replace(":", ".")
        sentences = [sentence.split() for sentence in text.split(".") if sentence.strip()]
        assert sum(map(len, sentences)) / len(sentences) <= 20, row["slug"]
        assert max(map(len, sentences)) <= 35, row["slug"]


def test_what_is_compared_is_said_of_each_in_whole_sentences_short_enough_for_a_cell(philosophies):
    for row in philosophies:
        for column in COMPARED:
            assert 0 < len(row[column]) <= 120, (row["slug"], column)
            assert row[column][0].isupper(), (row["slug"], column)
            assert row[column].endswith("."), (row["slug"], column)


def test_what_is_compared_reads_with_ease(philosophies):
    for row in philosophies:
        for column in COMPARED:
            sentences = re.split(r"[.:;] ?", row[column])
            assert max(len(sentence.split()) for sentence in sentences) <= 18, (row["slug"], column)


def test_the_comparison_takes_no_side(philosophies):
    cells = {(row["slug"], column): row[column] for row in philosophies for column in COMPARED}
    assert {where: text for where, text in cells.items() if TAKES_A_SIDE.search(text)} == {}
