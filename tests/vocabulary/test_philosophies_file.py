"""Each philosophy is explained well enough for somebody who has never heard of it."""

SHAPE = {"slug", "name", "summary", "description", "read_more"}


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
