"""The words people use for a place, on the small gazetteer."""

import pytest


@pytest.mark.parametrize(
    ("typed", "country", "label"),
    [
        ("Leeds", "", "Leeds, England, United Kingdom"),
        ("leeds, uk", "", "Leeds, England, United Kingdom"),
        ("LEEDS West Yorkshire", "", "Leeds, England, United Kingdom"),
        ("near Leeds", "GB", "Leeds, England, United Kingdom"),
        ("Church Hall, Otley", "GB", "Otley, England, United Kingdom"),
        ("København", "", "Copenhagen, Capital Region, Denmark"),
        ("kobenhavn", "", "Copenhagen, Capital Region, Denmark"),
        ("Москва", "", "Moscow, Russia"),
        ("Casnewydd", "", "Newport, Wales, United Kingdom"),
        ("Paris", "", "Paris, Île-de-France, France"),
        ("Paris, TX", "", "Paris, Texas, United States"),
        ("Paris Texas USA", "", "Paris, Texas, United States"),
        ("New York", "", "New York City, New York, United States"),
        ("Headingley, Leeds", "GB", "Headingley, England, United Kingdom"),
        ("Isle of Skye", "GB", "Isle of Skye, United Kingdom"),
    ],
)
def test_names_with_or_without_what_they_lie_in(small, typed, country, label):
    assert small.find(typed, country)[0].label == label


def test_same_named_places_are_told_apart_and_the_largest_comes_first(small):
    assert [place.label for place in small.find("Newport", "GB")] == [
        "Newport, Wales, United Kingdom",
        "Newport, Isle of Wight, United Kingdom",
        "Newport, Telford and Wrekin, United Kingdom",
    ]


def test_the_country_is_a_preference_and_not_a_filter(small):
    assert small.find("Paris", "US")[0].country == "US"
    assert small.find("Paris", "GB")[0].country == "FR"


def test_a_town_has_its_zone_country_people_and_precision(small):
    leeds = small.find("Leeds")[0]
    assert (leeds.time_zone, leeds.country, leeds.population) == ("Europe/London", "GB", 536280)
    assert (leeds.kind, leeds.precision, leeds.corrected) == ("city", "locality", False)


@pytest.mark.parametrize(("typed", "precision"), [("Texas", "region"), ("France", "country")])
def test_wide_areas_say_that_their_point_is_vague(small, typed, precision):
    assert small.find(typed)[0].precision == precision


@pytest.mark.parametrize(
    ("typed", "country", "meant"),
    [
        ("Brigton", "GB", "Brighton"),
        ("Copenhagan", "", "Copenhagen"),
        ("Southhampton", "GB", "Southampton"),
        ("Beverley Hils, CA", "", "Beverly Hills"),
        ("eLeds", "GB", "Leeds"),
        ("Leesd", "GB", "Leeds"),
    ],
)
def test_a_misspelling_is_put_right_and_said_to_be_one(small, typed, country, meant):
    found = small.find(typed, country)[0]
    assert (found.name, found.corrected) == (meant, True)


def test_a_limit_is_kept(small):
    assert len(small.find("Newport", "GB", limit=2)) == 2


def test_typing_ahead_completes_the_largest_places_first(small):
    assert [place.name for place in small.complete("lo")][0] == "London"
    assert [place.name for place in small.complete("Cope")] == ["Copenhagen"]
    assert small.complete("l") == []
