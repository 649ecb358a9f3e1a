"""The gazetteer file as a set of questions: one read-only connection per thread, outside Django's databases."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from groups.places.place import LookupUnavailable
from groups.places.schema import FORMAT

_CACHE_KIB = 4096  # per connection, so per thread
_SAME_NAME_LIMIT = 300
_LARGEST_TOWNS = 300
_COLUMNS = (
    "place.id, place.name, place.region, place.country, region_id, county_id, latitude, longitude, "
    "population, radius_km, zone_id, kind"
)

#: South, north, west and east in degrees.
Box = tuple[float, float, float, float]


@dataclass(slots=True)
class Candidate:
    """A place row that may be what was meant. Degrees; radius_km is 0 for a point; rank as in rows.py."""

    id: int
    name: str
    region: str
    country: str
    region_id: int | None
    county_id: int | None
    latitude: float
    longitude: float
    population: int
    radius_km: float
    zone_id: int
    kind: str
    rank: int = 0
    edits: int = 0
    score: float = 0.0
    is_confirmed: bool = False  # lies in a region, country or town that was named too


@dataclass(slots=True, frozen=True)
class Code:
    """A postal code row, in degrees."""

    code: str
    country: str
    name: str
    region: str
    latitude: float
    longitude: float


class Store:
    """One open gazetteer file. Every method raises LookupUnavailable when the file cannot be read."""

    def __init__(self, path: Path) -> None:
        try:
            self._db = sqlite3.connect(
                f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
            )
            self._db.execute(f"PRAGMA cache_size=-{_CACHE_KIB}")
            self.meta: dict[str, str] = dict(self._db.execute("SELECT key, value FROM meta"))
        except sqlite3.Error:
            raise LookupUnavailable(_BROKEN) from None
        if self.meta.get("format") != FORMAT:
            raise LookupUnavailable(_OLD)

    def _rows(self, sql: str, values: Sequence[Any] = ()) -> list[tuple]:
        try:
            return self._db.execute(sql, values).fetchall()
        except sqlite3.Error:
            raise LookupUnavailable(_BROKEN) from None

    @cached_property
    def zones(self) -> dict[int, str]:
        """IANA names by number."""
        return dict(self._rows("SELECT id, name FROM zone"))

    @cached_property
    def countries(self) -> dict[str, str]:
        """English names by ISO 3166-1 alpha-2 code."""
        return dict(self._rows("SELECT code, name FROM country"))

    @cached_property
    def code_shapes(self) -> dict[str, set[str]]:
        """Which countries write codes of a pattern ("AA9": GB)."""
        found: dict[str, set[str]] = {}
        for country, shape in self._rows("SELECT country, shape FROM postcode_shape"):
            found.setdefault(shape, set()).add(country)
        return found

    def named(self, key: str) -> list[Candidate]:
        """Places with exactly this folded name, largest first."""
        sql = f"SELECT {_COLUMNS}, rank FROM name JOIN place ON place.id = place_id WHERE key = ? LIMIT ?"  # noqa: S608
        return [Candidate(*row) for row in self._rows(sql, (key, _SAME_NAME_LIMIT))]

    def starting(self, prefix: str, country: str, limit: int) -> list[Candidate]:
        """Places with a name that starts with the folded prefix, largest first; all countries if country is ""."""
        within = "AND place_id < 30000" if len(prefix) < 4 else ""
        join = "JOIN place ON place.id = place_id AND country = :country" if country else ""
        best = (
            f"SELECT place_id, min(rank) AS rank FROM name {join} "  # noqa: S608
            f"WHERE key >= :low AND key < :high AND rank < 2 {within} GROUP BY place_id ORDER BY place_id LIMIT :limit"
        )
        sql = f"SELECT {_COLUMNS}, rank FROM ({best}) JOIN place ON place.id = place_id"  # noqa: S608
        values = {"low": prefix, "high": prefix + "\U0010ffff", "country": country, "limit": limit}
        return [Candidate(*row) for row in self._rows(sql, values)]  # type: ignore[arg-type]

    def cities_named(self, key: str, country: str) -> list[Candidate]:
        """Towns of a country (ISO code) with exactly this folded name: by its rank, then largest first."""
        sql = (
            f"SELECT {_COLUMNS}, rank FROM name JOIN place ON place.id = place_id "  # noqa: S608
            "WHERE key = ? AND country = ? AND kind = 'city' ORDER BY rank, place_id"
        )
        return [Candidate(*row) for row in self._rows(sql, (key, country))]

    def cities_from(self, least_population: int, country: str) -> list[Candidate]:
        """All towns of a country (ISO code) with at least so many people, largest first."""
        sql = (
            f"SELECT {_COLUMNS} FROM place "  # noqa: S608
            "WHERE kind = 'city' AND country = ? AND population >= ? ORDER BY id"
        )
        return [Candidate(*row) for row in self._rows(sql, (country, least_population))]

    @cached_property
    def _typo_ids(self) -> dict[int, tuple[int, int]]:
        rows = self._rows("SELECT length, first_id, last_id FROM typo_length")
        return {length: (first, last) for length, first, last in rows}

    def similar_names(self, match: str, shortest: int, longest: int) -> list[tuple[str, int]]:
        """Names found by an FTS5 trigram expression, with the population of the largest place so named.

        shortest and longest are numbers of letters, both included.
        """
        ranges = [self._typo_ids[length] for length in range(shortest, longest + 1) if length in self._typo_ids]
        if not ranges:
            return []
        return self._rows(
            "SELECT key, population FROM typo_name WHERE id IN "
            "(SELECT rowid FROM typo_index WHERE typo_index MATCH ? AND rowid BETWEEN ? AND ?)",
            (match, ranges[0][0], ranges[-1][1]),
        )

    def codes(self, code: str) -> list[Code]:
        """The countries' rows of one compact postal code."""
        return [Code(*row) for row in self._rows("SELECT * FROM postcode WHERE code = ?", (code,))]

    def codes_starting(self, prefix: str, country: str) -> list[Code]:
        """All codes of a country that start so."""
        sql = "SELECT * FROM postcode WHERE code >= ? AND code < ? AND country = ?"
        return [Code(*row) for row in self._rows(sql, (prefix, prefix + "~", country))]

    def towns_in_box(self, south: float, north: float, west: float, east: float) -> list[Candidate]:
        """Towns inside a box in degrees."""
        sql = (
            f"SELECT {_COLUMNS} FROM place_box JOIN place USING (id) "  # noqa: S608
            "WHERE place_box.south <= ? AND place_box.north >= ? AND place_box.west <= ? AND place_box.east >= ?"
        )
        return [Candidate(*row) for row in self._rows(sql, (north, south, east, west))]

    def towns_by_size(self, box: Box, large: bool, limit: int) -> list[tuple[str, float, float]]:
        """Names and points of the towns in a box, largest first; with `large` only towns worth a map of a region."""
        index = "large_place_box" if large else "place_box"
        sql = (
            f"SELECT name, latitude, longitude FROM place WHERE id IN (SELECT id FROM {index} "  # noqa: S608
            "WHERE south <= ? AND north >= ? AND west <= ? AND east >= ? ORDER BY id LIMIT ?) ORDER BY id"
        )
        south, north, west, east = box
        return self._rows(sql, (north, south, east, west, limit))

    @cached_property
    def largest_towns(self) -> list[tuple[str, float, float]]:
        """Names and points of the largest towns of the world."""
        sql = "SELECT name, latitude, longitude FROM place WHERE kind = 'city' ORDER BY id LIMIT ?"
        return self._rows(sql, (_LARGEST_TOWNS,))

    def coast(self, box: Box, level: int) -> list[tuple[int, int, bytes]]:
        """Number, ring and points of the pieces of coast in a box, at a level of detail (build_coast.py)."""
        sql = (
            "SELECT id, ring, points FROM coast_box JOIN coast USING (id) WHERE lowest_level = ? "
            "AND south <= ? AND north >= ? AND west <= ? AND east >= ?"
        )
        south, north, west, east = box
        return self._rows(sql, (level, north, south, east, west))

    def zone_of_largest_place(self, country: str) -> str:
        """The time zone (IANA) of a country's most populous place; "" for a country without places."""
        # Ids are given by size, the largest first, so this reads few rows for all but the smallest countries.
        sql = "SELECT zone.name FROM place JOIN zone ON zone.id = zone_id WHERE country = ? ORDER BY place.id LIMIT 1"
        return next((name for (name,) in self._rows(sql, (country,))), "")


_BROKEN = "The place data cannot be read. Run: manage.py build_gazetteer --force"
_OLD = "The place data was made by another version of this program. Run: manage.py build_gazetteer"
_MISSING = "The place data has not been built. Run: manage.py build_gazetteer"
_local = threading.local()


def open_store(path: Path) -> Store:
    """The thread's store for this file, opened again when the file has been replaced; LookupUnavailable if missing."""
    try:
        facts = os.stat(path)
    except OSError:
        raise LookupUnavailable(_MISSING) from None
    identity = (path, facts.st_ino, facts.st_mtime_ns)
    if getattr(_local, "identity", None) != identity:
        _local.store = Store(path)
        _local.identity = identity
    store: Store = _local.store
    return store
