"""Every filter and every count against going through the directory group by group, meeting by meeting."""

import random

import pytest

from tests import make
from tests.search import world as plain

PARAMETERS = {
    "kind": ["meeting", "cafe", "aftercare"],
    "attendance": ["in_person", "online", "hybrid"],
    "philosophy": ["12-step", "secular", "buddhist"],
    "fellowship": ["aa", "smart", "dharma"],
    "facilitation": ["peer", "trained_peer", "professional"],
    "for": ["open", "closed", "women", "men"],
    "access": ["step-free", "childcare", "sign-language"],
    "style": ["book-study", "meditation"],
    "language": ["en", "es", "pl"],
    "helpers": ["welcome"],
    "day": ["mon", "tue", "sat", "sun"],
    "time": ["morning", "afternoon", "evening", "night"],
}


def mixtures(count: int) -> list[dict[str, list[str]]]:
    """Random questions of two to four parameters, one or two values each, always the same ones."""
    chance = random.Random(2026)
    names = [chance.sample(sorted(PARAMETERS), chance.randint(2, 4)) for _ in range(count)]
    return [
        {name: chance.sample(PARAMETERS[name], min(chance.randint(1, 2), len(PARAMETERS[name]))) for name in some}
        for some in names
    ]


@pytest.fixture
def world(db):
    groups = plain.invent(seed=11)
    plain.store(groups)
    return groups


def ids(results):
    return [hit.card["id"] for hit in results.hits]


@pytest.mark.parametrize("name", PARAMETERS)
def test_a_filter_finds_what_brute_force_finds_nearest_first(find, world, name):
    for values in [*([value] for value in PARAMETERS[name]), PARAMETERS[name][:2]]:
        found = find(near="Leeds", within=100, unit="km", limit=100, **{name: values})
        expected = plain.nearest(world, {name: values}, 100)
        assert (ids(found), found.total) == (expected, len(expected)), values


def test_any_mixture_of_filters_finds_what_brute_force_finds(find, world):
    for asked in mixtures(100):
        found = find(near="Leeds", within=100, unit="km", limit=100, **asked)
        expected = plain.nearest(world, asked, 100)
        assert (ids(found), found.total) == (expected[:100], len(expected)), asked


def test_without_a_place_any_mixture_finds_every_group_that_fits(find, world):
    for asked in mixtures(40):
        found = find(limit=100, **asked)
        assert set(ids(found)) == {g.id for g in world if plain.one_meeting_fits(g, asked)}, asked


def test_every_choice_counts_the_groups_it_would_leave(find, world):
    for asked in [{}, *mixtures(20)]:
        found = find(near="Leeds", within=100, unit="km", **asked)
        near = [g for g in world if g.point and (found.widened or plain.km(g) <= 100)]
        for parameter in PARAMETERS:
            counted = {choice.value: choice.count for choice in found.facets[parameter] if choice.count}
            assert counted == plain.counts(near, asked, parameter), (asked, parameter)


def test_without_a_place_every_choice_counts_online_groups_too(find, world):
    for asked in mixtures(15):
        found = find(**asked)
        for parameter in PARAMETERS:
            counted = {choice.value: choice.count for choice in found.facets[parameter] if choice.count}
            assert counted == plain.counts(world, asked, parameter), (asked, parameter)


def test_a_chosen_value_stays_in_the_list_even_when_nothing_has_it(find, world):
    make.feature("never-used", "style")
    found = find(near="Leeds", style="never-used")
    assert ("never-used", 0) in [(choice.value, choice.count) for choice in found.facets["style"]]
    assert found.total == 0


def test_every_need_of_access_must_be_met_but_one_of_the_others_is_enough(find, db):
    both = make.group(features=["step-free", "childcare", "women"])
    make.group(features=["step-free", "men"])
    assert ids(find(near="Leeds", access=["step-free", "childcare"])) == [both.pk]
    assert find(near="Leeds", **{"for": ["women", "men"]}).total == 2


def test_a_hybrid_group_answers_to_in_person_and_to_online(find, db):
    hybrid = make.group(attendance="hybrid")
    for asked in ("in_person", "online", "hybrid"):
        assert ids(find(near="Leeds", attendance=asked)) == [hybrid.pk]


def test_day_time_and_features_must_meet_in_one_meeting(find, db):
    tuesday_open = {"weekday": 1, "starts_at": "19:00", "features": ["open"]}
    friday_closed = {"weekday": 4, "starts_at": "10:00", "features": ["closed"]}
    group = make.group(meetings=[tuesday_open, friday_closed])
    assert ids(find(near="Leeds", day="tue", time="evening", **{"for": "open"})) == [group.pk]
    assert find(near="Leeds", day="fri", **{"for": "open"}).total == 0
    assert find(near="Leeds", day="tue", time="morning").total == 0
    assert find(near="Leeds", day="fri", time="evening").total == 0


def test_several_meetings_of_a_group_are_one_result(find, db):
    meetings = [{"weekday": day, "features": ["open"] if day % 2 else ["closed"]} for day in range(6)]
    group = make.group(meetings=meetings)
    found = find(near="Leeds")
    assert (ids(found), found.total) == ([group.pk], 1)
    assert {choice.value: choice.count for choice in found.facets["for"]} == {"open": 1, "closed": 1}


def test_a_group_runs_under_its_own_philosophy_else_its_fellowships(find, db):
    inherited = make.group(fellowship=make.fellowship("aa", of="12-step"))
    own = make.group(fellowship=make.fellowship("aa"), philosophy=make.philosophy("secular"))
    assert ids(find(near="Leeds", philosophy="12-step")) == [inherited.pk]
    assert ids(find(near="Leeds", philosophy="secular")) == [own.pk]
