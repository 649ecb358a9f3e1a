"""The street map an operator may add with TILE_URL: what its script needs, all of it in the page."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.html import escape

from groups.search.results import Results


def tile_host() -> str:
    """The host that pictures of the street map come from; "" without one."""
    return urlsplit(settings.TILE_URL.replace("{s}.", "")).hostname or ""


def street_map_of(results: Results, first_number: int) -> dict[str, Any] | None:
    """The host of the pictures and the data of the map's script; None where no TILE_URL is set."""
    if not settings.TILE_URL:
        return None
    numbered = enumerate((hit.card for hit in results.hits), first_number)
    groups = [
        {"number": number, "name": card["name"], "latitude": card["latitude"], "longitude": card["longitude"]}
        for number, card in numbered
        if card["latitude"] is not None
    ]
    # Leaflet takes a credit for markup.
    data = {"url": settings.TILE_URL, "credit": escape(settings.TILE_CREDIT), "groups": groups}
    return {"host": tile_host(), "data": data}
