"""The rows the gazetteer is built from, while they are being collected."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from groups.geo import distance_km

PRIMARY, ALTERNATE, CODE = 0, 1, 2
_CELL_DEGREES = 0.1


@dataclass(slots=True, eq=False)
class Row:
    """One place: latitude and longitude in degrees, radius_km the reach of an area (0 for a point).

    `names` maps a folded key to its rank (PRIMARY, ALTERNATE or CODE). `admin1` is the source's code of the first
    division and `county` the second one's name; both are replaced by row ids when written.
    """

    name: str
    country: str
    latitude: float
    longitude: float
    kind: str
    admin1: str = ""
    county: str = ""
    region: str = ""
    population: int = 0
    radius_km: float = 0.0
    zone: str = ""
    names: dict[str, int] = field(default_factory=dict)

    def add_name(self, key: str, rank: int) -> None:
        """Keep the best rank of each key."""
        if key and rank < self.names.get(key, 99):
            self.names[key] = rank


def middle(points: Iterable[tuple[float, float]]) -> tuple[float, float]:
    """The mean of points in degrees as (latitude, longitude), by unit vectors, so that ±180° is no seam."""
    x = y = z = 0.0
    for latitude, longitude in points:
        phi, lam = math.radians(latitude), math.radians(longitude)
        x += math.cos(phi) * math.cos(lam)
        y += math.cos(phi) * math.sin(lam)
        z += math.sin(phi)
    return math.degrees(math.atan2(z, math.hypot(x, y))), math.degrees(math.atan2(y, x))


def reach_km(center: tuple[float, float], points: list[tuple[float, float]]) -> float:
    """The distance within which nine tenths of the points lie, in kilometres."""
    distances = sorted(distance_km(*center, *point) for point in points)
    return distances[int(len(distances) * 0.9)] if len(distances) > 1 else distances[0]


class Grid:
    """Finds the nearest of many rows by tenth-of-a-degree cells; good to about 100 km, which is all a build needs."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._cells: dict[tuple[str, int, int], list[Row]] = {}
        for row in rows:
            self._cells.setdefault(self._cell(row.country, row.latitude, row.longitude), []).append(row)

    @staticmethod
    def _cell(country: str, latitude: float, longitude: float) -> tuple[str, int, int]:
        return country, int(latitude // _CELL_DEGREES), int(longitude // _CELL_DEGREES)

    def _around(self, country: str, latitude: float, longitude: float, rings: int) -> Iterator[Row]:
        _, south, west = self._cell(country, latitude, longitude)
        for i in range(south - rings, south + rings + 1):
            for j in range(west - rings, west + rings + 1):
                yield from self._cells.get((country, i, j), ())

    def nearest(self, country: str, latitude: float, longitude: float) -> Row | None:
        """The nearest row of that country, None where there is none within about a degree and a half."""
        squeeze = math.cos(math.radians(latitude)) ** 2
        for rings in (1, 4, 15):
            found = min(
                self._around(country, latitude, longitude, rings),
                key=lambda row: (row.latitude - latitude) ** 2 + squeeze * (row.longitude - longitude) ** 2,
                default=None,
            )
            if found is not None:
                return found
        return None
