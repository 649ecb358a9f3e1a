"""What lies around a point, for maps: towns, and the coast."""

from __future__ import annotations

import math
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from groups.geo import EARTH_RADIUS_KM, distance_km
from groups.places.build_coast import PER_DEGREE
from groups.places.coast_file import TOLERANCES_KM
from groups.places.store import Store

#: Of a map's radius: what a drawing may be wrong by. Finer levels would cost time and bytes that nobody sees.
_FINE = 0.015
_LEVEL_OF_LAND = TOLERANCES_KM.index(15.0)
_ALL_TOWNS_KM = 35.0
_WORLD_KM = 2500.0
_KM_PER_DEGREE = math.radians(1) * EARTH_RADIUS_KM

Point = tuple[float, float]


class Town(NamedTuple):
    """A town: its name and its point in degrees."""

    name: str
    latitude: float
    longitude: float


@dataclass(slots=True)
class Shore:
    """A line of the coast as (latitude, longitude) in degrees, land on its left; `is_ring` if its ends meet."""

    points: list[Point]
    is_ring: bool


def towns_around(store: Store, latitude: float, longitude: float, radius_km: float, limit: int) -> list[Town]:
    """The largest towns within a radius (km) of a point (degrees), largest first."""
    if radius_km >= _WORLD_KM:
        rows: Iterable[tuple[str, float, float]] = store.largest_towns
    else:
        boxes = list(boxes_around(latitude, longitude, radius_km))
        large = radius_km > _ALL_TOWNS_KM
        # The corners of a box lie outside the circle: a quarter of its towns.
        rows = [row for box in boxes for row in store.towns_by_size(box, large, limit * 2)]
    inside = [Town(*row) for row in rows if distance_km(latitude, longitude, row[1], row[2]) <= radius_km]
    return inside[:limit]


def shores_around(store: Store, latitude: float, longitude: float, radius_km: float) -> list[Shore]:
    """The coast within a radius (km) of a point (degrees), and some beyond; coarser the larger the radius."""
    level = max(level for level, tolerance in enumerate(TOLERANCES_KM) if tolerance <= radius_km * _FINE)
    rows: dict[int, tuple[int, bytes]] = {}
    for box in boxes_around(latitude, longitude, radius_km):
        rows |= {number: (ring, points) for number, ring, points in store.coast(box, level)}
    rings: dict[int, list[list[Point]]] = {}
    for _, (ring, points) in sorted(rows.items()):
        rings.setdefault(ring, []).append(_degrees(points))
    return [shore for pieces in rings.values() for shore in _lines(pieces)]


def is_land(store: Store, latitude: float, longitude: float) -> bool:
    """Whether a point (degrees) lies on land, give or take 15 km: by counting the shores between it and the pole."""
    turned = [(longitude + 180.0) % 360.0 - 180.0 + turn for turn in (-360.0, 0.0, 360.0)]
    crossings = 0
    for east in turned:
        for _, _, points in store.coast((latitude, 90.0, east, east), _LEVEL_OF_LAND):
            line = _degrees(points)
            for (south, west), (north, other) in zip(line, line[1:], strict=False):
                if (west <= east) != (other <= east):
                    crossings += south + (north - south) * (east - west) / (other - west) > latitude
    return crossings % 2 == 1


def boxes_around(latitude: float, longitude: float, radius_km: float) -> Iterator[tuple[float, float, float, float]]:
    """South, north, west and east of boxes in degrees that hold a circle; several, so that ±180° is no edge.

    The rows asked for have longitudes within ±180°, or a little beyond where a line crosses it.
    """
    reach = radius_km / _KM_PER_DEGREE * 1.001
    south, north = latitude - reach, latitude + reach
    sine = math.sin(math.radians(min(90.0, reach)))
    cosine = math.cos(math.radians(latitude))
    # A circle round a pole holds every longitude; else it is widest where its tangent is a meridian.
    if south <= -90 or north >= 90 or sine >= cosine:
        yield south, north, -360.0, 360.0
        return
    wide = math.degrees(math.asin(sine / cosine))
    for turn in (-360.0, 0.0, 360.0):
        west, east = longitude + turn - wide, longitude + turn + wide
        if east >= -185 and west <= 185:
            yield south, north, west, east


def _lines(pieces: Iterable[list[Point]]) -> list[Shore]:
    """The lines that pieces of one ring make, given in their order round it."""
    lines: list[list[Point]] = []
    for piece in pieces:
        if lines and _meet(lines[-1][-1], piece[0]):
            lines[-1] += piece[1:]
        else:
            lines.append(piece)
    if len(lines) > 1 and _meet(lines[-1][-1], lines[0][0]):
        lines[0] = lines.pop() + lines[0][1:]
    return [Shore(line, _meet(line[0], line[-1])) for line in lines]


def _meet(a: Point, b: Point) -> bool:
    return a[0] == b[0] and abs(a[1] - b[1]) % 360.0 < 1e-6


def _degrees(points: bytes) -> list[Point]:
    numbers = array("i", points)
    return [(y / PER_DEGREE, x / PER_DEGREE) for x, y in zip(numbers[::2], numbers[1::2], strict=True)]
