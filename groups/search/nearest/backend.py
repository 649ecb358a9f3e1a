"""Chooses the nearest search of the database in use."""

from types import ModuleType

from django.db import connection

from groups.search.nearest import postgresql, sqlite


def backend() -> ModuleType:
    """The module with `nearest`, `rows_within`, `rows_anywhere`, `count`, `by_name`, `entries` and `has_any`."""
    return postgresql if connection.vendor == "postgresql" else sqlite
