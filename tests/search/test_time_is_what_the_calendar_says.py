"""Soonest, on now, today and tomorrow, in everybody's own zone: dateutil's calendar is the oracle."""

from datetime import UTC, datetime, time, timedelta

import pytest
from dateutil import tz

from tests import make
from tests.search import world as plain

MOMENTS = {
    "a Saturday in November": datetime(2026, 11, 21, 12, 0, tzinfo=UTC),
    "just before British clocks go forward": datetime(2026, 3, 29, 0, 50, tzinfo=UTC),
    "just before American clocks go back": datetime(2026, 11, 1, 5, 10, tzinfo=UTC),
    "midnight in London": datetime(2026, 11, 23, 0, 0, tzinfo=UTC),
}
moments = pytest.mark.parametrize("now", MOMENTS.values(), ids=MOMENTS)


@pytest.fixture
def world(db):
    groups = plain.invent(seed=23, count=90)
    plain.store(groups)
    return groups


def ids(results):
    return [hit.card["id"] for hit in results.hits]


def on_between(group, begin, end):
    """Whether some meeting starts within [begin, end) or is on at `begin`; a round-the-clock room always is."""
    return group.always_open or any(
        start < end and stop > begin for m in group.meetings for start, stop in plain.occurrences(group, m, begin)
    )


def midnight_after(now, zone, days):
    day = now.astimezone(tz.gettz(zone)).date() + timedelta(days=days)
    return datetime.combine(day, time(), tzinfo=tz.gettz(zone)).astimezone(UTC)


@moments
def test_soonest_first_is_the_order_of_the_calendar(find, world, now):
    found = find(now, near="Leeds", within=25_000, unit="km", sort="soonest", limit=100)
    starts = {g.id: plain.next_start(g, now) for g in world if g.point}
    far_off = datetime.max.replace(tzinfo=UTC)
    kms = {g.id: round(plain.km(g), 6) for g in world if g.point}
    assert ids(found) == sorted(starts, key=lambda pk: (starts[pk] or far_off, kms[pk], pk))
    assert {hit.card["id"]: hit.next and hit.next.starts_at for hit in found.hits} == starts


@moments
def test_what_is_on_now_is_what_the_calendar_says(find, world, now):
    expected = {g.id for g in world if not g.inactive and on_between(g, now, now + timedelta(microseconds=1))}
    assert set(ids(find(now, when="now", limit=100))) == expected


@moments
def test_today_is_what_is_on_or_still_to_start_before_the_groups_own_midnight(find, world, now):
    expected = {g.id for g in world if not g.inactive and on_between(g, now, midnight_after(now, g.zone, 1))}
    assert set(ids(find(now, when="today", limit=100))) == expected


@moments
def test_tomorrow_is_what_starts_on_the_groups_own_next_day(find, world, now):
    def starts_tomorrow(group):
        begin, end = midnight_after(now, group.zone, 1), midnight_after(now, group.zone, 2)
        starts = [start for m in group.meetings for start, _ in plain.occurrences(group, m, now)]
        return group.always_open or any(begin <= start < end for start in starts)

    expected = {g.id for g in world if not g.inactive and starts_tomorrow(g)}
    assert set(ids(find(now, when="tomorrow", limit=100))) == expected


def test_the_numbers_beside_the_choices_count_only_what_is_on_today(find, world):
    now = MOMENTS["a Saturday in November"]
    found = find(now, when="today", limit=100)
    listed = {g.id: g for g in world if g.id in ids(found)}
    kinds = {choice.value: choice.count for choice in found.facets["kind"]}
    assert sum(kinds.values()) == found.total == len(listed)
    assert all(number == sum(g.kind == kind for g in listed.values()) for kind, number in kinds.items())


def test_a_meeting_over_midnight_is_on_now_on_both_sides_of_it(find):
    late = make.group(meetings=[{"weekday": 5, "starts_at": "23:30", "duration_minutes": 60}])
    saturday_night, sunday = datetime(2026, 11, 21, 23, 45, tzinfo=UTC), datetime(2026, 11, 22, 0, 15, tzinfo=UTC)
    assert ids(find(saturday_night, when="now")) == ids(find(sunday, when="now")) == [late.pk]
    assert ids(find(datetime(2026, 11, 22, 0, 30, tzinfo=UTC), when="now")) == []


def test_a_paused_group_is_listed_but_never_on_now_nor_soonest(find):
    paused = make.group(inactive=True, name="A")
    meeting = make.group(name="B")
    found = find(sort="soonest")
    assert ids(found) == [meeting.pk, paused.pk]
    assert found.hits[1].next is None
    assert ids(find(when="tomorrow")) == []


def test_the_next_meeting_shown_is_one_that_fits_the_filters(find):
    make.group(meetings=[{"weekday": 5, "features": ["closed"]}, {"weekday": 2, "features": ["open"]}])
    (hit,) = find(near="Leeds", **{"for": "open"}).hits
    assert hit.next.starts_at == datetime(2026, 11, 25, 19, 0, tzinfo=UTC)


def test_below_nearby_groups_stand_online_groups_soonest_first(find):
    here = make.group()
    monday = make.group(attendance="online", meetings=[{"weekday": 0}])
    tonight = make.group(attendance="online", meetings=[{"weekday": 5}])
    on_now = make.group(attendance="online", meetings=[{"weekday": 5, "starts_at": "11:30"}])
    found = find(near="Leeds")
    assert [hit.card["id"] for hit in found.online] == [on_now.pk, tonight.pk, monday.pk]
    assert (ids(found), found.total) == ([here.pk], 1)


def test_online_groups_are_filtered_like_the_others(find):
    make.group(attendance="online", features=["men"])
    women = make.group(attendance="online", features=["women"])
    assert [hit.card["id"] for hit in find(near="Leeds", **{"for": "women"}).online] == [women.pk]


LATE_IN_NEW_YORK = {"weekday": 1, "starts_at": "23:00", "attendance": "online"}


def test_the_day_of_an_online_meeting_is_the_visitors(find):
    group = make.group(attendance="online", time_zone="America/New_York", meetings=[LATE_IN_NEW_YORK])
    assert ids(find(zone="Europe/London", day="wed")) == [group.pk]
    assert ids(find(zone="Europe/London", day="wed", time="morning")) == [group.pk]
    assert ids(find(zone="Europe/London", day="tue")) == []
    assert ids(find(zone="America/New_York", day="tue", time="night")) == [group.pk]


def test_near_a_place_the_day_of_an_online_meeting_is_that_of_the_place(find):
    group = make.group(attendance="online", time_zone="America/New_York", meetings=[LATE_IN_NEW_YORK])
    assert [hit.card["id"] for hit in find(near="Leeds", day="wed").online] == [group.pk]
    assert find(near="Leeds", day="tue").online == []


def test_the_day_of_a_meeting_in_person_is_its_own_wherever_the_visitor_is(find):
    group = make.group(time_zone="Pacific/Auckland", meetings=[{"weekday": 1, "starts_at": "06:00"}])
    assert ids(find(zone="America/New_York", day="tue")) == [group.pk]
    assert ids(find(zone="America/New_York", day="mon")) == []


def test_numbers_beside_the_choices_follow_the_visitors_day(find):
    late = LATE_IN_NEW_YORK | {"features": ["women"]}
    make.group(attendance="online", time_zone="America/New_York", meetings=[late])
    make.group(attendance="online", meetings=[{"weekday": 4}], features=["men"])
    found = find(zone="Europe/London", day="wed")
    assert [(choice.value, choice.count) for choice in found.facets["for"]] == [("women", 1)]
