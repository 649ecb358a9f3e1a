"""Where most people of a country live decides whose clock is shown before anybody chose one."""

import pytest
from django.conf import settings

from groups.places import chain

pytestmark = pytest.mark.skipif(not settings.GAZETTEER_PATH.exists(), reason="no place data: manage.py build_gazetteer")

LARGEST = {
    "AU": ("Australia/Sydney", "Australia/Melbourne"),
    "BR": ("America/Sao_Paulo",),
    "CA": ("America/Toronto",),
    "GB": ("Europe/London",),
    "RU": ("Europe/Moscow",),
    "US": ("America/New_York",),
    "NZ": ("Pacific/Auckland",),
    "XX": ("UTC",),
}


@pytest.mark.parametrize(("country", "zones"), LARGEST.items())
def test_a_country_keeps_the_clock_of_its_largest_city(country, zones):
    assert chain.likely_zone(country) in zones


def test_without_place_data_it_is_utc(settings, tmp_path):
    settings.GAZETTEER_PATH = tmp_path / "none.sqlite3"
    assert chain.likely_zone("GB") == "UTC"
