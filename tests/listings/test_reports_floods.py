"""A flood hides no group: what comes too often is kept for moderators and changes nothing."""

from datetime import timedelta

import pytest

from groups.listings import reports
from groups.models import Change, Group, Report
from tests import make
from tests.listings.due_mail import wanted

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def _stands_still(now, time_machine):
    time_machine.move_to(now, tick=False)


def test_what_a_network_sends_too_much_of_is_quarantined(group, now):
    reports.receive(group, "time", "", now, is_flood=True)
    group.refresh_from_db()
    assert Report.objects.get().quarantined
    assert (group.reported_on, group.answer_due_at, wanted()) == (None, None, [])
    assert not Change.objects.exists()


def test_a_listing_counts_three_reports_a_day(group, now):
    for _ in range(5):
        reports.receive(group, "time", "", now)
    assert Report.objects.counted().count() == 3
    reports.receive(group, "time", "", now + 24 * HOUR)
    assert Report.objects.counted().count() == 4


def test_the_site_counts_so_many_an_hour(group, now, monkeypatch):
    monkeypatch.setattr(reports, "MOST_AN_HOUR", 2)
    for _ in range(2):
        reports.receive(make.group(), "time", "", now)
    reports.receive(group, "time", "", now)
    assert Group.objects.get(pk=group.pk).reported_on is None
    reports.receive(group, "time", "", now + HOUR)
    assert Group.objects.get(pk=group.pk).reported_on is not None


def test_other_reports_do_not_drown_one_of_feeling_unsafe(group, moderator, now, monkeypatch):
    monkeypatch.setattr(reports, "MOST_AN_HOUR", 3)
    for _ in range(5):
        reports.receive(group, "time", "", now)
    reports.receive(group, "unsafe", "", now)
    assert "moderators_unsafe" in wanted()


def test_a_flood_of_feeling_unsafe_does_not_fill_the_moderators_mailboxes(group, moderator, now):
    for _ in range(9):
        reports.receive(group, "unsafe", "", now)
    assert wanted() == ["moderators_unsafe"] * 3
    assert Report.objects.count() == 9


def test_a_program_cannot_fill_the_table(group, now, monkeypatch):
    monkeypatch.setattr(reports, "MOST_KEPT_AN_HOUR", 4)
    for _ in range(4):
        reports.receive(group, "time", "", now)
    with pytest.raises(reports.TooMany):
        reports.receive(group, "time", "", now)
    reports.receive(group, "time", "", now + HOUR)


def test_what_came_in_a_flood_does_not_suspend_when_a_mailbox_fails(group, organiser, now):
    reports.receive(group, "time", "", now, is_flood=True)
    type(organiser).objects.update(bounced_at=now)
    assert reports.sweep(now + 30 * 24 * HOUR) == 0


def test_a_flood_is_forgotten_after_180_days(group, now):
    reports.receive(group, "time", "", now, is_flood=True)
    reports.sweep(now + timedelta(days=181))
    assert not Report.objects.exists()
