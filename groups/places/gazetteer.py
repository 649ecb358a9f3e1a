"""The embedded gazetteer: text to places from a read-only file, with no way to the network."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any, NoReturn

from geopy.adapters import BaseSyncAdapter
from geopy.geocoders.base import DEFAULT_SENTINEL, Geocoder
from geopy.location import Location
from geopy.point import Point

from groups.geo import distance_km
from groups.places import postal, query, surroundings
from groups.places.addresses import Address, is_only_a_country, resolve
from groups.places.everyday import names_no_place
from groups.places.labels import code_place, coordinates_place, place_of
from groups.places.names import name_key
from groups.places.place import Place
from groups.places.ranking import within, without_repeats, worth_offering
from groups.places.readings import Reader
from groups.places.store import Candidate, Store, open_store
from groups.places.surroundings import Shore, Town

_NEAREST_TOWN_KM = 150.0


class _NoNetworkAdapter(BaseSyncAdapter):
    """Takes the place of geopy's HTTP adapter, so that this geocoder cannot ask anyone."""

    def __init__(self, *, proxies: Any = None, ssl_context: Any = None) -> None:
        super().__init__(proxies=proxies, ssl_context=ssl_context)

    def get_json(self, url: str, *, timeout: Any, headers: Any) -> NoReturn:
        raise RuntimeError("The embedded gazetteer does not use the network.")

    def get_text(self, url: str, *, timeout: Any, headers: Any) -> NoReturn:
        raise RuntimeError("The embedded gazetteer does not use the network.")


class Gazetteer(Geocoder):
    """A geopy geocoder over the file that `build_gazetteer` makes. Safe to share between threads.

    Every look-up raises LookupUnavailable when the file is missing, broken or of another version.
    """

    def __init__(self, path: Path) -> None:
        super().__init__(adapter_factory=_NoNetworkAdapter)
        self._path = Path(path)

    @property
    def _store(self) -> Store:
        return open_store(self._path)

    @property
    def meta(self) -> dict[str, str]:
        """What the file says of itself: "credits" (one a line), "version:<package>", "count:<what>", "format"."""
        return dict(self._store.meta)

    def geocode(
        self,
        query: str,
        *,
        exactly_one: bool = True,
        timeout: Any = DEFAULT_SENTINEL,
        country: str = "",
        limit: int = 6,
    ) -> Location | list[Location] | None:
        """geopy's interface: the best Location, or a list of them with exactly_one=False; None for no such place.

        `raw` of each is the Place as a dict; `timeout` has no meaning here.
        """
        found = self.find(query, country=country, limit=1 if exactly_one else limit)
        locations = [Location(place.label, Point(place.latitude, place.longitude), asdict(place)) for place in found]
        if not locations:
            return None
        return locations[0] if exactly_one else locations

    def find(self, query: str, country: str = "", limit: int = 6) -> list[Place]:
        """Places the text may mean, best first; [] if it means none. Never raises for any text.

        country   ISO 3166-1 alpha-2 of the visitor's likely country: a preference, not a filter; "" for the world
        """
        store = self._store
        hint = country.upper()
        text = _clean(query)
        if not text or limit < 1:
            return []
        try:
            point = _coordinates(text)
        except ValueError:
            return []
        if point:
            return [self._at(store, *point)]
        if _is_junk(text):
            return []
        codes = postal.whole(store, text, hint)
        if codes is not None:
            return [code_place(store, code) for code in codes[:limit]]
        return _named(store, text, hint, limit)

    def complete(self, prefix: str, country: str = "", limit: int = 6) -> list[Place]:
        """Places whose name begins with the text, best first, for type-ahead; [] for fewer than two letters."""
        text = _clean(prefix)
        key = name_key(text)
        if len(key) < 2 or _is_junk(text):
            return []
        store, hint = self._store, country.upper()
        found = {c.id: c for c in store.starting(key, "", 100)}
        if hint and len(key) >= 4:
            found |= {c.id: c for c in store.starting(key, hint, 50)}
        ranked = without_repeats(within(found.values(), [], hint), limit)
        return [place_of(store, c) for c in ranked] or self.find(prefix, country, limit)

    def nearest_place(self, latitude: float, longitude: float) -> Place:
        """The point itself (degrees), labelled with its nearest town, with country and time zone.

        Country and region are "" where no town lies within 150 km. ValueError if the point is out of range.
        """
        if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
            raise ValueError("latitude must be within 90 degrees and longitude within 180 degrees")
        return self._at(self._store, latitude, longitude)

    def likely_zone(self, country: str) -> str:
        """The time zone (IANA) of the most populous place of a country (ISO code); "" where it has none."""
        return self._store.zone_of_largest_place(country.upper())

    def _at(self, store: Store, latitude: float, longitude: float) -> Place:
        return coordinates_place(store, latitude, longitude, nearest_town(store, latitude, longitude))

    def towns_around(self, latitude: float, longitude: float, radius_km: float, limit: int) -> list[Town]:
        """The largest towns within a radius (km) of a point (degrees), largest first."""
        return surroundings.towns_around(self._store, latitude, longitude, radius_km, limit)

    def shores_around(self, latitude: float, longitude: float, radius_km: float) -> list[Shore]:
        """The coast within a radius (km) of a point (degrees), and some beyond; coarser the larger the radius."""
        return surroundings.shores_around(self._store, latitude, longitude, radius_km)

    def is_land(self, latitude: float, longitude: float) -> bool:
        """Whether a point (degrees) lies on land, give or take 15 km."""
        return surroundings.is_land(self._store, latitude, longitude)

    def postcode(self, code: str, country: str = "") -> Place | None:
        """The centre of a postal code; None if the country (or, without one, the world) has no such code."""
        store = self._store
        text = _clean(code)
        found = postal.whole(store, text, country.upper()) if text and not _is_junk(text) else None
        rows = [row for row in found or [] if not country or row.country == country.upper()]
        return code_place(store, rows[0]) if rows else None

    def resolve_address(self, address: Address, hint: str = "") -> Place | None:
        """Where a listing's address is: precision postcode or locality; None for anything coarser or unclear.

        hint   ISO 3166-1 alpha-2 country to assume where the address names none
        """
        return resolve(self._store, address, hint.upper())

    def names_only_a_country(self, address: Address) -> bool:
        """Whether an address says nothing but a country, as online groups' addresses do."""
        return is_only_a_country(self._store, address)


_clean, _coordinates, _is_junk = query.clean, query.coordinates, query.is_junk


def _named(store: Store, text: str, hint: str, limit: int) -> list[Place]:
    reader = Reader(store, hint)
    beside: list[Candidate] = []
    for reading in postal.in_text(store, text):
        rest = query.parts(reading.rest)
        places = reader.around(rest)
        if names_no_place(rest):
            agreed = [code for code in reading.codes if hint in ("", code.country)]
        else:
            agreed = reading.codes if reading.is_certain else postal.agreeing(reading.codes, places)
        if agreed:
            return [code_place(store, agreed[0])]
        beside = beside or places
    parts = query.parts(text)
    found = beside or (reader.read(parts) if parts else [])
    offered = worth_offering(without_repeats(found, len(found)), parts[0] if parts else [])
    return _named_apart([place_of(store, candidate) for candidate in offered[:limit]])


def _named_apart(places: list[Place]) -> list[Place]:
    """The first of each label: a choice between two equal lines is none."""
    first: dict[str, Place] = {}
    for place in places:
        first.setdefault(place.label, place)
    return list(first.values())


def nearest_town(store: Store, latitude: float, longitude: float) -> Candidate | None:
    """The nearest town to a point in degrees, None if there is none within 150 km."""
    for radius_km in (10.0, 40.0, _NEAREST_TOWN_KM):
        towns = _towns_around(store, latitude, longitude, radius_km)
        measured = [(distance_km(latitude, longitude, t.latitude, t.longitude), t.id, t) for t in towns]
        if measured and min(measured)[0] <= radius_km:
            return min(measured)[2]
    return None


def _towns_around(store: Store, latitude: float, longitude: float, radius_km: float) -> list[Candidate]:
    boxes = surroundings.boxes_around(latitude, longitude, radius_km)
    return [town for box in boxes for town in store.towns_in_box(*box)]
