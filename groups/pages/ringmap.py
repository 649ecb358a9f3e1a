"""The geometry of a ring map: a point in the middle, everything else at its true distance and direction.

Pure functions on degrees, kilometres and units of the drawing. A drawing is a disc of RADIUS units; x grows to the east
and y to the south, as in SVG.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from groups.geo import EARTH_RADIUS_KM, KM_PER_MILE

RADIUS = 500.0
_MOST_RINGS = 5
_LEAST_REACH = 2.0
_NEAR_SHARE, _SQUEEZED = 2 / 3, 3.0
_STEPS = (1, 2, 5)
_EDGE = RADIUS + 20
_WIDTH_OF_LETTER = 0.56
_SHARE_BEFORE = {"start": 0.0, "middle": 0.5, "end": 1.0}

LatLon = tuple[float, float]
XY = tuple[float, float]


class Rings(NamedTuple):
    """Rings at whole multiples of `step` in miles or kilometres (`unit` mi or km); the last one is the map's edge."""

    step: float
    total: int
    unit: str

    @property
    def edge_km(self) -> float:
        """The distance of the last ring in kilometres."""
        return self.distance(self.total) * (KM_PER_MILE if self.unit == "mi" else 1.0)

    def distance(self, ring: int) -> float:
        """The distance of a ring (1 is the innermost) in its unit."""
        return round(self.step * ring, 6)


def rings_for(distances_km: Iterable[float], unit: str) -> Rings:
    """At most five rings, 1, 2 or 5 × 10ⁿ apart, for groups at these distances in kilometres.

    All of them lie within the last ring, unless the last third would squeeze the others together in the middle.
    """
    ordered = sorted(distances_km)
    near = ordered[math.ceil(len(ordered) * _NEAR_SHARE) - 1]
    reach_km = ordered[-1] if ordered[-1] <= _SQUEEZED * near else near
    reach = max(_LEAST_REACH, reach_km / KM_PER_MILE if unit == "mi" else reach_km)
    steps = (digit * 10.0**power for power in range(-1, 6) for digit in _STEPS)
    step = next(step for step in steps if reach <= step * _MOST_RINGS)
    return Rings(round(step, 6), math.ceil(reach / step - 1e-9), unit)


@dataclass(frozen=True)
class Projection:
    """Azimuthal equidistant: the middle in degrees, and how many kilometres the disc's radius stands for."""

    latitude: float
    longitude: float
    edge_km: float

    def place(self, points: Iterable[LatLon]) -> list[XY]:
        """Points in degrees to units of the drawing. A point on the other side of the earth goes due south."""
        phi = math.radians(self.latitude)
        s0, c0 = math.sin(phi), math.cos(phi)
        scale = RADIUS * EARTH_RADIUS_KM / self.edge_km
        radians, sin, cos, hypot, atan2 = math.radians, math.sin, math.cos, math.hypot, math.atan2
        placed = []
        for latitude, longitude in points:
            lat, lon = radians(latitude), radians(longitude - self.longitude)
            s, c, across = sin(lat), cos(lat), cos(lon)
            x, y = c * sin(lon), c0 * s - s0 * c * across
            reach = hypot(x, y)
            if reach < 1e-12:
                placed.append((0.0, 0.0 if s0 * s + c0 * c * across > 0 else scale * math.pi))
                continue
            factor = scale * atan2(reach, s0 * s + c0 * c * across) / reach
            placed.append((x * factor, -y * factor))
        return placed


class Box(NamedTuple):
    """A rectangle in units of the drawing."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Whether two rectangles overlap."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )


def box_around(x: float, y: float, width: float, height: float) -> Box:
    """The rectangle of that size with its middle there."""
    return Box(x - width / 2, y - height / 2, x + width / 2, y + height / 2)


class Label(NamedTuple):
    """Where words stand: a point, and which part of the words is there (start, middle or end)."""

    x: float
    y: float
    anchor: str


def label_at(spots: Iterable[tuple[float, float, str]], words: str, type_size: float, taken: list[Box]) -> Label | None:
    """The first of these spots where words have room within the drawing; that room is then taken. None without one.

    spots      x, y and anchor, best first
    type_size  in units of the drawing
    """
    width, height = len(words) * type_size * _WIDTH_OF_LETTER, type_size * 1.1
    for x, y, anchor in spots:
        left = x - width * _SHARE_BEFORE[anchor]
        box = Box(left, y - height / 2, left + width, y + height / 2)
        if max(map(abs, box)) <= _EDGE and not any(box.meets(other) for other in taken):
            taken.append(box)
            return Label(x, y, anchor)
    return None
