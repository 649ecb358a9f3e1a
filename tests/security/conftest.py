"""The cast of the listings, the fixtures of the pages, a clock that stands still, and browsers that have come in."""

import pytest
import time_machine
from django.test import Client

from tests.listings.conftest import *  # noqa: F403
from tests.listings.visiting import come_in
from tests.pages.conftest import help_line, no_cards_remembered, places, plain_static_files  # noqa: F401


@pytest.fixture
def clock(now):
    with time_machine.travel(now, tick=False) as moved:
        yield moved


@pytest.fixture
def olga(organiser, now, clock):
    """The organiser's browser, in which a form without its token is refused as in a real one."""
    return come_in(organiser, now)


@pytest.fixture
def desk(moderator, clock):
    """A moderator's browser."""
    client = Client()
    client.force_login(moderator)
    return client
