"""The link in the question: opening it changes nothing, one press answers, and it works once."""

from datetime import timedelta

import pytest
from django.test import Client

from groups.listings import links, upkeep
from groups.models import Change, Group, Link, Organiser
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(group, now, time_machine):
    """The group, 90 days later and asked about."""
    time_machine.move_to(now + timedelta(days=90), tick=False)
    upkeep.sweep(now + timedelta(days=90))
    group.refresh_from_db()
    return group


@pytest.fixture
def address(asked):
    return "/still/" + links.make(Link.Purpose.STILL, asked.organiser, asked.asked_at, asked) + "/"


@pytest.mark.parametrize("method", ["get", "head"])
def test_opening_it_changes_nothing_however_often(client, asked, address, method):
    for _ in range(3):
        assert getattr(client, method)(address).status_code == 200
    asked.refresh_from_db()
    assert asked.asks == 1
    assert Link.objects.get().used_at is None


def test_the_page_shows_the_listing_and_three_answers(client, asked, address):
    page = client.get(address).content.decode()
    for words in (asked.name, "Monday", "Yes, it is right", "Something changed", "It has ended"):
        assert words in page
    assert asked.organiser.email not in page


def test_one_press_confirms(client, asked, address, now):
    answer = client.post(address, {"answer": "right"}, follow=True)
    asked.refresh_from_db()
    assert "Thank you" in answer.content.decode()
    assert (asked.confirmed_at, asked.confirmed_by, asked.asked_at) == (now + timedelta(days=90), "organiser", None)
    assert Change.objects.first().action == "confirmed"


def test_it_works_once(client, asked, address):
    client.post(address, {"answer": "right"})
    assert client.post(address, {"answer": "ended"}).status_code == 410
    assert client.get(address).status_code == 410
    assert Group.objects.get().status == "listed"


def test_it_has_ended_takes_it_off_the_site_with_a_way_back(client, asked, address):
    client.post(address, {"answer": "ended"})
    asked.refresh_from_db()
    assert (asked.status, asked.suspended_because) == ("suspended", "closed")
    assert Change.objects.first().by == "organiser"


def test_something_changed_opens_the_edit_and_leaves_the_question_open(client, asked, address):
    answer = client.post(address, {"answer": "change"})
    assert answer.url == f"/my-groups/{asked.pk}/edit/"
    assert client.session["organiser"]["id"] == asked.organiser_id
    asked.refresh_from_db()
    assert asked.asks == 1


def test_the_question_shows_how_often_it_meets_and_until_when(client, asked, address):
    asked.meetings.update(recurrence="monthly", monthly_week=-1, weekday=4, duration_minutes=90)
    Group.objects.update(by_appointment=True)
    page = client.get(address).content.decode()
    assert "<li>Friday 19:00 to 20:30, Last Friday of the month</li>" in page
    assert "<li>By appointment</li>" in page


def test_another_answer_is_asked_again(client, asked, address):
    assert "Yes, it is right" in client.post(address, {"answer": "delete"}).content.decode()
    assert Link.objects.get().used_at is None


def test_a_suspended_listing_comes_back_with_one_press(client, asked, address):
    Group.objects.update(status="suspended", suspended_because="unanswered")
    assert "We do not show this listing right now" in client.get(address).content.decode()
    client.post(address, {"answer": "right"})
    assert Group.objects.listed().exists()


def test_a_suspended_listing_that_has_ended_is_archived(client, asked, address):
    Group.objects.update(status="suspended", suspended_because="unanswered")
    client.post(address, {"answer": "ended"})
    assert Group.objects.get().status == "archived"


@pytest.mark.parametrize("because", ["moderator", "closed"])
def test_what_was_suspended_for_another_reason_is_not_answered_for(client, asked, address, because):
    Group.objects.update(status="suspended", suspended_because=because)
    assert client.get(address).status_code == 410
    assert client.post(address, {"answer": "right"}).status_code == 410


def test_who_no_longer_looks_after_it_cannot_answer(client, asked, address, stranger):
    Group.objects.update(organiser=stranger)
    assert client.post(address, {"answer": "ended"}).status_code == 410
    assert Group.objects.get().status == "listed"


def test_a_link_for_another_purpose_does_not_answer(client, asked):
    token = links.make(Link.Purpose.OPEN, asked.organiser, asked.asked_at, asked)
    assert client.post(f"/still/{token}/", {"answer": "right"}).status_code == 410


def test_a_link_of_a_moderators_question_does_not_answer_a_report(client, asked):
    token = links.make(Link.Purpose.ANSWER, asked.organiser, asked.asked_at, asked)
    assert client.post(f"/reported/{token}/", {"answer": "right"}).status_code == 410


def test_a_guessed_link_is_over(client):
    assert client.get("/still/guess/").status_code == 410


def test_it_is_over_after_sixty_days(client, asked, address, time_machine):
    time_machine.move_to(asked.asked_at + timedelta(days=60), tick=False)
    assert client.get(address).status_code == 410


def test_a_press_from_another_site_changes_nothing_and_can_be_repeated(asked, address):
    answer = Client(enforce_csrf_checks=True).post(address, {"answer": "ended"})
    assert answer.status_code == 403
    assert "Please press once more" in answer.content.decode()
    assert Group.objects.get().status == "listed"


def test_answering_ends_trouble_with_the_mailbox(client, asked, address, now):
    Organiser.objects.update(bounced_at=now)
    client.post(address, {"answer": "right"})
    assert Organiser.objects.get(pk=asked.organiser_id).bounced_at is None


def test_the_pages_are_kept_by_nobody(client, address):
    for page in (address, "/thanks/right/", "/thanks/ended/"):
        assert client.get(page)["Cache-Control"] == "no-store"


def test_a_listing_of_somebody_elses_is_not_touched(client, asked, address, stranger):
    other = make.group(organiser=stranger)
    client.post(address, {"answer": "ended", "group": str(other.pk)})
    assert Group.objects.get(pk=other.pk).status == "listed"
