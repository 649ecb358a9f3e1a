"""Whom the about page credits for the place data."""

from groups.places import chain
from groups.places.place import LookupUnavailable


def credits_of_places() -> list[str]:
    """The credit lines of the gazetteer in use; none while it cannot be read."""
    try:
        return chain.gazetteer().meta["credits"].splitlines()
    except LookupUnavailable:
        return []
