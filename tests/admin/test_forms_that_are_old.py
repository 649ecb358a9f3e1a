"""A moderator's form of a listing writes nothing over what others wrote since it was opened."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from groups import sheet
from groups.admin import groups as admin_of_groups
from groups.listings import life
from groups.listings.changes import BY_CLOCK, put, recorded
from groups.models import Change, Group
from tests import make
from tests.admin.conftest import filled_in

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)


@pytest.fixture
def form(moderator):
    """An opened form: form(group) opens it, and what that gives sends it with changes."""

    def opened(group):
        address = reverse("admin:groups_group_change", args=[group.pk])
        typed = filled_in(moderator.get(address))
        return lambda **changes: moderator.post(address, typed | changes)

    return opened


def test_an_edit_made_since_is_not_written_over(form):
    group = make.group(name="Before", meetings=[{"weekday": 0}])
    send = form(group)
    with recorded(group.pk, "edited", BY_CLOCK, NOW) as own:
        put(own, sheet.read(own) | {"name": "Newer", "meetings": []})
    page = send(cost="Free")
    assert page.status_code == 200
    assert "changed or confirmed this listing since you opened it" in page.content.decode()
    own = Group.objects.get()
    assert (own.name, own.cost, own.meetings.count()) == ("Newer", "", 0)


def test_a_confirmation_given_since_is_not_written_over(form):
    group = make.group(name="Before")
    send = form(group)
    life.confirm(group.pk, "organiser", BY_CLOCK, NOW)
    assert "since you opened it" in send(cost="Free").content.decode()
    assert Group.objects.get().confirmed_at == NOW


def test_what_a_form_does_not_know_of_stays(form, moderator, monkeypatch):
    group = make.group()
    send = form(group)
    lock = admin_of_groups.changes.locked_snapshot

    def reported_first(pk):
        Group.objects.filter(pk=pk).update(answer_due_at=NOW, reported_on=NOW.date(), asks=2)
        return lock(pk)

    monkeypatch.setattr(admin_of_groups.changes, "locked_snapshot", reported_first)
    assert send(cost="Free").status_code == 302
    own = Group.objects.get()
    assert (own.cost, own.answer_due_at, own.reported_on, own.asks) == ("Free", NOW, NOW.date(), 2)


def test_the_check_itself_is_no_field_of_the_listing(form):
    group = make.group(source=make.source("feed"))
    assert form(group)(cost="Free").status_code == 302
    assert Group.objects.get().hand_edited == ["cost"]
    assert set(Change.objects.get().after) == set(Change.objects.get().before)
