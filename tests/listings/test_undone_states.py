"""A state that is undone holds: the clock does not take it back within minutes, and who took it out is known."""

from datetime import timedelta

import pytest
import time_machine

from groups.listings import archiving, changes, due, life, mine
from groups.models import Change, Group
from tests import make

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def sweep_at(moment):
    with time_machine.travel(moment, tick=False):
        assert due.sweep(moment) == []


def undo_last(who, now):
    changes.undo(Change.objects.exclude(before={}).latest("pk"), who, now)
    return Group.objects.get()


def test_a_listing_whose_closing_was_undone_twice_is_closed_and_goes_to_the_archive(group, organiser, now):
    mine.close(group.pk, organiser, now)
    for _ in range(2):
        mine.undo(Change.objects.latest("pk"), organiser, now)
    own = Group.objects.get()
    assert (own.status, own.suspended_because, own.suspended_at) == ("suspended", "closed", now)
    assert archiving.sweep(now + 90 * DAY) == 1


def test_an_archive_that_a_moderator_undoes_begins_the_ninety_days_anew(group, by_moderator, now):
    Group.objects.update(status="suspended", suspended_because="unanswered", suspended_at=now - 90 * DAY)
    sweep_at(now)
    own = undo_last(by_moderator, now)
    assert (own.status, own.suspended_because) == ("suspended", "unanswered")
    sweep_at(now + 89 * DAY)
    assert Group.objects.get().status == "suspended"
    sweep_at(now + 90 * DAY)
    assert Group.objects.get().status == "archived"


def test_a_suspension_that_a_moderator_undoes_is_not_done_again_at_once(group, by_moderator, now):
    Group.objects.update(confirmed_at=now - 300 * DAY, asked_at=now - 200 * DAY, asks=3, sunk=True)
    Group.objects.update(unconfirmed_since=now.date())
    sweep_at(now)
    assert Group.objects.get().status == "suspended"
    assert undo_last(by_moderator, now).status == "listed"
    sweep_at(now)
    own = Group.objects.get()
    assert (own.status, own.asked_at, own.asks) == ("listed", now, 1)
    sweep_at(now + 180 * DAY)
    assert Group.objects.get().status == "suspended"


@pytest.mark.parametrize("because", ["closed", "unanswered"])
def test_what_a_moderator_takes_out_by_undoing_is_the_moderators(group, by_organiser, by_moderator, now, because):
    Group.objects.update(status="suspended", suspended_because=because, suspended_at=now)
    with changes.recorded(group.pk, "listed", by_organiser, now) as own:
        life.set_status(own, "listed", now)
    assert undo_last(by_moderator, now).suspended_because == "moderator"


def test_who_brings_a_listing_of_no_feed_back_has_not_confirmed_it(group, by_moderator, now):
    with changes.recorded(group.pk, "suspended", by_moderator, now) as own:
        life.set_status(own, "suspended", now, "moderator")
    own = undo_last(by_moderator, now + DAY)
    assert (own.confirmed_by, own.confirmed_at) == (group.confirmed_by, group.confirmed_at)


def test_a_feeds_listing_that_its_organiser_brings_back_is_confirmed_by_the_organiser(organiser, now):
    group = make.group(source=make.source("feed"), confirmed_by="feed", confirmed_at=now - DAY, organiser=organiser)
    mine.close(group.pk, organiser, now)
    mine.undo(Change.objects.latest("pk"), organiser, now)
    assert (Group.objects.get().confirmed_by, Group.objects.get().confirmed_at) == ("organiser", now)
