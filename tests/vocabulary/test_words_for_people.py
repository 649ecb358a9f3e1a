"""Every shipped sentence speaks of people first, and every link is safe to follow."""

import re
from collections.abc import Iterator

import pytest

FILES = ("philosophies", "fellowships", "features", "languages", "helplines", "examples")
STIGMATISING = re.compile(
    r"\b(addicts?|alcoholics?|drunks|drunkards?|junkies?|users?|abusers?|(substance|drug) abuse|"
    r"clean|dirty)\b",
    re.IGNORECASE,
)
# Official names of organisations and books, which are not ours to change.
OFFICIAL = re.compile(
    r"(Drug|Sex|Sex and Love|Internet and Technology|Food) Addicts( in Recovery)? Anonymous|"
    r"(International Doctors|Gays and Lesbians) in Alcoholics Anonymous|Alcoholics (Anonymous|Victorious)|"
    r"Adult Children of Alcoholics|Campaign Against Alcohol and Drug Abuse"
)


def texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner)


@pytest.mark.parametrize("file", FILES)
def test_no_sentence_puts_a_label_on_people(file, request):
    sentences = (OFFICIAL.sub("", text) for text in texts(request.getfixturevalue(file)))
    prose = [text for text in sentences if not text.startswith("https://") and "@" not in text and " " in text]
    assert [text for text in prose if STIGMATISING.search(text)] == []


@pytest.mark.parametrize("file", FILES)
def test_every_link_is_https(file, request):
    links = [text for text in texts(request.getfixturevalue(file)) if "://" in text]
    assert [link for link in links if not re.fullmatch(r"https://[\w.-]+\.[a-z]+(/\S*)?", link)] == []


@pytest.mark.parametrize("file", FILES)
def test_texts_are_plain_without_markup_or_stray_space(file, request):
    for text in texts(request.getfixturevalue(file)):
        assert text == text.strip()
        assert not re.search(r"<[a-z/]|&[a-z]+;|  |\n\n\n", text), text
