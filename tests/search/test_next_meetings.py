"""The next meetings of one group, for paper and for comparing. Now is Thursday 5 March 2026, 18:00 in Leeds."""

from datetime import UTC, date, datetime

import pytest

from groups.pages.when import date_and_times
from groups.search.cards import cards_of
from groups.search.soonest import next_meetings
from tests import make

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 5, 18, 0, tzinfo=UTC)


def words_of(group, count=3):
    return [date_and_times(o, "GB") for o in next_meetings(cards_of([group.pk], NOW)[group.pk], NOW, count)]


def test_meetings_on_several_days_follow_each_other():
    group = make.group(meetings=[{"weekday": 0}, {"weekday": 3, "starts_at": "19:30", "duration_minutes": 90}])
    assert words_of(group, 4) == [
        "Thursday 5 March, 19:30 to 21:00",
        "Monday 9 March, 19:00 to 20:00",
        "Thursday 12 March, 19:30 to 21:00",
        "Monday 16 March, 19:00 to 20:00",
    ]


def test_one_that_has_begun_is_over_before_anybody_is_there():
    group = make.group(meetings=[{"weekday": 3, "starts_at": "17:30"}])
    assert words_of(group, 1) == ["Thursday 12 March, 17:30 to 18:30"]


def test_the_clock_of_the_group_stays_when_clocks_change():
    group = make.group(meetings=[{"weekday": 6, "starts_at": "10:00"}])
    assert words_of(group, 4)[-1] == "Sunday 29 March, 10:00 to 11:00"


def test_one_that_ends_for_good_has_fewer():
    group = make.group(meetings=[{"valid_until": date(2026, 3, 16), "exceptions": ["2026-03-09"]}])
    assert words_of(group) == ["Monday 16 March, 19:00 to 20:00"]


def test_one_that_is_paused_or_has_no_timetable_has_none():
    assert words_of(make.group(inactive=True)) == []
    assert words_of(make.group(meetings=[], by_appointment=True)) == []
