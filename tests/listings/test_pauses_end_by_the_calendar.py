"""A pause is over when the group's own day says so, on every page and in every answer, whatever `run_due` did."""

from datetime import UTC, date, datetime

import pytest

from groups.models import Group
from tests import make

pytestmark = pytest.mark.django_db

#: The last minute of 31 March and the first of 1 April, where the group is; in California both are 1 April in UTC.
MIDNIGHTS = [
    ("Pacific/Auckland", datetime(2026, 3, 31, 10, 59, tzinfo=UTC), datetime(2026, 3, 31, 11, 0, tzinfo=UTC)),
    ("Europe/London", datetime(2026, 3, 31, 22, 59, tzinfo=UTC), datetime(2026, 3, 31, 23, 0, tzinfo=UTC)),
    ("America/Los_Angeles", datetime(2026, 4, 1, 6, 59, tzinfo=UTC), datetime(2026, 4, 1, 7, 0, tzinfo=UTC)),
]
at_each_midnight = pytest.mark.parametrize(("zone", "before", "after"), MIDNIGHTS, ids=[zone for zone, *_ in MIDNIGHTS])
WORDS = "Not meeting until"


def paused(zone, **fields):
    """A group that meets daily and is back on 1 April."""
    daily = [{"weekday": day, "starts_at": "19:00"} for day in range(7)]
    return make.group(
        **{"time_zone": zone, "inactive": True, "inactive_until": date(2026, 4, 1), "meetings": daily} | fields
    )


@pytest.fixture
def at(time_machine, client):
    """The text of an address at a moment: at(moment, address)."""

    def read(moment, address):
        time_machine.move_to(moment, tick=False)
        return client.get(address).content.decode()

    return read


@at_each_midnight
@pytest.mark.parametrize("address", ["/groups/?lat=53.8&lon=-1.55", "/groups/a-group/"])
def test_pages_and_cards_that_are_remembered_say_it_until_midnight_and_no_longer(at, zone, before, after, address):
    paused(zone, slug="a-group")
    assert WORDS in at(before, address)
    assert WORDS not in at(after, address)
    assert Group.objects.get().inactive


@at_each_midnight
def test_the_api_says_so_of_a_group(at, client, zone, before, after):
    paused(zone, slug="a-group")
    at(before, "/")
    own = client.get("/api/v1/groups/a-group").json()
    assert (own["inactive"], own["inactive_until"], own["next_meeting"]) == (True, "2026-04-01", None)
    at(after, "/")
    own = client.get("/api/v1/groups/a-group").json()
    assert (own["inactive"], own["inactive_until"]) == (False, None)
    assert own["next_meeting"]["starts_at"].startswith("2026-04-01T19:00")


@at_each_midnight
@pytest.mark.parametrize("when", ["today", "tomorrow"])
def test_a_search_by_time_finds_it_again(at, client, zone, before, after, when):
    paused(zone)
    at(before, "/")
    assert client.get("/api/v1/groups?lat=53.8&lon=-1.55&when=today").json()["total"] == 0
    at(after, "/")
    assert client.get(f"/api/v1/groups?lat=53.8&lon=-1.55&when={when}").json()["total"] == 1


@at_each_midnight
def test_it_stands_among_the_soonest_online_again(at, client, zone, before, after):
    paused(zone, attendance="online")
    at(before, "/")
    assert not client.get("/api/v1/groups?lat=53.8&lon=-1.55").json()["online"]
    at(after, "/")
    assert len(client.get("/api/v1/groups?lat=53.8&lon=-1.55").json()["online"]) == 1


@at_each_midnight
def test_a_room_that_never_closes_is_on_the_online_page_again(at, zone, before, after):
    paused(zone, name="The open room", attendance="online", always_open=True, meetings=[])
    assert "The open room" not in at(before, "/online/?zone=Europe/London")
    assert "The open room" in at(after, "/online/?zone=Europe/London")


def test_a_pause_without_an_end_goes_on(at):
    paused("Europe/London", slug="a-group", inactive_until=None)
    assert "Not meeting for now" in at(datetime(2030, 1, 1, tzinfo=UTC), "/groups/a-group/")
