"""A listing that nobody confirms: each step at its moment and not before, and no answer comes too late for one."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.core import mail

from groups.listings import by_clock, life, upkeep
from groups.models import Change, Group, GroupCard, Job
from tests import make
from tests.listings.due_mail import send_all, wanted

CONFIRMED = datetime(2026, 1, 5, 9, tzinfo=UTC)
DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
ASKED = CONFIRMED + 90 * DAY


@pytest.fixture
def group(organiser):
    return make.group(organiser=organiser, confirmed_at=CONFIRMED, confirmed_by="organiser")


def sweep_at(moment):
    with time_machine.travel(moment, tick=False):
        steps = upkeep.sweep(moment)
        send_all(moment)
    return steps


def refuse(group):
    pytest.fail("It was not due any more.")


def until(last):
    """A sweep each day from the question on, as a server makes them."""
    moment = ASKED
    while moment <= last:
        sweep_at(moment)
        moment += DAY


def test_nothing_is_asked_before_ninety_days(group):
    assert sweep_at(ASKED - MINUTE) == 0
    assert not Change.objects.exists()


def test_after_ninety_days_the_organiser_is_asked(group, organiser):
    assert sweep_at(ASKED) == 1
    group.refresh_from_db()
    assert (group.asked_at, group.asks) == (ASKED, 1)
    assert mail.outbox[0].to == [organiser.email]
    assert mail.outbox[0].subject == "A question for you"
    assert "/still/" in mail.outbox[0].body


def test_a_listing_that_nobody_ever_confirmed_counts_from_when_it_was_made(organiser):
    with time_machine.travel(CONFIRMED, tick=False):
        group = make.group(organiser=organiser)
    assert sweep_at(ASKED - MINUTE) == 0
    assert sweep_at(ASKED) == 1
    until(ASKED + 21 * DAY)
    assert Group.objects.get(pk=group.pk).unconfirmed_since == date(2026, 1, 5)


STEPS = [
    (7, {"asks": 2}, "still_meeting_again"),
    (14, {"asks": 3}, "still_meeting_again"),
    (21, {"unconfirmed_since": date(2026, 1, 5)}, "unconfirmed"),
    (60, {"sunk": True}, "moved_down"),
    (180, {"status": "suspended", "suspended_because": "unanswered"}, "suspended_unanswered"),
]


@pytest.mark.parametrize(("days", "state", "name"), STEPS)
def test_each_step_comes_at_its_moment_and_is_mailed(group, days, state, name):
    moment = ASKED + days * DAY
    until(moment - DAY)
    assert sweep_at(moment - MINUTE) == 0
    assert not Group.objects.filter(pk=group.pk, **state).exists()
    mail.outbox.clear()
    assert sweep_at(moment) == 1
    assert Group.objects.filter(pk=group.pk, **state).exists()
    assert len(mail.outbox) == 1
    assert Job.objects.latest("id").payload["mail"] == name


def test_the_whole_way_is_in_the_history_and_nothing_is_deleted(group):
    until(ASKED + 400 * DAY)
    actions = list(Change.objects.order_by("id").values_list("action", flat=True))
    assert actions == ["asked", "asked again", "asked again", "said to be unconfirmed", "moved down", "suspended"]
    assert set(Change.objects.values_list("by", flat=True)) == {"clock"}
    assert Group.objects.get(pk=group.pk).status == "suspended"


@pytest.mark.parametrize("days", [0, 7, 14, 21, 60, 180])
def test_an_answer_ends_it_at_every_step(group, by_organiser, days):
    moment = ASKED + days * DAY
    until(moment)
    life.confirm(group.pk, "organiser", by_organiser, moment)
    group.refresh_from_db()
    assert (group.status, group.asked_at, group.asks) == ("listed", None, 0)
    assert (group.unconfirmed_since, group.sunk) == (None, False)
    assert sweep_at(moment + 90 * DAY - MINUTE) == 0
    assert sweep_at(moment + 90 * DAY) == 1


def test_the_card_follows(group):
    until(ASKED + 60 * DAY)
    card = GroupCard.objects.get(group=group).data
    assert '"sunk": true' in card
    assert '"unconfirmed_since": "2026-01-05"' in card


def test_a_sweep_takes_one_step_and_after_an_outage_every_wait_is_whole(group):
    sweep_at(ASKED)
    late = ASKED + 300 * DAY
    assert sweep_at(late) == 1  # the first reminder
    assert sweep_at(late + MINUTE) == 0
    assert sweep_at(late + 7 * DAY) == 1
    assert sweep_at(late + 13 * DAY) == 0
    assert sweep_at(late + 14 * DAY) == 1
    group.refresh_from_db()
    assert group.unconfirmed_since == date(2026, 1, 5)
    assert not group.sunk


def test_a_second_sweep_at_the_same_moment_does_nothing(group):
    assert upkeep.sweep(ASKED) == 1
    assert upkeep.sweep(ASKED) == 0
    assert wanted() == ["still_meeting"]


def test_a_worker_that_comes_second_finds_nothing_to_do(group):
    rows = upkeep.STEPS[0].rows(ASKED)
    taken = list(rows.values_list("pk", flat=True))
    assert upkeep.sweep(ASKED) == 1
    assert not by_clock.one(rows, taken[0], "asked", refuse, ASKED)
    assert wanted() == ["still_meeting"]
    assert Change.objects.count() == 1


def test_what_a_feed_vouches_for_is_never_asked_about(organiser):
    make.group(organiser=organiser, source=make.source("feed"), confirmed_at=CONFIRMED, confirmed_by="feed")
    assert upkeep.sweep(ASKED + 999 * DAY) == 0


@pytest.mark.parametrize("by", ["organiser", "moderator"])
def test_a_feeds_listing_that_a_person_holds_public_goes_the_same_way(organiser, moderator, by):
    group = make.group(source=make.source("feed"), confirmed_at=CONFIRMED, confirmed_by=by, hand_edited=["status"])
    if by == "organiser":
        Group.objects.update(organiser=organiser)
    until(ASKED + 180 * DAY)
    group.refresh_from_db()
    assert (group.status, group.suspended_because, group.sunk) == ("suspended", "unanswered", True)
    assert group.unconfirmed_since == CONFIRMED.date()
    reader = organiser if by == "organiser" else moderator
    assert {message.to[0] for message in mail.outbox} == {reader.email}


def test_an_invented_example_is_never_asked_about(organiser):
    source = make.source("examples")
    type(source).objects.update(is_example=True)
    make.group(source=source, organiser=organiser, confirmed_at=CONFIRMED, confirmed_by="organiser")
    assert upkeep.sweep(ASKED + 999 * DAY) == 0


@pytest.mark.parametrize("status", ["submitted", "pending", "suspended", "archived"])
def test_only_a_listed_group_is_asked_about(organiser, status):
    make.group(organiser=organiser, confirmed_at=CONFIRMED, status=status)
    assert upkeep.sweep(ASKED) == 0


def test_a_group_that_is_away_is_asked_about_when_it_is_back(organiser):
    make.group(organiser=organiser, confirmed_at=CONFIRMED, inactive=True, inactive_until=date(2026, 5, 1))
    assert upkeep.sweep(ASKED) == 0
    assert upkeep.sweep(datetime(2026, 5, 1, 1, tzinfo=UTC)) == 1


def test_without_an_organiser_the_moderators_are_told_instead(moderator):
    make.group(confirmed_at=CONFIRMED, confirmed_by="moderator", locality="Leeds")
    until(ASKED + 180 * DAY)
    assert [message.to for message in mail.outbox] == [[moderator.email]] * 3
    assert "not been confirmed for 90 days" in mail.outbox[0].body
    assert "now says so to visitors" in mail.outbox[1].body
    assert "no longer shown" in mail.outbox[2].body


def test_an_organiser_whose_mail_comes_back_is_replaced_by_the_moderators(group, organiser, moderator):
    type(organiser).objects.update(bounced_at=CONFIRMED)
    sweep_at(ASKED)
    assert [message.to for message in mail.outbox] == [[moderator.email]]


def test_a_question_that_was_answered_before_it_was_sent_is_not_sent(group, by_organiser):
    upkeep.sweep(ASKED)
    life.confirm(group.pk, "organiser", by_organiser, ASKED)
    send_all(ASKED)
    assert mail.outbox == []


def test_a_sweep_is_bounded(organiser, monkeypatch):
    monkeypatch.setattr(by_clock, "MOST", 2)
    for _ in range(3):
        make.group(organiser=organiser, confirmed_at=CONFIRMED)
    assert upkeep.sweep(ASKED) == 2
    assert upkeep.sweep(ASKED) == 1
