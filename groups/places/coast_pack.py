"""Makes groups/places/coast.xz from Natural Earth's land at 1:10 million; run once, when the data changes.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python -m groups.places.coast_pack package/land-10m.json

The rings of world-atlas go round the pole without a seam, but some islands are cut in two at ±180°. Land is on their
right.
"""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from groups.places.coast_file import FILE, TOLERANCES_KM, Grid, Ring, write

_KM_PER_DEGREE = 111.195

GridPoint = tuple[int, int]


def main() -> None:
    """Read the file named on the command line and write FILE."""
    topology = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    (x_step, y_step), (x_offset, y_offset) = topology["transform"]["scale"], topology["transform"]["translate"]
    grid = Grid(x_step, y_step, x_offset, y_offset)
    whole = round(360 / x_step)
    rings = [with_levels(grid, xs, ys) for xs, ys in without_seam(rings_of(topology), whole)]
    write(FILE, grid, rings)
    print(f"{len(rings):,} rings, {sum(len(ring.xs) for ring in rings):,} points, {FILE.stat().st_size:,} bytes")


def rings_of(topology: dict[str, Any]) -> Iterator[list[GridPoint]]:
    """The rings of a TopoJSON land object as grid numbers, turned so that land lies on the left."""
    arcs = [_undone(arc) for arc in topology["arcs"]]
    for geometry in topology["objects"]["land"]["geometries"]:
        polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        for numbers in (ring for polygon in polygons for ring in polygon):
            points: list[GridPoint] = []
            for number in numbers:
                points += (arcs[number] if number >= 0 else arcs[~number][::-1])[:-1]
            yield points[::-1]


def without_seam(rings: Iterable[list[GridPoint]], whole: int) -> Iterator[tuple[list[int], list[int]]]:
    """Rings as longitudes and latitudes on a grid `whole` steps round; islands cut at ±180° are put together again."""
    chains: list[list[GridPoint]] = []
    for ring in rings:
        cuts = [i for i, (a, b) in enumerate(zip(ring, ring[1:] + ring[:1], strict=True)) if _is_seam(a, b, whole)]
        if not cuts:
            yield [x for x, _ in ring], [y for _, y in ring]
        for cut, following in zip(cuts, [*cuts[1:], *cuts[:1]], strict=True):
            chains.append([ring[(cut + 1 + i) % len(ring)] for i in range((following - cut - 1) % len(ring) + 1)])
    while chains:
        ring = chains.pop()
        while (near := _nearest_start(ring[-1], [ring, *chains])) is not ring:
            chains.remove(near)
            ring = ring + near
        yield [x for x, _ in ring], [y for _, y in ring]


def _is_seam(a: GridPoint, b: GridPoint, whole: int) -> bool:
    return a[0] % whole == b[0] % whole == 0 and abs(a[1] - b[1]) > 1


def _nearest_start(end: GridPoint, chains: list[list[GridPoint]]) -> list[GridPoint]:
    return min(chains, key=lambda chain: abs(chain[0][1] - end[1]))


def _undone(arc: list[list[int]]) -> list[GridPoint]:
    x = y = 0
    points = []
    for dx, dy in arc:
        x, y = x + dx, y + dy
        points.append((x, y))
    return points


def with_levels(grid: Grid, xs: list[int], ys: list[int]) -> Ring:
    """Give each point the coarsest level at which Douglas and Peucker keep it."""
    points = _flat(grid, xs, ys)
    far = max(range(len(points)), key=lambda i: math.dist(points[0], points[i]))
    reach = math.dist(points[0], points[far])
    errors = [0.0] * len(points)
    errors[0] = errors[far] = reach
    _measure([*points, points[0]], 0, far, reach, errors)
    _measure([*points, points[0]], far, len(points), reach, errors)
    levels = bytes(max(i for i, limit in enumerate(TOLERANCES_KM) if error >= limit) for error in errors)
    return Ring(xs, ys, levels)


def _flat(grid: Grid, xs: list[int], ys: list[int]) -> list[tuple[float, float]]:
    """The points on a plane in kilometres, near enough to compare neighbours; ±180° is crossed, not jumped over."""
    squeeze = math.cos(math.radians(grid.y_offset + grid.y_step * (min(ys) + max(ys)) / 2))
    whole = round(360 / grid.x_step)
    flat, turn, before = [], 0, xs[0]
    for x, y in zip(xs, ys, strict=True):
        turn += (x - before < -whole / 2) - (x - before > whole / 2)
        before = x
        east = (x + turn * whole) * grid.x_step * squeeze
        flat.append((east * _KM_PER_DEGREE, y * grid.y_step * _KM_PER_DEGREE))
    return flat


def _measure(points: list[tuple[float, float]], first: int, last: int, limit: float, errors: list[float]) -> None:
    """Note for each point between two how far off the line would be without it, never more than for its parents."""
    stack = [(first, last, limit)]
    while stack:
        first, last, limit = stack.pop()
        if last - first < 2:
            continue
        error, middle = max((_off(points[i], points[first], points[last]), i) for i in range(first + 1, last))
        errors[middle] = error = min(error, limit)
        stack += [(first, middle, error), (middle, last, error)]


def _off(point: tuple[float, float], start: tuple[float, float], end: tuple[float, float]) -> float:
    (px, py), (ax, ay), (bx, by) = point, start, end
    dx, dy = bx - ax, by - ay
    square = dx * dx + dy * dy
    along = max(0.0, min(1.0, ((px - ax) * dx + (py - ay) * dy) / square)) if square else 0.0
    return math.hypot(px - ax - along * dx, py - ay - along * dy)


if __name__ == "__main__":
    main()
