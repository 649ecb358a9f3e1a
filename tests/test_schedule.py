"""The next meeting is right across zones, clock changes and midnight; python-dateutil is the oracle."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from dateutil import rrule, tz
from hypothesis import given
from hypothesis import strategies as st

from groups.schedule import Pattern, current_or_next, next_start, occurrences_between, part_of_day

ZONES = [
    "Europe/London",
    "America/Los_Angeles",
    "Australia/Adelaide",
    "Australia/Lord_Howe",
    "America/St_Johns",
    "Asia/Kathmandu",
    "Pacific/Apia",
    "Pacific/Auckland",
    "America/Sao_Paulo",
    "Africa/Cairo",
    "Asia/Kolkata",
    "UTC",
]
MOMENTS = st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC))
WEEKLY = st.builds(
    Pattern,
    weekday=st.integers(0, 6),
    starts_at=st.times().map(lambda t: t.replace(second=0, microsecond=0)),
    duration_minutes=st.integers(1, 1440),
    time_zone=st.sampled_from(ZONES),
)


def by_dateutil(pattern, after, **rule):
    """The first start at or after a moment: naive local dates from rrule, made instants by dateutil's own rules."""
    zone = tz.gettz(pattern.time_zone)
    begin = after.astimezone(zone).replace(tzinfo=None) - timedelta(days=3)
    dates = rrule.rrule(
        dtstart=rule.pop("dtstart", datetime.combine(begin.date(), pattern.starts_at)),
        byweekday=rule.pop("byweekday", pattern.weekday),
        byhour=pattern.starts_at.hour,
        byminute=pattern.starts_at.minute,
        bysecond=0,
        **rule,
    )
    starts = (tz.resolve_imaginary(d.replace(tzinfo=zone)).astimezone(UTC) for d in dates.xafter(begin, inc=True))
    return next(start for start in starts if start >= after)


@given(WEEKLY, MOMENTS)
def test_a_weekly_meeting_starts_when_dateutil_says(pattern, after):
    assert next_start(pattern, after) == by_dateutil(pattern, after, freq=rrule.WEEKLY)


@given(WEEKLY, MOMENTS, st.integers(2, 8), st.dates(date(2019, 1, 1), date(2019, 12, 31)))
def test_every_nth_week_counts_from_its_anchor(weekly, after, weeks, anchor):
    first = anchor + timedelta(days=(weekly.weekday - anchor.weekday()) % 7)
    pattern = Pattern(
        weekly.weekday, weekly.starts_at, 60, weekly.time_zone, "every_n_weeks", weeks, anchor_date=anchor
    )
    start = datetime.combine(first, weekly.starts_at)
    expected = by_dateutil(pattern, after, freq=rrule.WEEKLY, interval=weeks, dtstart=start)
    assert next_start(pattern, after) == expected


@given(WEEKLY, MOMENTS, st.sampled_from([1, 2, 3, 4, -1]))
def test_a_monthly_meeting_keeps_its_nth_weekday(weekly, after, nth):
    pattern = Pattern(weekly.weekday, weekly.starts_at, 60, weekly.time_zone, "monthly", monthly_week=nth)
    nth_weekday = rrule.weekdays[weekly.weekday](nth)
    start = datetime.combine(after.date() - timedelta(days=60), weekly.starts_at)
    expected = by_dateutil(pattern, after, freq=rrule.MONTHLY, byweekday=nth_weekday, dtstart=start)
    assert next_start(pattern, after) == expected


@given(WEEKLY, MOMENTS)
def test_a_meeting_is_on_until_it_ends(pattern, now):
    found = current_or_next(pattern, now)
    assert found.ends_at > now
    assert found.ends_at - found.starts_at == timedelta(minutes=pattern.duration_minutes)
    assert next_start(pattern, found.starts_at) == found.starts_at


@pytest.mark.parametrize(
    ("zone", "hour", "month", "offset_hours"),
    [
        ("America/Los_Angeles", 15, 8, -7),
        ("America/Los_Angeles", 15, 12, -8),
        ("Australia/Adelaide", 11, 1, 10.5),
        ("Australia/Adelaide", 11, 7, 9.5),
    ],
)
def test_published_offsets_hold(zone, hour, month, offset_hours):
    pattern = Pattern(2, time(hour), 60, zone)
    start = next_start(pattern, datetime(2026, month, 10, tzinfo=UTC))
    assert (start.hour, start.utcoffset()) == (hour, timedelta(hours=offset_hours))


def test_seven_in_the_evening_stays_seven_when_the_clocks_change():
    pattern = Pattern(6, time(19), 60, "Europe/London")
    week_before = next_start(pattern, datetime(2026, 10, 18, tzinfo=UTC))
    week_after = next_start(pattern, datetime(2026, 10, 25, tzinfo=UTC))
    assert (week_before.hour, week_after.hour) == (19, 19)
    assert week_after.astimezone(UTC) - week_before.astimezone(UTC) == timedelta(days=7, hours=1)


def test_a_time_skipped_by_the_clock_change_moves_forward_by_the_gap():
    pattern = Pattern(6, time(1, 30), 60, "Europe/London")
    start = next_start(pattern, datetime(2026, 3, 28, 12, tzinfo=UTC))
    assert start == datetime(2026, 3, 29, 2, 30, tzinfo=ZoneInfo("Europe/London"))


def test_a_time_that_occurs_twice_is_the_first():
    pattern = Pattern(6, time(1, 30), 60, "Europe/London")
    start = next_start(pattern, datetime(2026, 10, 24, 12, tzinfo=UTC))
    assert start.astimezone(UTC) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_a_meeting_over_midnight_is_on_at_both_sides_of_it():
    pattern = Pattern(5, time(23, 30), 90, "Europe/London")
    before = datetime(2026, 11, 21, 23, 45, tzinfo=UTC)
    after = datetime(2026, 11, 22, 0, 45, tzinfo=UTC)
    assert current_or_next(pattern, before) == current_or_next(pattern, after)
    assert current_or_next(pattern, datetime(2026, 11, 22, 1, 0, tzinfo=UTC)).starts_at.day == 28


def test_dates_without_a_meeting_are_passed_over():
    christmas = date(2026, 12, 25)
    pattern = Pattern(4, time(19), 60, "Europe/London", exceptions=frozenset({christmas}))
    assert next_start(pattern, datetime(2026, 12, 22, tzinfo=UTC)).date() == date(2027, 1, 1)


def test_a_meeting_that_has_ended_for_good_has_no_next_start():
    pattern = Pattern(4, time(19), 60, "Europe/London", valid_until=date(2026, 1, 31))
    assert next_start(pattern, datetime(2026, 2, 1, tzinfo=UTC)) is None


def test_a_meeting_that_begins_later_waits_for_its_first_day():
    pattern = Pattern(4, time(19), 60, "Europe/London", valid_from=date(2027, 3, 1))
    assert next_start(pattern, datetime(2026, 11, 21, tzinfo=UTC)).date() == date(2027, 3, 5)


def test_a_window_holds_what_is_on_at_its_beginning_but_not_what_starts_at_its_end():
    pattern = Pattern(0, time(19), 60, "UTC")
    begin = datetime(2026, 11, 23, 19, 30, tzinfo=UTC)
    found = list(occurrences_between(pattern, begin, begin + timedelta(days=6, hours=23, minutes=30)))
    assert [o.starts_at for o in found] == [datetime(2026, 11, 23, 19, 0, tzinfo=UTC)]


@pytest.mark.parametrize(
    ("clock", "part"),
    [
        ("04:00", "morning"),
        ("11:59", "morning"),
        ("12:00", "afternoon"),
        ("16:59", "afternoon"),
        ("17:00", "evening"),
        ("20:59", "evening"),
        ("21:00", "night"),
        ("00:00", "night"),
        ("03:59", "night"),
    ],
)
def test_parts_of_the_day_begin_when_we_say(clock, part):
    assert part_of_day(time.fromisoformat(clock)) == part
