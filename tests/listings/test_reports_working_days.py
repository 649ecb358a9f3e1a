"""Three working days: weekends do not count, and the calendar is the group's own."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groups.listings.working_days import after

LONDON, AUCKLAND, HONOLULU = "Europe/London", "Pacific/Auckland", "Pacific/Honolulu"


@pytest.mark.parametrize(
    ("begin", "end"),
    [
        ("2026-03-02T10:00", "2026-03-05T10:00"),  # Monday to Thursday
        ("2026-03-04T10:00", "2026-03-09T10:00"),  # Wednesday to Monday
        ("2026-03-06T15:00", "2026-03-11T15:00"),  # Friday to Wednesday
        ("2026-03-06T23:59", "2026-03-11T23:59"),
        ("2026-03-07T00:00", "2026-03-12T00:00"),  # Saturday counts from Monday's first minute
        ("2026-03-08T23:59", "2026-03-12T00:00"),
        ("2026-03-09T00:00", "2026-03-12T00:00"),
    ],
)
def test_three_working_days(begin, end):
    moment = datetime.fromisoformat(begin).replace(tzinfo=UTC)
    assert after(moment, 3, "UTC") == datetime.fromisoformat(end).replace(tzinfo=UTC)


def test_the_weekend_is_that_of_the_groups_own_zone():
    friday_noon = datetime(2026, 3, 6, 12, tzinfo=UTC)
    assert after(friday_noon, 3, AUCKLAND) == datetime(2026, 3, 11, 11, tzinfo=UTC)  # Saturday there: until Thursday
    assert after(friday_noon, 3, HONOLULU) == datetime(2026, 3, 11, 12, tzinfo=UTC)  # Friday there: until Wednesday


def test_the_wall_clock_counts_when_clocks_change():
    thursday = datetime(2026, 3, 26, 10, tzinfo=UTC)  # London's clocks go forward on Sunday, 29 March
    assert after(thursday, 3, LONDON) == datetime(2026, 3, 31, 9, tzinfo=UTC)


def test_a_time_that_is_skipped_moves_forward():
    # Cairo had no 00:00 to 00:59 on Friday, 28 April 2023.
    tuesday = datetime(2023, 4, 25, 0, 30, tzinfo=ZoneInfo("Africa/Cairo"))
    assert after(tuesday, 3, "Africa/Cairo") == datetime(2023, 4, 28, 1, 30, tzinfo=ZoneInfo("Africa/Cairo"))


MOMENTS = st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC))
ZONES = st.sampled_from(["UTC", LONDON, AUCKLAND, HONOLULU, "America/New_York", "Asia/Kathmandu"])


@given(MOMENTS, st.integers(1, 10), ZONES)
def test_so_many_whole_days_of_the_week_lie_between(moment, days, zone):
    here = ZoneInfo(zone)
    begin, end = moment.astimezone(here), after(moment, days, zone).astimezone(here)
    dates = [begin.date() + timedelta(days=n) for n in range((end.date() - begin.date()).days)]
    working = [day for day in dates if day.isoweekday() <= 5]
    assert len(working) == days
    assert end.isoweekday() <= 5


@given(MOMENTS, MOMENTS, ZONES)
def test_who_begins_later_never_has_to_answer_earlier(one, other, zone):
    first, second = sorted((one, other))
    # Two moments of the hour that occurs twice share a wall time.
    assert after(first, 3, zone) <= after(second, 3, zone) + timedelta(hours=1)
