"""A shared list can be read to the end of the day that it names, wherever on earth, and is deleted then."""

import re
from datetime import datetime, time, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from groups.listings import due
from groups.management.commands.run_due import SWEEPS
from groups.models import SharedList
from groups.pages.when import long_date
from groups.shortlists import sharing
from tests.pages.conftest import NOW

DAY = timedelta(days=1)


@pytest.mark.parametrize(("days", "lives"), [("1", 1), ("7", 7), ("90", 90), ("365", 365), ("", 30), ("9999", 30)])
def test_a_list_lives_to_the_end_of_the_day_that_was_chosen(share, days, lives):
    page = Client().get(share(days)).content.decode()
    assert f"works until {long_date(NOW + lives * DAY)}." in page


@pytest.mark.parametrize("days", [1, 365])
@pytest.mark.parametrize("hour", [0, 6, 12, 23])
def test_the_day_named_is_over_everywhere_on_earth_when_a_list_ends(share, later, days, hour):
    later(made := timedelta(hours=hour - NOW.hour))
    named = re.search(r"works until ([^.]*)\.", Client().get(share(str(days))).content.decode())[1]
    # Baker Island is the last place on earth where a day ends.
    over = datetime.combine(sharing.last_day(SharedList.objects.get()) + DAY, time(), timezone.get_fixed_timezone(-720))
    assert named == long_date(over - DAY)
    assert SharedList.objects.get().expires_at == over
    assert days - 1 <= ((over - DAY).date() - (NOW + made).date()).days <= days


@pytest.fixture
def one_day(share):
    """The path of a list that is shared for a day, and how long it lives from now on."""
    path = share("1")
    return path, SharedList.objects.get().expires_at - NOW


def test_a_list_can_be_read_to_its_last_second_and_not_after(one_day, later):
    path, lives = one_day
    later(lives - timedelta(seconds=1))
    assert Client().get(path).status_code == 200
    later(lives)
    assert Client().get(path).status_code == 404


def test_what_is_over_is_deleted_by_due_work(one_day):
    end = NOW + one_day[1]
    due.sweep(end - timedelta(seconds=1), SWEEPS)
    assert SharedList.objects.count() == 1
    assert due.sweep(end, SWEEPS) == []
    assert SharedList.objects.count() == 0


def test_one_that_is_over_makes_room(client, share, later):
    for _ in range(5):
        share("1")
    later(2 * DAY)
    assert client.post("/shortlist/share/").status_code == 302
    assert client.get("/shortlist/").content.decode().count("Take it back") == 1
