"""Nearest search on PostgreSQL: one GiST index over (unit vector, tags) answers by distance, filters included.

The measured alternatives stand in docs/decisions.md.
"""

from typing import Any

from groups.geo import Vector
from groups.search.nearest.criteria import Criteria, Near, Row
from groups.search.nearest.rows import rows_of, twice

# Up to this many word matches, sorting them all beats walking the distance index past everything else.
_SORT_UP_TO = 2_000

_SQUARED = "((x - %s) * (x - %s) + (y - %s) * (y - %s) + (z - %s) * (z - %s))"
_POINT = "cube(ARRAY[%s, %s, %s]::float8[])"


def nearest(origin: Vector, criteria: Criteria, count: int, chord: float | None = None) -> list[Near]:
    """The `count` nearest groups within `chord` (None: anywhere), by exact squared chord, ties by group id."""
    matched = _matched_first(criteria)
    source, source_values = matched or _whole_table(criteria)
    wanted = count
    while True:
        rows = _nearest_entries(origin, source, source_values, wanted, chord)
        found = _groups(rows)
        if len(found) >= count or len(rows) < wanted:
            return found[:count]
        wanted *= 2


def rows_within(origin: Vector, criteria: Criteria, chord: float | None, limit: int) -> list[Row]:
    """Entries within `chord`, at most `limit`; the nearest ones when there are more (None: anywhere)."""
    if chord is None:
        return _nearest_rows(origin, criteria, limit)
    where, values = _where(criteria, origin, chord)
    sql = f"SELECT group_id, letters FROM groups_searchentry WHERE {where} LIMIT %s"
    rows = rows_of(sql, [*values, limit + 1])
    if len(rows) > limit:
        return _nearest_rows(origin, criteria, limit, chord)
    return [Row(*row) for row in rows]


def rows_anywhere(criteria: Criteria, limit: int) -> list[Row]:
    """Entries in order of name, at most `limit`."""
    where, values = _where(criteria)
    sql = f"SELECT group_id, letters FROM groups_searchentry WHERE {where} ORDER BY name_key, group_id LIMIT %s"
    return [Row(*row) for row in rows_of(sql, [*values, limit])]


def count(criteria: Criteria, origin: Vector | None = None, chord: float | None = None) -> int:
    """How many groups match, within `chord` of `origin` where both are given."""
    where, values = _where(criteria, origin, chord)
    ((total,),) = rows_of(f"SELECT count(DISTINCT group_id) FROM groups_searchentry WHERE {where}", values)
    return total


def by_name(criteria: Criteria, offset: int, limit: int) -> list[int]:
    """Group ids in order of folded name, ties by id."""
    where, values = _where(criteria)
    sql = (
        f"SELECT DISTINCT name_key, group_id FROM groups_searchentry WHERE {where} "
        "ORDER BY name_key, group_id OFFSET %s LIMIT %s"
    )
    return [group_id for _, group_id in rows_of(sql, [*values, offset, limit])]


def entries(criteria: Criteria, limit: int) -> list[tuple[int, int]]:
    """(entry id, group id) of matching entries in order of id, at most `limit`."""
    where, values = _where(criteria)
    sql = f"SELECT id, group_id FROM groups_searchentry WHERE {where} ORDER BY id LIMIT %s"
    return rows_of(sql, [*values, limit])


def has_any(criteria: Criteria) -> bool:
    """Whether any entry at all meets the criteria."""
    where, values = _where(criteria)
    return bool(rows_of(f"SELECT 1 FROM groups_searchentry WHERE {where} LIMIT 1", values))


def _nearest_entries(
    origin: Vector, source: str, source_values: list[Any], wanted: int, chord: float | None
) -> list[tuple[int, float]]:
    limits, limit_values = _radius(origin, chord)
    # The index order is by <-> alone: a tie-break inside would abandon the index (217 ms instead of 0.5), so ties
    # at the end are fetched whole and settled outside.
    sql = (
        f"SELECT group_id, squared FROM (SELECT group_id, {_SQUARED} AS squared "
        f"FROM {source} {limits} ORDER BY point <-> {_POINT} FETCH FIRST %s ROWS WITH TIES) AS near "
        "ORDER BY squared, group_id"
    )
    values = [*twice(origin), *source_values, *limit_values, *origin, wanted]
    return rows_of(sql, values)


def _whole_table(criteria: Criteria) -> tuple[str, list[Any]]:
    where, values = _where(criteria)
    return f"groups_searchentry WHERE point IS NOT NULL AND {where}", values


def _matched_first(criteria: Criteria) -> tuple[str, list[Any]] | None:
    """A source that finds the words first, where few entries have them; None where the distance index is better."""
    if not criteria.terms and criteria.entry_ids is None:
        return None
    where, values = _where(criteria)
    probe = f"SELECT count(*) FROM (SELECT 1 FROM groups_searchentry WHERE {where} LIMIT %s) AS few"
    ((matches,),) = rows_of(probe, [*values, _SORT_UP_TO + 1])
    if matches > _SORT_UP_TO:
        return None
    # OFFSET 0 keeps the planner from flattening this back into a walk along the distance index.
    return (
        f"(SELECT * FROM groups_searchentry WHERE {where} AND x IS NOT NULL OFFSET 0) AS few WHERE true",
        values,
    )


def _nearest_rows(origin: Vector, criteria: Criteria, limit: int, chord: float | None = None) -> list[Row]:
    where, values = _where(criteria)
    limits, limit_values = _radius(origin, chord)
    sql = (
        f"SELECT group_id, letters FROM groups_searchentry WHERE point IS NOT NULL AND {where} {limits} "
        f"ORDER BY point <-> {_POINT} LIMIT %s"
    )
    rows = rows_of(sql, [*values, *limit_values, *origin, limit])
    return [Row(*row) for row in rows]


def _groups(rows: list[tuple[int, float]]) -> list[Near]:
    """Each group once: the entries of one group share its point, so they stand next to each other."""
    return [Near(group_id, squared) for group_id, squared in dict(rows).items()]


def _where(criteria: Criteria, origin: Vector | None = None, chord: float | None = None) -> tuple[str, list[Any]]:
    parts: list[str] = ["true"]
    values: list[Any] = []
    if criteria.tags:
        parts.append("tags @@ %s::query_int")
        values.append("&".join(f"({'|'.join(map(str, choices)) or '-1'})" for choices in criteria.tags))
    if criteria.terms:
        parts.append("lexemes @@ %s::tsquery")
        values.append(" & ".join(f"'{term.word}'{'' if term.whole else ':*'}" for term in criteria.terms))
    if criteria.entry_ids is not None:
        parts.append("id = ANY(%s)")
        values.append(list(criteria.entry_ids))
    if criteria.located is not None:
        parts.append(f"point IS {'NOT ' if criteria.located else ''}NULL")
    if origin is not None and chord is not None:
        limits, limit_values = _radius(origin, chord)
        parts.append(limits.removeprefix("AND "))
        values += limit_values
    return " AND ".join(parts), values


def _radius(origin: Vector, chord: float | None) -> tuple[str, list[Any]]:
    """The box that the index knows, then the exact chord by the arithmetic that orders."""
    if chord is None:
        return "", []
    box = f"point <@ cube_enlarge({_POINT}, %s, 3)"
    return f"AND {box} AND {_SQUARED} <= %s", [*origin, chord, *twice(origin), chord * chord]
