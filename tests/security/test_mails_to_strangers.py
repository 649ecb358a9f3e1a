"""Whoever can have our mail sent to another's address can neither fill the mailbox nor choose what it says."""

import pytest
from django.core import mail as outgoing

from groups.listings import due, letters, mails
from tests import make

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "typed",
    ["win.example.com", "https://evil.example", "Leeds: click evil", "a@evil.example", "ring 08001234567", "x" * 61]
    + ["Leeds\n\nOpen now:\nhttp://127.0.0.1:8000/my-groups/", "evil。example", "evil．com", "<b>Leeds"],
)
def test_what_is_more_than_a_place_is_left_out_of_the_words_for_a_listing(typed):
    assert letters.which(make.group(locality=typed[:100])) == "Monday 19:00"


@pytest.mark.parametrize("place", ["Leeds", "St. John's", "Stoke-on-Trent (centre)", "75001 Paris", "लीड्स", "ليدز"])
def test_the_name_of_a_place_stays(place):
    assert letters.which(make.group(locality=place)) == f"Monday 19:00, {place}"


def test_somebody_else_s_address_typed_again_and_again_gets_ten_mails(organiser, now):
    assert due.WRITERS
    for number in range(12):
        group = make.group(status="submitted", organiser=organiser)
        mails.send({"mail": "confirm_new", "organiser": organiser.pk, "group": group.pk}, number, now)
    assert len(outgoing.outbox) == 10


def test_a_mail_that_was_let_through_is_not_lost_at_its_second_attempt(organiser, now):
    for number in range(12):
        group = make.group(status="submitted", organiser=organiser)
        payload = {"mail": "confirm_new", "organiser": organiser.pk, "group": group.pk, "attempt": 2}
        mails.send(payload, number, now)
    assert len(outgoing.outbox) == 12
