"""Asks the API as other software does; places come from a short list instead of the gazetteer."""

import pytest

from groups.places import chain
from groups.places.place import Place
from tests.search.conftest import PLACES

NEWPORTS = [
    Place("Newport, Wales", "Newport", 51.59, -3.0, "city", "locality", "GB", 150_000, "Europe/London"),
    Place("Newport, Isle of Wight", "Newport", 50.7, -1.29, "city", "locality", "GB", 25_000, "Europe/London"),
]


class ShortList:
    """Stands in for the gazetteer."""

    def complete(self, prefix, country="", limit=6):
        return [place for name, place in PLACES.items() if name.startswith(prefix.casefold())]

    def nearest_place(self, latitude, longitude):
        return Place("Near Leeds", "here", latitude, longitude, "coordinates", "exact", "GB", 0, "Europe/London")


def lookup(text, country="", limit=6):
    if text.casefold() == "newport":
        return NEWPORTS
    return [place for name, place in PLACES.items() if name == text.casefold()]


@pytest.fixture(autouse=True)
def places(monkeypatch):
    monkeypatch.setattr(chain, "lookup", lookup)
    monkeypatch.setattr(chain, "gazetteer", ShortList)


@pytest.fixture
def get(db, client):
    """GET below /api/v1, with query parameters; the response."""

    def ask(path, parameters=None, **headers):
        return client.get(f"/api/v1{path}", parameters or {}, headers=headers)

    return ask
