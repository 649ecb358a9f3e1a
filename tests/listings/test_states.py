"""The states of a listing: every move that may be made can be made, and no other."""

import itertools

import pytest

from groups.listings import life
from groups.models import Group

S = Group.Status
DRAWN = {
    (S.SUBMITTED, S.PENDING),
    (S.SUBMITTED, S.ARCHIVED),
    (S.PENDING, S.LISTED),
    (S.PENDING, S.ARCHIVED),
    (S.LISTED, S.SUSPENDED),
    (S.LISTED, S.ARCHIVED),
    (S.SUSPENDED, S.LISTED),
    (S.SUSPENDED, S.ARCHIVED),
    (S.ARCHIVED, S.LISTED),
}


@pytest.mark.parametrize(("start", "to"), sorted(DRAWN))
def test_a_move_of_the_drawing_can_be_made(start, to, now):
    group = Group(status=start)
    life.set_status(group, to, now, "moderator" if to == S.SUSPENDED else "")
    assert group.status == to
    assert (group.suspended_at == now) == (to == S.SUSPENDED)


@pytest.mark.parametrize(("start", "to"), sorted(set(itertools.product(S.values, S.values)) - DRAWN))
def test_no_other_move_can_be_made(start, to, now):
    group = Group(status=start)
    with pytest.raises(life.CannotMove):
        life.set_status(group, to, now)
    assert group.status == start


@pytest.mark.parametrize("because", ["unanswered", "reported", "bounced"])
def test_an_answer_lists_again_what_was_suspended_for_want_of_one(group, because, by_organiser, now):
    Group.objects.filter(pk=group.pk).update(status=S.SUSPENDED, suspended_because=because)
    life.confirm(group.pk, "organiser", by_organiser, now)
    assert Group.objects.listed().get() == group


@pytest.mark.parametrize("because", ["moderator", "closed"])
def test_an_answer_does_not_list_what_was_suspended_for_another_reason(group, because, by_organiser, now):
    Group.objects.filter(pk=group.pk).update(status=S.SUSPENDED, suspended_because=because)
    life.confirm(group.pk, "organiser", by_organiser, now)
    assert not Group.objects.listed().exists()
