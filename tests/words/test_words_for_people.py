"""Nothing that we say ourselves calls a person by their problem. The words are the tables of docs/words.md."""

import re

import pytest

from bench import own_words

# Official names of organisations and books, which are not ours to change.
OFFICIAL = re.compile(
    r"(Drug|Sex|Sex and Love|Internet and Technology|Food) Addicts( in Recovery)? Anonymous|"
    r"(International Doctors|Gays and Lesbians) in Alcoholics Anonymous|Alcoholics (Anonymous|Victorious)|"
    r"Adult Children of Alcoholics|Campaign Against Alcohol and Drug Abuse"
)
LIST = own_words.ROOT / "docs" / "words.md"


def never(heading):
    """The pattern of the words in the first column of the table under a heading of docs/words.md."""
    table = LIST.read_text(encoding="utf-8").partition(f"{heading}\n\n| never |")[2].partition("\n\n")[0]
    cells = re.findall(r"^\| ([^|]+) \|", table, re.MULTILINE)
    phrases = [phrase for cell in cells for phrase in cell.split(" · ")]
    return re.compile(rf"\b({'|'.join(map(re.escape, phrases))})s?\b", re.IGNORECASE)


EVERYWHERE = never("In everything:")
FOR_VISITORS = never("In what visitors read (elsewhere these words mean something else):")


def found(pattern, texts):
    plain = ((said.where, OFFICIAL.sub("", said.text)) for said in texts)
    return [(where, match.group(), text[:80]) for where, text in plain if (match := pattern.search(text))]


@pytest.mark.parametrize(
    "text",
    [
        "He is an addict.",
        "Two Alcoholics met",
        "substance abuse",
        "She suffers from it",
        "a sufferer",
        "Back to square one",
    ],
)
def test_the_list_is_read_and_finds_labels(text):
    assert EVERYWHERE.search(text)


@pytest.mark.parametrize("text", ["ten years clean", "Drug users", "a relapse"])
def test_the_list_for_visitors_is_read_too(text):
    assert FOR_VISITORS.search(text)


@pytest.mark.parametrize(
    "text", ["a person with an addiction", "addictive", "drunk on that day", "a clearing", "cleaner"]
)
def test_words_of_people_first_pass(text):
    assert not EVERYWHERE.search(text)
    assert not FOR_VISITORS.search(text)


@pytest.mark.parametrize("pattern", [EVERYWHERE, FOR_VISITORS], ids=["in everything", "for visitors"])
@pytest.mark.parametrize("source", ["of_templates", "of_python", "of_vocabulary"])
def test_no_text_for_visitors_puts_a_label_on_people(source, pattern):
    texts = list(getattr(own_words, source)())
    assert len(texts) > 100
    assert found(pattern, texts) == []


def test_no_document_puts_a_label_on_people():
    documents = [said for said in own_words.of_documents() if said.where != LIST.name]
    assert len(documents) >= 8
    assert found(EVERYWHERE, documents) == []
