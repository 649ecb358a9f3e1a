"""Each town has one name in addresses, and that name leads back to it."""

import pytest

from groups.places import slugs
from groups.places.names import name_slug


@pytest.fixture
def world(full, settings):
    """The place data of the whole world."""
    settings.GAZETTEER_PATH = full._path


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Leeds", "leeds"),
        ("Stoke-on-Trent", "stoke-on-trent"),
        ("Saint Paul", "saint-paul"),
        ("Århus", "arhus"),
        ("Xi’an", "xian"),
        ("St. John's", "st-johns"),
    ],
)
def test_a_name_is_written_plainly(name, slug):
    assert name_slug(name) == slug


@pytest.mark.parametrize(
    ("country", "text", "slug", "population"),
    [
        ("US", "springfield", "springfield", 170_188),
        ("US", "springfield-il", "springfield-illinois", 114_394),
        ("US", "springfield-illinois", "springfield-illinois", 114_394),
        ("US", "springfield-missouri", "springfield", 170_188),
        ("GB", "newport-isle-of-wight", "newport-isle-of-wight", 24_884),
        ("DE", "cologne", "koln", 1_024_621),
        ("US", "st-paul", "saint-paul", 303_176),
    ],
)
def test_a_town_is_found_however_it_is_spelt(world, country, text, slug, population):
    town = slugs.town_called(text, country)
    assert (town.slug, town.population) == (slug, population)


@pytest.mark.parametrize("country", ["GB", "US", "NP"])
def test_every_name_leads_back_to_its_town(world, country):
    towns = slugs.towns_where(country, lambda town: True, 5_000)
    assert len({town.slug for town in towns}) == len(towns)
    for town in towns[::17]:
        assert slugs.town_called(town.slug, country) == town


def test_what_is_no_town_has_no_name(world):
    for text in ("", "-", "nowhere-at-all", "x" * 500, "-".join("abcdefghijklmnopqrstuvwxyz" * 20)):
        assert slugs.town_called(text, "GB") is None
    assert slugs.town_called("leeds", "") is None
