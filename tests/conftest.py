"""What every test shares: nothing remembered from the test before, whose tables were rolled back."""

from pathlib import Path

import pytest

from groups.pages import cards, frame
from groups.search import remembered, tags, towns, vocabulary
from groups.search.nearest import density


@pytest.fixture(autouse=True)
def nothing_remembered():
    """Each test starts like a fresh process."""
    for module in (remembered, tags, towns, vocabulary, density, frame, cards):
        module.forget()


#: These start programs of ours, which read the database's address themselves.
_START_PROGRAMS = {"bench", "commands", "operations"}
#: What a browser walks from end to end, writing as it goes. The others look at pages, which the tests of pages ask of
#: both databases in a hundredth of the time.
_WALKS = {"test_journeys", "test_list_a_group", "test_my_groups", "test_ninety_seconds", "test_shortlist"}


def pytest_addoption(parser):
    parser.addoption("--other-database", action="store_true", help="only what touches a database: the rest has passed")


def pytest_collection_modifyitems(config, items):
    """The suite on a second database leaves out what would only do the same once more."""
    if not config.getoption("--other-database"):
        return
    kept = [item for item in items if _touches_the_database(item)]
    config.hook.pytest_deselected(items=list(set(items) - set(kept)))
    items[:] = kept


def _touches_the_database(item):
    if item.get_closest_marker("browser"):
        return item.path.stem in _WALKS
    fixtures = {"db", "transactional_db", "live_server"}.intersection(item.fixturenames)
    room = Path(item.path).relative_to(Path(__file__).parent).parts[0]
    return bool(fixtures) or item.get_closest_marker("django_db") is not None or room in _START_PROGRAMS
