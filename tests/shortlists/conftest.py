"""A browser with a shortlist: places from a short list, plain static files, and a clock that stands still."""

import pytest

from tests.pages.conftest import (  # noqa: F401 - fixtures
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
