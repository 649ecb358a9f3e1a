"""A shared list lives as long as was chosen, says to the minute until when, and is deleted then."""

from datetime import timedelta

import pytest
from django.test import Client

from groups.listings import due
from groups.management.commands.run_due import SWEEPS
from groups.models import SharedList
from tests import make
from tests.pages.conftest import NOW
from tests.shortlists.conftest import path_on

DAY = timedelta(days=1)


@pytest.mark.parametrize(("days", "lives"), [("1", 1), ("7", 7), ("90", 90), ("365", 365), ("", 30), ("9999", 30)])
def test_a_list_lives_as_long_as_was_chosen(share, days, lives):
    share(days)
    assert SharedList.objects.get().expires_at == NOW + lives * DAY


@pytest.mark.parametrize(
    ("zone", "country", "end"),
    [
        # Thirty days after 5 March, 18:00 UTC; clocks changed on 29 March, 8 March and 5 April 2026.
        ("Europe/London", "GB", "4 April 2026 19:00 (London time)"),
        ("America/Chicago", "US", "4 April 2026 1:00 pm (Chicago time)"),
        ("Pacific/Auckland", "NZ", "5 April 2026 6:00 am (Auckland time)"),
    ],
)
def test_its_end_is_told_on_the_clock_of_its_groups(client, add, zone, country, end):
    add(make.group(time_zone=zone, country=country))
    client.post("/shortlist/share/", {"days": "30"})
    page = client.get("/shortlist/").content.decode()
    assert f"Shared until {end}" in page
    assert f"works until {end}." in Client().get(path_on(page)).content.decode()


def test_a_list_can_be_read_to_its_last_second_and_not_after(share, later):
    path = share("1")
    later(DAY - timedelta(seconds=1))
    assert Client().get(path).status_code == 200
    later(DAY)
    assert Client().get(path).status_code == 404


def test_what_is_over_is_deleted_by_due_work(share):
    share("1")
    due.sweep(NOW + DAY - timedelta(seconds=1), SWEEPS)
    assert SharedList.objects.count() == 1
    assert due.sweep(NOW + DAY, SWEEPS) == []
    assert SharedList.objects.count() == 0


def test_one_that_is_over_makes_room(client, share, later):
    for _ in range(5):
        share("1")
    later(DAY)
    assert client.post("/shortlist/share/").status_code == 302
    assert client.get("/shortlist/").content.decode().count("Take it back") == 1
