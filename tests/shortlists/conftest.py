"""A browser with a shortlist: places from a short list, plain static files, and a clock that stands still."""

import re

import pytest
from django.utils import timezone

from tests import make
from tests.pages.conftest import (  # noqa: F401 - fixtures
    NOW,
    help_line,
    no_cards_remembered,
    places,
    plain_static_files,
    read,
    still_clock,
)


@pytest.fixture
def add(db, client):
    """Presses "Add to my list" for these groups, as a browser without script: add(group, …) -> the last answer."""

    def press(*groups, **headers):
        for group in groups:
            response = client.post("/shortlist/add/", {"group": group.pk}, headers=headers)
        return response

    return press


@pytest.fixture
def two(db):
    return [make.group(name=name, phone="+44 113 496 0000") for name in ("Oak", "Elm")]


@pytest.fixture
def share(client, add, two):
    """Puts both groups on the list, with a note on the first, and shares it: share(days) -> the path of its page."""

    def press(days="30"):
        add(*two)
        answer = client.post("/shortlist/share/", {"days": days, f"note-{two[0].pk}": "side door"})
        assert answer.status_code == 302
        return path_on(client.get("/shortlist/").content.decode())

    return press


@pytest.fixture
def later(monkeypatch):
    def move(by):
        monkeypatch.setattr(timezone, "now", lambda: NOW + by)

    return move


def path_on(page):
    """The path of the last list that is said to be shared."""
    return re.findall(r'href="(/shared/[^/"]+/)">Open it', page)[-1]
