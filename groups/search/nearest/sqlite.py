"""Nearest search on SQLite: an R*Tree over unit vectors without a filter, the strips of the rarest tag with one.

The measured alternatives stand in docs/decisions.md.
"""

import json
from dataclasses import dataclass
from typing import Any

from groups.geo import Vector
from groups.search.nearest import cells
from groups.search.nearest.criteria import Criteria, Near, Row
from groups.search.nearest.density import WHOLE_SPHERE, first_chord, share, tag_count
from groups.search.nearest.rows import rows_of, twice

_SQUARED = "((e.x - %s) * (e.x - %s) + (e.y - %s) * (e.y - %s) + (e.z - %s) * (e.z - %s))"


_IN_ANY = "(SELECT cell, entry_id FROM groups_searchentrytag WHERE tag IN ({}))"
_IN_RUNS = (
    "(SELECT cell, entry_id FROM json_each(%s) r CROSS JOIN groups_searchentrytag WHERE tag IN ({}) "
    "AND cell BETWEEN json_extract(r.value, '$[0]') AND json_extract(r.value, '$[1]'))"
)
# Two whole lists lie in the same order: ORDER BY lets SQLite merge them, LIMIT keeps it from dropping the ORDER BY.
# 7,000 and 7,000 rows: 1.8 ms, where looking each of the one up in the other takes 4 to 7.
_IN_BOTH = (
    "(SELECT cell, entry_id FROM groups_searchentrytag WHERE tag = %s INTERSECT "
    "SELECT cell, entry_id FROM groups_searchentrytag WHERE tag = %s ORDER BY cell, entry_id LIMIT -1)"
)


@dataclass(frozen=True, slots=True)
class _Source:
    """FROM … WHERE … up to where conditions can be added, and its bound values.

    `repeats` says that one entry may come more than once, as when one has two of the tags asked for.
    """

    sql: str
    values: list[Any]
    repeats: bool = False

    def and_within(self, origin: Vector, chord: float) -> "_Source":
        """Only what lies within the chord, by the arithmetic that orders."""
        return _Source(f"{self.sql} AND {_SQUARED} <= %s", [*self.values, *twice(origin), chord * chord], self.repeats)


def nearest(origin: Vector, criteria: Criteria, count: int, chord: float | None = None) -> list[Near]:
    """The `count` nearest groups within `chord` (None: anywhere), by exact squared chord, ties by group id."""
    limit = WHOLE_SPHERE if chord is None else chord
    reach = min(limit, _first_reach(origin, criteria, count))
    while True:
        source = _source(criteria, origin, reach)
        found = _sorted(origin, source.and_within(origin, reach), count)
        if len(found) >= count or reach >= limit:
            return found
        reach = min(limit, reach * _growth(len(found), count))


def rows_within(origin: Vector, criteria: Criteria, chord: float | None, limit: int) -> list[Row]:
    """Entries within `chord`, at most `limit`; the nearest ones when there are more (None: anywhere)."""
    if chord is not None:
        rows = _rows_in(_source(criteria, origin, chord).and_within(origin, chord), limit + 1)
        if len(rows) <= limit:
            return rows
    groups = nearest(origin, criteria, limit, chord)
    reach = groups[-1].squared ** 0.5 * (1 + 1e-12) if groups else 0.0
    return _rows_in(_source(criteria, origin, reach).and_within(origin, reach), limit)


def rows_anywhere(criteria: Criteria, limit: int) -> list[Row]:
    """Entries in order of name, at most `limit`."""
    return _rows_in(_source(criteria), limit, "ORDER BY e.name_key, e.group_id")


def count(criteria: Criteria, origin: Vector | None = None, chord: float | None = None) -> int:
    """How many groups match, within `chord` of `origin` where both are given."""
    source = _source(criteria)
    if origin is not None and chord is not None:
        source = _source(criteria, origin, chord).and_within(origin, chord)
    ((total,),) = rows_of(f"SELECT count(DISTINCT e.group_id) {source.sql}", source.values)
    return total


def by_name(criteria: Criteria, offset: int, limit: int) -> list[int]:
    """Group ids in order of folded name, ties by id."""
    source = _source(criteria)
    sql = f"SELECT DISTINCT e.name_key, e.group_id {source.sql} ORDER BY e.name_key, e.group_id LIMIT %s OFFSET %s"
    return [group_id for _, group_id in rows_of(sql, [*source.values, limit, offset])]


def entries(criteria: Criteria, limit: int) -> list[tuple[int, int]]:
    """(entry id, group id) of matching entries in order of id, at most `limit`."""
    source = _source(criteria)
    return rows_of(f"SELECT DISTINCT e.id, e.group_id {source.sql} ORDER BY e.id LIMIT %s", [*source.values, limit])


def has_any(criteria: Criteria) -> bool:
    """Whether any entry at all meets the criteria."""
    source = _source(criteria)
    return bool(rows_of(f"SELECT 1 {source.sql} LIMIT 1", source.values))


def _sorted(origin: Vector, source: _Source, count: int) -> list[Near]:
    """The nearest groups of a source, each once: the entries of one group share its point and stand together."""
    sql = f"SELECT e.group_id, {_SQUARED} AS squared {source.sql} ORDER BY squared, e.group_id LIMIT %s"
    wanted = count
    while True:
        rows = rows_of(sql, [*twice(origin), *source.values, wanted])
        found = dict(rows)
        if len(found) >= count or len(rows) < wanted:
            return [Near(*row) for row in found.items()][:count]
        wanted *= 2


def _rows_in(source: _Source, limit: int, order: str = "") -> list[Row]:
    if source.repeats:
        rows = rows_of(
            f"SELECT DISTINCT e.id, e.group_id, e.letters {source.sql} {order} LIMIT %s", [*source.values, limit]
        )
        return [Row(group_id, letters) for _, group_id, letters in rows]
    rows = rows_of(f"SELECT e.group_id, e.letters {source.sql} {order} LIMIT %s", [*source.values, limit])
    return [Row(*row) for row in rows]


def _first_reach(origin: Vector, criteria: Criteria, count: int) -> float:
    if criteria.terms or criteria.entry_ids is not None:
        # The text index gives its matches whole; there is no cheap walk by distance that asks it row by row.
        return WHOLE_SPHERE
    return first_chord(origin, count, share(criteria))


def _growth(found: int, wanted: int) -> float:
    """The number of groups grows about with the square of the reach."""
    return min(3.0, max(1.3, (wanted / found) ** 0.5 * 1.2)) if found else 2.0


def _source(criteria: Criteria, origin: Vector | None = None, reach: float = WHOLE_SPHERE) -> _Source:
    """Where matching entries are read from: around `origin` as far as `reach`, or everywhere.

    What it gives around an origin may lie farther away than `reach`, but nothing nearer is left out.
    """
    where, values = _plain_conditions(criteria)
    if criteria.terms or criteria.entry_ids is not None:
        tags, tag_values = _has_tags(criteria.tags, "e.id", cells.SQL.format("e."))
        return _Source(f"FROM groups_searchentry e WHERE {where}{tags}", [*values, *tag_values])
    if criteria.tags:
        return _by_rarest_tag(criteria, origin, reach, where, values)
    if origin is None or reach >= WHOLE_SPHERE:
        return _Source(f"FROM groups_searchentry e WHERE {where}", values)
    # CROSS JOIN fixes the order of the loops: the R*Tree first, then the entry by its row id.
    box = "p.x1 >= %s AND p.x0 <= %s AND p.y1 >= %s AND p.y0 <= %s AND p.z1 >= %s AND p.z0 <= %s"
    joined = "FROM groups_searchpoint p CROSS JOIN groups_searchentry e ON e.id = p.id"
    return _Source(f"{joined} WHERE {box} AND {where}", [*_box(origin, reach), *values])


def _by_rarest_tag(criteria: Criteria, origin: Vector | None, reach: float, where: str, values: list[Any]) -> _Source:
    """The list of the rarest tag, only its strips within reach where they are few, each checked for the others."""
    rarest, *others = sorted(criteria.tags, key=tag_count)
    runs = cells.runs_around(origin, reach) if origin is not None else None
    if runs is None and others and len(rarest) == len(others[0]) == 1:
        pair: list[Any] = [*rarest, *others[0]]
        listed, list_values, others = _IN_BOTH, pair, others[1:]
    elif runs is None:
        listed, list_values = _IN_ANY.format(", ".join(["%s"] * len(rarest))), [*rarest]
    else:
        listed = _IN_RUNS.format(", ".join(["%s"] * len(rarest)))
        list_values = [json.dumps(runs), *rarest]
    tags, tag_values = _has_tags(others, "t.entry_id", "t.cell")
    sql = f"FROM {listed} t CROSS JOIN groups_searchentry e ON e.id = t.entry_id WHERE {where}{tags}"
    return _Source(sql, [*list_values, *values, *tag_values], len(rarest) > 1)


def _has_tags(groups: Any, entry: str, cell: str) -> tuple[str, list[int]]:
    """Conditions that an entry has one tag of each group, each a look-up by the whole key of the tag table."""
    sql, values = "", []
    for choices in groups:
        marks = ", ".join(["%s"] * len(choices))
        sql += (
            f" AND EXISTS (SELECT 1 FROM groups_searchentrytag o WHERE o.tag IN ({marks}) "
            f"AND o.cell = {cell} AND o.entry_id = {entry})"
        )
        values += choices
    return sql, values


def _plain_conditions(criteria: Criteria) -> tuple[str, list[Any]]:
    parts, values = ["true"], []
    if criteria.terms:
        parts.append("e.id IN (SELECT rowid FROM groups_searchtext WHERE groups_searchtext MATCH %s)")
        values.append(" AND ".join(f'"{term.word}"{"" if term.whole else "*"}' for term in criteria.terms))
    if criteria.entry_ids is not None:
        parts.append("e.id IN (SELECT value FROM json_each(%s))")
        values.append(json.dumps(criteria.entry_ids))
    if criteria.located is not None:
        parts.append(f"e.x IS {'NOT ' if criteria.located else ''}NULL")
    return " AND ".join(parts), values


def _box(origin: Vector, chord: float) -> list[float]:
    # The R*Tree keeps 32-bit floats, rounded outward; the padding covers the rounding of this sum alone.
    reach = chord + 1e-12
    return [side for axis in origin for side in (axis - reach, axis + reach)]
