"""Clock times and dates as people type them: read when sure, asked back when they mean two things."""

from contextlib import suppress
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groups.listings.times import LIKELY, Clock, Rhythm, Unread, minutes_until, read_clock, read_date, slots, start_of

TODAY = date(2026, 3, 4)


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [
        ("19:30", 1170),
        ("19.30", 1170),
        ("19h30", 1170),
        ("19h", 1140),
        ("7pm", 1140),
        ("7:30 p.m.", 1170),
        (" 7 PM ", 1140),
        ("7 o'clock pm", 1140),
        ("07:30", 450),
        ("12 pm", 720),
        ("noon", 720),
        ("0:15", 15),
        ("24:00", 1440),
        ("10:30", 630),
        ("12:00", 720),
    ],
)
def test_a_sure_time_is_read(typed, minutes):
    assert start_of(read_clock(typed)) == minutes


@pytest.mark.parametrize("typed", ["7", "7:30", "10", "12", "9.15"])
def test_a_time_that_may_be_morning_or_evening_is_asked_back(typed):
    with pytest.raises(Unread, match="in the morning or in the evening") as refused:
        start_of(read_clock(typed))
    assert refused.value.asks_half


@pytest.mark.parametrize(
    ("typed", "minutes"), [("5", 1020), ("7", 1140), ("7:30", 1170), ("9.59", 1319), ("07:00", 420)]
)
def test_the_likely_half_is_the_evening_from_five_to_nine(typed, minutes):
    assert start_of(read_clock(typed), LIKELY) == minutes


@pytest.mark.parametrize("typed", ["1", "4:59", "10", "11", "12"])
def test_no_half_is_likely_for_other_hours(typed):
    with pytest.raises(Unread, match="in the morning or in the evening"):
        start_of(read_clock(typed), LIKELY)


def test_the_half_of_the_day_may_be_said_apart():
    assert start_of(read_clock("7:30"), "pm") == 19 * 60 + 30
    assert start_of(read_clock("12:30"), "am") == 30


@pytest.mark.parametrize("typed", ["midnight", "12 am", "12:00am"])
def test_midnight_belongs_to_two_days_and_is_asked_back(typed):
    with pytest.raises(Unread, match="Which midnight"):
        start_of(read_clock(typed))


@pytest.mark.parametrize(
    "typed", ["25:00", "24:01", "19:75", "13 pm", "0 am", "soon", "7pmm", "", "\0", "١٩:٣٠x", "9" * 5000]
)
def test_what_is_no_time_is_said_so(typed):
    with pytest.raises(Unread):
        read_clock(typed)


@pytest.mark.parametrize(
    ("start", "end", "minutes"),
    [
        (1140, "20:30", 90),
        (1140, "8:30", 90),
        (1140, "8:30 pm", 90),
        (1320, "1:00", 180),
        (1320, "00:30", 150),
        (1320, "midnight", 120),
        (1320, "24:00", 120),
        (660, "1", 120),
        (1260, "10:30", 90),
        (600, "12:30", 150),
        (1140, "08:30", 810),
        (1440, "1am", 60),
    ],
)
def test_an_end_before_the_start_lies_past_midnight_and_the_nearest_end_is_meant(start, end, minutes):
    assert minutes_until(start, read_clock(end)) == minutes


def test_an_end_that_is_the_start_is_asked_back():
    with pytest.raises(Unread, match="end when it starts"):
        minutes_until(1140, Clock(1140))


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("6 April 2026", date(2026, 4, 6)),
        ("6th of April, 2026", date(2026, 4, 6)),
        ("April 6th", date(2026, 4, 6)),
        ("apr 6, 2027", date(2027, 4, 6)),
        ("2026-04-06", date(2026, 4, 6)),
        ("16/4/2026", date(2026, 4, 16)),
        ("4/16/2026", date(2026, 4, 16)),
        ("4/4/2026", date(2026, 4, 4)),
        ("28 December", date(2025, 12, 28)),
        ("29 February 2028", date(2028, 2, 29)),
    ],
)
def test_a_date_is_read_and_without_a_year_is_the_nearest(typed, day):
    assert read_date(typed, TODAY) == day


def test_a_date_without_a_year_is_the_one_on_that_day_of_the_week():
    assert read_date("6 April", date(2026, 11, 21), [0]) == date(2026, 4, 6)
    assert read_date("6 April", date(2026, 11, 21), [1]) == date(2027, 4, 6)


@pytest.mark.parametrize(
    "typed", ["6/4/2026", "31 April 2026", "29 February", "6 April 1926", "9999-12-31", "soon", "6"]
)
def test_a_date_nobody_can_be_sure_of_is_asked_back(typed):
    with pytest.raises(Unread):
        read_date(typed, TODAY)


def test_what_starts_at_24_00_starts_the_next_day():
    (sunday,) = slots([6], Rhythm(), 1440, 60)
    assert (sunday.weekday, sunday.starts_at) == (0, time(0))
    (fortnight,) = slots([0], Rhythm("every_n_weeks", 2, None, date(2026, 4, 6)), 1440, 60)
    assert (fortnight.weekday, fortnight.anchor_date) == (1, date(2026, 4, 7))


def test_24_00_on_a_day_of_the_month_cannot_be_said_and_is_asked_back():
    with pytest.raises(Unread, match="23:59"):
        slots([4], Rhythm("monthly", 1, -1), 1440, 60)


@given(st.integers(0, 23), st.integers(0, 59))
def test_every_minute_of_the_day_is_read_as_written_on_both_clocks(hour, minute):
    assert start_of(read_clock(f"{hour:02}:{minute:02}")) == hour * 60 + minute
    if hour or minute:
        half = "am" if hour < 12 else "pm"
        twelve = read_clock(f"{hour % 12 or 12}:{minute:02} {half}")
        assert twelve.minutes == hour * 60 + minute


@given(st.integers(0, 1440), st.integers(0, 1440), st.booleans())
def test_a_meeting_lasts_between_a_minute_and_a_day(start, end, is_sure):
    try:
        minutes = minutes_until(start, Clock(end, is_sure))
    except Unread:
        assert start % 1440 == end % 1440
    else:
        assert 1 <= minutes < 1440


@given(st.text())
def test_any_text_is_read_or_asked_back(text):
    for reads in (read_clock, lambda words: read_date(words, TODAY)):
        with suppress(Unread):
            reads(text)
