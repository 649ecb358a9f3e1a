"""Texts kept as data show in the language of the page: each language apart, an operator's own as they are."""

import pytest
from django.template import engines
from django.utils import translation
from django.utils.translation import trans_real

from groups.models import Philosophy
from groups.search.vocabulary import vocabulary
from tests import make

pytestmark = pytest.mark.django_db

SPANISH = {"Women": "Mujeres", "Open": "Abierta", "Twelve steps": "Doce pasos", "Steps to take.": "Pasos que dar."}


@pytest.fixture(autouse=True)
def spanish(monkeypatch):
    """A Spanish catalogue of these words alone."""

    class Spanish(trans_real.DjangoTranslation):
        def gettext(self, message):
            return SPANISH.get(message, message)

    with translation.override("es"):
        monkeypatch.setitem(trans_real._translations, "es", Spanish("es"))
        translation.activate("es")
        yield


def test_labels_of_one_language_are_not_remembered_for_another():
    make.feature("women")
    assert vocabulary().label("for", "women") == "Mujeres"
    with translation.override("en"):
        assert vocabulary().label("for", "women") == "Women"
    assert vocabulary().label("for", "women") == "Mujeres"


def test_labels_stand_in_the_order_of_their_own_language():
    for slug in ("men", "open", "women"):
        make.feature(slug)
    assert list(vocabulary().labels["for"].values()) == ["Abierta", "Men", "Mujeres"]


def test_the_choices_beside_a_list_speak_the_language_of_the_page(client):
    make.group([{"features": ["women"]}], name="Circle")
    make.group([{"features": ["open"]}], name="Round")
    english = client.get("/groups/").content.decode()
    spanish = client.get("/es/groups/").content.decode()
    assert "<span>Women</span>" in english
    assert "<span>Mujeres</span>" in spanish
    assert "<span>Women</span>" not in spanish


def test_the_api_stays_english(client):
    make.group([{"features": ["women"]}])
    make.group([{"features": ["open"]}])
    labels = {row["label"] for row in client.get("/api/v1/groups").json()["facets"]["for"]}
    assert labels == {"Open", "Women"}


def test_an_operators_own_row_shows_as_it_is(client):
    Philosophy.objects.create(slug="own", name="Our own way", summary="Steps to take.", description="Steps to take.")
    page = client.get("/es/philosophies/").content.decode()
    assert "Our own way" in page
    assert "Pasos que dar." in page


def test_the_filter_escapes_and_keeps_nothing_as_nothing():
    template = engines["django"].from_string("{% load translated %}[{{ text|translated }}]")
    assert template.render({"text": ""}) == "[]"
    assert template.render({"text": "<b>"}) == "[&lt;b&gt;]"
