"""Addresses in feeds and forms: to a postal code or a town, never to anything vaguer."""

from __future__ import annotations

from dataclasses import dataclass

from groups.geo import distance_km
from groups.places import postal, query
from groups.places.labels import code_place, place_of
from groups.places.names import words
from groups.places.place import Place
from groups.places.readings import Reader
from groups.places.store import Candidate, Code, Store

# A town whose likeliest namesake is half as large or more is not clear without a region.
_CLEAR_BY = 0.3
_SAME_TOWN_KM = 40.0


@dataclass(frozen=True, slots=True)
class Address:
    """What a listing says of its place; any part may be "".

    text is free: a street, or a whole address with commas. country is a name or an ISO 3166-1 code.
    """

    text: str = ""
    city: str = ""
    region: str = ""
    postal_code: str = ""
    country: str = ""


def resolve(store: Store, address: Address, hint: str) -> Place | None:
    """The place of an address: its postal code if that agrees with its town, else its town; None if neither is clear.

    hint   ISO 3166-1 alpha-2 country to assume where the address names none
    """
    parts, country = _parts_and_country(store, address)
    reader = Reader(store, country or hint)
    named: list[Candidate] = []
    code = None
    for reading in _codes(store, address, parts, country or hint):
        named = _named(reader, address, query.parts(reading.rest), country)
        rows = [row for row in reading.codes if not country or row.country == country]
        code = _code(rows, named, reading.is_certain or bool(address.postal_code))
        if code:
            break
    if code:
        place = code_place(store, code)
        if place.precision == "postcode":
            return place
    named = named or _named(reader, address, query.parts(", ".join(parts)), country)
    towns = [town for town in named if _is_town(town) and (town.is_confirmed or country or hint in ("", town.country))]
    return place_of(store, towns[0]) if towns and _is_clear(towns) else None


def is_only_a_country(store: Store, address: Address) -> bool:
    """Whether an address says nothing but a country."""
    parts, country = _parts_and_country(store, address)
    return bool(country) and not parts


def _parts_and_country(store: Store, address: Address) -> tuple[list[str], str]:
    """The cleaned parts without the country, and its code ("" if none is named)."""
    fields = (address.text, address.city, address.region, address.postal_code)
    parts = [part.strip() for field in fields for part in query.clean(field).split(",") if part.strip()]
    country = country_code(store, address.country, is_field=True)
    if parts and not address.city:
        named = country_code(store, parts[-1], is_field=False)
        if named and country in ("", named):
            return parts[:-1], named
    return parts, country


def country_code(store: Store, text: str, *, is_field: bool) -> str:
    """The ISO code of a country's name or code, "" if it is none.

    is_field: the text is a country field, where "CA" is Canada; in an address it is California.
    """
    code = text.strip().upper()
    if is_field and code in store.countries:
        return code
    found = [c for c in store.named("".join(words(query.clean(text)))) if c.kind in ("country", "region")]
    if not is_field and any(c.kind == "region" for c in found):
        return ""
    return next((c.country for c in found if c.kind == "country"), "")


def _codes(store: Store, address: Address, parts: list[str], hint: str) -> list[postal.Reading]:
    if not address.postal_code.strip():
        return postal.in_text(store, ", ".join(parts))
    code = query.clean(address.postal_code)
    rest = ", ".join(part for part in parts if part != code)
    return [postal.Reading(postal.whole(store, code, hint) or [], rest, is_certain=False)]


def _named(reader: Reader, address: Address, rest: list[list[str]], country: str) -> list[Candidate]:
    """Places the address names, best first; a misspelling counts only inside a region that is named too."""
    city_and_region = query.parts(", ".join(filter(None, (query.clean(address.city), query.clean(address.region)))))
    parts = city_and_region if address.city else rest
    found = reader.around(parts)
    if parts and not any(_is_town(place) for place in found):
        found = [c for c in reader.corrected(parts) if c.is_confirmed and c.edits == 1] or found
    return [c for c in found if country in ("", c.country)]


def _is_town(place: Candidate) -> bool:
    return place.kind in ("city", "district")


def _code(rows: list[Code], named: list[Candidate], is_certain: bool) -> Code | None:
    agreed = postal.agreeing(rows, named)
    if agreed:
        return agreed[0]
    return rows[0] if rows and is_certain and not named else None


def _is_clear(towns: list[Candidate]) -> bool:
    best = towns[0]
    return best.is_confirmed or all(
        best.score - other.score >= _CLEAR_BY
        or distance_km(best.latitude, best.longitude, other.latitude, other.longitude) < _SAME_TOWN_KM
        for other in towns[1:]
    )
