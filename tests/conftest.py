"""What every test shares: nothing remembered from the test before, whose tables were rolled back."""

import pytest

from groups.pages import cards, frame
from groups.search import remembered, tags, towns, vocabulary
from groups.search.nearest import density


@pytest.fixture(autouse=True)
def nothing_remembered():
    """Each test starts like a fresh process."""
    for module in (remembered, tags, towns, vocabulary, density, frame, cards):
        module.forget()
