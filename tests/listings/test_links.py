"""Links in mails: for one purpose, once, for a time; the database could not make one."""

from datetime import timedelta

import pytest

from groups.listings import links
from groups.models import Link, Organiser

P = Link.Purpose


def test_a_link_finds_its_organiser_and_group(group, organiser, now):
    token = links.make(P.STILL, organiser, now, group)
    found = links.find(P.STILL, token, now)
    assert (found.organiser, found.group) == (organiser, group)


def test_the_database_does_not_hold_the_token(organiser, now):
    token = links.make(P.OPEN, organiser, now)
    assert token not in str(Link.objects.values())


@pytest.mark.parametrize("purpose", [P.CONFIRM, P.STILL, P.ANSWER, P.HAND_OVER_GIVE, P.HAND_OVER_TAKE, P.UNDO])
def test_a_link_is_for_its_purpose_alone(organiser, purpose, now):
    assert links.find(P.OPEN, links.make(purpose, organiser, now), now) is None


@pytest.mark.parametrize("token", ["", "x", "\0", "é" * 300, "\ud800", "%00"])
def test_what_is_no_token_finds_nothing(organiser, token, now):
    links.make(P.OPEN, organiser, now)
    assert links.find(P.OPEN, token, now) is None


@pytest.mark.parametrize("purpose", list(P))
def test_a_link_ends_after_its_time(organiser, purpose, now):
    token = links.make(purpose, organiser, now)
    end = now + links.LIVES[purpose]
    assert links.find(purpose, token, end - timedelta(seconds=1))
    assert links.find(purpose, token, end) is None


def test_a_link_is_used_once_even_when_two_found_it(organiser, now):
    token = links.make(P.OPEN, organiser, now)
    first, second = links.find(P.OPEN, token, now), links.find(P.OPEN, token, now)
    assert links.use(first, now)
    assert not links.use(second, now)
    assert links.find(P.OPEN, token, now) is None


def test_using_a_link_shows_that_the_address_works(organiser, now):
    Organiser.objects.update(verified_at=None, bounced_at=now)
    links.use(links.find(P.OPEN, links.make(P.OPEN, organiser, now), now), now)
    organiser.refresh_from_db()
    assert (organiser.verified_at, organiser.bounced_at) == (now, None)
