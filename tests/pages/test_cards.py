"""A card: a group in a few lines. Now is Thursday 5 March 2026, 18:00 in Leeds."""

from datetime import UTC, date, datetime

import pytest

from groups.models import Source
from tests import make

pytestmark = pytest.mark.django_db


def card(read, **parameters):
    return read("/groups/", near="Leeds", **parameters)


def test_a_meeting_later_today_says_how_long_to_wait(read):
    make.group(meetings=[{"weekday": 3, "starts_at": "20:00"}])
    assert "Tonight 20:00, starts in 2 hours" in card(read)


def test_a_meeting_that_is_on_says_until_when(read):
    make.group(meetings=[{"weekday": 3, "starts_at": "17:30", "duration_minutes": 90}])
    assert "On now until 19:00" in card(read)


def test_a_meeting_tomorrow_and_one_next_week_are_said_as_people_do(read):
    make.group(meetings=[{"weekday": 4, "starts_at": "19:30"}])
    make.group(meetings=[{"weekday": 1, "starts_at": "19:30"}])
    page = card(read)
    assert "Tomorrow 19:30" in page
    assert "Tuesday 10 March, 19:30" in page


def test_americans_read_am_and_pm(read):
    make.group(country="US", meetings=[{"weekday": 4, "starts_at": "19:30"}])
    assert "Tomorrow 7:30 pm" in card(read)


def test_an_online_group_meets_on_the_clock_of_the_place_searched_for(read):
    make.group(attendance="online", time_zone="America/New_York", meetings=[{"weekday": 3, "starts_at": "14:00"}])
    assert "Tonight 19:00, starts in 1 hour" in card(read)


def test_without_a_place_the_clock_of_an_online_group_is_named(read):
    make.group(attendance="online", time_zone="America/New_York", meetings=[{"weekday": 3, "starts_at": "14:00"}])
    assert "Today 14:00, starts in 1 hour (New York time)" in read("/groups/")


def test_a_card_says_how_far_where_and_how(read):
    make.group(name="Hall", venue="Mill Hall", address="1 Mill Lane", latitude=53.9, features=["women", "step-free"])
    page = card(read)
    for fact in ("6.9 miles", "In person", "Mill Hall, 1 Mill Lane, Leeds", "Women", "Step-Free"):
        assert fact in page


def test_a_confidential_venue_is_about_so_far_and_has_no_address(read):
    make.group(venue="Secret House", address="9 Hidden Road", public_location="area", latitude=53.9)
    page = card(read)
    assert "about 6.9 miles" in page
    assert "Secret House" not in page
    assert "Hidden Road" not in page


def test_a_cafe_shows_when_it_is_open(read):
    make.group(meetings=[], kind="cafe", opening_hours="Tuesday to Friday 10 to 4")
    page = card(read)
    assert "Open: Tuesday to Friday 10 to 4" in page
    assert "Recovery café or community space" in page


def test_one_to_one_support_shows_the_area_it_serves(read):
    make.group(
        meetings=[],
        kind="one_to_one",
        by_appointment=True,
        locality="",
        area_served="West Yorkshire",
        latitude=53.8,
    )
    page = card(read)
    assert "By appointment" in page
    assert "Serves West Yorkshire" in page


def test_an_online_community_is_open_day_and_night(read):
    make.group(meetings=[], kind="online_community", attendance="online", always_open=True)
    assert "Open day and night" in card(read)


def test_a_paused_group_says_until_when(read):
    make.group(inactive=True, inactive_until=date(2026, 5, 1))
    assert "Not meeting until 1 May 2026" in card(read)


def test_freshness_says_who_and_when(read):
    make.group(confirmed_at=datetime(2026, 3, 3, 12, tzinfo=UTC), confirmed_by="organiser")
    make.group()
    page = card(read)
    assert "Confirmed by the organiser, 3 March 2026" in page
    assert "Nobody has confirmed this yet" in page


def test_an_example_is_marked(read):
    make.group(source=Source.objects.create(slug="examples", is_example=True))
    assert '<span class="tag example">Example</span>' in card(read)


def test_a_changed_name_shows_at_once(read):
    group = make.group(name="Old Name")
    assert "Old Name" in card(read)
    group.name = "New Name"
    group.save()
    make.entries.rebuild([group.pk])
    assert "Old Name" not in card(read)


def test_what_a_listing_says_is_never_markup(read):
    make.group(name="<img src=x onerror=alert(1)>", venue="<b>x</b>")
    page = card(read)
    assert "<img" not in page
    assert "<b>x" not in page
