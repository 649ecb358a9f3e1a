"""Numbers, cities and weeks are those of the page's language and the search's country; oracles are CLDR's tables."""

import re

import pytest
from django.utils import translation

from groups.language import city_of, country_of_zone, first_weekday, isolated, number_in_words, plural_number
from groups.pages.choices import count_in_words
from groups.pages.distance import distance_in_words
from tests import make

DAYS = re.compile(r'name="day"\s+value="(\w+)"')


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "1,204.5"), ("es", "1.204,5"), ("ar", "1,204.5"), ("fr", "1\u202f204,5"), ("en-xa", "1,204.5")],
)
def test_numbers(language, words):
    with translation.override(language):
        assert number_in_words(1204.5) == words


def test_counts_and_distances_follow_the_language():
    with translation.override("es"):
        assert count_in_words(12_345) == "12.345+"
        assert distance_in_words(1.24, "km") == "1,2 km"
    assert count_in_words(1_204) == "1,204"
    assert distance_in_words(1.24, "km") == "1.2 km"


@pytest.mark.parametrize(("number", "words"), [(1, "1 mile"), (1.5, "1.5 miles"), (0.4, "0.4 miles"), (21, "21 miles")])
def test_a_fraction_takes_the_form_of_many(number, words):
    assert distance_in_words(number * 1.609344, "mi") == words
    assert isinstance(plural_number(number), int)


@pytest.mark.parametrize(("language", "city"), [("en", "London"), ("es", "Londres"), ("ar", "لندن")])
def test_the_city_of_a_time_zone_has_a_name_in_each_language(language, city):
    with translation.override(language):
        assert city_of("Europe/London") == city


@pytest.mark.parametrize(
    ("country", "day"), [("US", 6), ("GB", 0), ("EG", 5), ("ES", 0), ("MV", 4), ("AQ", 0), ("", 0), ("??", 0)]
)
def test_the_week_begins_where_it_does_in_the_country(country, day):
    assert first_weekday(country) == day


@pytest.mark.django_db
@pytest.mark.parametrize(("country", "first"), [("US", "sun"), ("GB", "mon"), ("EG", "sat")])
def test_the_days_to_choose_from_begin_with_the_first_of_the_week(client, country, first):
    make.group([{"weekday": day} for day in range(7)])
    page = client.get("/groups/", {"country": country}).content.decode()
    assert DAYS.findall(page)[0] == first
    assert len(DAYS.findall(page)) == 7


@pytest.mark.django_db
@pytest.mark.parametrize(("country", "days"), [("US", "Sunday Monday Saturday"), ("GB", "Monday Saturday Sunday")])
def test_a_timetable_begins_with_the_first_day_of_the_week(client, country, days):
    made = make.group([{"weekday": day} for day in (0, 5, 6)], country=country)
    page = client.get(made.get_absolute_url()).content.decode()
    assert re.findall(r'<th scope="row">(\w+)</th>', page) == days.split()


def test_foreign_text_is_kept_together_where_pages_read_from_right_to_left():
    assert isolated("0300 123 1110") == "0300 123 1110"
    with translation.override("ar"):
        assert isolated("0300 123 1110") == "\u20680300 123 1110\u2069"
        assert isolated("") == ""


@pytest.mark.parametrize(
    ("zone", "country"),
    [
        ("America/New_York", "US"),
        ("Asia/Calcutta", "IN"),
        ("Asia/Kolkata", "IN"),
        ("UTC", ""),
        ("Etc/GMT+5", ""),
        ("", ""),
    ],
)
def test_the_country_whose_clock_a_time_zone_is(zone, country):
    assert country_of_zone(zone) == country
