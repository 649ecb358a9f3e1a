"""The parameters of a search, declared once: page, API and feeds read them here, and the API's schema is made of them.

Only the form of the FilterSet is used: the search itself is one verb over the index, not a chain of querysets.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import cache
from typing import Any, cast
from zoneinfo import available_timezones

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.functional import Promise, lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_countries import countries
from django_filters import (
    CharFilter,
    ChoiceFilter,
    Filter,
    FilterSet,
    IsoDateTimeFilter,
    MultipleChoiceFilter,
)

from groups.language import number_in_words
from groups.models import SearchEntry
from groups.search.vocabulary import vocabulary
from groups.text import quoted

#: Words in the language of the page.
Label = str | Promise

#: Results end here; whoever reads a thousand groups needs a narrower search.
LAST_RESULT = 1_000
LARGEST_RADIUS = 25_000

#: The parameters that are tags of the index, in the order the form shows them.
TAGGED = "kind attendance philosophy fellowship facilitation for access style language helpers day time".split()
SORTS = {"distance": _("Nearest first"), "soonest": _("Soonest first")}
WHENS = {"now": _("On now"), "today": _("Today"), "tomorrow": _("Tomorrow")}
_POINT = ("lat", "lon")
UNITS = {"mi": _("Miles"), "km": _("Kilometres")}

_UNKNOWN = {"invalid_choice": _("“%(value)s” is not one of the choices.")}


class _NumberFilter(Filter):
    """A finite number; django-filter's own NumberFilter takes decimals of any length."""

    field_class = forms.FloatField


class _CountryField(forms.ChoiceField):
    def to_python(self, value: Any) -> str:
        """The code in capitals, however it was typed."""
        return str(super().to_python(value)).upper()

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

    def add_error(self, field: Any, error: Any) -> None:
        """As Django does it; what was typed is repeated without anything that could garble the page or a terminal."""
        for one in error.error_list if isinstance(error, ValidationError) else ():
            given = one.params or {}
            one.params = {name: quoted(value) if isinstance(value, str) else value for name, value in given.items()}
        super().add_error(field, error)

    def clean(self) -> dict[str, Any]:
        """Adds an error where coordinates are half given, or a page lies behind the last result.

        Of several values, those that can be read stay in `cleaned_data` beside the error about the others.
        """
        data = super().clean() or {}
        for name in [name for name in TAGGED if name in self.errors]:
            field, typed = cast(forms.MultipleChoiceField, self.fields[name]), cast(QueryDict, self.data).getlist(name)
            data[name] = [value for value in typed if field.valid_value(value)]
        given = [name for name in _POINT if self.data.get(name)]
        if len(given) == 1:
            missing = "lon" if given == ["lat"] else "lat"
            self.add_error(missing, _("Latitude and longitude belong together: give both, or neither."))
        limit, page = data.get("limit") or 25, data.get("page") or 1
        if not self.errors and (page - 1) * limit >= LAST_RESULT:
            self.add_error("page", _("Pages end at 1,000 results. Narrow your search to see what is left."))
        return data


def _no_less(low: float) -> str:
    return gettext("This must be %(number)s or more.") % {"number": number_in_words(low)}


def _no_more(high: float) -> str:
    return gettext("This must be %(number)s or less.") % {"number": number_in_words(high)}


_at_least, _at_most = lazy(_no_less, str), lazy(_no_more, str)


def _number(label: Label, low: float, high: float) -> Filter:
    messages = {
        "invalid": _("This must be a number."),
        "min_value": _at_least(low),
        "max_value": _at_most(high),
    }
    kind = _IntegerFilter if isinstance(low, int) else _NumberFilter
    return kind(label=label, min_value=low, max_value=high, error_messages=messages)


def _text(label: Label, longest: int) -> CharFilter:
    messages = {"max_length": _("This is too long: use %(limit_value)s letters or fewer.")}
    return CharFilter(label=label, max_length=longest, error_messages=messages)


def _one_of(label: Label, choices: Mapping[str, Label]) -> ChoiceFilter:
    return ChoiceFilter(label=label, choices=list(choices.items()), error_messages=_UNKNOWN)


def _some_of(label: Label, parameter: str) -> MultipleChoiceFilter:
    def choices() -> Iterator[tuple[str, str]]:
        return iter(vocabulary().labels[parameter].items())

    return MultipleChoiceFilter(label=label, choices=choices, error_messages=_UNKNOWN)


def _known_zone(name: str) -> None:
    if name not in _zones():
        text = _("“%(zone)s” is not a time zone. Use a name such as Europe/London.")
        raise ValidationError(text, params={"zone": name})


def _near_our_time(moment: datetime) -> None:
    # At the ends of the calendar no other time zone can say the moment.
    if not 2000 <= moment.year < 2100:
        raise ValidationError(_("This must be a moment between the years 2000 and 2100."))


@cache
def _zones() -> frozenset[str]:
    # Not IANA names of a place: one means whatever this machine is set to, the other nothing at all.
    return frozenset(available_timezones() - {"localtime", "Factory"})


# A dict, because `for` cannot be the name of a class attribute.
_FILTERS = {
    "near": _text(_("Town, district or postcode"), 300),
    "lat": _number(_("Latitude in degrees"), -90.0, 90.0),
    "lon": _number(_("Longitude in degrees"), -180.0, 180.0),
    "country": _CountryFilter(label=_("Country to prefer"), choices=lambda: iter(countries), error_messages=_UNKNOWN),
    "within": _number(_("Within"), 0.1, float(LARGEST_RADIUS)),
    "unit": _one_of(_("Unit of distance"), UNITS),
    "kind": _some_of(_("Kind of support"), "kind"),
    "attendance": _some_of(_("How to take part"), "attendance"),
    "philosophy": _some_of(_("Philosophy"), "philosophy"),
    "fellowship": _some_of(_("Fellowship"), "fellowship"),
    "facilitation": _some_of(_("Who runs it"), "facilitation"),
    "for": _some_of(_("Who it is for"), "for"),
    "access": _some_of(_("Access"), "access"),
    "style": _some_of(_("Style"), "style"),
    "language": _some_of(_("Language"), "language"),
    "helpers": _some_of(_("Helping others"), "helpers"),
    "day": _some_of(_("Day"), "day"),
    "time": _some_of(_("Time of day"), "time"),
    "when": _one_of(_("When"), WHENS),
    "zone": CharFilter(label=_("Your time zone"), max_length=64, validators=[_known_zone]),
    "q": _text(_("Words"), 200),
    "sort": _one_of(_("Order"), SORTS),
    "limit": _number(_("Results on a page"), 1, 100),
    "page": _number(_("Page"), 1, LAST_RESULT),
    "as_of": IsoDateTimeFilter(label=_("Moment the pages count from"), validators=[_near_our_time]),
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
