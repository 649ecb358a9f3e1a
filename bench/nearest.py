"""Nearest search against what peers do, a great-circle distance over every row, in the same database and run.

Usage: DATABASE_URL=… python -m bench.nearest [--points N]
The database is one that `manage.py bench_data` has filled.
"""

import argparse
import os
import random
from collections.abc import Callable, Iterable
from functools import partial

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "directory.settings")
django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection, transaction  # noqa: E402

from bench.table import GOAL_HEAD, goal, median, p99, show, timed  # noqa: E402
from groups.geo import Vector, chord_of_km, unit_vector  # noqa: E402
from groups.management.synthetic import RARE, towns  # noqa: E402
from groups.search import tags  # noqa: E402
from groups.search.facets import COUNTED, facets  # noqa: E402
from groups.search.nearest.backend import backend  # noqa: E402
from groups.search.nearest.criteria import Criteria  # noqa: E402
from groups.search.vocabulary import vocabulary  # noqa: E402

K = 25
_WOMEN, _TUESDAY = ("for", "women"), ("day", "tue")
FILTERS = {
    "none": (),
    "14 %": (_TUESDAY,),
    "1 %": (_TUESDAY, _WOMEN),
    "0.1 %": ((tags.SLOT, "tue-evening"), _WOMEN, ("fellowship", "na")),
    "0.001 %": (("fellowship", RARE),),
}
_REMOTE = [(0, -140), (-40, -120), (23, 5), (90, 0), (-90, 0), (0, 180), (0, -180), (-60, 60), (75, -40), (-50, 180)]
# The formula of the peers' stores, haversine in SQL on latitude and longitude in degrees.
_SCAN = """
    SELECT e.group_id, 6371.0088 * 2 * asin(sqrt(power(sin(radians(g.latitude - %s) / 2), 2)
        + cos(radians(%s)) * cos(radians(g.latitude)) * power(sin(radians(g.longitude - %s) / 2), 2))) AS km
    FROM groups_searchentry e JOIN groups_group g ON g.id = e.group_id WHERE e.x IS NOT NULL
    ORDER BY km, e.group_id LIMIT 25
"""

Point = tuple[float, float]


def main() -> None:
    """Print the tables and the goals."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--points", type=int, default=1000)
    options = parser.parse_args()
    chance = random.Random(5)
    populated = _populated(options.points, chance)
    remote = [(lat + chance.uniform(-1, 1) * (abs(lat) < 89), lon) for lat, lon in _REMOTE * 10]
    entries = _one("SELECT count(*) FROM groups_searchentry")
    print(f"{connection.vendor}: {entries:,} entries, {len(populated)} populated and {len(remote)} remote points")
    times = {name: _nearest_times(populated, criteria) for name, criteria in _criteria().items()}
    far = {name: _nearest_times(remote, criteria) for name, criteria in _criteria().items()}
    scan = timed(partial(_scan, point) for point in populated[:10])
    show(
        "Nearest 25, milliseconds",
        ("filter", "populated p50", "p99", "remote p50", "p99"),
        [(name, median(times[name]), p99(times[name]), median(far[name]), p99(far[name])) for name in FILTERS],
    )
    show("Every row, great-circle (what peers do)", ("p50", "p99"), [(median(scan), p99(scan))])
    _show_counts(populated[:200])
    _show_moves()
    size = 1_000_000 if _postgresql() else 100_000
    title = "Goals" if entries >= size else f"Goals, set for {size:,} entries"
    show(title, GOAL_HEAD, _goals(times, far, scan))


def _goals(
    times: dict[str, list[float]], far: dict[str, list[float]], scan: list[float]
) -> list[tuple[str, str, str, str]]:
    plain = median(times["none"])
    rows = [goal("scan ÷ no filter", median(scan) / plain, 500 if _postgresql() else 300, at_least=True)]
    if _postgresql():
        rows += [goal("no filter, ms", plain, 1.0)]
        for name, limit in (("14 %", 1.5), ("1 %", 4), ("0.1 %", 10)):
            rows.append(goal(f"{name} ÷ no filter", median(times[name]) / plain, limit))
        rows.append(goal("remote p99 ÷ populated p50", p99(far["none"]) / plain, 5))
    else:
        rows += [goal("no filter, ms", plain, 0.5)]
        rows += [goal(f"{name}, ms", median(times[name]), 3.0) for name in FILTERS if name != "none"]
        rows.append(goal("remote p99 ÷ populated p50", p99(far["none"]) / plain, 40))
    return rows


def _show_counts(points: list[Point]) -> None:
    chord = chord_of_km(40.2)
    words = vocabulary()
    origins = [unit_vector(*point) for point in points]
    count = timed(partial(backend().count, Criteria(located=True), origin, chord) for origin in origins)

    def all_facets(origin: Vector) -> object:
        rows = backend().rows_within(origin, Criteria(located=True), chord, COUNTED)
        return facets(lambda without: rows, {}, words)

    counted = timed(partial(all_facets, origin) for origin in origins)
    show(
        "Within 25 miles, milliseconds",
        ("what", "p50", "p99"),
        [("count", median(count), p99(count)), ("facets", median(counted), p99(counted))],
    )
    show("Goals", GOAL_HEAD, [goal("facets ÷ count", median(counted) / median(count), 2)])


def _show_moves() -> None:
    """Moving a group's entry with the indexes there, and without the nearest and word indexes."""
    chance = random.Random(6)
    highest = _one("SELECT max(id) FROM groups_searchentry WHERE x IS NOT NULL")
    ids = [chance.randint(1, highest) for _ in range(200)]
    with transaction.atomic():
        timed(partial(_move, i, chance) for i in ids)
        with_indexes = timed(partial(_move, i, chance) for i in ids)
        _drop_indexes()
        without = timed(partial(_move, i, chance) for i in ids)
        transaction.set_rollback(True)
    rows = [("with all indexes", median(with_indexes)), ("without", median(without))]
    show("Moving an entry, milliseconds", ("what", "p50"), rows)
    if _postgresql():
        show("Goals", GOAL_HEAD, [goal("with ÷ without", median(with_indexes) / median(without), 2)])


def _drop_indexes() -> None:
    names = ["INDEX search_entry_nearest", "INDEX search_entry_words"]
    with connection.cursor() as cursor:
        for name in names if _postgresql() else ["TRIGGER groups_searchentry_changed"]:
            cursor.execute(f"DROP {name}")


def _move(entry_id: int, chance: random.Random) -> None:
    vector = unit_vector(chance.uniform(-60, 60), chance.uniform(-180, 180))
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE groups_searchentry SET x = %s, y = %s, z = %s WHERE id = %s AND x IS NOT NULL", [*vector, entry_id]
        )


def _criteria() -> dict[str, Criteria]:
    return {
        name: Criteria(tags=tuple((tags.known(*tag) or -1,) for tag in wanted), located=True)
        for name, wanted in FILTERS.items()
    }


def _nearest_times(points: Iterable[Point], criteria: Criteria) -> list[float]:
    runs: list[Callable[[], object]] = [
        partial(backend().nearest, unit_vector(*point), criteria, K) for point in points
    ]
    timed(runs)  # the first time reads from disk what later searches find in memory
    return timed(runs)


def _scan(point: Point) -> None:
    lat, lon = point
    with connection.cursor() as cursor:
        cursor.execute(_SCAN, [lat, lat, lon])
        cursor.fetchall()


def _populated(count: int, chance: random.Random) -> list[Point]:
    places = towns(settings.GAZETTEER_PATH)
    chosen = chance.choices(places, weights=[town.population for town in places], k=count)
    return [(town.latitude + chance.gauss(0, 0.05), town.longitude + chance.gauss(0, 0.05)) for town in chosen]


def _one(sql: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchone()[0]


def _postgresql() -> bool:
    return connection.vendor == "postgresql"


if __name__ == "__main__":
    main()
