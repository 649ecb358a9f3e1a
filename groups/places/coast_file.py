"""The coast of the world as one small file: rings of points, each with the coarsest drawing it still belongs to."""

from __future__ import annotations

import json
import lzma
from collections.abc import Iterable, Iterator
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

FILE = Path(__file__).with_name("coast.xz")

#: How far a drawing may be from the coast, in kilometres, finest first: a point of level n is in drawings 0…n.
TOLERANCES_KM = (0.0, 1.0, 2.5, 6.0, 15.0, 40.0, 100.0)


class Grid(NamedTuple):
    """Degrees = offset + step × whole number, for longitude (x) and latitude (y)."""

    x_step: float
    y_step: float
    x_offset: float
    y_offset: float


class Ring(NamedTuple):
    """A closed line with land on its left: grid numbers of its points (the first is not said again), and levels."""

    xs: list[int]
    ys: list[int]
    levels: bytes


def write(path: Path, grid: Grid, rings: Iterable[Ring]) -> None:
    """Write rings as a JSON line, then levels, then differences from point to point as varints; all under xz."""
    rings = list(rings)
    head = json.dumps({"grid": grid, "lengths": [len(ring.xs) for ring in rings]}).encode()
    levels = b"".join(ring.levels for ring in rings)
    numbers = b"".join(_varints(values) for axis in ("xs", "ys") for values in _differences(rings, axis))
    path.write_bytes(lzma.compress(head + b"\n" + levels + numbers, preset=9 | lzma.PRESET_EXTREME))


def read(path: Path) -> tuple[Grid, Iterator[Ring]]:
    """What `write` wrote."""
    head, _, body = lzma.decompress(path.read_bytes()).partition(b"\n")
    facts = json.loads(head)
    return Grid(*facts["grid"]), _rings(facts["lengths"], body)


def _rings(lengths: list[int], body: bytes) -> Iterator[Ring]:
    total = sum(lengths)
    numbers = list(_numbers(body[total:]))
    start = 0
    for length in lengths:
        end = start + length
        xs = list(accumulate(numbers[start:end]))
        ys = list(accumulate(numbers[total + start : total + end]))
        yield Ring(xs, ys, body[start:end])
        start = end


def _differences(rings: list[Ring], axis: str) -> Iterator[list[int]]:
    for ring in rings:
        values = getattr(ring, axis)
        yield [value - before for value, before in zip(values, [0, *values[:-1]], strict=True)]


def _varints(values: list[int]) -> bytes:
    """Seven bits a byte, the lowest first; the sign is the lowest bit of a number."""
    out = bytearray()
    for value in values:
        rest = value << 1 if value >= 0 else (-value << 1) - 1
        while rest > 127:
            out.append(rest & 127 | 128)
            rest >>= 7
        out.append(rest)
    return bytes(out)


def _numbers(data: bytes) -> Iterator[int]:
    shift = rest = 0
    for byte in data:
        rest |= (byte & 127) << shift
        if byte > 127:
            shift += 7
            continue
        yield rest >> 1 if not rest & 1 else -((rest + 1) >> 1)
        shift = rest = 0
