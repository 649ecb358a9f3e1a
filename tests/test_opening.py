"""Whether somebody is there now: weekly hours on the place's own clock."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groups.opening import Span, spans_of, state_at

LONDON = ZoneInfo("Europe/London")
OFFICE = [{"days": [0, 1, 2, 3, 4], "from": "09:00", "to": "17:00"}]
NIGHTS = [{"days": [4, 5], "from": "22:00", "to": "04:00"}]


def at(day, hour, minute=0, zone=LONDON):
    return datetime(2026, 3, day, hour, minute, tzinfo=zone)


def test_open_in_office_hours_until_they_end():
    state = state_at(spans_of(OFFICE), "Europe/London", at(5, 12))
    assert state.is_open
    assert state.until == at(5, 17)


def test_closed_at_the_very_end_and_open_at_the_very_start():
    assert not state_at(spans_of(OFFICE), "Europe/London", at(5, 17)).is_open
    assert state_at(spans_of(OFFICE), "Europe/London", at(5, 9)).is_open


def test_closed_over_the_weekend_until_monday():
    assert state_at(spans_of(OFFICE), "Europe/London", at(7, 12)).opens_at == at(9, 9)


def test_a_night_runs_over_midnight():
    state = state_at(spans_of(NIGHTS), "Europe/London", at(8, 3))
    assert state.until == at(8, 4)


def test_spans_that_touch_are_one():
    rows = [{"days": [3], "from": "09:00", "to": "24:00"}, {"days": [4], "from": "00:00", "to": "12:00"}]
    assert state_at(spans_of(rows), "Europe/London", at(5, 20)).until == at(6, 12)


def test_the_clock_is_that_of_the_place():
    assert state_at(spans_of(OFFICE), "America/New_York", datetime(2026, 3, 5, 21, 59, tzinfo=UTC)).is_open
    assert not state_at(spans_of(OFFICE), "America/New_York", datetime(2026, 3, 5, 13, 59, tzinfo=UTC)).is_open


def test_no_hours_are_never_open():
    state = state_at([], "Europe/London", at(5, 12))
    assert (state.until, state.opens_at) == (None, None)


@pytest.mark.parametrize(
    "rows",
    [
        {"days": [0]},
        [{"days": [7], "from": "09:00", "to": "10:00"}],
        [{"days": [], "from": "09:00", "to": "10:00"}],
        [{"days": [0], "from": "9", "to": "later"}],
        [{"days": [0], "from": "09:00"}],
        [{"days": [0], "from": "09:00Z", "to": "10:00"}],
        ["mon 9-5"],
    ],
)
def test_what_is_not_opening_hours_is_refused_with_a_sentence(rows):
    with pytest.raises(ValueError, match=r"\.$"):
        spans_of(rows)


@given(
    span=st.builds(Span, st.frozensets(st.integers(0, 6), min_size=1), st.times(), st.times()),
    moment=st.datetimes(datetime(2024, 1, 1), datetime(2030, 1, 1)),
)
def test_open_is_what_walking_back_through_two_days_says(span, moment):
    now = moment.replace(tzinfo=UTC)
    begins = [
        datetime.combine(day, span.begins, tzinfo=UTC)
        for day in (now.date(), now.date() - timedelta(days=1))
        if day.weekday() in span.days
    ]
    overnight = timedelta(days=0 if span.ends > span.begins else 1)
    expected = any(b <= now < datetime.combine(b.date() + overnight, span.ends, tzinfo=UTC) for b in begins)
    assert state_at([span], "UTC", now).is_open == expected
