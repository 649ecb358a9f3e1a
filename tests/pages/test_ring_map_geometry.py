"""The ring map's geometry, against the geodesics of a sphere by geographiclib."""

import math

import pytest
from geographiclib.geodesic import Geodesic
from hypothesis import assume, given
from hypothesis import strategies as st

from groups.geo import EARTH_RADIUS_KM
from groups.pages.markers import label_of, merged
from groups.pages.ringmap import RADIUS, Projection, box_around, label_at, rings_for

SPHERE = Geodesic(EARTH_RADIUS_KM * 1000, 0)
points = st.tuples(st.floats(-90, 90), st.floats(-180, 180))


def placed(middle, point, edge_km=100.0):
    return Projection(*middle, edge_km).place([point])[0]


@given(middle=points, point=points)
def test_every_point_on_earth_stands_at_its_distance(middle, point):
    kilometres = SPHERE.Inverse(*middle, *point)["s12"] / 1000
    assert math.hypot(*placed(middle, point)) * 100 / RADIUS == pytest.approx(kilometres, abs=0.001, rel=1e-6)


@given(middle=points, bearing=st.floats(0, 360), kilometres=st.floats(0.1, 19_900))
def test_every_point_on_earth_stands_in_its_direction(middle, bearing, kilometres):
    assume(abs(middle[0]) < 89.9)
    goal = SPHERE.Direct(*middle, bearing, kilometres * 1000)
    x, y = placed(middle, (goal["lat2"], goal["lon2"]))
    apart = (math.degrees(math.atan2(x, -y)) - bearing + 180) % 360 - 180
    assert apart == pytest.approx(0, abs=0.01)


@pytest.mark.parametrize(
    ("middle", "point", "direction"),
    [
        ((-16.85, 179.98), (-16.85, -179.98), (1, 0)),
        ((-16.85, -179.98), (-16.85, 179.98), (-1, 0)),
        ((53.8, -1.55), (54.0, -1.55), (0, -1)),
        ((90.0, 0.0), (89.0, 90.0), (1, 0)),
        ((-90.0, 0.0), (-89.0, 0.0), (0, -1)),
    ],
)
def test_east_is_right_and_north_is_up_at_seams_and_poles_too(middle, point, direction):
    x, y = placed(middle, point)
    reach = math.hypot(x, y)
    assert (x / reach, y / reach) == pytest.approx(direction, abs=0.001)


def test_the_middle_and_the_far_side_of_the_earth_are_places_too():
    assert placed((10.0, 20.0), (10.0, 20.0)) == (0.0, 0.0)
    assert math.hypot(*placed((10.0, 20.0), (-10.0, -160.0), 20_015.1)) == pytest.approx(RADIUS, abs=0.01)


@given(st.lists(st.floats(0, 20_016), min_size=1, max_size=100), st.sampled_from(["mi", "km"]))
def test_rings_are_few_and_round_and_hold_most_groups(distances, unit):
    rings = rings_for(distances, unit)
    digits = f"{rings.step:.1e}"
    assert 1 <= rings.total <= 5
    assert digits[0] in "125"
    assert digits[2] == "0"
    assert sum(distance <= rings.edge_km * 1.000001 for distance in distances) >= len(distances) * 2 / 3 - 1e-6


@pytest.mark.parametrize(
    ("distances_km", "unit", "step", "total"),
    [
        ([24.0], "km", 5, 5),
        ([26.0], "km", 10, 3),
        ([40.0], "mi", 5, 5),
        ([0.0], "km", 0.5, 4),
        ([20_015.0], "km", 5000, 5),
        ([1, 1, 2, 2, 2, 30], "km", 0.5, 4),
        ([1, 1, 2, 2, 2, 6], "km", 2, 3),
    ],
)
def test_the_rings_of_known_distances(distances_km, unit, step, total):
    rings = rings_for(distances_km, unit)
    assert (rings.step, rings.total) == (step, total)


@given(st.lists(st.tuples(st.floats(-900, 900), st.floats(-900, 900)), min_size=1, max_size=100))
def test_marks_never_overlap_and_none_is_lost(found):
    markers = merged(enumerate(found, 1))
    assert sorted(number for marker in markers for number in marker.numbers) == list(range(1, len(found) + 1))
    for i, marker in enumerate(markers):
        assert not any(marker.box.meets(other.box) for other in markers[i + 1 :])
        assert max(map(abs, marker.box)) <= 1.2 * RADIUS


@pytest.mark.parametrize(
    ("numbers", "label"),
    [([7], "7"), ([2, 5], "2, 5"), ([1, 2], "1, 2"), ([2, 3, 4, 9], "2–4, 9"), ([1, 3, 5, 7, 9], "1, 3, 5 +2")],
)
def test_groups_that_share_a_mark_are_all_named(numbers, label):
    assert label_of(numbers) == label


def test_words_take_the_first_spot_that_is_free():
    taken = [box_around(0, 0, 100, 100)]
    label = label_at([(0, 0, "middle"), (60, 0, "start")], "Leeds", 40, taken)
    assert label == (60, 0, "start")
    assert label_at([(60, 0, "start")], "Otley", 40, taken) is None


def test_words_that_would_leave_the_drawing_are_left_out():
    assert label_at([(500, 0, "start")], "Leeds", 40, []) is None
