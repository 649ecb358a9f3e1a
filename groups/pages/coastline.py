"""Land as one SVG path: lines of coast clipped to the disc of a ring map, closed along its rim, and made simple.

Pure functions on points in units of the drawing (ringmap.py): x to the east, y to the south, the middle at 0, 0. A line
of coast has land on its left as one walks it on the earth.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from groups.pages.ringmap import RADIUS, XY

#: About a pixel on a phone: what a line is drawn with at the finest.
_STEP = 3.0

Line = list[XY]


def land_path(
    lines: Sequence[tuple[Line, bool]], middle_is_land: Callable[[], bool], rim: float, most_characters: int
) -> str:
    """The `d` of a path to be filled by the even-odd rule; "" for open sea.

    lines            (points, whether they are a closed ring)
    middle_is_land   asked only where no line says what lies around it
    rim              where lines are cut, in units from the middle: RADIUS, or less where the map shows the whole earth
    most_characters  the drawing is made coarser until it is no longer than this
    """
    arcs: list[Line] = []
    rings: list[Line] = []
    for points, is_ring in lines:
        inside, is_whole = _clipped(points, is_ring, rim)
        (rings if is_whole else arcs).extend(inside)
    rim_is_land = not arcs and _rim_is_land(rings, middle_is_land)
    arcs, rings = [_thinned(arc) for arc in arcs], [_thinned(ring) for ring in rings if _extent(ring) >= _STEP]
    tolerance = _STEP
    while len(path := _path(arcs, rings, rim_is_land, rim)) > most_characters:
        arcs = [_simple(arc, tolerance) for arc in arcs]
        rings = [_simple_ring(ring, tolerance) for ring in rings if _extent(ring) >= 2 * tolerance]
        tolerance *= 1.4
    return path


def _clipped(points: Line, is_ring: bool, rim: float) -> tuple[list[Line], bool]:
    """The parts of a line within the rim, and whether that is the whole of a ring."""
    if rim >= RADIUS:
        points = list(_with_dips(points, rim))
    square = rim * rim
    within = [x * x + y * y <= square for x, y in points]
    if all(within):
        return [points], is_ring
    if not any(within):
        return [], False
    if is_ring:
        start = within.index(False)
        points, within = points[start:-1] + points[: start + 1], within[start:-1] + within[: start + 1]
    return list(_stretches(points, within, rim)), False


def _with_dips(points: Line, rim: float) -> Iterator[XY]:
    """The points, and one more where a long step between two outside the rim cuts through the disc."""
    for (ax, ay), (bx, by) in pairwise(points):
        yield ax, ay
        dx, dy = bx - ax, by - ay
        square = dx * dx + dy * dy
        along = -(ax * dx + ay * dy) / square if square else 0.0
        if 0 < along < 1 and min(math.hypot(ax, ay), math.hypot(bx, by)) > rim:
            dip = ax + along * dx, ay + along * dy
            if math.hypot(*dip) < rim:
                yield dip
    yield points[-1]


def _stretches(points: Line, within: list[bool], rim: float) -> Iterator[Line]:
    stretch: Line = []
    for i, point in enumerate(points):
        if within[i]:
            if not stretch and i:
                stretch.append(_on_rim(point, points[i - 1], rim))
            stretch.append(point)
        elif stretch:
            yield [*stretch, _on_rim(stretch[-1], point, rim)]
            stretch = []
    if stretch:
        yield stretch


def _on_rim(inner: XY, outer: XY, rim: float) -> XY:
    """Where a line from within leaves the rim."""
    (x, y), dx, dy = inner, outer[0] - inner[0], outer[1] - inner[1]
    if rim < RADIUS:
        # On the far side of the earth neighbours stand wide apart: the way straight out is the true one.
        dx, dy = x, y
    a, b, c = dx * dx + dy * dy, x * dx + y * dy, x * x + y * y - rim * rim
    share = (math.sqrt(max(0.0, b * b - a * c)) - b) / a if a else 0.0
    return x + share * dx, y + share * dy


def _rim_is_land(rings: list[Line], middle_is_land: Callable[[], bool]) -> bool:
    """Whether land lies all along the rim, when no coast meets it: outside the outermost ring, or everywhere."""
    if not rings:
        return middle_is_land()
    outermost = max(rings, key=lambda ring: max(x * x + y * y for x, y in ring))
    # y grows downwards: a ring with land inside turns the other way round, and its area is negative.
    return _area(outermost) > 0


def _area(ring: Line) -> float:
    return sum(ax * by - bx * ay for (ax, ay), (bx, by) in zip(ring, ring[1:] + ring[:1], strict=True)) / 2


def _path(arcs: list[Line], rings: list[Line], rim_is_land: bool, rim: float) -> str:
    r, across = f"{rim:.0f}", f"{2 * rim:.0f}"
    parts = [f"M-{r} 0a{r} {r} 0 1 0 {across} 0a{r} {r} 0 1 0-{across} 0z"] if rim_is_land else []
    parts += [_steps(ring) + "z" for ring in rings]
    return "".join([*parts, *_closed(arcs, rim)])


def _closed(arcs: list[Line], rim: float) -> Iterator[str]:
    """Arcs joined along the rim, with land on the left: each to the first one that enters counter-clockwise of it."""
    entries = [math.atan2(-arc[0][1], arc[0][0]) for arc in arcs]
    exits = [math.atan2(-arc[-1][1], arc[-1][0]) for arc in arcs]
    left = set(range(len(arcs)))
    while left:
        first = current = min(left)
        path = _steps(arcs[first])
        while True:
            left.discard(current)
            turns = {i: (entries[i] - exits[current]) % math.tau for i in left | {first}}
            following = min(turns, key=lambda i: turns[i])
            path += _along_the_rim(turns[following], arcs[following][0], rim)
            if following == first:
                break
            current = following
            path += _deltas(arcs[current])
        yield path + "z"


def _along_the_rim(turn: float, to: XY, rim: float) -> str:
    return f"A{rim:.0f} {rim:.0f} 0 {int(turn > math.pi)} 0 {to[0]:.0f} {to[1]:.0f}"


def _steps(line: Line) -> str:
    return f"M{round(line[0][0])} {round(line[0][1])}" + _deltas(line)


def _deltas(line: Line) -> str:
    """A line as whole numbers, each step from the point before; a minus sign needs no space before it."""
    x, y = round(line[0][0]), round(line[0][1])
    text = []
    for next_x, next_y in line[1:]:
        dx, dy = round(next_x) - x, round(next_y) - y
        if dx or dy:
            text.append(f"{' ' * (dx >= 0)}{dx}{' ' * (dy >= 0)}{dy}")
        x, y = x + dx, y + dy
    return f"l{''.join(text).lstrip()}" if text else ""


def _thinned(line: Line) -> Line:
    """A line without the points that lie within a step of the one before; its ends stay."""
    x, y = line[0]
    thin = [line[0]]
    for point in line[1:-1]:
        if abs(point[0] - x) >= _STEP or abs(point[1] - y) >= _STEP:
            thin.append(point)
            x, y = point
    return [*thin, line[-1]]


def _simple_ring(ring: Line, tolerance: float) -> Line:
    far = max(range(len(ring)), key=lambda i: math.dist(ring[0], ring[i]))
    return _simple(ring[: far + 1], tolerance) + _simple(ring[far:], tolerance)[1:]


def _simple(line: Line, tolerance: float) -> Line:
    """Douglas and Peucker: the points without which the line would move by more than the tolerance."""
    keep = {0, len(line) - 1}
    stack = [(0, len(line) - 1)]
    while stack:
        first, last = stack.pop()
        off, middle = _farthest(line, first, last)
        if off > tolerance:
            keep.add(middle)
            stack += [(first, middle), (middle, last)]
    return [line[i] for i in sorted(keep)]


def _farthest(line: Line, first: int, last: int) -> tuple[float, int]:
    (ax, ay), (bx, by) = line[first], line[last]
    dx, dy = bx - ax, by - ay
    length = math.hypot(dx, dy)
    found, index = 0.0, first
    for i in range(first + 1, last):
        x, y = line[i]
        off = abs((x - ax) * dy - (y - ay) * dx) / length if length else math.hypot(x - ax, y - ay)
        if off > found:
            found, index = off, i
    return found, index


def _extent(line: Line) -> float:
    xs, ys = zip(*line, strict=True)
    return max(max(xs) - min(xs), max(ys) - min(ys))
