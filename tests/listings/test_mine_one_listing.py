"""A link in a mail about one listing opens that listing alone; the link that somebody asked for opens all of theirs."""

from datetime import timedelta

import pytest
from django.test import Client

from groups.listings import answers, changes, links, mine
from groups.models import Group, Link
from tests import make
from tests.listings.visiting import come_in

pytestmark = pytest.mark.django_db
P = Link.Purpose
QUESTIONS = [(P.STILL, "still", {}), (P.ANSWER, "reported", {"about": answers.ABOUT_REPORT})]
PAGES = ["edit/", "edit/done/", "pause/", "close/", "hand-over/", "history/"]
DEEDS = [
    "edit/",
    "edit/withdraw/",
    "pause/",
    "day-off/",
    "day-on/",
    "resume/",
    "close/",
    "hand-over/",
    "keep/",
    "confirm/",
]


@pytest.fixture(autouse=True)
def clock(time_machine, now):
    time_machine.move_to(now, tick=False)
    return time_machine


@pytest.fixture
def other(organiser):
    """Another listing of the same organiser's."""
    return make.group(name="The other one", organiser=organiser)


def pressed(group, now, client, purpose=P.STILL, path="still", data=None):
    """The browser after “Something changed” under the link of a mail about one listing."""
    token = links.make(purpose, group.organiser, now, group, **(data or {}))
    assert client.post(f"/{path}/{token}/", {"answer": "change"}).url == f"/my-groups/{group.pk}/edit/"
    return client


@pytest.fixture
def client(group, other, now):
    """In by the question about one of two listings."""
    return pressed(group, now, Client())


@pytest.mark.parametrize(("purpose", "path", "data"), QUESTIONS)
def test_the_list_holds_the_listing_of_the_mail_and_no_other(group, other, now, purpose, path, data):
    page = pressed(group, now, Client(), purpose, path, data).get("/my-groups/").content.decode()
    assert group.name in page
    assert other.name not in page
    assert "The link in our mail opened this listing alone." in page


@pytest.mark.parametrize("page", PAGES)
def test_its_own_pages_open(client, group, page):
    assert client.get(f"/my-groups/{group.pk}/{page}").status_code == 200


@pytest.mark.parametrize("page", PAGES)
def test_the_other_listing_is_not_found_just_as_for_a_stranger(client, other, stranger, now, page):
    own, theirs = (who.get(f"/my-groups/{other.pk}/{page}") for who in (client, come_in(stranger, now)))
    assert own.status_code == theirs.status_code == 404
    assert other.name not in own.content.decode()


@pytest.mark.parametrize("deed", DEEDS)
def test_nothing_can_be_done_to_the_other_listing(client, other, deed):
    before = changes.snapshot(other)
    sent = {"first": "2026-03-04", "day": "2026-03-09", "email": "nadia@example.org", "group_name": "Taken"}
    assert client.post(f"/my-groups/{other.pk}/{deed}", sent).status_code == 404
    assert changes.snapshot(Group.objects.get(pk=other.pk)) == before
    assert not other.changes.exists()


def test_a_change_of_the_other_listing_is_not_undone(client, group, other, organiser, now):
    mine.close(other.pk, organiser, now)
    change = other.changes.get()
    assert client.post(f"/my-groups/{other.pk}/history/{change.pk}/undo/").status_code == 404
    assert client.post(f"/my-groups/{group.pk}/history/{change.pk}/undo/").status_code == 404
    assert Group.objects.get(pk=other.pk).status == "suspended"


def test_a_second_mail_opens_its_listing_beside_the_first(client, group, other, now):
    pressed(other, now, client)
    assert client.get(f"/my-groups/{group.pk}/edit/").status_code == 200
    assert client.get(f"/my-groups/{other.pk}/edit/").status_code == 200


def test_the_link_that_was_asked_for_opens_all_afterwards(client, other, organiser, now):
    assert b"Send me a link" in client.get("/my-groups/?all").content
    come_in(organiser, now, client)
    assert other.name in client.get("/my-groups/").content.decode()


def test_whoever_is_in_with_all_stays_in_and_no_longer_than_before(group, other, organiser, now, clock):
    client = come_in(organiser, now)
    clock.move_to(now + timedelta(hours=1), tick=False)
    pressed(group, now + timedelta(hours=1), client)
    assert client.get(f"/my-groups/{other.pk}/edit/").status_code == 200
    clock.move_to(now + timedelta(hours=2), tick=False)
    assert client.get(f"/my-groups/{other.pk}/edit/").status_code == 302


def test_a_visit_of_somebody_else_in_the_same_browser_is_over(client, group, stranger, now):
    theirs = make.group(name="A stranger's", organiser=stranger)
    pressed(theirs, now, client)
    assert client.get(f"/my-groups/{theirs.pk}/edit/").status_code == 200
    assert client.get(f"/my-groups/{group.pk}/edit/").status_code == 404


def test_it_ends_after_two_hours(client, group, now, clock):
    clock.move_to(now + timedelta(hours=2), tick=False)
    assert client.get(f"/my-groups/{group.pk}/edit/")["Location"] == "/my-groups/"


def test_a_listing_that_was_handed_over_meanwhile_is_open_no_more(client, group, stranger):
    Group.objects.filter(pk=group.pk).update(organiser=stranger)
    assert client.get(f"/my-groups/{group.pk}/edit/").status_code == 404
    assert group.name not in client.get("/my-groups/").content.decode()
