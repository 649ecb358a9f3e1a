"""Strips of the earth on SQLite: every tag is listed strip by strip, so a filter looks only where the visitor is.

The sphere is cut into bands of equal height along its axis, and each band into strips by longitude. The number of a
strip is band × `_AROUND` + strip, so what lies around a point is one run of numbers for each band, two across ±180°.
"""

import math

from groups.geo import Vector

_BANDS = 512
_AROUND = 65_536
#: More runs than this are looked up no faster than the whole list of a tag.
_MOST_RUNS = 150

# Longitude as a number from 0 to 4 that grows with the angle and needs no trigonometry (the "diamond angle"): SQLite
# may lack sin and atan2, and both sides must agree to the last digit.
_QUARTERS = (
    "CASE WHEN {0}x >= 0 AND {0}y >= 0 THEN {0}y / ({0}x + {0}y) WHEN {0}x < 0 AND {0}y >= 0 THEN 1 - {0}x / "
    "({0}y - {0}x) WHEN {0}x < 0 THEN 2 - {0}y / (-{0}x - {0}y) ELSE 3 + {0}x / ({0}x - {0}y) END"
)
#: The strip number in SQL, of a row with x, y, z named by a prefix such as "new."; -1 without a point.
SQL = (
    "CASE WHEN {0}x IS NULL THEN -1 WHEN {0}x = 0 AND {0}y = 0 "
    f"THEN CAST(({{0}}z + 1) * {_BANDS // 2} AS INTEGER) * {_AROUND} "
    f"ELSE CAST(({{0}}z + 1) * {_BANDS // 2} AS INTEGER) * {_AROUND} "
    f"+ CAST(({_QUARTERS}) * {_AROUND // 4} AS INTEGER) END"
)


def runs_around(origin: Vector, reach: float) -> list[tuple[int, int]] | None:
    """[low, high] runs of strip numbers that cover all within `reach` (a chord) of `origin`.

    None where there would be too many: then the whole list of a tag is the better place to look.
    """
    angle = 2 * math.asin(min(1.0, reach / 2))
    latitude = math.atan2(origin.z, math.hypot(origin.x, origin.y))
    low, high = latitude - angle, latitude + angle
    holds_pole = low <= -math.pi / 2 or high >= math.pi / 2
    bands = range(_band(math.sin(max(low, -math.pi / 2)) - 1e-9), _band(math.sin(min(high, math.pi / 2)) + 1e-9) + 1)
    strips = [(0, _AROUND)] if holds_pole else _strips(origin, angle, latitude)
    if len(bands) * len(strips) > _MOST_RUNS:
        return None
    return [(band * _AROUND + first, band * _AROUND + last) for band in bands for first, last in strips]


def _band(z: float) -> int:
    return max(0, min(_BANDS, int((z + 1) * (_BANDS // 2))))


def _strips(origin: Vector, angle: float, latitude: float) -> list[tuple[int, int]]:
    """The strips of a cap that holds no pole: as wide as where its edge runs along a meridian."""
    width = math.asin(min(1.0, math.sin(angle) / math.cos(latitude)))
    longitude = math.atan2(origin.y, origin.x)
    # One strip more on either side: the strip of an edge is computed another way than that of a row.
    first, last = _strip(longitude - width) - 1, _strip(longitude + width) + 1
    if first > last:
        return [(0, last), (first, _AROUND)]
    return [(max(0, first), last)]


def _strip(longitude: float) -> int:
    x, y = math.cos(longitude), math.sin(longitude)
    quarter = y / (x + y) if x >= 0 and y >= 0 else 1 - x / (y - x) if x < 0 and y >= 0 else None
    if quarter is None:
        quarter = 2 - y / (-x - y) if x < 0 else 3 + x / (x - y)
    return int(quarter * (_AROUND // 4))
