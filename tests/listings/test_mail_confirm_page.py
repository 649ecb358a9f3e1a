"""The link in the mail about a new listing: seen as often as one likes, pressed once."""

import threading
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client

from groups import sheet
from groups.listings import links, proposals
from groups.models import Group, Link, Proposal
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def token(organiser, now):
    """The link of a listing that was typed in a moment ago."""
    with time_machine.travel(now, tick=False):
        proposal = proposals.submit_new(sheet.read(make.group(name="Morning")), organiser, now)
        yield links.make(Link.Purpose.CONFIRM, organiser, now, proposal.group)


def page_of(token):
    return f"/list-a-group/confirm/{token}/"


def state():
    return Proposal.objects.get().state, Proposal.objects.get().group.status


def test_the_button_sends_the_listing_to_a_moderator(client, token):
    response = client.post(page_of(token), follow=True)
    assert response.status_code == 200
    assert "Thank you, that is confirmed" in response.text
    assert state() == ("waiting", "pending")


@pytest.mark.parametrize("method", ["get", "head"])
def test_looking_changes_nothing_however_often(client, token, method):
    for _ in range(3):
        response = getattr(client, method)(page_of(token))
        assert response.status_code == 200
    assert state() == ("unconfirmed", "submitted")
    assert Link.objects.get().used_at is None


def test_the_page_is_kept_by_nobody(client, token):
    response = client.get(page_of(token))
    assert response["Cache-Control"] == "no-store"
    assert response["X-Robots-Tag"] == "noindex"
    assert response["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_other_methods_are_refused(client, token, method):
    assert getattr(client, method)(page_of(token)).status_code == 405


def test_pressing_twice_is_told_kindly_and_done_once(client, token):
    client.post(page_of(token))
    for response in (client.post(page_of(token)), client.get(page_of(token))):
        assert response.status_code == 410
        assert "This is done already" in response.text
    assert state() == ("waiting", "pending")


@pytest.mark.parametrize("wrong", ["guess", "a" * 43, "%00", "é" * 43, "' OR 1=1 --"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_guessed_link_is_over(client, token, wrong, method):
    response = getattr(client, method)(page_of(wrong))
    assert response.status_code == 410
    assert "This link is over" in response.text
    assert state() == ("unconfirmed", "submitted")


def test_a_link_is_over_after_its_week(client, token, now):
    with time_machine.travel(now + timedelta(days=7), tick=False):
        assert client.post(page_of(token)).status_code == 410
    assert state() == ("unconfirmed", "submitted")


def test_a_link_for_something_else_does_not_confirm(client, token, organiser, now):
    other = links.make(Link.Purpose.OPEN, organiser, now, Group.objects.get(proposals__state="unconfirmed"))
    assert client.post(page_of(other)).status_code == 410
    assert state() == ("unconfirmed", "submitted")


def test_a_post_from_elsewhere_confirms_nothing_and_offers_the_button_again(token):
    strict = Client(enforce_csrf_checks=True)
    response = strict.post(page_of(token))
    assert response.status_code == 403
    assert "Please press the button once more." in response.text
    assert state() == ("unconfirmed", "submitted")


@pytest.mark.django_db(transaction=True)
def test_of_two_presses_at_once_one_confirms(token):
    if connection.vendor == "sqlite":
        pytest.skip("The tests' SQLite is in memory and has one writer at a time.")
    statuses = []

    def press():
        try:
            statuses.append(Client().post(page_of(token)).status_code)
        finally:
            connection.close()

    presses = [threading.Thread(target=press) for _ in range(2)]
    for one in presses:
        one.start()
    for one in presses:
        one.join()
    assert sorted(statuses) == [302, 410]
    assert state() == ("waiting", "pending")
