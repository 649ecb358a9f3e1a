"""A feed that changes what a visitor reported answers the report; one that changes something else does not."""

from datetime import date, time, timedelta

import pytest
import time_machine

from groups.listings import archiving, due, mended, reports
from groups.listings.changes import Who, recorded
from groups.models import Change, Group, Report
from tests import make

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def fed():
    return make.group(source=make.source("feed"), confirmed_by="feed", venue="Old Hall", join_link="https://a.example/")


@pytest.fixture
def reported(fed, now):
    """Report the feed's listing, with these words of the form."""

    def report(*kinds):
        with time_machine.travel(now, tick=False):
            for kind in kinds:
                reports.receive(fed, kind, "", now)

    return report


def feed_changes(group, at, starts_at=None, **fields):
    """As an import leaves it: the new facts, and what they were before."""
    with recorded(group.pk, "updated", Who(Change.By.FEED), at) as own:
        for name, value in fields.items():
            setattr(own, name, value)
        if starts_at:
            own.meetings.update(starts_at=starts_at)


ANSWERS = [
    ("time", {"starts_at": time(20)}),
    ("place", {"venue": "New Hall"}),
    ("link", {"join_link": "https://b.example/"}),
    ("nobody", {"starts_at": time(20)}),
    ("other", {"venue": "New Hall"}),
    *((kind, {"inactive": True}) for kind in ("time", "place", "link", "nobody", "other")),
]


@pytest.mark.parametrize(("kind", "fields"), ANSWERS)
def test_a_change_of_what_was_reported_closes_the_report_and_stops_the_clock(fed, reported, now, kind, fields):
    reported(kind)
    feed_changes(fed, now + DAY, **fields)
    assert mended.sweep(now + DAY) == 1
    fed.refresh_from_db()
    assert (fed.status, fed.reported_on, fed.answer_due_at) == ("listed", None, None)
    assert Report.objects.get().closed_at == now + DAY
    change = Change.objects.first()
    assert (change.action, change.by, change.at) == ("report closed", "feed", now + DAY)


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("time", {"venue": "New Hall"}),
        ("place", {"starts_at": time(20)}),
        ("link", {"starts_at": time(20)}),
        ("nobody", {"description": "We moved the piano."}),
    ],
)
def test_a_change_of_something_else_answers_nothing(fed, reported, now, kind, fields):
    reported(kind)
    feed_changes(fed, now + DAY, **fields)
    assert mended.sweep(now + DAY) == 0
    assert Group.objects.get().reported_on == date(2026, 3, 4)
    assert Report.objects.get().closed_at is None


def test_a_change_before_the_report_answers_nothing(fed, reported, now):
    feed_changes(fed, now - DAY, starts_at=time(20))
    reported("time")
    assert mended.sweep(now + DAY) == 0


def test_a_change_by_somebody_else_is_not_the_feeds_word(fed, reported, by_moderator, now):
    reported("time")
    with recorded(fed.pk, "edited", by_moderator, now + DAY) as own:
        own.meetings.update(starts_at=time(20))
    assert mended.sweep(now + DAY) == 0


def test_the_clock_runs_on_while_another_report_is_open(fed, reported, now):
    reported("time", "place")
    feed_changes(fed, now + DAY, starts_at=time(20))
    assert mended.sweep(now + DAY) == 1
    fed.refresh_from_db()
    assert (fed.reported_on, fed.answer_due_at is None) == (date(2026, 3, 4), False)
    assert Report.objects.get(closed_at=None).kind == "place"


def test_feeling_unsafe_is_not_closed_by_a_feed(fed, reported, now):
    reported("unsafe")
    feed_changes(fed, now + DAY, starts_at=time(20), venue="New Hall")
    assert mended.sweep(now + DAY) == 0


def test_what_was_suspended_for_want_of_an_answer_comes_back(fed, reported, now):
    reported("time")
    due_at = Group.objects.get().answer_due_at
    assert reports.sweep(due_at) == 1
    feed_changes(fed, due_at + DAY, starts_at=time(20))
    assert mended.sweep(due_at + DAY) == 1
    assert Group.objects.listed().get().suspended_because == ""


def test_what_a_moderator_suspended_does_not(fed, reported, now):
    reported("time")
    Group.objects.update(status="suspended", suspended_because="moderator", suspended_at=now)
    feed_changes(fed, now + DAY, starts_at=time(20))
    assert mended.sweep(now + DAY) == 0


def test_an_archived_listing_waits_for_no_answer_of_its_feed(fed, reported, now):
    reported("time")
    due_at = Group.objects.get().answer_due_at
    reports.sweep(due_at)
    archiving.sweep(due_at + 90 * DAY)
    feed_changes(fed, due_at + 91 * DAY, starts_at=time(20))
    assert mended.sweep(due_at + 91 * DAY) == 0
    assert Group.objects.get().status == "archived"
    assert not Change.objects.filter(action="report closed").exists()


def test_due_work_looks_at_the_feed_before_it_suspends(fed, reported, now):
    reported("time")
    due_at = Group.objects.get().answer_due_at
    feed_changes(fed, due_at, starts_at=time(20))
    with time_machine.travel(due_at, tick=False):
        assert due.sweep(due_at) == []
    assert Group.objects.listed().exists()


def test_a_second_sweep_does_nothing(fed, reported, now):
    reported("time")
    feed_changes(fed, now + DAY, starts_at=time(20))
    assert mended.sweep(now + DAY) == 1
    assert mended.sweep(now + DAY) == 0
    assert Change.objects.filter(action="report closed").count() == 1
