"""What follows from a visitor's report: a label, a question, and silence that takes the listing out. Now is Wednesday,
4 March 2026, noon in Leeds."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core import mail

from groups.listings import life, reports
from groups.models import Change, Group, Organiser, Report
from tests import make
from tests.listings.due_mail import send_all, wanted

pytestmark = pytest.mark.django_db

DUE = datetime(2026, 3, 9, 12, tzinfo=UTC)  # Monday
DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
ANSWERABLE = ["nobody", "time", "place", "link", "other"]


@pytest.fixture(autouse=True)
def _stands_still(now, time_machine):
    time_machine.move_to(now, tick=False)


@pytest.fixture
def fed():
    """A feed's listing, confirmed by the feed."""
    return make.group(source=make.source("feed"), confirmed_by="feed")


@pytest.mark.parametrize("kind", ANSWERABLE)
def test_a_report_labels_the_listing_and_asks_the_organiser(group, organiser, now, kind):
    reports.receive(group, kind, "", now)
    group.refresh_from_db()
    assert (group.status, group.reported_on, group.answer_due_at) == ("listed", date(2026, 3, 4), DUE)
    send_all(now)
    assert [message.to for message in mail.outbox] == [[organiser.email]]
    assert mail.outbox[0].subject == "A question for you"
    assert str(Report.Kind(kind).label) in mail.outbox[0].body
    assert "9 March 2026" in mail.outbox[0].body


def test_the_day_of_the_label_is_that_of_the_group(organiser, now):
    group = make.group(organiser=organiser, time_zone="Pacific/Auckland")
    reports.receive(group, "time", "", now)
    assert Group.objects.get().reported_on == date(2026, 3, 5)


def test_what_somebody_wrote_is_in_no_mail_on_no_page_and_in_no_history(client, group, now, moderator):
    reports.receive(group, "other", "The caretaker shouted", now)
    reports.receive(group, "unsafe", "The caretaker followed me", now)
    send_all(now)
    assert "caretaker" not in "".join(message.body for message in mail.outbox)
    assert "caretaker" not in client.get(group.get_absolute_url()).content.decode()
    assert "caretaker" not in client.get(f"/api/v1/groups/{group.slug}").content.decode()
    assert not Change.objects.filter(after__icontains="caretaker").exists()


def test_a_feeds_listing_is_the_moderators_to_answer_for(fed, moderator, now):
    reports.receive(fed, "time", "", now)
    send_all(now)
    assert [message.to for message in mail.outbox] == [[moderator.email]]
    assert "/admin/groups/group/" in mail.outbox[0].body


def test_so_is_one_without_an_organiser_and_one_whose_mail_came_back_before(moderator, now):
    mute = Organiser.objects.create(email="mute@example.org", bounced_at=now - DAY)
    for group in (make.group(), make.group(organiser=mute)):
        reports.receive(group, "time", "", now)
    assert wanted() == ["moderators_reported"] * 2
    assert reports.sweep(now) == 0


def test_a_second_report_does_not_start_the_clock_anew_nor_ask_twice(group, now):
    reports.receive(group, "time", "", now)
    reports.receive(group, "place", "", now + DAY)
    group.refresh_from_db()
    assert (group.reported_on, group.answer_due_at) == (date(2026, 3, 4), DUE)
    assert wanted() == ["report_received"]
    send_all(now + DAY)
    assert "The time is wrong" in mail.outbox[0].body
    assert "The place is wrong" in mail.outbox[0].body


def test_nothing_happens_before_the_answer_is_due(group, now):
    reports.receive(group, "time", "", now)
    assert reports.sweep(DUE - MINUTE) == 0
    assert Group.objects.listed().exists()


def test_without_an_answer_it_is_suspended_and_everybody_is_told(group, organiser, moderator, now):
    reports.receive(group, "time", "", now)
    send_all(now)
    mail.outbox.clear()
    assert reports.sweep(DUE) == 1
    group.refresh_from_db()
    assert (group.status, group.suspended_because, group.suspended_at) == ("suspended", "reported", DUE)
    send_all(DUE)
    assert sorted(message.to[0] for message in mail.outbox) == [moderator.email, organiser.email]
    assert Change.objects.first().by == "clock"


def test_an_answer_in_time_keeps_it_and_closes_the_reports(group, by_organiser, now):
    reports.receive(group, "time", "", now)
    life.confirm(group.pk, "organiser", by_organiser, now + DAY)
    group.refresh_from_db()
    assert (group.reported_on, group.answer_due_at) == (None, None)
    assert Report.objects.get().closed_at == now + DAY
    assert reports.sweep(DUE + DAY) == 0


def test_a_report_after_an_answer_has_a_clock_of_its_own(group, by_organiser, now):
    reports.receive(group, "time", "", now)
    life.confirm(group.pk, "organiser", by_organiser, now + DAY)
    reports.receive(group, "time", "", now + 2 * DAY)
    assert Group.objects.get().answer_due_at == datetime(2026, 3, 11, 12, tzinfo=UTC)


def test_a_moderators_word_answers_for_a_feeds_listing(fed, by_moderator, now):
    reports.receive(fed, "time", "", now)
    life.confirm(fed.pk, "moderator", by_moderator, now + DAY)
    assert reports.sweep(DUE) == 0


def test_a_feeds_listing_is_suspended_too_when_nobody_answers(fed, moderator, now):
    reports.receive(fed, "time", "", now)
    assert reports.sweep(DUE) == 1
    assert Group.objects.get().suspended_because == "reported"


def test_when_our_mail_comes_back_it_is_suspended_at_once_and_the_moderators_know_why(group, moderator, now):
    reports.receive(group, "time", "", now)
    send_all(now)
    mail.outbox.clear()
    Organiser.objects.update(bounced_at=now + MINUTE)
    assert reports.sweep(now + 2 * MINUTE) == 1
    assert Group.objects.get().suspended_because == "bounced"
    send_all(now + 2 * MINUTE)
    assert [message.to for message in mail.outbox] == [[moderator.email]]
    assert "came back" in mail.outbox[0].body


def test_a_mailbox_that_fails_hides_no_listing_that_was_not_reported(group, now):
    Organiser.objects.update(bounced_at=now)
    assert reports.sweep(now + 30 * DAY) == 0


def test_only_a_report_of_feeling_unsafe_and_a_failing_mailbox_hide_nothing(group, moderator, now):
    reports.receive(group, "unsafe", "", now)
    Organiser.objects.update(bounced_at=now + MINUTE)
    assert reports.sweep(now + 30 * DAY) == 0


def test_a_second_sweep_does_nothing(group, moderator, now):
    reports.receive(group, "time", "", now)
    assert (reports.sweep(DUE), reports.sweep(DUE)) == (1, 0)
    assert wanted().count("moderators_suspended") == 1


def test_a_listing_that_is_not_public_cannot_be_reported(group, now):
    Group.objects.update(status="suspended")
    with pytest.raises(Group.DoesNotExist):
        reports.receive(group, "time", "", now)


def test_feeling_unsafe_goes_to_the_moderators_at_once_and_to_nobody_else(client, group, moderator, now):
    reports.receive(group, "unsafe", "He followed me", now)
    group.refresh_from_db()
    assert (group.reported_on, group.answer_due_at) == (None, None)
    assert not Change.objects.exists()
    assert "Reported" not in client.get(group.get_absolute_url()).content.decode()
    send_all(now)
    assert [message.to for message in mail.outbox] == [[moderator.email]]
    assert mail.outbox[0].subject == "Please look at this today"


def test_an_organisers_word_does_not_close_a_report_of_feeling_unsafe(group, by_organiser, now):
    reports.receive(group, "unsafe", "", now)
    life.confirm(group.pk, "organiser", by_organiser, now + DAY)
    assert Report.objects.get().closed_at is None


def test_feeling_unsafe_is_forgotten_after_180_days_whatever_became_of_it(group, now):
    reports.receive(group, "unsafe", "", now)
    reports.sweep(now + 180 * DAY)
    assert Report.objects.exists()
    reports.sweep(now + 180 * DAY + MINUTE)
    assert not Report.objects.exists()


def test_what_was_written_is_forgotten_after_180_days_and_the_report_stays(group, now):
    reports.receive(group, "other", "Words", now)
    reports.sweep(now + 181 * DAY)
    assert Report.objects.get().text == ""


@pytest.mark.parametrize(("answer", "status"), [("right", "listed"), ("change", "listed"), ("ended", "suspended")])
def test_the_organiser_answers_with_one_press(client, group, now, time_machine, answer, status):
    time_machine.move_to(now, tick=False)
    reports.receive(group, "time", "", now)
    send_all(now)
    [address] = [line for line in mail.outbox[0].body.splitlines() if "/reported/" in line]
    page = client.get(address).content.decode()
    assert "A visitor told us" in page
    assert "I will change it" in page
    client.post(address, {"answer": answer})
    assert Group.objects.get().status == status


def test_who_says_that_it_will_be_changed_has_three_more_days(client, group, now, time_machine):
    reports.receive(group, "time", "", now)
    send_all(now)
    [address] = [line for line in mail.outbox[0].body.splitlines() if "/reported/" in line]
    time_machine.move_to(now + DAY, tick=False)
    assert client.post(address, {"answer": "change"}).url == f"/my-groups/{group.pk}/edit/"
    assert reports.sweep(DUE) == 0
    assert reports.sweep(DUE + DAY) == 1


def test_the_mail_after_the_suspension_brings_it_back(client, group, moderator, now, time_machine):
    reports.receive(group, "time", "", now)
    reports.sweep(DUE)
    time_machine.move_to(DUE, tick=False)
    send_all(DUE)
    [message] = [one for one in mail.outbox if "organiser" not in one.body and "/reported/" in one.body]
    [address] = [line for line in message.body.splitlines() if "/reported/" in line]
    client.post(address, {"answer": "right"})
    assert Group.objects.listed().exists()
    assert Report.objects.get().closed_at == DUE
