"""Distances in words for people, in the unit their roads are signed in."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from groups.geo import KM_PER_MILE


def distance_in_words(distance_km: float, unit: str, rough: bool = False) -> str:
    """Kilometres as "0.4 miles", "1 mile", "12 miles" (`unit` mi) or "400 m", "1.2 km", "12 km" (`unit` km).

    `rough` says "about": for a group whose point is only that of its town or district.
    """
    words = _miles(distance_km / KM_PER_MILE) if unit == "mi" else _kilometres(distance_km)
    return _("about %(distance)s") % {"distance": words} if rough else words


def radius_in_words(radius_km: float, unit: str) -> str:
    """A radius in kilometres as "25 miles" or "40 km"; a fraction keeps one decimal."""
    number = round(radius_km / KM_PER_MILE if unit == "mi" else radius_km, 1)
    if unit == "mi":
        return ngettext("%(count)s mile", "%(count)s miles", int(number)) % {"count": _short(number)}
    return _("%(count)s km") % {"count": _short(number)}


def _miles(miles: float) -> str:
    number = max(0.1, round(miles, 1)) if miles < 10 else round(miles)
    if number == 1:
        return _("1 mile")
    return _("%(count)s miles") % {"count": _short(number)}


def _kilometres(km: float) -> str:
    if km < 0.95:
        return _("%(count)s m") % {"count": max(100, round(km * 10) * 100)}
    return _("%(count)s km") % {"count": _short(round(km, 1) if km < 10 else round(km))}


def _short(number: float) -> str:
    return f"{number:,.0f}" if float(number).is_integer() else f"{number:,.1f}"
