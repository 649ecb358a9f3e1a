"""The links of our mails to undo a change and to hand over: opening shows, pressing acts, once."""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail as outgoing
from django.test import Client

from groups.listings import handover, links, mails, mine, my_mails  # noqa: F401 - registers the mails
from groups.models import Change, Group, Job, Link, Organiser

P = Link.Purpose
NEW = "nadia@example.org"


@pytest.fixture(autouse=True)
def clock(now):
    with time_machine.travel(now, tick=False) as moved:
        yield moved


def posted(now):
    """Send what is wanted; the path of the link in each mail, in order."""
    for job in Job.objects.filter(done_at=None).order_by("pk"):
        mails.send(job.payload, job.pk, now)
    Job.objects.update(done_at=now)
    # How to stop such mails stands at the end of most.
    bodies = [message.body.partition("To stop these mails")[0] for message in outgoing.outbox]
    lines = [line for body in bodies for line in body.splitlines() if "/my-groups/" in line]
    outgoing.outbox.clear()
    return [line.split("8000")[1] for line in lines]


@pytest.fixture
def undo_path(group, organiser, now):
    mine.close(group.pk, organiser, now)
    return posted(now)[0]


@pytest.fixture
def paths(group, organiser, now):
    """Of the mails to the old and to the new organiser."""
    handover.offer(group, organiser, NEW, "en", now)
    return posted(now)


def test_a_change_is_mailed_with_a_link_that_undoes_it(undo_path, group):
    client = Client()
    page = client.get(undo_path)
    assert page.status_code == 200
    assert b"Closed" in page.content
    assert not Group.objects.listed().exists()
    assert b"The change is undone." in client.post(undo_path).content
    assert Group.objects.listed().get() == group


def test_scanners_undo_nothing(undo_path):
    for _ in range(2):
        assert Client().head(undo_path).status_code == 200
        assert Client().get(undo_path).status_code == 200
    assert Group.objects.get().status == "suspended"


def test_an_undo_link_works_once(undo_path):
    Client().post(undo_path)
    assert Client().post(undo_path).status_code == 410
    assert Change.objects.filter(action="undone").count() == 1


def test_an_undo_link_ends_after_three_days(undo_path, clock):
    clock.shift(timedelta(hours=72))
    assert Client().get(undo_path).status_code == 410
    assert Client().post(undo_path).status_code == 410


def test_an_undo_that_others_stand_upon_says_why_and_can_be_tried_again(undo_path, organiser, group, by_moderator, now):
    with mine.recorded(group.pk, "edited", by_moderator, now) as own:
        own.name = "Changed since"
    response = Client().post(undo_path)
    assert response.status_code == 409
    assert b"changed again since" in response.content
    assert Link.objects.filter(purpose=P.UNDO, used_at=None).exists()


def test_an_undo_link_of_one_change_does_not_undo_another(group, organiser, stranger, now):
    mine.close(group.pk, organiser, now)
    token = links.make(P.UNDO, stranger, now, group, change=Change.objects.get().pk)
    assert Client().post(f"/my-groups/undo/{token}/").status_code == 410
    assert Group.objects.get().status == "suspended"


def test_no_mail_goes_out_for_what_is_undone_already(group, organiser, now):
    mine.close(group.pk, organiser, now)
    mine.undo(Change.objects.get(), organiser, now)
    assert len(posted(now)) == 1


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_a_listing_changes_hands_once_both_have_pressed_yes(paths, order):
    assert b"As soon as the other organiser does too" in Client().post(paths[order[0]], {"yes": "1"}).content
    assert b"the listing has changed hands" in Client().post(paths[order[1]], {"yes": "1"}).content
    assert Group.objects.get().organiser.email == NEW
    assert [job.payload["mail"] for job in Job.objects.filter(done_at=None)] == ["handed_over"] * 2


def test_opening_the_links_agrees_to_nothing(paths, organiser):
    for path in paths * 2:
        assert Client().get(path).status_code == 200
        assert Client().head(path).status_code == 200
    assert Group.objects.get().organiser == organiser
    assert not Link.objects.exclude(used_at=None).exists()


@pytest.mark.parametrize("side", [0, 1])
def test_either_can_press_no(paths, side, organiser):
    assert b"The offer is over." in Client().post(paths[side], {"no": "1"}).content
    assert Client().post(paths[1 - side], {"yes": "1"}).status_code == 410
    assert Group.objects.get().organiser == organiser


def test_one_side_pressing_twice_is_still_one_side(paths, organiser):
    Client().post(paths[0], {"yes": "1"})
    assert Client().post(paths[0], {"yes": "1"}).status_code == 410
    assert Group.objects.get().organiser == organiser


def test_the_link_of_one_side_is_not_the_other_sides(paths, organiser):
    Client().post(paths[0], {"yes": "1"})
    token = paths[0].split("/")[3]
    assert Client().post(f"/my-groups/take/{token}/", {"yes": "1"}).status_code == 410
    assert Group.objects.get().organiser == organiser


def test_no_mail_of_an_offer_that_was_taken_back(group, organiser, now):
    handover.offer(group, organiser, NEW, "en", now)
    handover.cancel(group.pk)
    assert posted(now) == []


def test_neither_mail_names_the_other_or_the_group(group, organiser, now):
    handover.offer(group, organiser, NEW, "en", now)
    for job in Job.objects.order_by("pk"):
        mails.send(job.payload, job.pk, now)
    for message, other in zip(outgoing.outbox, (NEW, organiser.email), strict=True):
        assert other not in str(message.message())
        assert group.name not in str(message.message())


def test_the_new_organiser_is_not_trusted_for_the_old_ones_sake(paths, organiser):
    Organiser.objects.filter(pk=organiser.pk).update(trusted=True)
    for path in paths:
        Client().post(path, {"yes": "1"})
    assert not Group.objects.get().organiser.trusted
