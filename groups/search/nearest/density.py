"""How far to look first on SQLite: a guess from how many entries lie where. A wrong guess costs time, never truth."""

import math
import threading
import time
from collections import Counter

from django.db import connection

from groups.geo import Vector

#: The longest chord of the unit sphere.
WHOLE_SPHERE = 2.0

# Cells of 1/128 (about 50 km) near by, 1/16 (about 400 km) to leave an ocean.
_FINE, _COARSE = 128, 16
_KEEP_SECONDS = 600
_Cell = tuple[int, int, int]


class _Grid:
    """Counts of entries by cell, fine and coarse, as they were when it was made."""

    def __init__(self) -> None:
        self.made_at = time.monotonic()
        self.fine: Counter[_Cell] = Counter()
        self.coarse: Counter[_Cell] = Counter()
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT CAST((x + 1) * {_FINE} AS INTEGER), CAST((y + 1) * {_FINE} AS INTEGER), "
                f"CAST((z + 1) * {_FINE} AS INTEGER), count(*) FROM groups_searchentry "
                "WHERE x IS NOT NULL GROUP BY 1, 2, 3"
            )
            for *cell, entries in cursor.fetchall():
                self.fine[tuple(cell)] = entries
        step = _FINE // _COARSE
        for (i, j, k), entries in self.fine.items():
            self.coarse[i // step, j // step, k // step] += entries
        self.total = sum(self.fine.values())


_local = threading.local()


def first_chord(origin: Vector, count: int, matches: int) -> float:
    """A chord around `origin` that probably holds `count` of about `matches` matching entries."""
    grid = _grid()
    if not grid.total:
        return WHOLE_SPHERE
    wanted = count * max(1.0, grid.total / max(1, matches))
    for cells, size in ((grid.fine, _FINE), (grid.coarse, _COARSE)):
        near = cells[_cell(origin, size)]
        if near >= wanted / 4:
            return 1.3 / size * math.sqrt(wanted / (math.pi * near))
    return _to_nearest_cell(origin, grid) + 1 / _COARSE


def forget() -> None:
    """Drop the counts of this thread, so that the next search makes them anew."""
    _local.__dict__.clear()


def _grid() -> _Grid:
    grid = getattr(_local, "grid", None)
    if grid is None or time.monotonic() - grid.made_at > _KEEP_SECONDS:
        grid = _local.grid = _Grid()
    return grid


def _cell(point: Vector, size: int) -> _Cell:
    return int((point.x + 1) * size), int((point.y + 1) * size), int((point.z + 1) * size)


def _to_nearest_cell(origin: Vector, grid: _Grid) -> float:
    """The distance to the nearest coarse cell that holds anything."""
    return min(
        math.sqrt(sum(_gap(axis, index) ** 2 for axis, index in zip(origin, cell, strict=True))) for cell in grid.coarse
    )


def _gap(axis: float, index: int) -> float:
    low = index / _COARSE - 1
    return max(low - axis, axis - low - 1 / _COARSE, 0.0)
