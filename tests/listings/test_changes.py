"""Every change says who, when, before and after, keeps the search in step, and can be undone."""

from datetime import time

import pytest

from groups.listings import life
from groups.listings.changes import CannotUndo, recorded, undo
from groups.models import Change, Group, SearchEntry


def rename(group, name, who, now, then="19:00"):
    with recorded(group.pk, "edited", who, now) as own:
        own.name = name
        own.save()
        time.fromisoformat(then)


def test_a_change_keeps_who_when_before_and_after(group, organiser, by_organiser, now):
    old = group.name
    rename(group, "Calm Seas", by_organiser, now)
    change = Change.objects.get()
    assert (change.action, change.by, change.organiser, change.at) == ("edited", "organiser", organiser, now)
    assert (change.before["name"], change.after["name"]) == (old, "Calm Seas")
    assert Group.objects.get().version == group.version + 1
    assert "calm" in SearchEntry.objects.get().words


def test_nothing_of_a_change_stays_when_it_fails_half_way(group, by_organiser, now):
    with pytest.raises(ValueError, match="isoformat"):
        rename(group, "Half", by_organiser, now, then="no time")
    assert Group.objects.get().name == group.name
    assert not Change.objects.exists()


def test_a_confirmation_is_in_the_history_and_is_no_new_version(group, by_organiser, now):
    life.confirm(group.pk, Group.ConfirmedBy.ORGANISER, by_organiser, now)
    assert Change.objects.get().action == "confirmed"
    assert Group.objects.get().version == group.version


def test_undo_restores_what_was_before_and_is_a_change_itself(group, by_organiser, by_moderator, now):
    rename(group, "Calm Seas", by_organiser, now)
    undo(Change.objects.get(), by_moderator, now)
    assert Group.objects.get().name == group.name
    assert Change.objects.first().action == "undone"


def test_undo_brings_back_a_suspended_listing_to_the_public(group, by_moderator, now):
    with recorded(group.pk, "suspended", by_moderator, now) as own:
        life.set_status(own, Group.Status.SUSPENDED, now, "moderator")
    assert not SearchEntry.objects.exists()
    undo(Change.objects.get(), by_moderator, now)
    assert Group.objects.listed().get().suspended_because == ""
    assert SearchEntry.objects.exists()


def test_what_was_undone_is_not_undone_twice(group, by_organiser, now):
    rename(group, "Calm Seas", by_organiser, now)
    change = Change.objects.get()
    undo(change, by_organiser, now)
    with pytest.raises(CannotUndo, match="already"):
        undo(change, by_organiser, now)


def test_a_change_under_a_newer_one_is_not_undone(group, by_organiser, now):
    rename(group, "First", by_organiser, now)
    change = Change.objects.get()
    rename(group, "Second", by_organiser, now)
    with pytest.raises(CannotUndo, match="since"):
        undo(change, by_organiser, now)
    assert Group.objects.get().name == "Second"
    assert not Change.objects.exclude(undone_at=None).exists()
