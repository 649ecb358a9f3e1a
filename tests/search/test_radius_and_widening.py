"""How far a search reaches, in which unit, and what it says when nothing lies within."""

import pytest
from geopy.distance import great_circle

from groups.models import Group
from tests import make

LEEDS = (53.8, -1.55)
KM_PER_MILE = 1.609344


def ids(results):
    return [hit.card["id"] for hit in results.hits]


@pytest.fixture
def ten_km_north(db):
    return make.group(latitude=53.9, longitude=-1.55)


def test_a_radius_a_metre_short_leaves_out_and_a_metre_over_takes_in(find, ten_km_north):
    make.group()
    km = great_circle(LEEDS, (53.9, -1.55)).km
    assert ten_km_north.pk not in ids(find(near="Leeds", within=km - 0.001, unit="km"))
    assert ten_km_north.pk in ids(find(near="Leeds", within=km + 0.001, unit="km"))


def test_the_distance_of_a_result_is_the_great_circle(find, ten_km_north):
    (hit,) = find(near="Leeds").hits
    assert hit.distance_km == pytest.approx(great_circle(LEEDS, (53.9, -1.55)).km, abs=1e-6)


def test_nothing_within_the_radius_gives_the_nearest_and_says_so(find, ten_km_north):
    far = make.group(latitude=55.0, longitude=-1.55)
    found = find(near="Leeds", within=1)
    assert (ids(found), found.widened, found.total) == ([ten_km_north.pk, far.pk], True, 2)


def test_something_within_the_radius_is_not_widened(find, ten_km_north):
    make.group(latitude=55.0, longitude=-1.55)
    found = find(near="Leeds", within=20, unit="km")
    assert (ids(found), found.widened, found.total) == ([ten_km_north.pk], False, 1)


def test_an_empty_directory_is_not_widened(find, db):
    found = find(near="Leeds")
    assert (found.hits, found.total, found.widened) == ([], 0, False)


def test_widening_keeps_the_filters(find, ten_km_north):
    women = make.group(latitude=60.0, longitude=-1.55, features=["women"])
    assert ids(find(near="Leeds", within=20, **{"for": "women"})) == [women.pk]


@pytest.mark.parametrize(
    ("place", "asked", "unit", "radius_km"),
    [
        ("Leeds", {}, "mi", 25 * KM_PER_MILE),
        ("Suva", {}, "km", 40),
        ("Leeds", {"unit": "km"}, "km", 40),
        ("Suva", {"unit": "mi"}, "mi", 25 * KM_PER_MILE),
        ("Leeds", {"within": 3}, "mi", 3 * KM_PER_MILE),
        ("Suva", {"within": 3}, "km", 3),
    ],
)
def test_the_unit_is_that_of_the_country_unless_asked_for(find, place, asked, unit, radius_km):
    found = find(near=place, **asked)
    assert (found.unit, found.radius_km) == (unit, pytest.approx(radius_km))


def test_the_largest_radius_is_no_limit_at_all(find, db):
    antipode = make.group(latitude=-53.8, longitude=178.45)
    found = find(near="Leeds", within=25_000, unit="km")
    assert (ids(found), found.widened) == ([antipode.pk], False)


def test_a_radius_in_miles_reaches_further_than_one_in_kilometres(find, ten_km_north):
    make.group()
    assert find(near="Leeds", within=8, unit="mi").total == 2
    assert find(near="Leeds", within=8, unit="km").total == 1


def test_a_group_without_a_point_is_never_near_anything(find, db):
    make.group(latitude=None, longitude=None, locality="Leeds")
    assert find(near="Leeds", within=25_000).total == 0
    assert find().total == Group.objects.count() == 1
