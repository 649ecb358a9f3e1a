"""The coast for the gazetteer: rings cut into short pieces, so that a map reads only what it shows."""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Iterator
from pathlib import Path

from groups.places import coast_file
from groups.places.coast_file import TOLERANCES_KM, Grid, Ring

#: Whole numbers in the file are hundred-thousandths of a degree: about a metre.
PER_DEGREE = 100_000
_TURN = 360 * PER_DEGREE
_PIECE_POINTS = 32


def write_coast(db: sqlite3.Connection, path: Path | None = None) -> int:
    """Fill the tables of the coast from coast.xz (or another file like it); returns the number of pieces."""
    grid, rings = coast_file.read(path or coast_file.FILE)
    pieces: list[tuple[int, bytes]] = []
    boxes: list[tuple[float, ...]] = []
    for number, ring in enumerate(rings, 1):
        whole = _unrolled(grid, ring)
        for level in range(len(TOLERANCES_KM)):
            points = [point for point, highest in zip(whole, ring.levels, strict=True) if highest >= level]
            for piece in _pieces(points):
                pieces.append((number, array("i", [n for point in piece for n in point]).tobytes()))
                boxes.append((len(pieces), level, level, *_box(piece)))
    db.executemany("INSERT INTO coast (ring, points) VALUES (?,?)", pieces)
    db.executemany("INSERT INTO coast_box VALUES (?,?,?,?,?,?,?)", boxes)
    return len(pieces)


def _unrolled(grid: Grid, ring: Ring) -> list[tuple[int, int]]:
    """(longitude, latitude) in hundred-thousandths of a degree, without the jump at ±180°."""
    xs = [round((grid.x_offset + x * grid.x_step) * PER_DEGREE) for x in ring.xs]
    ys = [round((grid.y_offset + y * grid.y_step) * PER_DEGREE) for y in ring.ys]
    for i in range(1, len(xs)):
        xs[i] -= _TURN * round((xs[i] - xs[i - 1]) / _TURN)
    return list(zip(xs, ys, strict=True))


def _pieces(points: list[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    """Runs of points, each starting where the one before ended; the last ends where the first starts."""
    if len(points) < 3:
        return
    first = points[0]
    turn = _TURN * round((points[-1][0] - first[0]) / _TURN)
    closed = [*points, (first[0] + turn, first[1])]
    for start in range(0, len(points), _PIECE_POINTS):
        run = closed[start : start + _PIECE_POINTS + 1]
        back = _TURN * ((run[0][0] + _TURN // 2) // _TURN)
        yield [(x - back, y) for x, y in run]


def _box(piece: list[tuple[int, int]]) -> tuple[float, float, float, float]:
    xs, ys = zip(*piece, strict=True)
    return min(ys) / PER_DEGREE, max(ys) / PER_DEGREE, min(xs) / PER_DEGREE, max(xs) / PER_DEGREE
