"""An edit answers a report while it waits for a moderator. Now is Wednesday, 4 March 2026, noon in Leeds."""

from datetime import UTC, datetime, timedelta

import pytest

from groups import sheet
from groups.listings import proposals, reports
from groups.models import Group, Proposal, Report
from tests.listings.due_mail import send_all, wanted

pytestmark = pytest.mark.django_db
DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)


@pytest.fixture(autouse=True)
def _stands_still(now, time_machine):
    time_machine.move_to(now, tick=False)


@pytest.fixture
def edit(group, organiser):
    """Propose another name for the group; the proposal."""

    def propose(at, name="Calm Seas"):
        own = Group.objects.get(pk=group.pk)
        return proposals.propose_edit(own, sheet.read(own) | {"name": name}, organiser, own.version, at)

    return propose


@pytest.fixture
def due(group, now):
    """When the answer to a report of now is due: Monday."""
    reports.receive(group, "time", "", now)
    return Group.objects.get().answer_due_at


def send_back(verb, proposal, moderator, at):
    verb(Proposal.objects.get(pk=proposal.pk), moderator, "Which door?", at)


VERBS = pytest.mark.parametrize("verb", [proposals.reject, proposals.ask])


def test_an_edit_that_waits_for_a_moderator_is_an_answer(group, edit, due, now):
    edit(now + HOUR)
    assert reports.sweep(due + 30 * DAY) == 0


@VERBS
def test_an_edit_that_a_moderator_sends_back_gives_three_working_days_more(edit, due, moderator, now, verb):
    send_back(verb, edit(now + HOUR), moderator, due + MINUTE)
    assert Group.objects.get().answer_due_at == due + 3 * DAY + MINUTE
    assert reports.sweep(due + 3 * DAY) == 0
    assert reports.sweep(due + 3 * DAY + MINUTE) == 1


@VERBS
def test_an_edit_from_before_the_report_gives_nothing_more(group, edit, moderator, now, verb):
    older = edit(now - 2 * DAY)
    reports.receive(group, "time", "", now)
    due_at = Group.objects.get().answer_due_at
    send_back(verb, older, moderator, now + HOUR)
    assert Group.objects.get().answer_due_at == due_at
    assert reports.sweep(due_at) == 1


def test_what_its_organiser_takes_back_is_no_answer(edit, due, now):
    proposals.withdraw(edit(now + HOUR), now + 2 * HOUR)
    assert Group.objects.get().answer_due_at == due
    assert reports.sweep(due) == 1


def test_the_answer_to_a_moderators_question_waits_for_the_moderator_again(edit, due, moderator, now):
    own = edit(now + HOUR)
    send_back(proposals.ask, own, moderator, now + DAY)
    proposals.answer(own, "The blue one.", now + 2 * DAY)
    assert reports.sweep(due + 30 * DAY) == 0


def test_an_edit_from_before_the_report_is_no_answer(group, edit, now):
    edit(now - 2 * DAY)
    reports.receive(group, "time", "", now)
    assert reports.sweep(Group.objects.get().answer_due_at) == 1


def test_an_edit_is_an_answer_where_it_is_already_the_next_day(group, edit):
    Group.objects.update(time_zone="Pacific/Auckland")
    morning = datetime(2026, 3, 2, 19, tzinfo=UTC)  # Tuesday 08:00 there
    reports.receive(group, "time", "", morning)
    edit(morning + HOUR / 2)
    assert reports.sweep(morning + 30 * DAY) == 0


def test_an_edit_from_earlier_the_same_day_is_no_answer(group, edit, now):
    edit(now - HOUR)
    reports.receive(group, "time", "", now)
    assert reports.sweep(Group.objects.get().answer_due_at) == 1


def test_a_report_that_is_newer_than_an_edit_stays_open_when_the_edit_is_published(group, edit, moderator, now):
    older = edit(now - HOUR)
    reports.receive(group, "time", "", now)
    due_at = Group.objects.get().answer_due_at
    proposals.approve(older, moderator, now + HOUR)
    own = Group.objects.get()
    assert (own.name, own.reported_on, own.answer_due_at) == ("Calm Seas", now.date(), due_at)
    assert Report.objects.get().closed_at is None
    assert reports.sweep(due_at) == 1


def test_an_edit_answers_the_report_before_it_and_the_one_after_it_is_asked_about_anew(
    group, edit, due, moderator, now
):
    own = edit(now + HOUR)
    reports.receive(group, "place", "", now + DAY)
    assert reports.sweep(due) == 0
    send_all(now + DAY)
    proposals.approve(own, moderator, due + MINUTE)
    assert Group.objects.get().answer_due_at == due + 3 * DAY + MINUTE
    assert Group.objects.get().reported_on == (now + DAY).date()
    assert "report_received" in wanted()
    assert [report.kind for report in Report.objects.filter(closed_at=None)] == ["place"]
    assert reports.sweep(due + 2 * DAY) == 0


def test_an_edit_made_since_every_report_answers_them_all(group, edit, due, moderator, now):
    reports.receive(group, "place", "", now + HOUR)
    proposals.approve(edit(now + 2 * HOUR), moderator, due + DAY)
    assert (Group.objects.get().reported_on, Group.objects.get().answer_due_at) == (None, None)
    assert not Report.objects.filter(closed_at=None).exists()
