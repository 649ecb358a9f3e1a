"""Small words: distances, clocks, zones."""

from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

import pytest

from groups.pages.distance import distance_in_words, radius_in_words
from groups.pages.when import clock, next_in_words, times_in_words, zone_in_words
from groups.schedule import Occurrence


@pytest.mark.parametrize(
    ("km", "unit", "words"),
    [
        (0.0, "mi", "0.1 miles"),
        (1.609344, "mi", "1 mile"),
        (5.0, "mi", "3.1 miles"),
        (16.09344, "mi", "10 miles"),
        (1931.2, "mi", "1,200 miles"),
        (0.0, "km", "100 m"),
        (0.449, "km", "400 m"),
        (0.96, "km", "1 km"),
        (9.96, "km", "10 km"),
        (12.4, "km", "12 km"),
    ],
)
def test_distances(km, unit, words):
    assert distance_in_words(km, unit) == words


def test_a_rough_point_is_about_so_far():
    assert distance_in_words(5.0, "km", rough=True) == "about 5 km"


@pytest.mark.parametrize(
    ("km", "unit", "words"), [(40.2336, "mi", "25 miles"), (40, "km", "40 km"), (0.5, "km", "0.5 km")]
)
def test_radii(km, unit, words):
    assert radius_in_words(km, unit) == words


@pytest.mark.parametrize(
    ("at", "country", "words"),
    [
        (time(19), "GB", "19:00"),
        (time(0, 5), "US", "12:05 am"),
        (time(12), "US", "12:00 pm"),
        (time(7, 30), "", "07:30"),
    ],
)
def test_clocks(at, country, words):
    assert clock(at, country) == words


def test_zones_are_named_by_their_city():
    assert zone_in_words("America/Argentina/Buenos_Aires") == "Buenos Aires time"
    assert zone_in_words("UTC") == "UTC"
    assert zone_in_words("Etc/GMT") == "GMT"


def test_today_is_the_day_where_the_meeting_is():
    auckland = ZoneInfo("Pacific/Auckland")
    now = datetime(2026, 3, 5, 11, 30, tzinfo=UTC)  # 00:30 on the 6th in Auckland
    starts_at = datetime(2026, 3, 6, 19, 0, tzinfo=auckland)
    next_ = Occurrence(starts_at, datetime(2026, 3, 6, 20, 0, tzinfo=auckland))
    assert next_in_words(next_, now, "GB") == "Tonight 19:00"


LONDON = ZoneInfo("Europe/London")


@pytest.mark.parametrize(
    ("now", "start", "words"),
    [
        ((5, 18, 0), (5, 18, 12), "Starts in 12 minutes, at 18:12"),
        ((5, 18, 0), (5, 18, 1), "Starts in 1 minute, at 18:01"),
        ((5, 9, 0), (5, 14, 0), "Today 14:00, starts in 5 hours"),
        ((5, 9, 0), (5, 20, 0), "Tonight 20:00"),
        ((5, 18, 0), (5, 20, 0), "Tonight 20:00, starts in 2 hours"),
        ((5, 22, 0), (6, 0, 30), "Tonight after midnight, 00:30 (Friday)"),
        ((5, 23, 45), (6, 0, 30), "Starts in 45 minutes, at 00:30"),
        ((6, 0, 10), (6, 2, 30), "Today 02:30, starts in 2 hours"),
        ((5, 12, 0), (6, 0, 30), "Tomorrow 00:30"),
        ((5, 12, 0), (6, 19, 0), "Tomorrow 19:00"),
        ((5, 12, 0), (9, 19, 0), "Monday 9 March, 19:00"),
    ],
)
def test_when_a_meeting_is_seen_from_now(now, start, words):
    starts_at = datetime(2026, 3, *start, tzinfo=LONDON)
    next_ = Occurrence(starts_at, starts_at.replace(minute=59))
    assert next_in_words(next_, datetime(2026, 3, *now, tzinfo=LONDON), "GB") == words


def test_minutes_to_wait_are_real_ones_over_a_clock_change():
    # At 01:00 in London clocks go forward to 02:00: from 00:30 to 02:15 it is 45 minutes.
    starts_at = datetime(2026, 3, 29, 2, 15, tzinfo=LONDON)
    now = datetime(2026, 3, 29, 0, 30, tzinfo=UTC)
    assert next_in_words(Occurrence(starts_at, starts_at), now, "GB") == "Starts in 45 minutes, at 02:15"


def test_a_whole_day_ends_where_it_began():
    assert times_in_words({"starts_at": "09:00", "duration_minutes": 1440}, "GB") == "09:00 to 09:00"
