"""Unlisted groups vanish at once, and a confidential venue keeps its door to itself."""

import json

import pytest

from groups.models import Group, GroupCard, SearchEntry
from groups.search import entries
from tests import make


def ids(results):
    return [hit.card["id"] for hit in results.hits]


@pytest.mark.parametrize("status", ["submitted", "pending", "suspended", "archived"])
def test_a_group_that_is_not_listed_is_nowhere(find, status):
    make.group(status=status, name="Hidden")
    assert [find().total, find(near="Leeds").total, find(q="hidden").total] == [0, 0, 0]
    assert not GroupCard.objects.exists()


def test_a_group_vanishes_with_the_write_that_unlists_it(find):
    group, other = make.group(), make.group()
    assert find(near="Leeds").total == 2
    Group.objects.filter(pk=group.pk).update(status="suspended")
    entries.rebuild([group.pk])
    found = find(near="Leeds")
    assert (ids(found), found.total) == ([other.pk], 1)
    assert {choice.count for choice in found.facets["kind"]} == {1}


def test_a_change_is_seen_by_the_next_search(find):
    group = make.group(features=["men"])
    assert find(near="Leeds", **{"for": "men"}).total == 1
    group.features.set([make.feature("women")])
    entries.rebuild([group.pk])
    assert find(near="Leeds", **{"for": "men"}).total == 0
    assert find(near="Leeds", **{"for": "women"}).total == 1


@pytest.fixture
def confidential(db):
    return make.group(
        name="Quiet group",
        venue="Marigold Hall",
        address="17 Tulip Lane",
        postal_code="LS6 3QS",
        public_location="area",
        latitude=53.81234,
        longitude=-1.56789,
    )


def test_a_confidential_venue_is_not_found_by_its_address(find, confidential):
    for word in ("marigold", "tulip", "ls6"):
        assert find(q=word).total == 0
    assert ids(find(q="quiet")) == [confidential.pk]


def test_a_confidential_venue_is_shown_at_a_rounded_point_without_address(find, confidential):
    (hit,) = find(near="Leeds").hits
    shown = hit.card
    assert (shown["latitude"], shown["longitude"], shown["precision"]) == (53.81, -1.57, "locality")
    assert [shown["venue"], shown["address"], shown["postal_code"]] == ["", "", ""]
    assert not [word for word in ("Marigold", "Tulip", "LS6", "53.812", "-1.567") if word in json.dumps(shown)]


def test_nothing_stored_for_searching_knows_the_door(confidential):
    entry = SearchEntry.objects.get()
    at_the_rounded_point = make.group(latitude=53.81, longitude=-1.57)
    other = SearchEntry.objects.get(group=at_the_rounded_point)
    assert (entry.x, entry.y, entry.z) == (other.x, other.y, other.z)
    assert "marigold" not in entry.words


def test_distances_from_three_places_do_not_give_the_door_away(find, confidential):
    from_leeds = find(near="Leeds").hits[0].distance_km
    confidential.latitude = 53.8149
    confidential.save()
    entries.rebuild([confidential.pk])
    assert find(near="Leeds").hits[0].distance_km == from_leeds
