"""Links pressed by several at the same moment: one comes in, one undoes, a listing changes hands once."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from groups.listings import handover, links, mine
from groups.models import Change, Group, HandOver, Link

P = Link.Purpose
TOGETHER = 4


@pytest.fixture(autouse=True)
def several_connections(transactional_db):
    if connection.vendor == "sqlite":
        pytest.skip("The tests' SQLite lives in memory, where writers fail instead of waiting for each other.")


def pressed_at_once(paths):
    """The status of a POST to each path, all sent at the same moment."""
    gate = Barrier(len(paths))

    def press(path):
        gate.wait()
        try:
            return Client().post(path, {"yes": "1"}).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(len(paths)) as pool:
        return sorted(pool.map(press, paths))


def test_one_of_several_comes_in(organiser):
    token = links.make(P.OPEN, organiser, timezone.now())
    statuses = pressed_at_once([f"/my-groups/open/{token}/"] * TOGETHER)
    assert statuses.count(302) == 1


def test_one_of_several_undoes(group, organiser):
    mine.close(group.pk, organiser, timezone.now())
    token = links.make(P.UNDO, organiser, timezone.now(), group, change=Change.objects.get().pk)
    statuses = pressed_at_once([f"/my-groups/undo/{token}/"] * TOGETHER)
    assert statuses.count(200) == 1
    assert Change.objects.filter(action="undone").count() == 1
    assert Group.objects.listed().exists()


def test_both_sides_pressing_yes_at_once_hand_over_once(group, organiser):
    now = timezone.now()
    made = handover.offer(group, organiser, "nadia@example.org", "en", now)
    give = links.make(P.HAND_OVER_GIVE, organiser, now, group, hand_over=made.pk)
    take = links.make(P.HAND_OVER_TAKE, made.taker, now, group, hand_over=made.pk)
    statuses = pressed_at_once([f"/my-groups/give/{give}/", f"/my-groups/take/{take}/"] * 2)
    assert statuses.count(200) == 2
    assert Group.objects.get().organiser == made.taker
    assert Change.objects.filter(action="handed over").count() == 1
    assert not HandOver.objects.exists()
