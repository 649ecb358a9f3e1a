"""Distances in words for people, in the unit their roads are signed in."""

from functools import lru_cache

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from groups.geo import KM_PER_MILE
from groups.language import number_in_words, plural_number


def distance_in_words(distance_km: float, unit: str, rough: bool = False) -> str:
    """Kilometres as "0.4 miles", "1 mile", "12 miles" (`unit` mi) or "400 m", "1.2 km", "12 km" (`unit` km).

    `rough` says "about": for a group whose point is only that of its town or district.
    """
    number = distance_km / KM_PER_MILE if unit == "mi" else distance_km
    return _words(round(number, 1) if number < 10 else float(round(number)), unit, rough, get_language())


@lru_cache(maxsize=4_000)
def _words(number: float, unit: str, rough: bool, language: str | None) -> str:
    words = _miles(max(0.1, number)) if unit == "mi" else _kilometres(number)
    return _("about %(distance)s") % {"distance": words} if rough else words


def radius_in_words(radius_km: float, unit: str) -> str:
    """A radius in kilometres as "25 miles" or "40 km"; a fraction keeps one decimal."""
    return _radius(round(radius_km / KM_PER_MILE if unit == "mi" else radius_km, 1), unit, get_language())


@lru_cache(maxsize=1_000)
def _radius(number: float, unit: str, language: str | None) -> str:
    if unit == "mi":
        return _miles(number)
    return _("%(count)s km") % {"count": number_in_words(number)}


def _miles(miles: float) -> str:
    words = ngettext("%(count)s mile", "%(count)s miles", plural_number(miles))
    return words % {"count": number_in_words(miles)}


def _kilometres(km: float) -> str:
    if km < 1:
        return _("%(count)s m") % {"count": number_in_words(max(100, round(km * 1000)))}
    return _("%(count)s km") % {"count": number_in_words(km)}
