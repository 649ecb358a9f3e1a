"""Every shipped text is plain, and every link is safe to follow."""

import re
from collections.abc import Iterator

import pytest

FILES = ("philosophies", "fellowships", "features", "languages", "helplines", "practical", "examples")


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
def test_every_link_is_https(file, request):
    links = [text for text in texts(request.getfixturevalue(file)) if "://" in text]
    assert [link for link in links if not re.fullmatch(r"https://[\w.-]+\.[a-z]+(/\S*)?", link)] == []


@pytest.mark.parametrize("file", FILES)
def test_texts_are_plain_without_markup_or_stray_space(file, request):
    for text in texts(request.getfixturevalue(file)):
        assert text == text.strip()
        assert not re.search(r"<[a-z/]|&[a-z]+;|  |\n\n\n", text), text
