"""The page of one group. Now is Thursday 5 March 2026, 18:00 in Leeds."""

from datetime import UTC, date, datetime

import pytest

from groups.models import Source
from tests import make

pytestmark = pytest.mark.django_db


def page_of(read, group):
    return read(f"/groups/{group.slug}/")


def test_a_listed_group_has_a_page(read):
    group = make.group(name="Monday Circle", description="Bring a cushion.\n\nTea afterwards.")
    page = page_of(read, group)
    assert "<h1>Monday Circle</h1>" in page
    assert "<p>Bring a cushion.</p>" in page


@pytest.mark.parametrize("status", ["submitted", "pending", "suspended", "archived"])
def test_a_group_that_is_not_listed_has_none(read, status):
    group = make.group(name="Hidden Circle", status=status)
    assert "Hidden Circle" not in read(f"/groups/{group.slug}/", status=404)


def test_the_timetable_says_every_rhythm_in_words(read):
    group = make.group(
        meetings=[
            {"weekday": 0},
            {"weekday": 1, "recurrence": "every_n_weeks", "interval_weeks": 2, "anchor_date": date(2026, 1, 6)},
            {"weekday": 4, "recurrence": "monthly", "monthly_week": -1},
            {"weekday": 5, "recurrence": "monthly", "monthly_week": 1},
            {"weekday": 6, "recurrence": "every_n_weeks", "interval_weeks": 4, "anchor_date": date(2026, 1, 4)},
        ]
    )
    page = page_of(read, group)
    for words in (
        "Every week",
        "Every 2nd week",
        "Last Friday of the month",
        "First Saturday of the month",
        "Every 4 weeks",
    ):
        assert words in page


def test_a_meeting_past_midnight_shows_both_ends(read):
    group = make.group(meetings=[{"weekday": 4, "starts_at": "23:30", "duration_minutes": 90}])
    assert "23:30 to 01:00" in page_of(read, group)


def test_what_differs_between_meetings_stands_beside_each(read):
    group = make.group(
        attendance="hybrid",
        join_link="https://meet.example.org/room",
        meetings=[
            {"weekday": 1, "attendance": "in_person", "features": ["open"]},
            {"weekday": 4, "attendance": "online", "features": ["closed"]},
        ],
    )
    page = page_of(read, group)
    assert "Every week<br>In person<br>Open" in page
    assert "Every week<br>Online<br>Closed" in page


def test_coming_dates_without_a_meeting_are_named_and_past_ones_are_not(read):
    group = make.group(meetings=[{"exceptions": ["2026-01-05", "2026-04-06", "2026-04-13"]}])
    page = page_of(read, group)
    assert "No meeting on 6 April 2026, 13 April 2026" in page
    assert "5 January 2026" not in page


def test_a_meeting_that_has_ended_for_good_stands_there_no_more(read):
    ended = {"weekday": 0, "name": "Old round", "valid_until": "2026-03-02"}
    make.group(slug="oak", meetings=[ended, {"weekday": 1, "name": "New round", "valid_until": "2026-03-10"}])
    page = read("/groups/oak/")
    assert "Old round" not in page
    assert "New round" in page


def test_directions_open_in_the_visitors_own_map(read):
    page = page_of(read, make.group())
    for start in (
        "geo:53.800000,-1.550000",
        "https://www.openstreetmap.org/",
        "https://www.google.com/maps/dir/",
        "https://maps.apple.com/",
    ):
        assert f'href="{start}' in page
    assert page.count('rel="noreferrer"') >= 4


def test_a_confidential_venue_shows_its_district_only(read):
    group = make.group(venue="Secret House", address="9 Hidden Road", postal_code="LS6 2AB", public_location="area")
    page = page_of(read, group)
    for secret in ("Secret House", "Hidden Road", "LS6 2AB", "openstreetmap", "geo:"):
        assert secret not in page
    assert "only the district is shown" in page
    assert "Leeds" in page


def test_a_rough_point_asks_the_map_for_the_street_instead(read):
    group = make.group(precision="postcode", address="1 Mill Lane", postal_code="LS6")
    assert "destination=1+Mill+Lane%2C+Leeds%2C+LS6" in page_of(read, group)


def test_joining_shows_the_host_and_tells_it_nothing(read):
    group = make.group(attendance="online", join_link="https://meet.example.org/room?pwd=1")
    page = page_of(read, group)
    assert "Join online at meet.example.org" in page
    assert 'href="https://meet.example.org/room?pwd=1" rel="noreferrer nofollow"' in page


def test_numbers_can_be_tapped(read):
    group = make.group(phone="0113 496 0123", dial_in="+1 202-555-0143 then 99#")
    page = page_of(read, group)
    assert 'href="tel:+441134960123"' in page
    assert 'href="tel:+12025550143"' in page


def test_an_example_says_so(read):
    group = make.group(source=Source.objects.create(slug="examples", is_example=True))
    assert "There is no such group." in page_of(read, group)


def test_the_philosophy_is_there_in_a_line(read):
    fellowship = make.fellowship("smart", of="secular")
    page = page_of(read, make.group(fellowship=fellowship))
    assert 'href="/philosophies/secular/"' in page
    assert 'href="/fellowships/smart/"' in page


def test_helpers_who_are_wanted_learn_what_is_asked_of_them(read):
    group = make.group(helpers_welcome=True, helpers_requirement="Twelve months in recovery.")
    assert "Twelve months in recovery." in page_of(read, group)


def test_the_page_takes_no_more_queries_with_more_meetings(client, django_assert_max_num_queries):
    meetings = [{"weekday": day, "features": ["open"], "languages": ["en"]} for day in range(7)]
    group = make.group(meetings=meetings)
    client.get(f"/groups/{group.slug}/")
    with django_assert_max_num_queries(16):
        client.get(f"/groups/{group.slug}/")


def test_somebody_elsewhere_is_told_the_next_meeting_by_their_own_clock(read):
    group = make.group(attendance="online", meetings=[{"weekday": 3, "starts_at": "21:00", "duration_minutes": 60}])
    page = read(f"/groups/{group.slug}/", zone="Australia/Adelaide")
    assert "Tonight 21:00, starts in 3 hours" in page
    assert "By your clock: Today 7:30 am, starts in 3 hours (Adelaide time)" in page


@pytest.mark.parametrize(
    ("attendance", "zone"), [("in_person", "Asia/Tokyo"), ("online", "Europe/Lisbon"), ("online", "Mars/Base")]
)
def test_no_other_clock_is_named_where_it_says_nothing_new(read, attendance, zone):
    group = make.group(attendance=attendance, meetings=[{"weekday": 3, "starts_at": "21:00"}])
    assert "By your clock" not in read(f"/groups/{group.slug}/", zone=zone)


def test_a_date_without_a_meeting_is_named_until_that_day_is_over_where_the_group_is(read, monkeypatch):
    """In Honolulu it is still Wednesday evening when Thursday begins in London."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: datetime(2026, 3, 5, 5, 0, tzinfo=UTC))
    meetings = [{"weekday": 2, "starts_at": "20:00", "exceptions": ["2026-03-04"]}]
    group = make.group(time_zone="Pacific/Honolulu", meetings=meetings)
    assert "No meeting on 4 March 2026" in page_of(read, group)
