"""What a person writes while an import is at work is neither lost nor half of each."""

from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as Late
from contextlib import suppress

import pytest
from django.db import connection

from groups import sheet
from groups.feeds import load
from groups.listings.changes import BY_CLOCK, put, recorded
from groups.models import Change, Group
from tests.feeds.conftest import NOW, row


@pytest.fixture(autouse=True)
def several_connections(transactional_db):
    if connection.vendor == "sqlite":
        pytest.skip("The tests' SQLite lives in memory, where writers fail instead of waiting for each other.")


@pytest.fixture
def during(monkeypatch):
    """Something another worker begins once an import has looked whether anything was written: during(do)."""
    with ThreadPoolExecutor(1) as pool:

        def begin(do):
            asked = []
            look = load.fingerprint

            def looked(source):
                found = look(source)
                if not asked:
                    asked.append(pool.submit(closing, do))
                    # It either is done at once, or waits until the import has ended.
                    with suppress(Late):
                        asked[0].result(timeout=1)
                return found

            monkeypatch.setattr(load, "fingerprint", looked)
            return asked

        yield begin


def closing(do):
    try:
        do()
    finally:
        connection.close()


def rename():
    with recorded(Group.objects.get(slug="wake-up").pk, "edited", BY_CLOCK, NOW) as group:
        put(group, sheet.read(group) | {"venue": "Town Hall"})


def suspend():
    with recorded(Group.objects.get(slug="wake-up").pk, "suspended", BY_CLOCK, NOW) as group:
        group.status, group.suspended_because = "suspended", "moderator"


def test_an_edit_stays(import_rows, during):
    import_rows([row()])
    asked = during(rename)
    import_rows([row(location="Other Hall", updated=None)])
    asked[0].result()
    group = Group.objects.get()
    assert (group.venue, group.hand_edited) == ("Town Hall", ["venue"])
    before, after = Change.objects.exclude(before={}).latest("pk"), sheet.snapshot(group)
    assert (before.before["venue"], before.after["venue"], after["venue"]) == ("Other Hall", "Town Hall", "Town Hall")


def test_a_listing_that_is_suspended_in_that_moment_stays_so(import_rows, during):
    import_rows([row()])
    Group.objects.update(status="suspended")  # the feed had dropped it, and now has it again
    asked = during(suspend)
    import_rows([row()])
    asked[0].result()
    assert (Group.objects.get().status, Group.objects.get().suspended_because) == ("suspended", "moderator")


def test_what_stays_as_it_is_is_not_locked(import_rows, during):
    other = row(name="Other", slug="other", day=3)
    import_rows([row(), other])
    asked = during(rename)
    import_rows([row(), other | {"location": "Other Hall"}])
    asked[0].result()
    assert Group.objects.get(slug="wake-up").venue == "Town Hall"
    assert Group.objects.get(slug="other").venue == "Other Hall"
    assert list(Change.objects.exclude(before={}).order_by("pk").values_list("action", flat=True)) == [
        "edited",
        "updated",
    ]
