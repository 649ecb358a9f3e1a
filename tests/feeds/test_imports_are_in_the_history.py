"""What a feed changes is in the history of each listing: who, when, before and after, and the way back."""

from datetime import timedelta

import pytest

from groups.listings import changes, life
from groups.listings.merging import base_of
from groups.models import Change, Group
from tests.feeds.conftest import NOW, row

LATER, LATEST = NOW + timedelta(days=7), NOW + timedelta(days=14)
ELSEWHERE = {
    "slug": "other",
    "name": "Other",
    "formatted_address": "2 Elm St, Media, PA 19063, USA",
    "latitude": 39.92,
    "longitude": -75.39,
}


def history():
    return list(Change.objects.order_by("id").values_list("action", "by", "at"))


def test_a_listing_that_a_feed_brings_says_so_and_when(import_rows):
    import_rows([row()])
    assert history() == [("added", "feed", NOW)]
    assert (Change.objects.get().before, Change.objects.get().after) == ({}, {})


def test_an_unchanged_feed_writes_no_history(import_rows):
    import_rows([row()])
    import_rows([row()], now=LATER)
    assert Change.objects.count() == 1


def test_a_newer_date_of_a_row_is_no_change_of_a_listing(import_rows):
    import_rows([row()])
    import_rows([row(updated="2026-02-20 10:00:00")], now=LATER)
    assert Change.objects.count() == 1
    assert Group.objects.get().version == 1


def test_what_a_feed_changes_is_kept_with_before_and_after(import_rows):
    import_rows([row(), row(**ELSEWHERE)])
    import_rows([row(time="20:30", end_time="21:30", types=["C"]), row(**ELSEWHERE)], now=LATER)
    change = Change.objects.first()
    assert (change.group.name, change.action, change.by, change.at) == ("Wake Up", "updated", "feed", LATER)
    [before], [after] = change.before["meetings"], change.after["meetings"]
    assert (before["starts_at"], before["features"]) == ("19:00", ["open"])
    assert (after["starts_at"], after["features"]) == ("20:30", ["closed"])
    assert Change.objects.count() == 3
    assert change.after == changes.snapshot(Group.objects.get(name="Wake Up"))


def test_what_a_feed_drops_and_brings_back_is_kept(import_rows):
    both = [row(), row(**ELSEWHERE)]
    import_rows(both)
    import_rows([row()], now=LATER, accept_shrink=True)
    import_rows(both, now=LATEST)
    states = [(one.before["status"], one.after["status"], one.action) for one in Change.objects.exclude(before={})]
    assert states == [("suspended", "listed", "updated"), ("listed", "suspended", "suspended")]


def test_a_feed_moves_listings_only_as_the_drawing_of_their_life_allows(import_rows):
    both = [row(), row(**ELSEWHERE)]
    import_rows(both)
    import_rows([row()], now=LATER, accept_shrink=True)
    import_rows(both, now=LATEST)
    moves = [(one.before["status"], one.after["status"]) for one in Change.objects.exclude(before={})]
    assert all(to in life.MOVES[start] for start, to in moves)


def test_a_report_of_what_the_feed_has_dropped_waits_for_no_answer(import_rows):
    import_rows([row(), row(**ELSEWHERE)])
    Group.objects.filter(name="Other").update(answer_due_at=LATER)
    import_rows([row()], now=LATER, accept_shrink=True)
    assert Group.objects.get(name="Other").answer_due_at is None


def test_an_older_version_is_found_behind_what_a_feed_changed(import_rows):
    import_rows([row()])
    import_rows([row(time="20:30", end_time="21:30")], now=LATER)
    base = base_of(Group.objects.get(), 1)
    assert base["meetings"][0]["starts_at"] == "19:00"


@pytest.fixture
def undone(import_rows, by_moderator):
    """A feed moved the meeting to 20:30 and a moderator undid that."""
    import_rows([row()])
    import_rows([row(time="20:30", end_time="21:30")], now=LATER)
    changes.undo(Change.objects.first(), by_moderator, LATER)
    return Group.objects.get()


def test_what_a_moderator_undoes_is_kept_when_the_feed_is_read_again(undone, import_rows):
    assert "meetings" in undone.hand_edited
    import_rows([row(time="20:30", end_time="21:30")], now=LATEST)
    assert f"{undone.meetings.get().starts_at:%H:%M}" == "19:00"


def test_other_fields_still_follow_the_feed(undone, import_rows):
    import_rows([row(time="20:30", end_time="21:30", location="New Hall")], now=LATEST)
    assert Group.objects.get().venue == "New Hall"


def test_a_listing_that_a_moderator_brings_back_stays_though_the_feed_lacks_it(import_rows, by_moderator):
    import_rows([row(), row(**ELSEWHERE)])
    import_rows([row()], now=LATER, accept_shrink=True)
    changes.undo(Change.objects.first(), by_moderator, LATER)
    import_rows([row()], now=LATEST)
    assert Group.objects.get(name="Other").status == "listed"


def test_such_a_listing_says_that_a_moderator_confirmed_it_and_not_the_feed(import_rows, by_moderator, client):
    import_rows([row(), row(**ELSEWHERE)])
    import_rows([row()], now=LATER, accept_shrink=True)
    changes.undo(Change.objects.first(), by_moderator, LATER)
    import_rows([row()], now=LATEST)
    other = Group.objects.get(name="Other")
    assert (other.confirmed_by, other.confirmed_at) == ("moderator", LATER)
    page = client.get(other.get_absolute_url()).content.decode()
    assert "Confirmed by a moderator, " in page
    assert "feed, " not in page


def test_history_takes_a_few_queries_however_many_listings_change(import_rows, django_assert_max_num_queries):
    feed = [row(slug=f"s{n}", name=f"Name {n}", location=f"Hall {n}") for n in range(30)]
    import_rows(feed)
    with django_assert_max_num_queries(90):
        import_rows([one | {"time": "20:30", "end_time": "21:30"} for one in feed], now=LATER)
    assert Change.objects.filter(action="updated").count() == 30
