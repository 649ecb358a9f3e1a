"""Points on the earth as unit vectors, and the distances between them.

A chord between two unit vectors grows with the great-circle distance, so ordering by (squared) chord is ordering by
distance, with no special case at the poles or at ±180°.
"""

import math
from collections.abc import Iterable
from typing import NamedTuple

#: Mean earth radius in kilometres (IUGG), the one geopy uses: shown distances agree with it.
EARTH_RADIUS_KM = 6371.0088
KM_PER_MILE = 1.609344
HALF_CIRCUMFERENCE_KM = math.pi * EARTH_RADIUS_KM


class Vector(NamedTuple):
    """A point on the unit sphere: x towards 0°N 0°E, y towards 0°N 90°E, z towards the north pole."""

    x: float
    y: float
    z: float


def unit_vector(latitude: float, longitude: float) -> Vector:
    """The unit vector of a point in degrees (−90…90, any longitude).

    The same place always gives the same three numbers: +180° and −180° are one meridian, and at a pole the longitude
    does not matter. Ties between coincident groups are then real ties.
    """
    if abs(latitude) == 90:
        return Vector(0.0, 0.0, math.copysign(1.0, latitude))
    east = (longitude + 180.0) % 360.0 - 180.0
    phi, lam = math.radians(latitude), math.radians(east)
    return Vector(math.cos(phi) * math.cos(lam), math.cos(phi) * math.sin(lam), math.sin(phi))


def squared_chord(a: Vector, b: Vector) -> float:
    """Squared straight-line distance of two unit vectors, 0…4; summed x, y, z like both databases do."""
    dx, dy, dz = a.x - b.x, a.y - b.y, a.z - b.z
    return dx * dx + dy * dy + dz * dz


def chord_of_km(radius_km: float) -> float | None:
    """The chord (0…2, unit sphere) that spans `radius_km` on the ground; None where the radius is no limit.

    From half the circumference on, the chord would shrink again: everything lies within such a radius.
    """
    if radius_km >= HALF_CIRCUMFERENCE_KM:
        return None
    return 2.0 * math.sin(radius_km / (2.0 * EARTH_RADIUS_KM))


def km_of_squared_chord(squared: float) -> float:
    """Great-circle kilometres of a squared chord: 2 R asin(√s ÷ 2)."""
    return 2.0 * EARTH_RADIUS_KM * math.asin(min(1.0, math.sqrt(squared) / 2.0))


def distance_km(latitude: float, longitude: float, other_latitude: float, other_longitude: float) -> float:
    """Great-circle kilometres between two points in degrees."""
    return km_of_squared_chord(
        squared_chord(unit_vector(latitude, longitude), unit_vector(other_latitude, other_longitude))
    )


def middle_of(points: Iterable[tuple[float, float]]) -> tuple[float, float]:
    """The middle of points in degrees, at least one, as (latitude, longitude); across ±180° and at poles too.

    Points that balance each other all around the earth have no middle: the north pole then.
    """
    vectors = [unit_vector(latitude, longitude) for latitude, longitude in points]
    x, y, z = (sum(axis) for axis in zip(*vectors, strict=True))
    return math.degrees(math.atan2(z, math.hypot(x, y))), math.degrees(math.atan2(y, x))
