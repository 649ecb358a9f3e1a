"""Which towns have a listed group within the usual distance: those a page about them is worth."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import product

from groups.geo import EARTH_RADIUS_KM, KM_PER_MILE, Vector, chord_of_km, squared_chord, unit_vector
from groups.models import Group
from groups.places.slugs import NamedTown, towns_beside, towns_where
from groups.places.store import Candidate
from groups.search import remembered
from groups.search.criteria_of import criteria_of
from groups.search.nearest.backend import backend
from groups.search.query import DEFAULT_RADIUS, Query

#: Of fewer people there is no list: their pages would say what the next town's says.
LEAST_POPULATION = 5_000
#: Groups are told apart to 0.01°; a town that has one only at the very edge is left out rather than promised.
_ROUNDING_KM = 1.0
_NEIGHBOURS, _LOOKED_AT, _NEIGHBOURHOOD_KM = 12, 20, 40.0
# A cube as wide as the largest radius: what is within reach of a town lies in its cube or one that touches it.
_CUBES = EARTH_RADIUS_KM / 41.0
Cube = tuple[int, int, int]
_STEPS: list[Cube] = [(x, y, z) for x, y, z in product((-1, 0, 1), repeat=3)]
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class ServedTown:
    """A town with a group in reach; `is_real` where one of them is not an invented example."""

    town: NamedTown
    is_real: bool


def radius_km(country: str) -> float:
    """The usual radius of a search in a country (ISO code), in kilometres."""
    unit = Query().unit_for(country)
    return DEFAULT_RADIUS[unit] * (KM_PER_MILE if unit == "mi" else 1.0)


def served_countries(version: int) -> dict[str, bool]:
    """The countries (ISO codes) that have listed groups with a place; True where one of them is no invented example."""
    return remembered.get(version, "served countries", _countries)


def served_towns(version: int, country: str) -> list[ServedTown]:
    """The towns of a country (ISO code), largest first; raises LookupUnavailable when the place data are unreadable.

    Remembered; after a change of the directory that moves no group it costs one query.
    """
    reach = _reach(version)
    if country not in reach.towns:
        reach.towns[country] = reach.served(country)
    return reach.towns[country]


def neighbours_of(town: NamedTown) -> list[NamedTown]:
    """The largest towns around one that have a group in reach, nearest first."""
    beside = towns_beside(town, _NEIGHBOURHOOD_KM, LEAST_POPULATION)[:_LOOKED_AT]
    served = [other for other in beside if _has_group(other)][:_NEIGHBOURS]
    here = unit_vector(town.latitude, town.longitude)
    return sorted(served, key=lambda other: squared_chord(here, unit_vector(other.latitude, other.longitude)))


def forget() -> None:
    """Drop what this process remembers: for tests, whose place data differ."""
    _latest.clear()


def _has_group(town: NamedTown) -> bool:
    origin = unit_vector(town.latitude, town.longitude)
    chord = chord_of_km(radius_km(town.country))
    return bool(backend().nearest(origin, criteria_of(Query(), (), located=True), 1, chord))


def _countries() -> dict[str, bool]:
    rows = Group.objects.listed().filter(latitude__isnull=False).exclude(country="")
    found: dict[str, bool] = {}
    for country, is_example in rows.order_by().values_list("country", "source__is_example").distinct():
        found[country] = found.get(country, False) or not is_example
    return found


def _read_points() -> tuple[set[Point], set[Point]]:
    """Where real groups are, to 0.01°, and where any are, examples included."""
    rows = Group.objects.listed().filter(latitude__isnull=False, longitude__isnull=False).order_by()
    points: dict[bool, set[Point]] = {False: set(), True: set()}
    for latitude, longitude, example in rows.values_list("latitude", "longitude", "source__is_example").iterator():
        points[bool(example)].add((round(latitude or 0.0, 2), round(longitude or 0.0, 2)))
    return points[False], points[False] | points[True]


class _Around:
    """Points by the cube they lie in, to be asked from many towns."""

    def __init__(self, points: Iterable[Point]) -> None:
        self.cubes: dict[Cube, list[Vector]] = defaultdict(list)
        for latitude, longitude in points:
            vector = unit_vector(latitude, longitude)
            self.cubes[_cube(vector)].append(vector)
        self.near = {_beside(cube, step) for cube in self.cubes for step in _STEPS}

    def reach(self, town: Candidate | NamedTown) -> bool:
        """Whether a point lies within the usual radius of the town."""
        vector = unit_vector(town.latitude, town.longitude)
        own = _cube(vector)
        if own not in self.near:
            return False
        most = (chord_of_km(radius_km(town.country) - _ROUNDING_KM) or 0.0) ** 2
        cubes = (self.cubes.get(_beside(own, step), ()) for step in _STEPS)
        return any(squared_chord(vector, other) <= most for cube in cubes for other in cube)


class _Reach:
    """What is within reach of which town, for one set of points."""

    def __init__(self, points: tuple[set[Point], set[Point]]) -> None:
        self.points = points
        self.real, self.every = map(_Around, points)
        self.towns: dict[str, list[ServedTown]] = {}

    def served(self, country: str) -> list[ServedTown]:
        """The towns of a country that have a group in reach, largest first."""
        towns = towns_where(country, self.every.reach, LEAST_POPULATION)
        return [ServedTown(town, self.real.reach(town)) for town in towns]


_latest: dict[int, _Reach] = {}


def _reach(version: int) -> _Reach:
    """That of a version of the directory: the one before serves on while the points are the same."""
    reach = _latest.get(version)
    if reach is None:
        points = _read_points()
        same = (kept for kept in list(_latest.values()) if kept.points == points)
        reach = next(same, None) or _Reach(points)
        _latest.clear()
        _latest[version] = reach
    return reach


def _cube(vector: Vector) -> Cube:
    return int(vector.x * _CUBES // 1), int(vector.y * _CUBES // 1), int(vector.z * _CUBES // 1)


def _beside(cube: Cube, step: Cube) -> Cube:
    return cube[0] + step[0], cube[1] + step[1], cube[2] + step[2]
