"""What comes round by itself: what is over is forgotten, and not a day before."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.sessions.models import Session

from groups import outbox, sheet
from groups.listings import due, links, mails, proposals, reports
from groups.models import Bucket, DailySalt, Draft, Group, Job, Link, Organiser, Report
from tests import make

pytestmark = pytest.mark.django_db
DAY, SECOND = timedelta(days=1), timedelta(seconds=1)


@pytest.fixture
def submitted(now):
    """A listing that somebody typed in now, with its link mailed at once."""
    new = Organiser.objects.create(email="new@example.org")
    with time_machine.travel(now, tick=False):
        group = proposals.submit_new(sheet.read(make.group()), new, now).group
    links.make(Link.Purpose.CONFIRM, new, now, group)
    return group


def test_all_of_it_works_on_an_empty_directory_and_twice(now):
    assert due.sweep(now) == due.sweep(now) == []


def test_a_listing_that_nobody_confirmed_goes_with_its_address_after_a_week(submitted, now):
    due.sweep(now + 7 * DAY - SECOND)
    assert Group.objects.filter(pk=submitted.pk).exists()
    due.sweep(now + 7 * DAY + SECOND)
    assert not Group.objects.filter(pk=submitted.pk).exists()
    assert not Organiser.objects.exists()


def test_a_listing_whose_mail_went_out_late_is_kept_while_its_link_works(submitted, organiser, now):
    links.make(Link.Purpose.CONFIRM, submitted.organiser, now + 3 * DAY, submitted)
    due.sweep(now + 9 * DAY)
    assert Group.objects.filter(pk=submitted.pk).exists()
    due.sweep(now + 11 * DAY)
    assert not Group.objects.filter(pk=submitted.pk).exists()


def test_an_organiser_who_has_more_than_the_unconfirmed_listing_stays(submitted, now):
    make.group(organiser=submitted.organiser)
    due.sweep(now + 8 * DAY)
    assert not Group.objects.filter(pk=submitted.pk).exists()
    assert Organiser.objects.filter(pk=submitted.organiser_id).exists()


def test_a_listing_that_was_confirmed_stays_however_long_a_moderator_takes(submitted, now):
    proposals.mail_confirmed(Link.objects.get(), now)
    due.sweep(now + 99 * DAY)
    assert Group.objects.get(pk=submitted.pk).status == Group.Status.PENDING


def test_a_listing_that_staff_have_begun_stays(now):
    group = make.group(status="submitted")
    due.sweep(group.created_at + 99 * DAY)
    assert Group.objects.filter(pk=group.pk).exists()


def test_reports_of_feeling_unsafe_go_after_180_days_and_others_stay(group, now):
    Report.objects.create(group=group, kind="unsafe", made_at=now)
    Report.objects.create(group=group, kind="time", made_at=now)
    reports.forget_old(now + 180 * DAY)
    assert Report.objects.count() == 2
    reports.forget_old(now + 180 * DAY + SECOND)
    assert Report.objects.get().kind == "time"


def test_done_jobs_go_after_a_week_and_open_and_given_up_ones_stay(now):
    outbox.enqueue("mail", {}, due_at=now)
    outbox.done(outbox.take(now), now)
    Job.objects.create(kind="mail", due_at=now + 99 * DAY)
    Job.objects.create(kind="mail", given_up_at=now)
    due.sweep(now + 7 * DAY)
    assert Job.objects.count() == 3
    due.sweep(now + 7 * DAY + SECOND)
    assert Job.objects.filter(done_at=None).count() == Job.objects.count() == 2


def test_hashes_go_with_their_day(now):
    DailySalt.objects.create(day=now.date(), salt="x")
    Bucket.objects.create(key="x", tokens=1, filled_at=now)
    due.sweep(now)
    assert (DailySalt.objects.count(), Bucket.objects.count()) == (1, 1)
    due.sweep(now + DAY + SECOND)
    assert (DailySalt.objects.count(), Bucket.objects.count()) == (0, 0)


def test_drafts_and_sessions_go_when_they_are_over(now):
    with time_machine.travel(now, tick=False):
        Draft.objects.create()
    Session.objects.create(session_key="x", session_data="", expire_date=now)
    due.sweep(now + 8 * DAY)
    assert not Draft.objects.exists()
    assert not Session.objects.exists()


def test_every_mail_that_is_wanted_can_be_written(settings):
    templates = {path.stem for path in (settings.BASE_DIR / "templates/emails").glob("*.txt")} - {"base"}
    assert templates == set(mails.MAILS)
