"""Towns with a group in reach are those that measuring from each to every group finds."""

import random

import pytest
from geopy.distance import great_circle

from groups.places import slugs
from groups.search import towns
from groups.search.vocabulary import directory_version
from tests import make
from tests.places.conftest import full  # noqa: F401 - a fixture

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("country", ["GB", "FJ", "US"])
def test_the_towns_are_what_brute_force_says(full, settings, country):  # noqa: F811 - the fixture of that name
    settings.GAZETTEER_PATH = full._path
    chance = random.Random(country)
    all_towns = slugs.towns_where(country, lambda town: True, towns.LEAST_POPULATION)
    points = [
        (round(town.latitude + chance.gauss(0, 0.2), 2), round(town.longitude + chance.gauss(0, 0.2), 2))
        for town in chance.choices(all_towns, k=20)
    ]
    for latitude, longitude in points:
        make.group(latitude=latitude, longitude=longitude, country=country, meetings=[], indexed=False)
    # 25 miles or 40 km, less the kilometre that rounding may be off.
    most_km = 39.0 if country == "FJ" else 25 * 1.609344 - 1
    looked_at = all_towns[::23]
    expected = {t for t in looked_at if min(great_circle((t.latitude, t.longitude), p).km for p in points) <= most_km}
    found = {row.town for row in towns.served_towns(directory_version(), country)}
    assert found & set(looked_at) == expected
