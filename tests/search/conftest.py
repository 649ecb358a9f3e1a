"""A way to search as a visitor would, without the gazetteer."""

from datetime import UTC, datetime
from urllib.parse import urlencode

import pytest
from django.http import QueryDict

from groups.places import chain
from groups.places.place import Place
from groups.search.filters import form_for
from groups.search.find import search
from groups.search.query import query_of

#: A Saturday, in winter time.
NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)

PLACES = {
    "leeds": Place("Leeds, England", "Leeds", 53.8, -1.55, "city", "locality", "GB", 500_000, "Europe/London"),
    "suva": Place("Suva, Fiji", "Suva", -18.14, 178.44, "city", "locality", "FJ", 90_000, "Pacific/Fiji"),
}


@pytest.fixture
def find(db, monkeypatch):
    """Search with query parameters, at NOW unless told otherwise; places come from a short list."""
    monkeypatch.setattr(chain, "lookup", lambda text, country="", limit=6: _known(text))

    def ask(now=NOW, **parameters):
        form = form_for(QueryDict(urlencode(parameters, doseq=True)))
        assert form.is_valid(), form.errors
        return search(query_of(form.cleaned_data), now)

    return ask


def _known(text):
    place = PLACES.get(text.casefold())
    return [place] if place else []
