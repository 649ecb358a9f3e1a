"""The nearest list is right everywhere on earth, on either database: brute force with geopy is the oracle."""

import random

import pytest
from geopy.distance import great_circle

from groups.geo import chord_of_km, unit_vector
from groups.models import Group
from groups.search import entries
from groups.search.nearest.backend import backend
from groups.search.nearest.criteria import Criteria

ORIGINS = {
    "a city": (53.8, -1.55),
    "mid-ocean": (-40.0, -120.0),
    "the north pole": (90.0, 45.0),
    "the south pole": (-90.0, 0.0),
    "near a pole": (89.9, -170.0),
    "the antimeridian, east": (-16.85, 180.0),
    "the antimeridian, west": (-16.85, -180.0),
    "just west of it": (0.0, 179.999),
    "the equator": (0.0, 0.0),
    "a place with many groups": (10.0, 10.0),
}


@pytest.fixture
def world(db):
    """Groups everywhere, and crowds where ties and seams are."""
    chance = random.Random(7)
    points = [(chance.uniform(-90, 90), chance.uniform(-180, 180)) for _ in range(250)]
    points += [(chance.uniform(89, 90), chance.uniform(-180, 180)) for _ in range(20)]
    points += [(chance.uniform(-90, -89), chance.uniform(-180, 180)) for _ in range(20)]
    points += [(chance.uniform(-18, -16), chance.choice([-1, 1]) * chance.uniform(179, 180)) for _ in range(40)]
    points += [(10.0, 10.0)] * 30 + [(90.0, -180.0), (90.0, 90.0), (0.0, 180.0), (0.0, -180.0)]
    Group.objects.bulk_create(
        Group(
            name=f"G{number}",
            slug=f"g{number}",
            status="listed",
            latitude=lat,
            longitude=lon,
            precision="exact",
        )
        for number, (lat, lon) in enumerate(points)
    )
    groups = list(Group.objects.order_by("id"))
    entries.rebuild(group.pk for group in groups)
    return groups


def brute_force(world, origin):
    """(km, id) of every group, nearest first."""
    return sorted((great_circle(origin, (g.latitude, g.longitude)).km, g.pk) for g in world)


@pytest.mark.parametrize("origin", ORIGINS.values(), ids=ORIGINS)
@pytest.mark.parametrize("count", [1, 25, 200])
def test_the_nearest_groups_are_those_of_brute_force(world, origin, count):
    found = backend().nearest(unit_vector(*origin), Criteria(located=True), count)
    km_of = {pk: km for km, pk in brute_force(world, origin)}
    expected = [km for km, _ in brute_force(world, origin)[:count]]
    assert [km_of[near.group_id] for near in found] == pytest.approx(expected, abs=1e-6)


@pytest.mark.parametrize("origin", ORIGINS.values(), ids=ORIGINS)
def test_every_group_is_found_once_when_all_are_asked_for(world, origin):
    found = [near.group_id for near in backend().nearest(unit_vector(*origin), Criteria(), 1000)]
    assert sorted(found) == [group.pk for group in world]


def test_groups_at_one_point_come_in_order_of_their_number(world):
    found = backend().nearest(unit_vector(10.0, 10.0), Criteria(), 30)
    together = sorted(g.pk for g in world if (g.latitude, g.longitude) == (10.0, 10.0))
    assert [near.group_id for near in found] == together


@pytest.mark.parametrize("origin", ORIGINS.values(), ids=ORIGINS)
def test_a_radius_holds_what_lies_within_it(world, origin):
    chord = chord_of_km(900)
    expected = [pk for km, pk in brute_force(world, origin) if km <= 900]
    found = [near.group_id for near in backend().nearest(unit_vector(*origin), Criteria(), 1000, chord)]
    rows = backend().rows_within(unit_vector(*origin), Criteria(located=True), chord, 1000)
    assert sorted(found) == sorted(expected) == sorted(row.group_id for row in rows)
    assert backend().count(Criteria(located=True), unit_vector(*origin), chord) == len(expected)


def test_a_radius_of_half_the_earth_is_no_limit(world):
    antipodes = [g for g in world if (g.latitude, abs(g.longitude)) == (0.0, 180.0)]
    nearly_all = backend().nearest(unit_vector(0.0, 0.0), Criteria(), 1000, chord_of_km(20_014))
    everything = backend().nearest(unit_vector(0.0, 0.0), Criteria(), 1000, chord_of_km(20_016))
    assert (len(nearly_all), len(everything)) == (len(world) - len(antipodes), len(world))
