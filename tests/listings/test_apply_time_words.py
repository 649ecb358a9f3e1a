"""Times said in English words: understood once and for all, or asked back with a sentence."""

from contextlib import suppress
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groups.listings.time_tokens import NTHS
from groups.listings.time_words import read
from groups.listings.times import Slot, Unread
from groups.schedule import WEEKDAY_NAMES

TODAY = date(2026, 3, 4)
SEVEN = time(19)


def weekly(days, at=SEVEN, minutes=60):
    return [Slot(day, at, minutes) for day in days]


@pytest.mark.parametrize(
    ("words", "meetings"),
    [
        ("Daily at 7pm", weekly(range(7))),
        ("every day 7 p.m.", weekly(range(7))),
        ("Tuesdays and Thursdays at 19:00", weekly([1, 3])),
        ("at 7pm on Tuesdays & Thursdays", weekly([1, 3])),
        ("Tuesday evenings at 7", weekly([1])),
        ("Tue/Thu: 7 pm", weekly([1, 3])),
        ("Saturdays 10:30", weekly([5], time(10, 30))),
        ("Saturday nights at 10:30", weekly([5], time(22, 30))),
        ("Saturdays 10:30-11:30 pm", weekly([5], time(22, 30))),
        ("Mon-Fri 7pm", weekly(range(5))),
        ("Friday to Monday at 7pm", weekly([0, 4, 5, 6])),
        ("weekdays 7 – 8:30 pm", weekly(range(5), minutes=90)),
        ("Weekends, 7pm for an hour and a half", weekly([5, 6], minutes=90)),
        ("Sundays 11-1 pm", weekly([6], time(11), 120)),
        ("Sunday at noon for 45 minutes", weekly([6], time(12), 45)),
        ("Mondays 22:00 until 1am", weekly([0], time(22), 180)),
        ("Saturday 24:00", weekly([6], time(0))),
        ("daily at midnight", weekly(range(7), time(0))),
        ("Mondays at 7 in the morning and 8 in the evening", weekly([0], time(7)) + weekly([0], time(20))),
        ("Monday 7pm, Wednesday 8pm; Friday noon", weekly([0]) + weekly([2], time(20)) + weekly([4], time(12))),
        ("Monday 7pm\nWednesday 7pm", weekly([0, 2])),
        ("last Friday 19:30", [Slot(4, time(19, 30), 60, "monthly", monthly_week=-1)]),
        ("Last Friday of the month at 7.30 pm", [Slot(4, time(19, 30), 60, "monthly", monthly_week=-1)]),
        ("every second Monday of the month, 7pm", [Slot(0, SEVEN, 60, "monthly", monthly_week=2)]),
        ("1st and 3rd Monday 7pm", [Slot(0, SEVEN, 60, "monthly", monthly_week=week) for week in (1, 3)]),
        ("Mondays and first Fridays at 7pm", [*weekly([0]), Slot(4, SEVEN, 60, "monthly", monthly_week=1)]),
        (
            "every other Monday from 6 April at 18:00",
            [Slot(0, time(18), 60, "every_n_weeks", 2, anchor_date=date(2026, 4, 6))],
        ),
        (
            "Every 3 weeks on Monday, starting May 4, 2026, 7pm",
            [Slot(0, SEVEN, 60, "every_n_weeks", 3, anchor_date=date(2026, 5, 4))],
        ),
        (
            "Monday 7pm fortnightly from 2026-04-06",
            [Slot(0, SEVEN, 60, "every_n_weeks", 2, anchor_date=date(2026, 4, 6))],
        ),
        ("Mondays at 7pm from 6 April", [Slot(0, SEVEN, valid_from=date(2026, 4, 6))]),
        ("", []),
        (" \n ; , ", []),
    ],
)
def test_words_mean_meetings(words, meetings):
    by_time = {"key": lambda slot: (slot.weekday, slot.starts_at, slot.monthly_week or 0)}
    assert sorted(read(words, TODAY), **by_time) == sorted(meetings, **by_time)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("Tuesdays and Thursdays at 7", "Is “7” in the morning or in the evening"),
        ("Tuesdays 7-8:30", "Is “7” in the morning or in the evening"),
        ("every second Monday at 7pm", "“every second” means two things"),
        ("first Monday and Thursday 7pm", "Is it once a month on all these days"),
        ("Monthly on Monday at 7pm", "Which one of the month"),
        ("every other Monday at 7pm", "From which date"),
        ("every other Monday from 7 April 7pm and 9 April", "one date only"),
        ("Friday at midnight", "Which midnight"),
        ("Monday 7pm to Friday 8pm", "Say each day and its time apart"),
        ("to Monday 7pm", "Say each day and its time apart"),
        ("Monday 7pm -", "The end is missing"),
        ("Monday", "At what time"),
        ("7pm", "On which day"),
        ("first at 7pm", "On which day"),
        ("every 0 weeks Monday 7pm from 6 April", "too long"),
        ("every 99 weeks Monday 7pm from 6 April", "too long"),
        ("Monday 7pm-8pm-9pm", "a start and an end"),
        ("Monday 7pm to 7pm", "end when it starts"),
        ("Mondays 25:00", "No clock shows"),
        ("fifth Monday 7pm", "We could not read “fifth”"),
        ("biweekly Monday 7pm", "We could not read “biweekly”"),
        ("Monday 7pm\0", "We could not read"),
        ("call Bob", "We could not read “call”"),
        ("M" * 501, "too long"),
        ("daily " + " and ".join(f"{hour}:00 to {hour}:30" for hour in range(13, 23)), "too many times"),
    ],
)
def test_words_that_mean_two_things_or_nothing_are_asked_back(words, sentence):
    with pytest.raises(Unread, match=sentence):
        read(words, TODAY)


def test_the_half_of_the_day_said_apart_is_all_that_was_missing():
    assert read("Tuesdays and Thursdays at 7", TODAY, "pm") == weekly([1, 3])
    assert read("Tuesdays 7-8:30", TODAY, "am") == weekly([1], time(7), 90)
    assert read("Mondays 7pm and 9", TODAY, "am") == weekly([0]) + weekly([0], time(9))


@given(
    st.lists(st.sampled_from(range(7)), min_size=1, unique=True),
    st.times(),
    st.sampled_from(["{days} at {at}", "at {at} on {days}", "every {days}, {at}", "we meet {days}: {at}"]),
)
def test_any_days_at_any_time_come_back_as_said(days, at, shape):
    said = shape.format(days=" and ".join(WEEKDAY_NAMES[day] for day in days), at=f"{at:%H:%M}")
    assert read(said, TODAY) == weekly(sorted(days), at.replace(second=0, microsecond=0))


@given(st.sampled_from(sorted(NTHS)), st.sampled_from(range(7)), st.integers(0, 23))
def test_any_day_of_the_month_comes_back_as_said(nth, day, hour):
    (slot,) = read(f"the {nth} {WEEKDAY_NAMES[day]} of every month at {hour:02}:00", TODAY)
    assert (slot.weekday, slot.monthly_week, slot.starts_at.hour) == (day, NTHS[nth], hour)


@given(st.integers(2, 52), st.dates(date(2026, 1, 1), date(2027, 12, 31)))
def test_any_number_of_weeks_is_counted_from_the_date_said(weeks, first):
    said = f"every {weeks} weeks on {WEEKDAY_NAMES[first.weekday()]} from {first.isoformat()} at 19:00"
    (slot,) = read(said, TODAY)
    assert (slot.interval_weeks, slot.anchor_date, slot.weekday) == (weeks, first, first.weekday())


WORDS = "monday tue last first every other week from 6 april 7 7pm to - for an hour of the month daily noon at ; 19:30"


@given(st.one_of(st.text(), st.lists(st.sampled_from(WORDS.split())).map(" ".join)), st.sampled_from(["", "am", "pm"]))
def test_any_words_are_meetings_that_can_be_stored_or_asked_back(words, half):
    found = []
    with suppress(Unread):
        found = read(words, TODAY, half)
    for slot in found:
        assert 0 <= slot.weekday <= 6
        assert 1 <= slot.duration_minutes <= 1440
        assert (slot.recurrence, slot.interval_weeks, slot.monthly_week, slot.anchor_date is None) in [
            ("weekly", 1, None, True),
            *[("monthly", 1, week, True) for week in (1, 2, 3, 4, -1)],
            *[("every_n_weeks", weeks, None, False) for weeks in range(2, 53)],
        ]
