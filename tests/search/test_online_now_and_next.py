"""What can be joined online now and next: each group in the section its calendar says, dateutil being the oracle."""

from datetime import UTC, datetime, timedelta

import pytest
from dateutil import tz

from groups.search import on_screen as room
from groups.search.on_screen import on_screen
from groups.search.query import Query
from groups.search.vocabulary import directory_version
from tests import make
from tests.search import world as plain

MOMENTS = {
    "a Saturday in November": datetime(2026, 11, 21, 12, 0, tzinfo=UTC),
    "before British clocks go forward": datetime(2026, 3, 29, 0, 50, tzinfo=UTC),
    "after British clocks went back": datetime(2026, 10, 25, 1, 10, tzinfo=UTC),
    "before American clocks go back": datetime(2026, 11, 1, 5, 10, tzinfo=UTC),
    "New Zealand's clocks go forward": datetime(2026, 9, 26, 13, 30, tzinfo=UTC),
    "New Zealand's clocks go back": datetime(2026, 4, 4, 13, 40, tzinfo=UTC),
    "Lord Howe's half hour": datetime(2026, 4, 4, 14, 45, tzinfo=UTC),
    "just before midnight in London": datetime(2026, 11, 22, 23, 40, tzinfo=UTC),
}
ZONES = ["Europe/London", "America/Los_Angeles", "Pacific/Auckland", "Asia/Kolkata"]


@pytest.fixture
def world(db, monkeypatch):
    monkeypatch.setattr(room, "SHOWN", 1_000)
    groups = plain.invent(seed=31, count=300)
    plain.store(groups)
    return groups


def look(now, zone="Europe/London", **tagged):
    return on_screen(Query(tagged=tagged, zone=zone), directory_version(), now)


def ids(hits):
    return [hit.card["id"] for hit in hits]


def can_be_joined(group):
    ways = {m.attendance for m in group.meetings} or {group.attendance}
    return bool(group.join_link) or ways == {"online"}


def fits(group, meeting, asked):
    own = plain.facts(group, meeting)
    return "online" in own["attendance"] and all(set(values) & own[name] for name, values in asked.items())


def next_online(group, now, asked):
    starts = [
        start
        for meeting in group.meetings
        if fits(group, meeting, asked)
        for start, end in plain.occurrences(group, meeting, now)
        if end > now
    ]
    return min(starts, default=None)


def expected(world, now, zone, asked):
    """Ids by section, each group where its next start lies."""
    here = tz.gettz(zone)
    today = now.astimezone(here).date()
    sections = {"now": set(), "within_hour": set(), "today": set(), "tomorrow": set()}
    for group in world:
        start = next_online(group, now, asked)
        if group.inactive or group.always_open or start is None or not can_be_joined(group):
            continue
        day = start.astimezone(here).date()
        if start <= now:
            sections["now"].add(group.id)
        elif start <= now + timedelta(hours=1):
            sections["within_hour"].add(group.id)
        elif day == today:
            sections["today"].add(group.id)
        elif day == today + timedelta(days=1):
            sections["tomorrow"].add(group.id)
    return sections


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("now", MOMENTS.values(), ids=MOMENTS)
def test_each_group_stands_where_the_calendar_says(world, now, zone):
    found = look(now, zone)
    sections = {"now": found.now, "within_hour": found.within_hour, "today": found.today, "tomorrow": found.tomorrow}
    assert {name: set(ids(hits)) for name, hits in sections.items()} == expected(world, now, zone, {})
    assert sum(map(len, sections.values())) == len({i for hits in sections.values() for i in ids(hits)})


@pytest.mark.parametrize("asked", [{"language": ["es"]}, {"for": ["women"]}, {"fellowship": ["aa", "smart"]}])
def test_filters_are_met_by_the_very_meeting_that_is_shown(world, asked):
    now = MOMENTS["a Saturday in November"]
    found = look(now, **{name: tuple(values) for name, values in asked.items()})
    wanted = expected(world, now, "Europe/London", asked)
    assert set(ids(found.now)) == wanted["now"]
    assert set(ids(found.today)) == wanted["today"]


def test_the_sections_that_come_are_in_order_of_their_start(world):
    found = look(MOMENTS["a Saturday in November"])
    starts = [hit.next.starts_at for hit in (*found.within_hour, *found.today)]
    assert starts == sorted(starts)


def test_round_the_clock_rooms_stand_apart(world):
    found = look(MOMENTS["a Saturday in November"])
    rooms = {g.id for g in world if g.always_open and not g.inactive and can_be_joined(g)}
    online = {i for i in rooms if plain.fitting(next(g for g in world if g.id == i), {"attendance": ["online"]})}
    assert set(ids(found.always)) == online


def test_a_long_meeting_that_began_yesterday_is_still_on(db):
    long = make.group(attendance="online", meetings=[{"weekday": 4, "starts_at": "20:00", "duration_minutes": 1200}])
    found = look(datetime(2026, 11, 21, 12, 0, tzinfo=UTC))
    assert ids(found.now) == [long.pk]


def test_a_meeting_on_paused_days_or_by_another_rhythm_is_not_promised(db):
    saturday = {"weekday": 5, "starts_at": "20:00"}
    make.group(attendance="online", meetings=[{**saturday, "exceptions": ["2026-11-21"]}])
    make.group(attendance="online", meetings=[{**saturday, "recurrence": "monthly", "monthly_week": -1}])
    third = make.group(attendance="online", meetings=[{**saturday, "recurrence": "monthly", "monthly_week": 3}])
    other_week = {"recurrence": "every_n_weeks", "interval_weeks": 2, "anchor_date": "2026-11-14"}
    make.group(attendance="online", meetings=[saturday | other_week])
    found = look(datetime(2026, 11, 21, 12, 0, tzinfo=UTC))
    assert ids(found.today) == [third.pk]


def test_more_than_a_section_shows_is_found_in_order(db):
    made = [make.group(attendance="online", meetings=[{"weekday": 5, "starts_at": f"19:{n:02}"}]) for n in range(12)]
    found = look(datetime(2026, 11, 21, 12, 0, tzinfo=UTC))
    assert ids(found.today) == [group.pk for group in made][: room.SHOWN + 1]
