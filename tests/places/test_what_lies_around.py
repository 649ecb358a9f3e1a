"""Towns and coast around a point, for maps. The small world has a square island round Leeds and one across ±180°."""

import pytest
from geopy.distance import great_circle

from groups.places.gazetteer import Gazetteer
from groups.places.place import LookupUnavailable
from tests.places.small_world import CITIES

LEEDS = (53.79648, -1.54785)
BY_HAND = "Gold Coast"  # the one town of extra_places.csv


def names(towns):
    return [town.name for town in towns]


def test_the_largest_town_comes_first(small):
    assert names(small.towns_around(*LEEDS, 20.0, 10)) == ["Leeds", "Bradford", "Otley"]


def test_no_more_than_asked_for(small):
    assert names(small.towns_around(*LEEDS, 20.0, 2)) == ["Leeds", "Bradford"]


@pytest.mark.parametrize("radius_km", [10.0, 30.0, 60.0, 300.0, 1000.0, 4000.0, 20_100.0])
@pytest.mark.parametrize("middle", [LEEDS, (-18.0, -179.9), (90.0, 0.0), (40.7, -74.0)])
def test_towns_are_those_that_geopy_says_are_near(small, middle, radius_km):
    near = {
        city["name"] for city in CITIES if great_circle(middle, (city["latitude"], city["longitude"])).km <= radius_km
    }
    assert set(names(small.towns_around(*middle, radius_km, 100))) - {BY_HAND} == near


def test_the_coast_of_an_island_is_a_ring_with_land_on_its_left(small):
    (shore,) = small.shores_around(*LEEDS, 100.0)
    assert shore.is_ring
    assert shore.points == [(53.5, -2.0), (53.5, -1.0), (54.1, -1.0), (54.1, -2.0), (53.5, -2.0)]


@pytest.mark.parametrize("longitude", [179.99, -179.99, 180.0, -180.0])
def test_an_island_across_the_antimeridian_is_one_ring_from_either_side(small, longitude):
    (shore,) = small.shores_around(-16.8, longitude, 60.0)
    assert shore.is_ring
    assert {round(east % 360, 6) for _, east in shore.points} == {179.8, 180.2}


def test_far_from_any_coast_there_is_none(small):
    assert small.shores_around(10.0, 30.0, 100.0) == []


@pytest.mark.parametrize(
    ("point", "is_land"), [((53.8, -1.2), True), ((53.0, -1.5), False), ((-16.8, 179.95), True), ((90.0, 0.0), False)]
)
def test_land_is_told_from_sea_by_the_coast_to_the_north(small, point, is_land):
    assert small.is_land(*point) is is_land


def test_without_the_file_it_is_trouble(tmp_path):
    with pytest.raises(LookupUnavailable):
        Gazetteer(tmp_path / "none.sqlite3").towns_around(*LEEDS, 20.0, 10)
    with pytest.raises(LookupUnavailable):
        Gazetteer(tmp_path / "none.sqlite3").shores_around(*LEEDS, 20.0)


@pytest.mark.parametrize("radius_km", [40.0, 300.0, 3000.0])
def test_in_the_whole_world_largest_and_near(full, radius_km):
    towns = full.towns_around(51.507, -0.128, radius_km, 10)
    assert towns[0].name in ("London", "Istanbul")
    assert len(towns) == 10
    assert all(great_circle((51.507, -0.128), town[1:]).km <= radius_km for town in towns)
