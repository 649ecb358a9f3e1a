"""Nearest search on SQLite: an R*Tree over unit vectors, or, where a filter leaves few entries, a sort of those.

The measured alternatives stand in docs/decisions.md.
"""

from typing import Any

from django.db import connection

from groups.geo import Vector
from groups.search.nearest.criteria import Criteria, Near, Row
from groups.search.nearest.density import WHOLE_SPHERE, first_chord

# Below about this many matches, fetching and sorting all of them beats looking through boxes for the rare match.
_SORT_UP_TO = 6_000

_SQUARED = "((e.x - %s) * (e.x - %s) + (e.y - %s) * (e.y - %s) + (e.z - %s) * (e.z - %s))"
# CROSS JOIN fixes the order of the loops: the R*Tree first, then the entry by its row id.
_BOXED = (
    "groups_searchpoint p CROSS JOIN groups_searchentry e ON e.id = p.id "
    "WHERE p.x1 >= %s AND p.x0 <= %s AND p.y1 >= %s AND p.y0 <= %s AND p.z1 >= %s AND p.z0 <= %s AND"
)
_PLAIN = "groups_searchentry e WHERE"


def nearest(origin: Vector, criteria: Criteria, count: int, chord: float | None = None) -> list[Near]:
    """The `count` nearest groups within `chord` (None: anywhere), by exact squared chord, ties by group id."""
    limit = WHOLE_SPHERE if chord is None else chord
    matches = _estimate(criteria)
    if matches <= _SORT_UP_TO:
        return _sorted(origin, criteria, count, limit, _PLAIN, [])
    reach = min(limit, first_chord(origin, count, matches))
    while True:
        found = _sorted(origin, criteria, count, reach, _BOXED, _box(origin, reach))
        if len(found) >= count or reach >= limit:
            return found
        reach = min(limit, reach * _growth(len(found), count))


def rows_within(origin: Vector, criteria: Criteria, chord: float | None, limit: int) -> list[Row]:
    """Entries within `chord`, at most `limit`; the nearest ones when there are more (None: anywhere)."""
    if chord is not None:
        rows = _rows_in(origin, criteria, chord, limit)
        if len(rows) <= limit:
            return rows
    groups = nearest(origin, criteria, limit, chord)
    reach = groups[-1].squared ** 0.5 * (1 + 1e-12) if groups else 0.0
    return _rows_in(origin, criteria, reach, limit)[:limit]


def rows_anywhere(criteria: Criteria, limit: int) -> list[Row]:
    """Entries in order of name, at most `limit`."""
    where, values = _where(criteria)
    sql = f"SELECT e.group_id, e.tags FROM {_PLAIN} {where} ORDER BY e.name_key, e.group_id LIMIT %s"
    return [Row(group_id, tags[1:-1]) for group_id, tags in _rows(sql, [*values, limit])]


def count(criteria: Criteria, origin: Vector | None = None, chord: float | None = None) -> int:
    """How many groups match, within `chord` of `origin` where both are given."""
    where, values = _where(criteria)
    source, first = _PLAIN, []
    if origin is not None and chord is not None:
        source, first = _BOXED, _box(origin, chord)
        where, values = f"{where} AND {_SQUARED} <= %s", [*values, *_twice(origin), chord * chord]
    ((total,),) = _rows(f"SELECT count(DISTINCT e.group_id) FROM {source} {where}", [*first, *values])
    return total


def by_name(criteria: Criteria, offset: int, limit: int) -> list[int]:
    """Group ids in order of folded name, ties by id."""
    where, values = _where(criteria)
    sql = (
        f"SELECT DISTINCT e.name_key, e.group_id FROM {_PLAIN} {where} "
        "ORDER BY e.name_key, e.group_id LIMIT %s OFFSET %s"
    )
    return [group_id for _, group_id in _rows(sql, [*values, limit, offset])]


def entries(criteria: Criteria, limit: int) -> list[tuple[int, int]]:
    """(entry id, group id) of matching entries in order of id, at most `limit`."""
    where, values = _where(criteria)
    return _rows(f"SELECT e.id, e.group_id FROM {_PLAIN} {where} ORDER BY e.id LIMIT %s", [*values, limit])


def has_any(criteria: Criteria) -> bool:
    """Whether any entry at all meets the criteria."""
    where, values = _where(criteria)
    return bool(_rows(f"SELECT 1 FROM {_PLAIN} {where} LIMIT 1", values))


def _sorted(
    origin: Vector, criteria: Criteria, count: int, chord: float, source: str, source_values: list[float]
) -> list[Near]:
    where, values = _where(criteria)
    sql = (
        f"SELECT e.group_id, min({_SQUARED}) AS squared FROM {source} {where} AND e.x IS NOT NULL "
        f"AND {_SQUARED} <= %s GROUP BY e.group_id ORDER BY squared, e.group_id LIMIT %s"
    )
    point = _twice(origin)
    return [Near(*row) for row in _rows(sql, [*point, *source_values, *values, *point, chord * chord, count])]


def _rows_in(origin: Vector, criteria: Criteria, chord: float, limit: int) -> list[Row]:
    where, values = _where(criteria)
    sql = f"SELECT e.group_id, e.tags FROM {_BOXED} {where} AND {_SQUARED} <= %s LIMIT %s"
    rows = _rows(sql, [*_box(origin, chord), *values, *_twice(origin), chord * chord, limit + 1])
    return [Row(group_id, tags[1:-1]) for group_id, tags in rows]


def _estimate(criteria: Criteria) -> int:
    """At most how many entries match: that of the rarest part, counted no further than matters."""
    if criteria.terms or criteria.entry_ids is not None:
        # The text index gives its matches whole; there is no cheap walk by distance that asks it row by row.
        return 0
    counts = [_count_tags(choices) for choices in criteria.tags]
    return min(counts, default=_SORT_UP_TO + 1)


def _count_tags(choices: tuple[int, ...]) -> int:
    marks = ", ".join(["%s"] * len(choices))
    sql = f"SELECT count(*) FROM (SELECT 1 FROM groups_searchentrytag WHERE tag IN ({marks}) LIMIT %s)"
    ((total,),) = _rows(sql, [*choices, _SORT_UP_TO + 1])
    return total


def _growth(found: int, wanted: int) -> float:
    # The number of groups grows about with the square of the reach; from an empty place, go on carefully: a box that
    # doubles in mid-ocean swallows a continent.
    return min(2.0, max(1.2, (wanted / found) ** 0.5 * 1.2)) if found else 1.4


def _box(origin: Vector, chord: float) -> list[float]:
    # The R*Tree keeps 32-bit floats, rounded outward; the padding covers the rounding of this sum alone.
    reach = chord + 1e-12
    return [side for axis in origin for side in (axis - reach, axis + reach)]


def _where(criteria: Criteria) -> tuple[str, list[Any]]:
    parts: list[str] = ["true"]
    values: list[Any] = []
    for choices in criteria.tags:
        marks = ", ".join(["%s"] * len(choices))
        parts.append(f"e.id IN (SELECT entry_id FROM groups_searchentrytag WHERE tag IN ({marks}))")
        values += choices
    if criteria.terms:
        parts.append("e.id IN (SELECT rowid FROM groups_searchtext WHERE groups_searchtext MATCH %s)")
        values.append(" AND ".join(f'"{term.word}"{"" if term.whole else "*"}' for term in criteria.terms))
    if criteria.entry_ids is not None:
        parts.append("e.id IN (SELECT value FROM json_each(%s))")
        values.append(str(list(criteria.entry_ids)))
    if criteria.located is not None:
        parts.append(f"e.x IS {'NOT ' if criteria.located else ''}NULL")
    return " AND ".join(parts), values


def _twice(vector: Vector) -> list[float]:
    return [number for number in vector for _ in (0, 1)]


def _rows(sql: str, values: list[Any]) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()
