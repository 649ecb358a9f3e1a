"""A feed that is not read: its listings say so and are moved down, moderators are told once, nothing is suspended.

Now is 4 March 2026, noon.
"""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.core import mail

from groups.listings import due, silent_feeds
from groups.models import Change, Group, ModeratorScope, Source
from groups.search import entries
from tests import make
from tests.listings.due_mail import send_all, wanted

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
LEEDS = {"lat": "53.8", "lon": "-1.55"}


@pytest.fixture(autouse=True)
def _stands_still(now, time_machine):
    time_machine.move_to(now, tick=False)


@pytest.fixture
def read(now):
    """A listing of a feed that was last read so many days ago."""

    def days_ago(days, **fields):
        source, _ = Source.objects.update_or_create(slug="feed", defaults={"last_run_at": now - days * DAY})
        return make.group(source=source, confirmed_by="feed", confirmed_at=now - 99 * DAY, **fields)

    return days_ago


def irish_moderator():
    user = User.objects.create_user("iris", "iris@example.org", is_staff=True)
    ModeratorScope.objects.create(user=user, country="IE")
    return user


def test_nobody_is_told_before_thirty_days(read, moderator, now):
    read(29)
    assert silent_feeds.sweep(now) == 0
    assert wanted() == []


def test_after_thirty_days_its_moderators_are_told_and_no_others(read, moderator, now):
    irish_moderator()
    read(30)
    read(30)
    assert silent_feeds.sweep(now) == 1
    send_all(now)
    assert [message.to for message in mail.outbox] == [[moderator.email]]
    assert "since 2 February 2026. 2 listings that you look after" in mail.outbox[0].body
    assert f"/admin/groups/group/?source__id__exact={Source.objects.get().pk}" in mail.outbox[0].body


def test_the_moderator_of_an_area_is_told_of_the_listings_there(read, now):
    iris = irish_moderator()
    read(30)
    read(30, country="IE")
    silent_feeds.sweep(now)
    send_all(now)
    assert [message.to for message in mail.outbox] == [[iris.email]]
    assert "1 listing that you look after" in mail.outbox[0].body


def test_they_are_told_once_for_each_silence(read, moderator, now):
    read(30)
    assert silent_feeds.sweep(now) == 1
    assert silent_feeds.sweep(now + DAY) == 0
    Source.objects.update(last_run_at=now + 2 * DAY)
    assert silent_feeds.sweep(now + 31 * DAY) == 0
    assert silent_feeds.sweep(now + 32 * DAY) == 1


def test_a_mail_about_a_feed_that_is_read_again_is_not_sent(read, moderator, now):
    read(30)
    silent_feeds.sweep(now)
    Source.objects.update(last_run_at=now)
    send_all(now)
    assert mail.outbox == []


@pytest.mark.parametrize("fields", [{"is_example": True}, {"last_run_at": None}])
def test_examples_and_sources_that_were_never_read_are_no_silent_feeds(read, moderator, now, fields):
    read(99)
    Source.objects.update(**fields)
    assert silent_feeds.sweep(now) == 0


def test_nothing_is_ever_suspended_because_a_feed_is_silent(read, moderator, now):
    read(999)
    assert due.sweep(now) == []
    assert Group.objects.listed().exists()
    assert not Change.objects.exists()


def names_on_the_page(client):
    page = client.get("/groups/", LEEDS).content.decode()
    return sorted(("Fed</a>", "Other</a>"), key=page.index)


@pytest.mark.parametrize(("days", "last"), [(60, "Other</a>"), (61, "Fed</a>")])
def test_after_sixty_days_its_listings_stand_after_the_others(client, read, days, last):
    read(days, name="Fed", latitude=53.81)
    make.group(name="Other", latitude=53.85)
    assert names_on_the_page(client)[-1] == last


def test_the_api_keeps_the_order_of_distance(client, read):
    read(99, name="Fed", latitude=53.81)
    make.group(name="Other", latitude=53.85)
    results = client.get("/api/v1/groups", LEEDS).json()["results"]
    assert [one["name"] for one in results] == ["Fed", "Other"]


def test_reading_the_feed_again_brings_them_back(client, read, now):
    read(99, name="Fed", latitude=53.81)
    make.group(name="Other", latitude=53.85)
    Source.objects.update(last_run_at=now)
    entries.count_change()
    assert names_on_the_page(client)[-1] == "Other</a>"


def test_what_a_moderator_has_confirmed_does_not_sink_with_its_feed(client, read, now):
    group = read(99, name="Fed", latitude=53.81)
    Group.objects.filter(pk=group.pk).update(confirmed_by="moderator", confirmed_at=now)
    entries.rebuild([group.pk])
    make.group(name="Other", latitude=53.85)
    assert names_on_the_page(client)[-1] == "Other</a>"
