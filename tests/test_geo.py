"""Distances agree with geopy's great circle, everywhere."""

import math

import pytest
from geopy.distance import great_circle
from hypothesis import given
from hypothesis import strategies as st

from groups.geo import HALF_CIRCUMFERENCE_KM, chord_of_km, distance_km, squared_chord, unit_vector

LATITUDES = st.floats(-90, 90)
LONGITUDES = st.floats(-180, 180)


@given(LATITUDES, LONGITUDES, LATITUDES, LONGITUDES)
def test_distances_are_those_of_the_great_circle(lat, lon, other_lat, other_lon):
    expected = great_circle((lat, lon), (other_lat, other_lon)).km
    assert distance_km(lat, lon, other_lat, other_lon) == pytest.approx(expected, abs=0.001)


@given(LATITUDES, LONGITUDES)
def test_a_vector_has_length_one(lat, lon):
    assert math.hypot(*unit_vector(lat, lon)) == pytest.approx(1.0)


@given(LONGITUDES)
def test_a_pole_is_one_point_whatever_the_longitude(lon):
    assert unit_vector(90, lon) == unit_vector(90, 0)
    assert unit_vector(-90, lon) == unit_vector(-90, 0)


@given(LATITUDES)
def test_both_sides_of_the_antimeridian_are_one_point(lat):
    assert unit_vector(lat, 180.0) == unit_vector(lat, -180.0)


@given(st.floats(0.001, HALF_CIRCUMFERENCE_KM - 1))
def test_a_chord_spans_its_kilometres(radius_km):
    chord = chord_of_km(radius_km)
    east = math.degrees(radius_km / 6371.0088)
    assert math.sqrt(squared_chord(unit_vector(0, 0), unit_vector(0, east))) == pytest.approx(chord)


def test_from_half_the_circumference_on_there_is_no_limit():
    assert chord_of_km(HALF_CIRCUMFERENCE_KM) is None
    assert chord_of_km(25_000) is None
