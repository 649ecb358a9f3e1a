"""What its organiser closed, or nobody answered for, is archived 90 days later; what a moderator suspended is not."""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail

from groups.listings import archiving, due, life, mine, reports, upkeep
from groups.models import Change, Group
from tests import make
from tests.listings.due_mail import send_all

pytestmark = pytest.mark.django_db
DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)


def sweep_at(moment):
    """Everything that comes round by itself, at this moment of the clock."""
    with time_machine.travel(moment, tick=False):
        assert due.sweep(moment) == []


def suspend(group, because, now):
    Group.objects.filter(pk=group.pk).update(status="suspended", suspended_because=because, suspended_at=now)


@pytest.mark.parametrize("because", ["unanswered", "reported", "bounced", "closed"])
def test_ninety_days_later_it_is_archived_and_not_deleted(group, now, because):
    suspend(group, because, now)
    sweep_at(now + 90 * DAY - MINUTE)
    assert Group.objects.get().status == "suspended"
    sweep_at(now + 90 * DAY)
    group.refresh_from_db()
    assert (group.status, group.suspended_because) == ("archived", because)


def test_what_a_moderator_suspended_stays_as_they_left_it(group, now):
    suspend(group, "moderator", now)
    assert archiving.sweep(now + 999 * DAY) == 0


def test_what_its_feed_dropped_waits_for_the_feed(now):
    group = make.group(source=make.source("feed"), status="suspended", indexed=False)
    assert archiving.sweep(now + 999 * DAY) == 0
    suspend(group, "", now)
    assert archiving.sweep(now + 999 * DAY) == 0


def test_what_its_organiser_closed_is_archived_unless_they_undo_it(group, organiser, now):
    with time_machine.travel(now, tick=False):
        mine.close(group.pk, organiser, now)
    undone_at = now + 3 * DAY - MINUTE
    with time_machine.travel(undone_at, tick=False):
        mine.undo(Change.objects.latest("pk"), organiser, undone_at)
    assert archiving.sweep(now + 90 * DAY) == 0
    with time_machine.travel(undone_at, tick=False):
        mine.close(group.pk, organiser, undone_at)
    assert archiving.sweep(undone_at + 90 * DAY - MINUTE) == 0
    assert archiving.sweep(undone_at + 90 * DAY) == 1
    assert (Group.objects.get().status, Group.objects.get().organiser) == ("archived", organiser)


def test_it_is_in_the_history_and_can_be_undone(group, now):
    suspend(group, "unanswered", now)
    sweep_at(now + 90 * DAY)
    change = Change.objects.get()
    assert (change.action, change.by, change.at) == ("archived", "clock", now + 90 * DAY)
    assert (change.before["status"], change.after["status"]) == ("suspended", "archived")


def test_a_second_sweep_does_nothing(group, now):
    suspend(group, "reported", now)
    assert archiving.sweep(now + 90 * DAY) == 1
    assert archiving.sweep(now + 90 * DAY) == 0
    assert Change.objects.count() == 1


def test_from_the_first_question_to_the_archive(group, now):
    asked = now + 90 * DAY
    for days in range(0, 271):
        sweep_at(asked + days * DAY)
    assert list(Change.objects.order_by("id").values_list("action", "at")) == [
        ("asked", asked),
        ("asked again", asked + 7 * DAY),
        ("asked again", asked + 14 * DAY),
        ("said to be unconfirmed", asked + 21 * DAY),
        ("moved down", asked + 60 * DAY),
        ("suspended", asked + 180 * DAY),
        ("archived", asked + 270 * DAY),
    ]


def test_from_a_report_to_the_archive(group, now):
    with time_machine.travel(now, tick=False):
        reports.receive(group, "time", "", now)
    due_at = Group.objects.get().answer_due_at
    sweep_at(due_at)
    sweep_at(due_at + 90 * DAY)
    assert list(Change.objects.order_by("id").values_list("action", "at")) == [
        ("reported", now),
        ("suspended", due_at),
        ("archived", due_at + 90 * DAY),
    ]


def test_an_answer_a_day_before_keeps_it_out_of_the_archive(group, by_organiser, now):
    suspend(group, "unanswered", now)
    from_now = now + 89 * DAY
    with time_machine.travel(from_now, tick=False):
        life.confirm(group.pk, "organiser", by_organiser, from_now)
    sweep_at(now + 90 * DAY)
    assert Group.objects.listed().get() == group


def test_moderators_who_were_told_of_the_suspension_know_of_the_archive(moderator, now):
    make.group(confirmed_at=now - 300 * DAY, asked_at=now - 200 * DAY, asks=3, unconfirmed_since=now.date(), sunk=True)
    with time_machine.travel(now, tick=False):
        assert upkeep.sweep(now) == 1
        send_all(now)
    assert "After 90 days it is archived, unless somebody confirms it." in mail.outbox[0].body
