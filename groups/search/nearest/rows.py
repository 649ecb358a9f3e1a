"""What both databases' searches ask alike: the rows of a statement, and a vector's numbers for a square."""

from collections.abc import Sequence
from typing import Any

from django.db import connection

from groups.geo import Vector


def rows_of(sql: str, values: Sequence[Any] = ()) -> list[Any]:
    """All rows of a statement, `values` bound to its %s in order."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()


def twice(vector: Vector) -> list[float]:
    """x, x, y, y, z, z: what a squared distance binds."""
    return [number for number in vector for _ in (0, 1)]
