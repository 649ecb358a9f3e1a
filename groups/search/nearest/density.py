"""How far to look first on SQLite: a guess from how many entries lie where and how common each tag is.

A wrong guess costs time, never truth: whoever uses it looks on until it has found enough.
"""

import math
import threading
import time
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from groups.geo import Vector
from groups.search.nearest.criteria import Criteria
from groups.search.nearest.rows import rows_of

#: The longest chord of the unit sphere.
WHOLE_SPHERE = 2.0

# Cubes of 1/128 of the sphere's radius (about 50 km), and of eight times that: near a town, and to leave an ocean.
_FINE, _PER_COARSE = 128, 8
_KEEP_SECONDS = 600


class _Cube(NamedTuple):
    """A cube of space: its centre and how many entries it holds."""

    x: float
    y: float
    z: float
    entries: int


class _Census:
    """Counts of entries by cube and by tag, as they were when it was taken."""

    def __init__(self) -> None:
        self.taken_at = time.monotonic()
        self.fine: dict[tuple[int, int, int], int] = {}
        inside: dict[tuple[int, int, int], list[_Cube]] = defaultdict(list)
        for i, j, k, entries in rows_of(_CUBES):
            self.fine[i, j, k] = entries
            coarse = (i // _PER_COARSE, j // _PER_COARSE, k // _PER_COARSE)
            inside[coarse].append(_cube((i, j, k), _FINE, entries))
        self.coarse = [
            (_cube(cell, _FINE // _PER_COARSE, sum(cube.entries for cube in cubes)), cubes)
            for cell, cubes in inside.items()
        ]
        self.located = sum(self.fine.values())
        self.tags: dict[int, int] = dict(rows_of("SELECT tag, count(*) FROM groups_searchentrytag GROUP BY tag"))
        ((self.entries,),) = rows_of("SELECT count(*) FROM groups_searchentry")


_CUBES = (
    f"SELECT CAST((x + 1) * {_FINE} AS INTEGER), CAST((y + 1) * {_FINE} AS INTEGER), "
    f"CAST((z + 1) * {_FINE} AS INTEGER), count(*) FROM groups_searchentry WHERE x IS NOT NULL GROUP BY 1, 2, 3"
)
_local = threading.local()


def share(criteria: Criteria) -> float:
    """About which part of all entries has the tags, 0…1, as if tags had nothing to do with each other."""
    entries = max(1, _census().entries)
    return math.prod(tag_count(choices) / entries for choices in criteria.tags)


def tag_count(choices: Iterable[int]) -> int:
    """About how many entries have one of these tags."""
    return sum(_census().tags.get(tag, 0) for tag in choices)


def first_chord(origin: Vector, count: int, share_of_entries: float) -> float:
    """A chord around `origin` that probably holds `count` entries, where only a share of them counts."""
    census = _census()
    wanted = count / max(share_of_entries, 1e-9)
    if wanted >= census.located / 12:
        # So large a part of everything has to be looked at, row by row and perhaps more than once, that one pass over
        # the whole lists is the shorter way (measured at 100,000 entries: 2 ms instead of 8).
        return WHOLE_SPHERE
    x, y, z = origin
    near = census.fine.get((int((x + 1) * _FINE), int((y + 1) * _FINE), int((z + 1) * _FINE)), 0)
    if near >= wanted / 4:
        return 1.3 / _FINE * math.sqrt(wanted / (math.pi * near))
    return _chord_that_holds(origin, wanted, census)


def forget() -> None:
    """Drop the counts of this thread, so that the next search takes them anew."""
    _local.__dict__.clear()


def _census() -> _Census:
    census = getattr(_local, "census", None)
    if census is None or time.monotonic() - census.taken_at > _KEEP_SECONDS:
        census = _local.census = _Census()
    return census


def _chord_that_holds(origin: Vector, wanted: float, census: _Census) -> float:
    """A chord within which the cubes that lie wholly inside hold enough: first by coarse cubes, then by fine ones.

    From mid-ocean this finds the first coast; a box that just grew would have swallowed a continent behind it.
    """
    rough = _reach([cube for cube, _ in census.coarse], origin, wanted, _PER_COARSE / _FINE)
    margin = rough + math.sqrt(3) / 2 * _PER_COARSE / _FINE
    near = [cube for centre, cubes in census.coarse if math.dist(centre[:3], origin) < margin for cube in cubes]
    return min(rough, _reach(near, origin, wanted, 1 / _FINE))


def _reach(cubes: list[_Cube], origin: Vector, wanted: float, side: float) -> float:
    """The chord at which the cubes, taken from the nearest centre on, hold enough; half a diagonal is added."""
    ox, oy, oz = origin
    held = 0
    for squared, entries in sorted(((x - ox) ** 2 + (y - oy) ** 2 + (z - oz) ** 2, n) for x, y, z, n in cubes):
        held += entries
        if held >= wanted:
            return math.sqrt(squared) + math.sqrt(3) / 2 * side
    return WHOLE_SPHERE


def _cube(cell: tuple[int, int, int], size: int, entries: int) -> _Cube:
    x, y, z = ((index + 0.5) / size - 1 for index in cell)
    return _Cube(x, y, z, entries)
