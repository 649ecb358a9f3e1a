"""Days, times and lengths: what feeds write, and what we make of it."""

from datetime import UTC, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groups.feeds.formats import fields
from groups.feeds.formats.fields import Unreadable

MONDAY, TUESDAY, WEDNESDAY, FRIDAY, SUNDAY = 0, 1, 2, 4, 6


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (0, [SUNDAY]),
        (1, [MONDAY]),
        ("0", [SUNDAY]),
        ("5", [FRIDAY]),
        (2.0, [TUESDAY]),
        ("Monday", [MONDAY]),
        ("mondays", [MONDAY]),
        ("Tues", [TUESDAY]),
        ("Weds", [WEDNESDAY]),
        ("WED.", [WEDNESDAY]),
        ("Su", [SUNDAY]),
        ([1, 3, 5], [MONDAY, WEDNESDAY, FRIDAY]),
        (["1", "Friday"], [MONDAY, FRIDAY]),
        ("1,3", [MONDAY, WEDNESDAY]),
        ("Mon & Wed", [MONDAY, WEDNESDAY]),
        ([1, "1", "Monday"], [MONDAY]),
        ("Daily", [0, 1, 2, 3, 4, 5, 6]),
        (None, []),
        ("", []),
        ([], []),
    ],
)
def test_a_day_is_a_number_a_digit_a_word_or_a_list_of_these(written, expected):
    assert list(fields.weekdays(written, sunday=0)) == expected


def test_bmlt_counts_days_from_sunday_as_one():
    assert fields.weekdays("1", sunday=1) == (SUNDAY,)
    assert fields.weekdays("7", sunday=1) == (5,)


@pytest.mark.parametrize("written", [7, -1, "8", "Someday", True, {}, [[1]], 1.5, "T", float("nan"), "10"])
def test_what_is_no_day_of_the_week_is_unreadable(written):
    with pytest.raises(Unreadable):
        fields.weekdays(written, sunday=0)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("19:00", time(19)),
        ("19:00:00", time(19)),
        ("8:00 PM", time(20)),
        ("8:00 p.m.", time(20)),
        ("7.30pm", time(19, 30)),
        ("7pm", time(19)),
        ("12:00 AM", time(0)),
        ("12:15 pm", time(12, 15)),
        ("noon", time(12)),
        ("12 noon", time(12)),
        ("Midnight", time(0)),
        ("12:00 midnight", time(0)),
        ("0730", time(7, 30)),
        (1930, time(19, 30)),
        ("19h30", time(19, 30)),
        ("9", time(9)),
        ("", None),
        (None, None),
    ],
)
def test_a_time_of_day_is_read_in_every_common_spelling(written, expected):
    assert fields.start_time(written) == expected


@pytest.mark.parametrize(
    "written", ["25:00", "24:00", "7:75", "soon", "19:00-20:00", True, {}, [1, 2], "13:00 noonish", -5, 0.25, "0.75"]
)
def test_what_is_no_time_of_day_is_unreadable(written):
    with pytest.raises(Unreadable):
        fields.start_time(written)


def test_a_meeting_ends_after_midnight_when_its_end_is_before_its_start():
    assert fields.duration_until(time(23, 30), "0:45") == 75
    assert fields.duration_until(time(22), "24:00") == 120
    assert fields.duration_until(time(22), "midnight") == 120


def test_without_an_end_or_with_an_equal_one_a_meeting_lasts_an_hour():
    assert fields.duration_until(time(19), "") == 60
    assert fields.duration_until(time(19), "7:00 PM") == 60


def test_a_length_is_hours_and_minutes():
    assert fields.duration("01:30:00") == 90
    assert fields.duration("24:00:00") == 1440
    assert fields.duration("00:00:00") == 60
    assert fields.duration(None) == 60
    pytest.raises(Unreadable, fields.duration, "99:00:00")


@given(st.times(), st.sampled_from(["%H:%M", "%H:%M:%S", "%I:%M %p", "%I:%M%p", "%H.%M", "%H%M"]))
def test_any_time_survives_being_written(moment, written_as):
    minute = moment.replace(second=0, microsecond=0)
    assert fields.start_time(minute.strftime(written_as)) == minute


@given(st.times(), st.integers(1, 1439))
def test_any_end_gives_back_the_length(start, minutes):
    total = (start.hour * 60 + start.minute + minutes) % 1440
    lasts = fields.duration_until(time(start.hour, start.minute), f"{total // 60:02}:{total % 60:02}")
    assert lasts == minutes


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2020-03-23 23:59:55", datetime(2020, 3, 23, 23, 59, 55, tzinfo=UTC)),
        ("8/25/2022 11:17:07 AM", datetime(2022, 8, 25, 11, 17, 7, tzinfo=UTC)),
        ("2022-08-25T11:17:07+02:00", datetime(2022, 8, 25, 9, 17, 7, tzinfo=UTC)),
        ("0000-00-00 00:00:00", None),
        ("1969-12-31", None),
        ("yesterday", None),
        ("", None),
        (20220825, datetime(2022, 8, 25, tzinfo=UTC)),
    ],
)
def test_dates_are_read_in_the_spellings_feeds_use(written, expected):
    assert fields.moment(written) == expected


@pytest.mark.parametrize(
    ("latitude", "longitude", "expected"),
    [
        ("39.95", "-75.14", (39.95, -75.14)),
        (39.95, -75.14, (39.95, -75.14)),
        ("39.95000000000000000000000000000000000000000000000001", "-75.14", (39.95, -75.14)),
        ("0", "0", (0.0, 0.0)),
        ("-", "-", None),
        ("", "", None),
        ("91", "0", None),
        ("10", "181", None),
        (float("nan"), 1, None),
        ("NaN", "1", None),
        ("inf", "1", None),
        (True, 1, None),
        ("9" * 400, "1", None),
    ],
)
def test_coordinates_are_numbers_in_range_or_nothing(latitude, longitude, expected):
    assert fields.coordinates(latitude, longitude) == expected
