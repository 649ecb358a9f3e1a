"""An edit answers a report while it waits for a moderator. Now is Wednesday, 4 March 2026, noon in Leeds."""

from datetime import timedelta

import pytest

from groups import sheet
from groups.listings import proposals, reports
from groups.models import Group
from groups.models import Proposal as P

pytestmark = pytest.mark.django_db
DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)


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
    verb(P.objects.get(pk=proposal.pk), moderator, "Which door?", at)


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
