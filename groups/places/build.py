"""Builds the gazetteer: one read-only SQLite file with places, names, postal codes and an index for misspellings."""

from __future__ import annotations

import gc
import os
import sqlite3
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from contextlib import closing
from pathlib import Path

from groups.places import build_cities, build_coast, build_postcodes, extra
from groups.places.aliases import GB_COUNTY_ABBREVIATIONS
from groups.places.names import name_key
from groups.places.rows import ALTERNATE, CODE, PRIMARY, Grid, Row
from groups.places.schema import CREATE_INDEXES, CREATE_TABLES, CREDITS, FORMAT
from groups.places.shapes import shape_of

Report = Callable[[str], None]
_DOMINANT = 10  # times the population of the next: the place people mean without its county
_LARGE = 20_000  # towns that a map of more than a county may name
_TYPO_MIN_POPULATION = 400
_TYPO_MIN_POPULATION_ALTERNATE = 5_000


def build(sources: Path, target: Path, versions: dict[str, str], report: Report) -> dict[str, int]:
    """Make the gazetteer at `target` from the packages unpacked in `sources`; returns what it counts.

    The file appears in one step (written beside it, then renamed), so a reader never sees half of it.
    OSError and sqlite3.Error pass through.
    """
    started = time.monotonic()
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = target.with_name(f".{target.name}.{os.getpid()}")
    unfinished.unlink(missing_ok=True)
    # Millions of small objects and no cycles among them: collecting garbage would take a third of the time.
    gc.disable()
    try:
        counts = _write(sources, unfinished, versions, lambda text: report(f"{text} ({_since(started)})"))
        with unfinished.open("rb") as stream:
            os.fsync(stream.fileno())
        os.replace(unfinished, target)
    finally:
        gc.enable()
        unfinished.unlink(missing_ok=True)
    return counts


def _since(started: float) -> str:
    return f"{time.monotonic() - started:.0f} s"


def _write(sources: Path, path: Path, versions: dict[str, str], report: Report) -> dict[str, int]:
    places, codes = collect(sources, report)
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA page_size=4096;")
        db.executescript(CREATE_TABLES)
        db.execute("BEGIN")
        counts = {"places": len(places), "postcodes": len(codes)}
        _write_places(db, places)
        counts["names"] = _write_names(db, places)
        report(f"Wrote {counts['places']:,} places with {counts['names']:,} names")
        _write_codes(db, codes)
        report(f"Wrote {len(codes):,} postal codes")
        counts["names_for_misspellings"] = _write_typo_names(db, places)
        report(f"Indexed {counts['names_for_misspellings']:,} names for misspellings")
        counts["coast_pieces"] = build_coast.write_coast(db)
        report(f"Drew the coast in {counts['coast_pieces']:,} pieces")
        facts = {"format": FORMAT, "credits": "\n".join(CREDITS)}
        facts |= {f"version:{package}": version for package, version in versions.items()}
        facts |= {f"count:{name}": str(count) for name, count in counts.items()}
        db.executemany("INSERT INTO meta VALUES (?, ?)", facts.items())
        db.execute(CREATE_INDEXES)
        db.execute("COMMIT")
        db.execute("ANALYZE")
    return counts


def collect(sources: Path, report: Report) -> tuple[list[Row], list[Row]]:
    """Places by falling population, and postal codes, as they will be written."""
    cities = build_cities.read_cities(sources)
    report(f"Read {len(cities):,} towns")
    regions, counties = build_cities.regions_of(cities), build_cities.counties_of(cities)
    countries = build_cities.countries_of(cities, sources)
    postal = list(build_postcodes.read_postal(sources))
    report(f"Read {len(postal):,} postal lines")
    near = Grid(cities)
    codes = build_postcodes.codes_of(postal, cities)
    report(f"Found {len(codes):,} postal codes")
    counties += build_postcodes.add_postal_divisions(postal, regions, counties, near)
    localities = build_postcodes.localities_of(postal, cities, near)
    report(f"Found {len(localities):,} localities, {len(regions):,} regions, {len(counties):,} counties")
    places = cities + localities + counties + regions + countries
    places += extra.read_extra(near)
    _abbreviate_counties(places)
    _tell_apart(places)
    places.sort(key=lambda row: -row.population)
    return places, codes


def _abbreviate_counties(places: Iterable[Row]) -> None:
    for row in places:
        short = GB_COUNTY_ABBREVIATIONS.get(name_key(row.name), "")
        if row.country == "GB" and row.kind in ("county", "region"):
            row.add_name(name_key(short), PRIMARY)


def _tell_apart(places: Iterable[Row]) -> None:
    """Where a region has several places of one name, the county says which; the dominant one keeps the region."""
    groups: dict[tuple[str, str, str], list[Row]] = defaultdict(list)
    for row in places:
        if row.kind in ("city", "district"):
            groups[row.country, row.admin1, name_key(row.name)].append(row)
    for same in groups.values():
        same.sort(key=lambda row: -row.population)
        dominant = len(same) == 1 or same[0].population >= _DOMINANT * max(1, same[1].population)
        for row in same[1 if dominant else 0 :]:
            if row.county and name_key(row.county) != name_key(row.name):
                row.region = row.county


def _write_places(db: sqlite3.Connection, places: list[Row]) -> None:
    regions = {(r.country, r.admin1): i for i, r in enumerate(places, 1) if r.kind == "region" and r.admin1}
    counties = {(r.country, r.admin1, r.name): i for i, r in enumerate(places, 1) if r.kind == "county"}
    zones = {zone: i for i, zone in enumerate(sorted({row.zone for row in places}))}
    db.executemany("INSERT INTO zone VALUES (?, ?)", ((i, zone) for zone, i in zones.items()))
    countries = ((row.country, row.name) for row in places if row.kind == "country")
    db.executemany("INSERT INTO country VALUES (?, ?)", countries)
    db.executemany(
        "INSERT INTO place VALUES (?,?,?,?,?,?,?,?,?,?,?,?)",
        (
            (
                number, row.name, row.region, row.country, regions.get((row.country, row.admin1)),
                counties.get((row.country, row.admin1, row.county)), row.latitude, row.longitude,
                row.population, round(row.radius_km, 1), zones[row.zone], row.kind,
            )
            for number, row in enumerate(places, 1)
        ),
    )  # fmt: skip
    boxes = [
        (number, row.latitude, row.latitude, row.longitude, row.longitude)
        for number, row in enumerate(places, 1)
        if row.kind == "city"
    ]
    db.executemany("INSERT INTO place_box VALUES (?,?,?,?,?)", boxes)
    db.executemany("INSERT INTO large_place_box VALUES (?,?,?,?,?)", boxes[:_LARGE])


def _write_names(db: sqlite3.Connection, places: list[Row]) -> int:
    names = [(key, number, rank) for number, row in enumerate(places, 1) for key, rank in row.names.items()]
    names.sort()
    db.executemany("INSERT INTO name VALUES (?,?,?)", names)
    return len(names)


def _write_codes(db: sqlite3.Connection, codes: list[Row]) -> None:
    rows = [(row.name, row.country, row.county, row.region, row.latitude, row.longitude) for row in codes]
    rows.sort()
    db.executemany("INSERT INTO postcode VALUES (?,?,?,?,?,?)", rows)
    shapes = Counter((row.country, shape_of(row.name)) for row in codes)
    db.executemany("INSERT INTO postcode_shape VALUES (?,?,?)", ((*key, n) for key, n in shapes.items()))


def _write_typo_names(db: sqlite3.Connection, places: list[Row]) -> int:
    """Names worth correcting to: known places, plain Latin letters; the population is that of the largest."""
    largest: dict[str, int] = {}
    for row in places:
        for key, rank in row.names.items():
            if rank == CODE or len(key) < 4 or not (key.isascii() and key.isalpha()):
                continue
            least = {PRIMARY: _TYPO_MIN_POPULATION, ALTERNATE: _TYPO_MIN_POPULATION_ALTERNATE}[rank]
            if row.population >= least:
                largest[key] = max(largest.get(key, 0), row.population)
    by_length = sorted(largest.items(), key=lambda item: (len(item[0]), item[0]))
    rows = [(number, key, population) for number, (key, population) in enumerate(by_length, 1)]
    db.executemany("INSERT INTO typo_name VALUES (?,?,?)", rows)
    db.execute("INSERT INTO typo_length SELECT length(key), min(id), max(id) FROM typo_name GROUP BY length(key)")
    # ^ and $ mark the ends, so that the first and last letters have trigrams of their own.
    db.executemany("INSERT INTO typo_index(rowid, key) VALUES (?,?)", ((n, f"^{key}$") for n, key, _ in rows))
    db.execute("INSERT INTO typo_index(typo_index) VALUES ('optimize')")
    return len(rows)
