"""Where the pin of a listing goes: an address to points from our own places, and the map that shows the one chosen.

Only the postcode and the town are looked up, never the street: a confidential address stays here even where the
operator has added geocoders.
"""

from typing import Any, NamedTuple

from django.conf import settings
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from groups.geo import distance_km
from groups.models import Group
from groups.pages.maps import map_around
from groups.pages.streets import tile_host
from groups.places import chain
from groups.places.place import LookupUnavailable, Place
from groups.places.query import coordinates
from groups.search.query import Query

#: Further apart than this, a postcode and a town of one address do not belong together.
_FARTHEST_KM = 150.0
_MOST = 6
_P = Group.Precision


class Pin(NamedTuple):
    """A point in degrees, how far it may be trusted (a `Group.Precision`), and what it is called."""

    latitude: float
    longitude: float
    precision: str
    label: str = ""

    @property
    def key(self) -> str:
        """The pin as a form sends it back: "53.801234,-1.548567,exact"."""
        return f"{self.latitude:.6f},{self.longitude:.6f},{self.precision}"

    def is_far_from(self, others: list["Pin"]) -> bool:
        """Whether it lies further from every other pin than an address can be wrong."""
        away = [distance_km(self.latitude, self.longitude, one.latitude, one.longitude) for one in others]
        return bool(away) and min(away) > _FARTHEST_KM


class Matches(NamedTuple):
    """The pins an address may mean, best first; `is_down` where the look-up could not be made."""

    pins: list[Pin]
    is_down: bool = False


def matches_of(postal_code: str, locality: str, region: str, country: str) -> Matches:
    """The pins of an address; a postcode far from its town comes after the town: digits are mistyped more often."""
    try:
        codes = _found(postal_code, country, "postcode")
        towns = _found(", ".join(filter(None, (locality, region))), country, "locality") or _found(
            locality, country, "locality"
        )
    except LookupUnavailable:
        return Matches([], is_down=True)
    pins = [*codes, *towns] if not (codes and codes[0].is_far_from(towns)) else [*towns, *codes]
    return Matches(list({pin.key: pin for pin in pins}.values())[:_MOST])


def pin_of_key(key: str) -> Pin | None:
    """The pin a form sent back; None for what is none."""
    parts = key.split(",")
    if len(parts) != 3 or parts[2] not in _P.values:
        return None
    try:
        point = coordinates(f"{parts[0]}, {parts[1]}")
    except ValueError:
        return None
    return Pin(*point, parts[2]) if point else None


def pin_of_words(text: str) -> Pin | None:
    """The pin of typed coordinates such as "53.8012, -1.5486"; None for what is none, or lies off the earth."""
    try:
        point = coordinates(text)
    except ValueError:
        return None
    # Zero, zero is where broken software puts things, and open sea.
    return Pin(round(point[0], 6), round(point[1], 6), _P.EXACT) if point and any(point) else None


def map_of(pin: Pin, name: str, country: str) -> SafeString:
    """A small map of the towns around a pin, with the rings in the unit of the country (ISO code)."""
    card = {"latitude": pin.latitude, "longitude": pin.longitude, "precision": pin.precision, "name": name}
    return map_around(card, Query().unit_for(country))


def street_map(pin: Pin) -> dict[str, Any] | None:
    """The host and the data of a street map to move a pin on; None where the operator has set no TILE_URL."""
    if not settings.TILE_URL:
        return None
    zoom = 12 if pin.precision == _P.LOCALITY else 16
    point = {"latitude": pin.latitude, "longitude": pin.longitude, "zoom": zoom}
    # Leaflet takes a credit for markup.
    return {"host": tile_host(), "data": {"url": settings.TILE_URL, "credit": escape(settings.TILE_CREDIT), **point}}


def in_words(precision: str) -> str:
    """How far a pin may be trusted."""
    return {
        _P.EXACT: _("exact"),
        _P.STREET: _("the street"),
        _P.POSTCODE: _("the middle of the postcode"),
        _P.LOCALITY: _("the middle of the town or district"),
    }[_P(precision)]


def _found(text: str, country: str, precision: str) -> list[Pin]:
    if not text:
        return []
    return [_pin(place) for place in chain.lookup(text, country) if _fits(place, country, precision)]


def _fits(place: Place, country: str, precision: str) -> bool:
    fits = place.precision in (_P.STREET, _P.EXACT) if place.kind == "address" else place.precision == precision
    return fits and country in ("", place.country) and place.kind != "coordinates"


def _pin(place: Place) -> Pin:
    return Pin(place.latitude, place.longitude, place.precision, place.label)
