"""The parameters of a search, declared once: page, API and feeds read them here, and the API's schema is made of them.

Only the form of the FilterSet is used: the search itself is one verb over the index, not a chain of querysets.
"""

from collections.abc import Iterator
from datetime import datetime
from functools import cache
from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django_countries import countries
from django_filters import (
    CharFilter,
    ChoiceFilter,
    Filter,
    FilterSet,
    IsoDateTimeFilter,
    MultipleChoiceFilter,
)

from groups.models import SearchEntry
from groups.search.vocabulary import vocabulary

#: Results end here; whoever reads a thousand groups needs a narrower search.
LAST_RESULT = 1_000
LARGEST_RADIUS = 25_000

#: The parameters that are tags of the index, in the order the form shows them.
TAGGED = "kind attendance philosophy fellowship facilitation for access style language day time".split()
SORTS = {"distance": "Nearest first", "soonest": "Soonest first"}
WHENS = {"now": "On now", "today": "Today", "tomorrow": "Tomorrow"}
_POINT = ("lat", "lon")
UNITS = {"mi": "Miles", "km": "Kilometres"}

_UNKNOWN = {"invalid_choice": "“%(value)s” is not one of the choices."}


class _NumberFilter(Filter):
    """A finite number; django-filter's own NumberFilter takes decimals of any length."""

    field_class = forms.FloatField


class _CountryField(forms.ChoiceField):
    def valid_value(self, value: str) -> bool:
        """Whether it is an ISO code; going through the choices would translate every country's name."""
        return value in countries.countries


class _CountryFilter(ChoiceFilter):
    field_class = _CountryField


class _IntegerFilter(Filter):
    field_class = forms.IntegerField


class _SearchForm(forms.Form):
    """What one parameter cannot check alone. Only the fields that are given are made: copying all costs a search."""

    def __init__(self, data: QueryDict) -> None:
        needed = {*data, *_POINT}
        own = {name: field for name, field in self.base_fields.items() if name in needed}
        self.base_fields = own  # type: ignore[misc]
        super().__init__(data)

    def clean(self) -> dict[str, Any]:
        """Adds an error where coordinates are half given, or a page lies behind the last result."""
        data = super().clean() or {}
        given = [name for name in _POINT if self.data.get(name)]
        if len(given) == 1:
            missing = "lon" if given == ["lat"] else "lat"
            self.add_error(missing, "Latitude and longitude belong together: give both, or neither.")
        limit, page = data.get("limit") or 25, data.get("page") or 1
        if not self.errors and (page - 1) * limit >= LAST_RESULT:
            self.add_error("page", "Pages end at 1,000 results. Narrow your search to see what is left.")
        return data


def _number(label: str, low: float, high: float) -> Filter:
    messages = {
        "invalid": "This must be a number.",
        "min_value": f"This must be {low:,g} or more.",
        "max_value": f"This must be {high:,g} or less.",
    }
    kind = _IntegerFilter if isinstance(low, int) else _NumberFilter
    return kind(label=label, min_value=low, max_value=high, error_messages=messages)


def _text(label: str, longest: int) -> CharFilter:
    messages = {"max_length": f"This is too long: use {longest} letters or fewer."}
    return CharFilter(label=label, max_length=longest, error_messages=messages)


def _one_of(label: str, choices: dict[str, str]) -> ChoiceFilter:
    return ChoiceFilter(label=label, choices=list(choices.items()), error_messages=_UNKNOWN)


def _some_of(label: str, parameter: str) -> MultipleChoiceFilter:
    def choices() -> Iterator[tuple[str, str]]:
        return iter(vocabulary().labels[parameter].items())

    return MultipleChoiceFilter(label=label, choices=choices, error_messages=_UNKNOWN)


def _known_zone(name: str) -> None:
    if name not in _zones():
        raise ValidationError("“%(zone)s” is not a time zone. Use a name such as Europe/London.", params={"zone": name})


def _near_our_time(moment: datetime) -> None:
    # At the ends of the calendar no other time zone can say the moment.
    if not 2000 <= moment.year < 2100:
        raise ValidationError("This must be a moment between the years 2000 and 2100.")


@cache
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())


# A dict, because `for` cannot be the name of a class attribute.
_FILTERS = {
    "near": _text("Town, district or postcode", 300),
    "lat": _number("Latitude in degrees", -90.0, 90.0),
    "lon": _number("Longitude in degrees", -180.0, 180.0),
    "country": _CountryFilter(label="Country to prefer", choices=lambda: iter(countries), error_messages=_UNKNOWN),
    "within": _number("Within", 0.1, float(LARGEST_RADIUS)),
    "unit": _one_of("Unit of distance", UNITS),
    "kind": _some_of("Kind of support", "kind"),
    "attendance": _some_of("How to take part", "attendance"),
    "philosophy": _some_of("Philosophy", "philosophy"),
    "fellowship": _some_of("Fellowship", "fellowship"),
    "facilitation": _some_of("Who runs it", "facilitation"),
    "for": _some_of("Who it is for", "for"),
    "access": _some_of("Access", "access"),
    "style": _some_of("Style", "style"),
    "language": _some_of("Language", "language"),
    "day": _some_of("Day", "day"),
    "time": _some_of("Time of day", "time"),
    "when": _one_of("When", WHENS),
    "zone": CharFilter(label="Your time zone", max_length=64, validators=[_known_zone]),
    "q": _text("Words", 200),
    "sort": _one_of("Order", SORTS),
    "limit": _number("Results on a page", 1, 100),
    "page": _number("Page", 1, LAST_RESULT),
    "as_of": IsoDateTimeFilter(label="Moment the pages count from", validators=[_near_our_time]),
}


class _Base(FilterSet):
    class Meta:
        form = _SearchForm


GroupFilter = type("GroupFilter", (_Base,), {"__doc__": "Every search parameter.", **_FILTERS})


@cache
def form_class() -> type[forms.Form]:
    """The form that the FilterSet declares; made once, for it costs more than a search."""
    return GroupFilter(queryset=SearchEntry.objects.none()).get_form_class()


def form_for(parameters: QueryDict) -> forms.Form:
    """The bound form of a query string: names we do not know and empty values are left out."""
    fields = form_class().base_fields
    kept = QueryDict(mutable=True)
    for name, values in parameters.lists():
        filled = [value.strip() for value in values if value.strip()]
        if name in fields and filled:
            kept.setlist(name, filled)
    return form_class()(kept)
