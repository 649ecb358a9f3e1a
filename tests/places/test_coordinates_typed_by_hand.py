"""Coordinates as people write them, and the names given to bare points."""

import pytest

from groups.places import chain

PAIRS = [
    "53.8, -1.55",
    "53.8 -1.55",
    "(53.8, -1.55)",
    "53.8, −1.55",
    "53.8N 1.55W",
    "53.8° N, 1.55° W",
    "N53.8 W1.55",
    "53°48'0\"N 1°33'0\"W",
]


@pytest.mark.parametrize("typed", PAIRS)
def test_a_pair_is_taken_as_it_is(small, typed):
    found = small.find(typed)[0]
    assert (found.latitude, found.longitude) == (pytest.approx(53.8), pytest.approx(-1.55))
    assert (found.kind, found.precision, found.country) == ("coordinates", "exact", "GB")
    assert found.label == "53.80, -1.55 (near Leeds, United Kingdom)"
    assert found.time_zone == "Europe/London"


@pytest.mark.parametrize("typed", ["91, 0", "-90.5, 10.0", "10, 180.5"])
def test_a_pair_off_the_earth_is_nothing(small, typed):
    assert small.find(typed) == []


def test_the_nearest_town_is_found_across_the_antimeridian(small):
    assert "near Suva" in small.nearest_place(-18.0, 178.9).label
    assert small.nearest_place(-18.0, -179.9).country == ""


def test_the_poles_and_the_sea_have_a_zone_and_no_country(small):
    pole = small.nearest_place(90.0, 0.0)
    assert (pole.country, pole.label) == ("", "90.00, 0.00")
    assert small.nearest_place(0.0, -30.0).time_zone.startswith("Etc/")


def test_a_point_off_the_earth_is_an_error(small):
    with pytest.raises(ValueError, match="latitude"):
        small.nearest_place(91.0, 0.0)


def test_a_point_needs_no_place_data(settings, tmp_path):
    settings.GAZETTEER_PATH = tmp_path / "nothing-here.sqlite3"
    point = chain.place_at(53.8, -1.55)
    assert (point.label, point.latitude, point.longitude) == ("53.80, -1.55", 53.8, -1.55)
    assert (point.precision, point.time_zone, point.country) == ("exact", "Europe/London", "")
