"""Handing a listing over: only when both have said yes, each by their own mail, in either order, within a week."""

from datetime import timedelta

import pytest

from groups.listings import handover, links
from groups.listings.handover import SamePerson, agree, cancel, forget_unanswered, of_link, offer, refuse
from groups.listings.mine import can_be_undone
from groups.models import Change, Group, HandOver, Job, Link, Organiser, Proposal
from tests import make

P = Link.Purpose
NEW = "nadia@example.org"


@pytest.fixture
def both(group, organiser, now):
    """An offer and the links that the two mails carry: (giver's, taker's)."""
    made = offer(group, organiser, NEW, "es", now)
    return both_links(made, group, now)


def both_links(made, group, now):
    pairs = ((P.HAND_OVER_GIVE, made.giver), (P.HAND_OVER_TAKE, made.taker))
    return [links.find(p, links.make(p, who, now, group, hand_over=made.pk), now) for p, who in pairs]


def test_an_offer_mails_both_and_changes_nothing(both, group, organiser):
    new = Organiser.objects.get(email=NEW)
    wanted = [(job.payload["mail"], job.payload["organiser"]) for job in Job.objects.order_by("pk")]
    assert wanted == [("hand_over_give", organiser.pk), ("hand_over_take", new.pk)]
    assert new.language == "es"
    assert Group.objects.get().organiser == organiser
    assert NEW not in str(Job.objects.values())


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_the_listing_changes_hands_when_the_second_says_yes(both, order, group, organiser, now):
    first, second = both[order[0]], both[order[1]]
    assert not agree(first, now)
    assert Group.objects.get().organiser == organiser
    assert agree(second, now)
    assert Group.objects.get().organiser.email == NEW
    assert not HandOver.objects.exists()
    assert [job.payload["mail"] for job in Job.objects.order_by("pk")][2:] == ["handed_over", "handed_over"]


def test_one_of_them_alone_cannot_say_yes_twice(both, group, organiser, now):
    made = HandOver.objects.get()
    again = links.find(P.HAND_OVER_GIVE, links.make(P.HAND_OVER_GIVE, organiser, now, group, hand_over=made.pk), now)
    agree(both[0], now)
    with pytest.raises(HandOver.DoesNotExist):
        agree(both[0], now)
    assert not agree(again, now)
    assert Group.objects.get().organiser == organiser


@pytest.mark.parametrize("side", [0, 1])
def test_either_can_say_no_and_the_other_link_then_does_nothing(both, side, organiser, now):
    refuse(both[side], now)
    assert of_link(both[1 - side], now) is None
    with pytest.raises(HandOver.DoesNotExist):
        agree(both[1 - side], now)
    assert Group.objects.get().organiser == organiser


def test_an_offer_ends_after_a_week(both, now):
    week = timedelta(days=7)
    assert of_link(both[0], now + week - timedelta(seconds=1))
    with pytest.raises(HandOver.DoesNotExist):
        agree(both[0], now + week)


def test_a_second_offer_takes_the_place_of_the_first(both, group, organiser, now):
    second = offer(group, organiser, "third@example.org", "en", now)
    assert HandOver.objects.get() == second
    with pytest.raises(HandOver.DoesNotExist):
        agree(both[1], now)


def test_it_is_in_the_history_and_not_undone_by_one_alone(both, organiser, now):
    agree(both[0], now)
    agree(both[1], now)
    change = Change.objects.get()
    assert change.action == "handed over"
    assert not can_be_undone(change, organiser, now)


def test_what_was_mailed_to_the_old_organiser_opens_the_listing_no_more(both, group, organiser, now):
    still = links.make(P.STILL, organiser, now, group)
    own = links.make(P.OPEN, organiser, now)
    agree(both[0], now)
    agree(both[1], now)
    assert links.find(P.STILL, still, now) is None
    assert links.find(P.OPEN, own, now)


def test_what_waits_for_a_moderator_goes_along(both, group, organiser, now):
    proposal = Proposal.objects.create(kind="edit", group=group, organiser=organiser, sheet={}, state="waiting")
    agree(both[0], now)
    agree(both[1], now)
    proposal.refresh_from_db()
    assert proposal.organiser.email == NEW


def test_an_address_that_never_answered_is_forgotten(both, organiser, now):
    cancel(HandOver.objects.get().group_id)
    assert list(Organiser.objects.all()) == [organiser]


def test_an_offer_that_expired_is_forgotten_with_its_address(both, organiser, now):
    assert forget_unanswered(now + timedelta(days=6)) == 0
    assert forget_unanswered(now + timedelta(days=7)) == 1
    assert list(Organiser.objects.all()) == [organiser]


def test_an_address_that_has_groups_stays(group, organiser, stranger, now):
    Organiser.objects.filter(pk=stranger.pk).update(verified_at=None)
    make.group(organiser=stranger)
    offer(group, organiser, stranger.email, "en", now)
    cancel(group.pk)
    assert Organiser.objects.filter(pk=stranger.pk).exists()


def test_a_listing_is_not_handed_to_its_own_organiser(group, organiser, now):
    with pytest.raises(SamePerson):
        offer(group, organiser, organiser.email, "en", now)


def test_anothers_listing_cannot_be_offered(group, stranger, now):
    with pytest.raises(Group.DoesNotExist):
        offer(group, stranger, NEW, "en", now)
    assert not handover.open_offers(now).exists()
