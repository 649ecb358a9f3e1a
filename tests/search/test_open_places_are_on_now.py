"""On now, today and tomorrow also find places with opening hours: cafés have no meetings to go by."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests import make
from tests.search.conftest import NOW

SATURDAY, SUNDAY = 5, 6
#: The week in which the clocks of New York go back.
SUNDAY_NIGHT = datetime(2026, 11, 1, 3, 30, tzinfo=UTC)


def cafe(name, day, begins, ends, **fields):
    opening = [{"days": [day], "from": begins, "to": ends}]
    return make.group(**{"name": name, "kind": "cafe", "opening": opening, "meetings": []} | fields)


def names(results):
    return [hit.card["name"] for hit in results.hits]


def test_a_cafe_is_found_while_it_is_open_and_counted(find):
    cafe("Open", SATURDAY, "10:00", "14:00")
    cafe("Just opening", SATURDAY, "12:00", "13:00")
    cafe("Just closed", SATURDAY, "10:00", "12:00")
    cafe("Closed on Saturdays", SUNDAY, "10:00", "14:00")
    found = find(near="Leeds", when="now")
    assert sorted(names(found)) == ["Just opening", "Open"]
    assert found.total == 2
    assert [(choice.value, choice.count) for choice in found.facets["kind"]] == [("cafe", 2)]


def test_today_is_what_is_left_of_it_and_tomorrow_all_of_it(find):
    cafe("Open", SATURDAY, "10:00", "14:00")
    cafe("Tonight", SATURDAY, "19:00", "01:00")
    cafe("This morning", SATURDAY, "08:00", "11:00")
    cafe("Tomorrow", SUNDAY, "10:00", "14:00")
    assert sorted(names(find(near="Leeds", when="today"))) == ["Open", "Tonight"]
    # One closes in the small hours.
    assert sorted(names(find(near="Leeds", when="tomorrow"))) == ["Tomorrow", "Tonight"], (
        "one closes in the small hours"
    )


def test_hours_are_those_of_the_place_through_a_change_of_clocks(find):
    opening = [{"days": [0, 1, 2, 3, 4], "from": "09:00", "to": "17:00"}]
    make.group(kind="cafe", opening=opening, meetings=[], time_zone="America/New_York")
    moments = [SUNDAY_NIGHT + timedelta(hours=3 * step) for step in range(56)]
    clocks = [moment.astimezone(ZoneInfo("America/New_York")) for moment in moments]
    expected = [clock.weekday() < 5 and 9 <= clock.hour < 17 for clock in clocks]
    assert [find(moment, near="Leeds", when="now").total == 1 for moment in moments] == expected


def test_a_cafe_that_is_paused_is_not_open(find):
    cafe("Paused", SATURDAY, "10:00", "14:00", inactive=True)
    assert names(find(near="Leeds", when="now")) == []


@pytest.mark.parametrize("asked", [{"day": "mon"}, {"time": "evening"}, {"attendance": "online"}, {"for": "women"}])
def test_hours_do_not_answer_for_a_meeting(find, asked):
    online = {"weekday": 0, "starts_at": "19:00", "attendance": "online", "features": ["women"]}
    cafe("House", SATURDAY, "10:00", "14:00", attendance="hybrid", meetings=[online, {"weekday": SUNDAY}])
    assert names(find(near="Leeds", when="now")) == ["House"]
    assert names(find(near="Leeds", when="now", **asked)) == []


def test_what_all_of_a_cafe_offers_holds_for_its_hours(find):
    cafe("Level", SATURDAY, "10:00", "14:00", features=["step-free"], languages=["en"])
    cafe("Steps", SATURDAY, "10:00", "14:00", languages=["en"])
    assert names(find(near="Leeds", when="now", access="step-free", language="en", attendance="in_person")) == ["Level"]


def test_without_a_place_cafes_stand_by_name(find):
    cafe("Lamp", SATURDAY, "10:00", "14:00")
    cafe("Bridge", SATURDAY, "10:00", "14:00")
    assert names(find(NOW, kind="cafe", when="now")) == ["Bridge", "Lamp"]
