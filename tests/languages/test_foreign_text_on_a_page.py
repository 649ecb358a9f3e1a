"""What a group says of itself keeps its language and direction; numbers and names hold together in Arabic sentences."""

import pytest
from django.utils import translation

from groups.pages.place_words import place_in_words
from groups.places.place import Place
from tests import make
from tests.pages.conftest import LEEDS

pytestmark = pytest.mark.django_db


def page_of(client, group, prefix=""):
    return client.get(prefix + group.get_absolute_url()).content.decode()


def test_a_groups_own_words_keep_its_only_language(client):
    group = make.group(name="Círculo", description="Traiga un cojín.", languages=["es"])
    assert '<h1 lang="es" dir="auto">Círculo</h1>' in page_of(client, group)
    assert '<div lang="es" dir="auto"><p>Traiga un cojín.</p></div>' in page_of(client, group)
    assert '<a href="/groups/' in client.get("/groups/").content.decode()
    assert 'lang="es">Círculo</a>' in client.get("/groups/").content.decode()


def test_in_its_own_language_nothing_needs_saying(client):
    group = make.group(name="Círculo", languages=["es"])
    assert "<h1>Círculo</h1>" in page_of(client, group, "/es")


@pytest.mark.parametrize("languages", [[], ["es", "en"]])
def test_with_no_or_several_languages_nobody_knows(client, languages):
    group = make.group(name="Circle", languages=languages)
    assert "<h1>Circle</h1>" in page_of(client, group)


def test_a_meeting_in_another_language_counts_too(client):
    group = make.group([{"languages": ["es"]}, {"languages": ["ca"]}], name="Circle")
    assert "<h1>Circle</h1>" in page_of(client, group)


def test_the_invented_examples_are_in_english_wherever_they_stand(client):
    source = make.source("examples")
    source.is_example = True
    source.save()
    group = make.group(name="Circle", languages=["de"], source=source)
    assert "<h1>Circle</h1>" in page_of(client, group)
    assert '<h1 lang="en" dir="auto">Circle</h1>' in page_of(client, group, "/es")


def test_a_phone_number_keeps_its_order_in_arabic(client, help_line):
    help_line("GB", "emergency", "Emergency services", "0300 123 1110")
    arabic = client.get("/ar/").content.decode()
    assert "\u20680300 123 1110\u2069" in arabic
    assert "\u2068" not in client.get("/").content.decode()


def test_places_name_their_country_in_the_language_of_the_page():
    singapore = Place("Singapore, Singapore", "Singapore", 1.3, 103.8, "city", "locality", "SG", region="Singapore")
    point = Place(
        "53.80, -1.55 (near Leeds, United Kingdom)", "53.80, -1.55", 53.8, -1.55, "coordinates", "exact", "GB"
    )
    assert place_in_words(LEEDS) == "Leeds, England, United Kingdom"
    with translation.override("es"):
        assert place_in_words(LEEDS) == "Leeds, England, Reino Unido"
        assert place_in_words(singapore) == "Singapore, Singapore"
        assert "Leeds, Reino Unido" in place_in_words(
            Place(point.label, point.name, 53.8, -1.55, "coordinates", "exact", "GB", near_town="Leeds, United Kingdom")
        )
