"""A pause and single days without a meeting, in the group's own days; a pause that is over ends by itself."""

from datetime import UTC, date, datetime, timedelta

import pytest

from groups.listings import pauses
from groups.listings.mine import undo
from groups.listings.pauses import CannotPause
from groups.models import Change, Group, GroupCard, Meeting
from tests import make

TODAY = date(2026, 3, 4)  # NOW's: a Wednesday


@pytest.fixture
def twice(organiser):
    """Meets on Wednesdays and on every second Thursday from 5 March."""
    every_second = {"recurrence": "every_n_weeks", "interval_weeks": 2, "anchor_date": date(2026, 3, 5)}
    return make.group([{"weekday": 2}, {"weekday": 3, **every_second}], organiser=organiser)


def exceptions(group):
    return [meeting.exceptions for meeting in Meeting.objects.filter(group=group).order_by("weekday")]


def test_a_pause_from_today_is_seen_at_once_with_the_day_it_is_back(group, organiser, now):
    pauses.pause(group.pk, organiser, TODAY, date(2026, 3, 31), now)
    own = Group.objects.get()
    assert (own.inactive, own.inactive_until) == (True, date(2026, 4, 1))
    assert '"inactive": true' in GroupCard.objects.get().data


def test_a_pause_without_an_end_lasts_until_it_is_ended(group, organiser, now):
    pauses.pause(group.pk, organiser, TODAY, None, now)
    assert pauses.end_over(now + timedelta(days=300)) == 0
    pauses.resume(group.pk, organiser, now)
    own = Group.objects.get()
    assert (own.inactive, own.inactive_until) == (False, None)


def test_a_pause_that_lies_ahead_leaves_out_each_meeting_in_it(twice, organiser, now):
    pauses.pause(twice.pk, organiser, date(2026, 3, 11), date(2026, 3, 19), now)
    assert exceptions(twice) == [["2026-03-11", "2026-03-18"], ["2026-03-19"]]
    assert not Group.objects.get().inactive


def test_the_days_of_a_pause_are_included_at_both_ends_and_no_others(twice, organiser, now):
    pauses.pause(twice.pk, organiser, date(2026, 3, 12), date(2026, 3, 18), now)
    assert exceptions(twice) == [["2026-03-18"], []]


def test_a_meeting_that_began_the_night_before_is_not_of_the_pause(organiser, now):
    night = make.group([{"weekday": 4, "starts_at": "23:30", "duration_minutes": 120}], organiser=organiser)
    with pytest.raises(CannotPause, match="no meeting then"):
        pauses.pause(night.pk, organiser, date(2026, 3, 7), date(2026, 3, 8), now)


def test_a_holiday_is_added_to_what_is_left_out_already_and_taken_back(twice, organiser, now):
    pauses.add_day(twice.pk, organiser, date(2026, 3, 18), now)
    pauses.add_day(twice.pk, organiser, date(2026, 3, 11), now)
    assert pauses.days_off(twice, TODAY) == [date(2026, 3, 11), date(2026, 3, 18)]
    pauses.remove_day(twice.pk, organiser, date(2026, 3, 18), now)
    assert exceptions(twice) == [["2026-03-11"], []]


def test_days_that_are_over_are_no_longer_named(twice, organiser, now):
    pauses.add_day(twice.pk, organiser, date(2026, 3, 11), now)
    assert pauses.days_off(twice, date(2026, 3, 12)) == []


@pytest.mark.parametrize(
    ("first", "last", "sentence"),
    [
        (date(2026, 3, 10), date(2026, 3, 9), "before the first"),
        (date(2026, 2, 1), date(2026, 3, 3), "is over"),
        (date(2026, 3, 10), date(2028, 1, 1), "more than a year"),
        (date(2028, 1, 1), None, "more than a year"),
        (date(2026, 3, 10), None, "needs its last day"),
        (date(2026, 3, 5), date(2026, 3, 6), "no meeting then"),
    ],
)
def test_days_that_do_not_fit_are_refused_with_a_sentence(group, organiser, first, last, sentence, now):
    with pytest.raises(CannotPause, match=sentence):
        pauses.pause(group.pk, organiser, first, last, now)
    assert not Change.objects.exists()


def test_a_day_on_which_the_group_does_not_meet_is_no_holiday(group, organiser, now):
    with pytest.raises(CannotPause, match="no meeting then"):
        pauses.add_day(group.pk, organiser, date(2026, 12, 25), now)


def test_today_is_that_of_the_groups_own_zone(organiser):
    auckland = make.group(organiser=organiser, time_zone="Pacific/Auckland")
    night = datetime(2026, 3, 4, 12, 30, tzinfo=UTC)  # Thursday 01:30 there
    with pytest.raises(CannotPause, match="is over"):
        pauses.pause(auckland.pk, organiser, date(2026, 3, 4), date(2026, 3, 4), night)
    pauses.pause(auckland.pk, organiser, date(2026, 3, 5), date(2026, 3, 5), night)
    assert Group.objects.get().inactive


@pytest.mark.parametrize(
    ("zone", "last_minute"),
    [
        ("Pacific/Auckland", datetime(2026, 3, 31, 10, 59, tzinfo=UTC)),
        ("Europe/London", datetime(2026, 3, 31, 22, 59, tzinfo=UTC)),
        ("America/Los_Angeles", datetime(2026, 4, 1, 6, 59, tzinfo=UTC)),
    ],
)
def test_a_pause_ends_at_midnight_of_the_group(organiser, zone, last_minute, now):
    group = make.group(organiser=organiser, time_zone=zone)
    pauses.pause(group.pk, organiser, TODAY, date(2026, 3, 31), now)
    assert pauses.end_over(last_minute) == 0
    assert pauses.end_over(last_minute + timedelta(minutes=1)) == 1
    own = Group.objects.get()
    assert (own.inactive, own.inactive_until) == (False, None)
    assert '"inactive": false' in GroupCard.objects.get().data
    assert Change.objects.latest("pk").by == "clock"


def test_a_pause_can_be_undone(group, organiser, now):
    pauses.pause(group.pk, organiser, TODAY, None, now)
    undo(Change.objects.get(), organiser, now)
    assert not Group.objects.get().inactive


def test_a_feeds_listing_keeps_its_pause(group, organiser, now):
    Group.objects.update(source=make.source("a-feed"))
    pauses.pause(group.pk, organiser, TODAY, None, now)
    assert "inactive" in Group.objects.get().hand_edited


def test_anothers_group_is_not_paused(group, stranger, now):
    with pytest.raises(Group.DoesNotExist):
        pauses.pause(group.pk, stranger, TODAY, None, now)
    assert not Group.objects.get().inactive
