"""An edit that a moderator approved is its organiser's to undo for three days, like one that was public at once."""

from datetime import timedelta

import pytest
from django.core import mail as outgoing
from django.test import Client

from groups import sheet
from groups.listings import due, life, links, mails, mine, proposals
from groups.listings.changes import CannotUndo, Who, put, recorded
from groups.models import Change, Group, Job, Link
from tests.listings.visiting import come_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock(time_machine, now):
    time_machine.move_to(now, tick=False)
    return time_machine


@pytest.fixture
def approved(group, organiser, moderator, now):
    """The change that an approved edit made: a new name."""
    group.refresh_from_db()
    edit = proposals.propose_edit(group, sheet.read(group) | {"name": "Calm Seas"}, organiser, group.version, now)
    proposals.approve(edit, moderator, now)
    return Change.objects.filter(group=group).exclude(before={}).get()


@pytest.fixture
def path(approved, now):
    """Of the link to undo it in the mail that says that it is public."""
    assert due.WRITERS
    job = Job.objects.get(payload__mail="edit_published")
    mails.send(job.payload, job.pk, now)
    lines = outgoing.outbox[0].body.splitlines()
    return next(line for line in lines if "/my-groups/undo/" in line).partition("8000")[2]


def touch(group, who, now, **fields):
    with recorded(group.pk, "edited", who, now) as own:
        put(own, sheet.read(own) | fields)


def test_the_mail_that_says_it_is_public_holds_a_link_that_undoes_it(approved, path, group):
    client = Client()
    assert "Calm Seas" in client.get(path).content.decode()
    assert Group.objects.get().name == "Calm Seas"
    assert "The change is undone." in client.post(path).content.decode()
    assert Group.objects.get().name == group.name
    assert client.post(path).status_code == 410


def test_the_history_has_a_button_for_it_and_says_that_a_moderator_published_it(approved, organiser, group, now):
    client = come_in(organiser, now)
    page = client.get(f"/my-groups/{group.pk}/history/").content.decode()
    button = f"/my-groups/{group.pk}/history/{approved.pk}/undo/"
    assert button in page
    assert "by a moderator" in page
    client.post(button)
    assert Group.objects.get().name == group.name
    assert Change.objects.first().by == "organiser"


def test_the_three_days_begin_when_it_became_public(group, organiser, moderator, now, clock):
    group.refresh_from_db()
    edit = proposals.propose_edit(group, sheet.read(group) | {"name": "Calm Seas"}, organiser, group.version, now)
    published = now + timedelta(days=5)
    proposals.approve(edit, moderator, published)
    change = Change.objects.first()
    assert mine.can_be_undone(change, organiser, published + timedelta(hours=71, minutes=59))
    assert not mine.can_be_undone(change, organiser, published + timedelta(hours=72))


def test_the_mail_of_an_edit_undone_meanwhile_has_no_link_to_undo_it(approved, organiser, now):
    mine.undo(approved, organiser, now)
    job = Job.objects.get(payload__mail="edit_published")
    mails.send(job.payload, job.pk, now)
    assert "/my-groups/undo/" not in outgoing.outbox[0].body
    assert not Link.objects.filter(purpose="undo").exists()


def sent_mail(now):
    job = Job.objects.get(payload__mail="edit_published")
    mails.send(job.payload, job.pk, now)
    return outgoing.outbox[0]


def test_the_mail_says_that_the_change_is_public_where_it_is(approved, now):
    sent = sent_mail(now)
    assert sent.subject == "Your change is public"
    assert "can now be seen by everybody" in sent.body
    assert "See how it looks" in sent.body


def test_the_mail_about_a_listing_that_a_moderator_took_out_does_not_say_that_it_is_public(
    group, organiser, moderator, by_moderator, now
):
    with recorded(group.pk, "suspended", by_moderator, now) as own:
        life.set_status(own, "suspended", now, "moderator")
    own.refresh_from_db()
    edit = proposals.propose_edit(own, sheet.read(own) | {"name": "Calm Seas"}, organiser, own.version, now)
    proposals.approve(edit, moderator, now)
    sent = sent_mail(now)
    assert sent.subject == "What you changed"
    assert "Taken out by a moderator: visitors do not find it." in sent.body
    assert "seen by everybody" not in sent.body
    assert "See how it looks" not in sent.body


def test_what_the_moderator_put_right_while_approving_goes_with_it(approved, organiser, group, by_moderator, now):
    touch(group, by_moderator, now + timedelta(minutes=5), name="Calm Seas Group", cost="Free")
    mine.undo(approved, organiser, now + timedelta(hours=1))
    assert (Group.objects.get().name, Group.objects.get().cost) == (group.name, "")
    assert Change.objects.exclude(undone_at=None).count() == 2


def test_what_another_moderator_changed_since_stands_in_the_way(approved, organiser, group, django_user_model, now):
    other = django_user_model.objects.create_user("mia", is_staff=True)
    touch(group, Who(Change.By.MODERATOR, user=other), now + timedelta(minutes=5), cost="Free")
    with pytest.raises(CannotUndo):
        mine.undo(approved, organiser, now + timedelta(hours=1))
    assert Group.objects.get().name == "Calm Seas"


def test_what_the_moderator_changed_on_another_day_stands_in_the_way(approved, organiser, group, by_moderator, now):
    touch(group, by_moderator, now + timedelta(days=1), cost="Free")
    with pytest.raises(CannotUndo):
        mine.undo(approved, organiser, now + timedelta(days=1, hours=1))
    assert Group.objects.get().cost == "Free"


@pytest.mark.parametrize("status", ["suspended", "archived"])
@pytest.mark.parametrize("action", ["edited", "suspended"])
def test_the_moderator_who_took_the_listing_out_after_approving_has_the_last_word(
    approved, organiser, group, by_moderator, now, status, action
):
    with recorded(group.pk, action, by_moderator, now + timedelta(minutes=20)) as own:
        life.set_status(own, status, now, "moderator" if status == "suspended" else "")
    with pytest.raises(CannotUndo):
        mine.undo(approved, organiser, now + timedelta(minutes=30))
    assert (Group.objects.get().status, Group.objects.get().name) == (status, "Calm Seas")


def test_a_listing_that_a_moderator_suspended_is_not_listed_by_undoing_an_older_closing(
    group, organiser, by_moderator, now
):
    mine.close(group.pk, organiser, now)
    closing = Change.objects.latest("pk")
    for status, because in (("listed", ""), ("suspended", "moderator")):
        with recorded(group.pk, status, by_moderator, now) as own:
            life.set_status(own, status, now, because)
    with pytest.raises(CannotUndo):
        mine.undo(closing, organiser, now)
    assert Group.objects.get().status == "suspended"


def test_another_organiser_and_a_moderators_own_change_cannot_be_undone_so(
    approved, organiser, stranger, group, by_moderator, now
):
    touch(group, by_moderator, now, cost="Free")
    assert not mine.can_be_undone(approved, stranger, now)
    assert not mine.can_be_undone(Change.objects.first(), organiser, now)


def test_a_link_for_another_listing_or_purpose_does_not_undo_it(approved, organiser, group, now):
    token = links.make(Link.Purpose.STILL, organiser, now, group, change=approved.pk)
    assert Client().post(f"/my-groups/undo/{token}/").status_code == 410
    assert Group.objects.get().name == "Calm Seas"
