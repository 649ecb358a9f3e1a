"""Rows of the gazetteer turned into places with labels for people."""

from __future__ import annotations

from dataclasses import replace

from groups.places.names import name_key
from groups.places.place import Place
from groups.places.store import Candidate, Code, Store
from groups.places.timezone import zone_at

_PRECISION = {"city": "locality", "district": "locality", "country": "country"}
# The second sign of a rural Canadian code is 0: such a district may be hundreds of kilometres wide.
_RURAL = "0"


def place_of(store: Store, candidate: Candidate) -> Place:
    """The public form of a place row: "Leeds, England, United Kingdom"."""
    country = store.countries.get(candidate.country, "")
    region = candidate.region if candidate.kind not in ("region", "country") else ""
    return Place(
        label=_label(candidate.name, region, country),
        name=candidate.name,
        latitude=candidate.latitude,
        longitude=candidate.longitude,
        kind=candidate.kind,
        precision=_PRECISION.get(candidate.kind, "region"),
        country=candidate.country,
        population=candidate.population,
        time_zone=store.zones.get(candidate.zone_id, ""),
        corrected=candidate.edits > 0,
        region=region,
    )


def code_place(store: Store, code: Code) -> Place:
    """The public form of a postal code: "LS6, Leeds, United Kingdom"."""
    rural = code.country == "CA" and code.code[1:2] == _RURAL
    middle = code.name if code.country not in ("US", "CA", "AU") else f"{code.name}, {code.region}"
    return Place(
        label=_label(code.code, middle, store.countries.get(code.country, "")),
        name=code.code,
        latitude=code.latitude,
        longitude=code.longitude,
        kind="postcode",
        precision="region" if rural else "postcode",
        country=code.country,
        time_zone=zone_at(code.latitude, code.longitude),
        region=code.region,
    )


def coordinates_place(store: Store, latitude: float, longitude: float, town: Candidate | None) -> Place:
    """A point typed by hand, named after the nearest town: "53.80, -1.55 (near Leeds, United Kingdom)"."""
    point = nameless_point(latitude, longitude)
    if town is None:
        return point
    near = f"{town.name}, {store.countries.get(town.country, '')}"
    return replace(point, label=f"{point.name} (near {near})", country=town.country, region=town.region, near_town=near)


def nameless_point(latitude: float, longitude: float) -> Place:
    """A point in degrees with its time zone, and its numbers for a name."""
    name = f"{latitude:.2f}, {longitude:.2f}"
    zone = zone_at(latitude, longitude)
    return Place(name, name, latitude, longitude, kind="coordinates", precision="exact", time_zone=zone)


def _label(name: str, region: str, country: str) -> str:
    """The three parts with a comma, each said once."""
    said = [name]
    for part in (region, country):
        if part and name_key(part) not in {name_key(earlier) for earlier in said}:
            said.append(part)
    return ", ".join(said)
