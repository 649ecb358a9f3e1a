"""The second import of a source: what stays, what changes, what goes and comes back."""

from datetime import UTC, datetime, timedelta

import pytest

from groups.feeds import load
from groups.feeds.errors import FeedError
from groups.models import Group, Meeting, Source
from groups.search.vocabulary import directory_version
from tests.feeds.conftest import NOW, row

LATER = NOW + timedelta(days=7)


def feed(count=5):
    return [
        row(
            slug=f"s{n}",
            name=f"Name {n}",
            formatted_address=f"{n} Elm St, Media, PA 19063, USA",
            latitude=39.9 + n / 100,
        )
        for n in range(1, count + 1)
    ]


def counts(report):
    return report.created, report.updated, report.unchanged, report.suspended


def stored():
    groups = list(Group.objects.order_by("id").values())
    return groups, list(Meeting.objects.order_by("id").values()), list(Meeting.features.through.objects.values())


def test_the_same_feed_changes_nothing_and_says_so(import_rows):
    import_rows(feed())
    before = stored()
    report = import_rows(feed(), now=LATER)
    assert counts(report) == (0, 0, 5, 0)
    assert stored() == before
    assert "Nothing has changed" in "\n".join(report.lines())
    assert Source.objects.get().last_run_at == LATER


def test_rows_without_a_date_do_not_differ_from_run_to_run(import_rows):
    import_rows([row(updated=None)])
    assert Group.objects.get().confirmed_at == NOW
    assert counts(import_rows([row(updated=None)], now=LATER)) == (0, 0, 1, 0)
    assert Group.objects.get().confirmed_at == NOW


def test_a_date_in_the_future_is_not_believed(import_rows):
    import_rows([row(updated="2099-01-01 00:00:00")])
    assert Group.objects.get().confirmed_at == NOW
    assert counts(import_rows([row(updated="2099-01-01 00:00:00")], now=LATER)) == (0, 0, 1, 0)


def test_only_changed_groups_are_written(import_rows):
    import_rows(feed())
    changed = feed()
    changed[0]["time"] = "18:00"
    assert counts(import_rows(changed, now=LATER)) == (0, 1, 4, 0)
    assert Meeting.objects.filter(starts_at="18:00").count() == 1
    assert Group.objects.filter(version=2).count() == 1


def test_a_change_of_types_alone_is_a_change(import_rows):
    import_rows([row()])
    assert counts(import_rows([row(types=["C"])])) == (0, 1, 0, 0)
    assert [feature.slug for feature in Meeting.objects.get().features.all()] == ["closed"]


def test_a_meeting_gone_from_its_group_is_removed_and_a_new_one_added(import_rows):
    import_rows([row(), row(slug="b", day=2)])
    assert counts(import_rows([row(), row(slug="c", day=4)])) == (0, 1, 0, 0)
    assert sorted(Meeting.objects.values_list("external_id", flat=True)) == ["c", "wake-up"]


def test_a_listing_gone_from_the_feed_is_suspended_and_comes_back(import_rows):
    import_rows(feed(6))
    assert counts(import_rows(feed(5))) == (0, 0, 5, 1)
    assert Group.objects.get(status="suspended").search_entries.count() == 0
    assert counts(import_rows(feed(5))) == (0, 0, 5, 0)
    assert counts(import_rows(feed(6))) == (0, 1, 5, 0)
    assert Group.objects.listed().count() == 6


def test_a_feed_that_would_drop_more_than_a_fifth_is_refused_unless_accepted(import_rows):
    import_rows(feed(5))
    with pytest.raises(FeedError, match="--accept-shrink"):
        import_rows(feed(3))
    assert Group.objects.listed().count() == 5
    assert counts(import_rows(feed(3), accept_shrink=True)) == (0, 0, 3, 2)


def test_an_empty_feed_is_refused_even_then(import_rows):
    import_rows(feed(2))
    with pytest.raises(FeedError, match="empty list"):
        import_rows([], accept_shrink=True)
    assert Group.objects.listed().count() == 2


def test_hand_corrections_stay_field_by_field(import_rows):
    import_rows([row()])
    Group.objects.update(name="The Right Name", latitude=39.9, longitude=-75.1, hand_edited=["name", "latitude"])
    import_rows([row(name="Wake Up", latitude=39.96, location="New Hall")])
    group = Group.objects.get()
    assert (group.name, group.latitude, group.longitude, group.venue) == ("The Right Name", 39.9, -75.1, "New Hall")


def test_a_group_suspended_by_hand_stays_so(import_rows):
    import_rows([row()])
    Group.objects.update(status="suspended", hand_edited=["status"])
    import_rows([row()])
    assert Group.objects.get().status == "suspended"


def test_an_organisers_newer_confirmation_stays(import_rows):
    import_rows([row()])
    Group.objects.update(confirmed_at=NOW, confirmed_by="organiser")
    import_rows([row(updated="2026-02-20 00:00:00", time="18:00")])
    assert Group.objects.get().confirmed_by == "organiser"


@pytest.mark.parametrize("updated", ["2026-02-20 00:00:00", None])
def test_what_a_person_confirmed_on_an_earlier_day_is_confirmed_by_the_run(import_rows, client, updated):
    import_rows([row(updated=updated)])
    Group.objects.update(confirmed_at=NOW, confirmed_by="moderator")
    import_rows([row(updated=updated)], now=NOW)
    assert Group.objects.get().confirmed_by == "moderator"
    import_rows([row(updated=updated)], now=LATER)
    assert Group.objects.get().confirmed_by == "feed"
    page = client.get(Group.objects.get().get_absolute_url()).content.decode()
    assert "Confirmed by its organisation&#x27;s feed, 8 March 2026" in page
    assert counts(import_rows([row(updated=updated)], now=LATER)) == (0, 0, 1, 0)


def test_what_the_feed_confirms_again_waits_for_no_answer(import_rows):
    import_rows([row()])
    asked = {"asked_at": NOW, "asks": 3, "unconfirmed_since": NOW.date(), "sunk": True}
    Group.objects.update(confirmed_at=NOW, confirmed_by="moderator", **asked)
    import_rows([row()], now=LATER)
    own = Group.objects.get()
    assert (own.confirmed_by, own.asked_at, own.asks) == ("feed", None, 0)
    assert (own.unconfirmed_since, own.sunk) == (None, False)


def test_what_a_person_corrected_and_confirmed_is_not_confirmed_by_the_run(import_rows):
    import_rows([row()])
    Group.objects.update(confirmed_at=NOW, confirmed_by="moderator", name="The Right Name", hand_edited=["name"])
    import_rows([row()], now=LATER)
    assert (Group.objects.get().confirmed_by, Group.objects.get().confirmed_at) == ("moderator", NOW)


def test_a_group_keeps_its_identity_when_it_moves_or_is_renamed(import_rows):
    import_rows([row()])
    before = Group.objects.get().pk
    import_rows([row(name="New Name", formatted_address="9 Elm St, Media, PA 19063, USA", latitude=39.91)])
    assert (Group.objects.get().pk, Group.objects.get().name) == (before, "New Name")


def test_a_group_keeps_its_identity_when_the_feed_renumbers_its_rows(import_rows):
    import_rows(feed())
    before = set(Group.objects.values_list("pk", "name"))
    renumbered = [fields | {"slug": f"new-{fields['slug']}"} for fields in feed()]
    assert counts(import_rows(renumbered)) == (0, 5, 0, 0)
    assert set(Group.objects.values_list("pk", "name")) == before


def test_a_meeting_that_moves_to_another_group_leaves_the_old_one(import_rows):
    import_rows([row(), row(slug="b", day=2), row(slug="c", day=3)])
    import_rows([row(), row(slug="b", day=2), row(slug="c", day=3, name="Step Night")])
    assert sorted((group.name, group.meetings.count()) for group in Group.objects.all()) == [
        ("Step Night", 1),
        ("Wake Up", 2),
    ]


def test_two_sources_do_not_touch_each_other(import_rows):
    import_rows(feed(), source="one")
    assert counts(import_rows(feed(), source="two")) == (5, 0, 0, 0)
    assert Group.objects.count() == 10
    assert len(set(Group.objects.values_list("slug", flat=True))) == 10


def test_a_dry_run_writes_nothing(import_rows):
    report = import_rows(feed(), dry_run=True)
    assert counts(report) == (5, 0, 0, 0)
    assert (Group.objects.count(), Source.objects.count()) == (0, 0)


def test_a_group_that_says_when_it_pauses_is_active_again_when_the_feed_says_so(import_rows):
    import_rows([row(name="(SUSPENDED) Wake Up")])
    Group.objects.update(inactive_until=datetime(2026, 5, 1, tzinfo=UTC).date())
    import_rows([row()])
    group = Group.objects.get()
    assert (group.inactive, group.inactive_until) == (False, None)


def test_somebody_writing_in_between_makes_it_compare_again(import_rows, monkeypatch):
    import_rows(feed())
    compare = load.make_plan
    once = []

    def compare_and_be_overtaken(*args, **kwargs):
        plan = compare(*args, **kwargs)
        if not once:
            once.append(Group.objects.filter(name="Name 1").update(name="By Hand", hand_edited=["name"], version=9))
        return plan

    monkeypatch.setattr(load, "make_plan", compare_and_be_overtaken)
    changed = feed()
    changed[0]["name"] = "By Feed"
    import_rows(changed)
    assert Group.objects.filter(name="By Hand").exists()


@pytest.mark.parametrize("because", ["reported", "bounced", "moderator", "closed", "unanswered"])
def test_what_people_suspended_does_not_come_back_with_the_feed(import_rows, because):
    import_rows(feed())
    Group.objects.filter(name="Name 1").update(status="suspended", suspended_because=because)
    import_rows(feed(), now=LATER)
    assert Group.objects.get(name="Name 1").status == "suspended"


def test_an_unchanged_feed_counts_as_a_change_of_the_directory_once_a_day(import_rows):
    import_rows(feed())
    first = directory_version()
    import_rows(feed(), now=NOW + timedelta(minutes=5))
    assert directory_version() == first
    import_rows(feed(), now=LATER)
    assert directory_version() > first
