"""What an organiser does to a listing: it is theirs, it is mailed with a way back, and can be undone for three days."""

from datetime import timedelta

import pytest

from groups.listings import life, mine, my_mails
from groups.listings.changes import CannotUndo, recorded
from groups.models import Change, Group, Job


def mails():
    return [job.payload["mail"] for job in Job.objects.filter(kind="mail").order_by("pk")]


def rename(group, organiser, now, name="Calm Seas"):
    with mine.changing(group.pk, "edited", organiser, now) as own:
        own.name = name
    return Change.objects.latest("pk")


def test_a_change_is_recorded_as_the_organisers_and_mailed(group, organiser, now):
    change = rename(group, organiser, now)
    assert (change.by, change.organiser, change.after["name"]) == ("organiser", organiser, "Calm Seas")
    payload = Job.objects.get().payload
    assert payload == {"mail": "changed", "organiser": organiser.pk, "group": group.pk, "change": change.pk}


def test_nothing_is_mailed_when_nothing_changed(group, organiser, now):
    with mine.changing(group.pk, "edited", organiser, now):
        pass
    assert not mails()


def test_anothers_listing_is_not_changed(group, stranger, now):
    with pytest.raises(Group.DoesNotExist):
        rename(group, stranger, now)
    assert Group.objects.get().name == group.name
    assert not Change.objects.exists()


def test_closing_takes_a_listing_out_at_once_and_undo_brings_it_back(group, organiser, now):
    mine.close(group.pk, organiser, now)
    assert not Group.objects.listed().exists()
    assert Group.objects.get().suspended_because == "closed"
    mine.undo(Change.objects.get(), organiser, now)
    assert Group.objects.listed().get() == group
    assert mails() == ["changed", "changed"]


def test_what_is_not_listed_cannot_be_closed(group, organiser, now):
    Group.objects.update(status="pending")
    with pytest.raises(life.CannotMove):
        mine.close(group.pk, organiser, now)


@pytest.mark.parametrize("action", ["mail confirmed", "withdrawn"])
def test_what_the_queue_hangs_on_is_not_undone(group, organiser, now, action):
    with mine.changing(group.pk, action, organiser, now) as own:
        own.status = "suspended"
    change = Change.objects.get()
    assert not mine.can_be_undone(change, organiser, now)
    with pytest.raises(CannotUndo):
        mine.undo(change, organiser, now)


def test_the_mail_names_the_parts_that_changed_but_not_whether_it_is_public(group, organiser, now):
    change = rename(group, organiser, now)
    assert my_mails.changed(organiser, group, {"change": change.pk}, now)["fields"] == ["Name"]
    mine.close(group.pk, organiser, now)
    change = Change.objects.latest("pk")
    assert my_mails.changed(organiser, group, {"change": change.pk}, now)["fields"] == []


def test_undo_ends_after_72_hours(group, organiser, now):
    change = rename(group, organiser, now)
    assert mine.can_be_undone(change, organiser, now + timedelta(hours=71, minutes=59))
    with pytest.raises(CannotUndo):
        mine.undo(change, organiser, now + timedelta(hours=72))


def test_only_ones_own_changes_can_be_undone(group, organiser, stranger, by_moderator, now):
    change = rename(group, organiser, now)
    with recorded(group.pk, "edited", by_moderator, now) as own:
        own.name = "As the moderator says"
    moderated = Change.objects.latest("pk")
    assert not mine.can_be_undone(moderated, organiser, now)
    assert not mine.can_be_undone(change, stranger, now)
    with pytest.raises(CannotUndo):
        mine.undo(change, stranger, now)
    with pytest.raises(CannotUndo, match="since"):
        mine.undo(change, organiser, now)
    assert Group.objects.get().name == "As the moderator says"


def test_changes_are_undone_one_after_the_other_the_newest_first(group, organiser, now):
    first = rename(group, organiser, now)
    second = rename(group, organiser, now, "Calmer Seas")
    mine.undo(second, organiser, now)
    assert Group.objects.get().name == "Calm Seas"
    mine.undo(first, organiser, now)
    assert Group.objects.get().name == group.name


@pytest.mark.parametrize("because", ["unanswered", "reported", "bounced"])
def test_still_right_is_asked_of_what_waits_for_an_answer(group, organiser, because, now):
    Group.objects.update(status="suspended", suspended_because=because)
    own = Group.objects.get()
    assert mine.may_confirm(own)
    mine.confirm(own, organiser, now)
    assert Group.objects.listed().get().confirmed_at == now


@pytest.mark.parametrize(
    ("status", "because"), [("suspended", "closed"), ("suspended", "moderator"), ("pending", ""), ("archived", "")]
)
def test_still_right_is_not_asked_of_other_listings(group, status, because):
    Group.objects.update(status=status, suspended_because=because)
    assert not mine.may_confirm(Group.objects.get())


def test_wanting_a_link_is_the_same_work_for_an_address_we_know_and_one_we_do_not(organiser, django_assert_num_queries):
    with django_assert_num_queries(2):
        mine.want_link(organiser.email)
    with django_assert_num_queries(2):
        mine.want_link("nobody@example.org")
    known, unknown = Job.objects.order_by("pk")
    assert known.payload == {"mail": "open_my_groups", "organiser": organiser.pk, "group": None}
    assert unknown.payload == {"mail": "open_my_groups", "organiser": None, "group": None}
    assert "nobody@" not in str(Job.objects.values())
