"""Reads pages as a browser does; places come from a short list instead of the gazetteer, and now stands still."""

import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from django.contrib.staticfiles.storage import StaticFilesStorage
from django.utils import timezone

from groups.models import HelpLine
from groups.pages import cards, maps
from groups.places import chain
from groups.places.place import LookupUnavailable, Place
from groups.places.surroundings import Town
from tests.places.conftest import package_dir, small_file  # noqa: F401 - fixtures

#: A Thursday, 18:00 in Leeds.
NOW = datetime(2026, 3, 5, 18, 0, tzinfo=UTC)

LEEDS = Place(
    "Leeds, England, United Kingdom", "Leeds", 53.8, -1.55, "city", "locality", "GB", 500_000, "Europe/London"
)
BERLIN = Place("Berlin, Germany", "Berlin", 52.52, 13.4, "city", "locality", "DE", 3_600_000, "Europe/Berlin")
NEWPORTS = [
    Place("Newport, Wales, United Kingdom", "Newport", 51.59, -3.0, "city", "locality", "GB", 150_000, "Europe/London"),
    Place(
        "Newport, Isle of Wight, United Kingdom",
        "Newport",
        50.7,
        -1.29,
        "city",
        "locality",
        "GB",
        25_000,
        "Europe/London",
    ),
]
EDINBURGH = Place(
    "Edinburgh, Scotland, United Kingdom",
    "Edinburgh",
    55.95,
    -3.19,
    "city",
    "locality",
    "GB",
    500_000,
    "Europe/London",
    corrected=True,
)
KNOWN = {"leeds": [LEEDS], "berlin": [BERLIN], "newport": NEWPORTS, "edingburgh": [EDINBURGH]}


def lookup(text, country="", limit=6):
    """What the gazetteer would answer; "down" is what it says while it cannot be read."""
    if text == "down":
        raise LookupUnavailable("The place data cannot be read.")
    return KNOWN.get(text.casefold(), [])


class ShortList:
    """Stands in for the gazetteer."""

    meta = {"credits": "Place data © Somebody, CC BY 4.0"}

    def likely_zone(self, country):
        return {"GB": "Europe/London"}.get(country, "")

    def nearest_place(self, latitude, longitude):
        return replace(LEEDS, label="Near Leeds, England", latitude=latitude, longitude=longitude)

    def towns_around(self, latitude, longitude, radius_km, limit):
        return [Town("Pudsey", 53.795, -1.66), Town("Otley <b>", 53.76, -1.45)][:limit]

    def shores_around(self, latitude, longitude, radius_km):
        return []


@pytest.fixture(autouse=True)
def places(monkeypatch):
    monkeypatch.setattr(chain, "lookup", lookup)
    monkeypatch.setattr(chain, "gazetteer", ShortList)


@pytest.fixture
def small_world(small_file, settings):  # noqa: F811 - the fixture of that name
    """Addresses of towns lead to the towns of a small invented gazetteer."""
    settings.GAZETTEER_PATH = small_file


@pytest.fixture(autouse=True)
def no_cards_remembered():
    cards.forget()
    maps.forget()


@pytest.fixture(autouse=True)
def still_clock(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOW)


@pytest.fixture(autouse=True)
def plain_static_files(settings):
    """Names without a hash: no `collectstatic` is needed before a test."""
    name = f"{StaticFilesStorage.__module__}.{StaticFilesStorage.__name__}"
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": name}}


@pytest.fixture
def help_line(db):
    """Adds a help line of a country."""

    def add(country, kind, name, number, **fields):
        row = {
            "website": "https://example.org/",
            "known_on": "2026-01-01",
            "slug": f"{country}-{name}".lower().replace(" ", "-"),
        }
        return HelpLine.objects.create(country=country, kind=kind, name=name, number=number, **row | fields)

    return add


@pytest.fixture
def read(db, client):
    """The text of a page: read(path, status=200, **parameters)."""

    def page(path, status=200, **parameters):
        response = client.get(path, parameters)
        assert response.status_code == status
        return re.sub(r"\s+", " ", response.content.decode())  # how a template is laid out is nobody's business

    return page
