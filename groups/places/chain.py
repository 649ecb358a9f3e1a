"""The door to places for pages, API and feeds: the gazetteer first, then geocoders the operator has added."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from django.conf import settings

from groups.places.gazetteer import Gazetteer
from groups.places.place import Place


@lru_cache(maxsize=4)
def _gazetteer(path: Path) -> Gazetteer:
    return Gazetteer(path)


def gazetteer() -> Gazetteer:
    """The gazetteer of settings.GAZETTEER_PATH."""
    return _gazetteer(Path(settings.GAZETTEER_PATH))


def lookup(query: str, country: str = "", limit: int = 6) -> list[Place]:
    """Places the text may mean, best first; [] means no such place. LookupUnavailable means trouble with the service."""
    return gazetteer().find(query, country, limit)
