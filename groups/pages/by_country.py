"""Pages that are by country: which one is asked for, and the others to choose from."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Model
from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django_countries import countries

from groups.search import remembered
from groups.text import fold


@dataclass(frozen=True, slots=True)
class CountryChoice:
    """A country (ISO code) and its name in the language of the page."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class AskedCountry:
    """The country a page is about, and a sentence where the address asked for one that does not exist."""

    code: str
    name: str
    error: str = ""


def asked_country(parameters: QueryDict) -> AskedCountry:
    """The country of `?country=GB`, in capitals or small; without it that of the site."""
    code = parameters.get("country", "").strip().upper()
    if code in countries.countries:
        return AskedCountry(code, countries.name(code))
    name = countries.name(settings.DEFAULT_COUNTRY)
    error = _("We do not know that country. This is %(country)s.") % {"country": name} if code else ""
    return AskedCountry(settings.DEFAULT_COUNTRY, name, error)


def choice_of(model: type[Model], asked: AskedCountry, version: int) -> dict[str, Any]:
    """What the fragments that let people choose a country show: those that have rows of a model."""
    listed = countries_of(model, version)
    return {"asked": asked, "countries": listed, "is_listed": any(row.code == asked.code for row in listed)}


def countries_of(model: type[Model], version: int) -> list[CountryChoice]:
    """The countries that have rows of a model, by name; remembered by the directory's version."""
    key = ("countries", model._meta.label, get_language())
    return remembered.get(version, key, lambda: _countries(model))


def _countries(model: type[Model]) -> list[CountryChoice]:
    codes = model._default_manager.order_by().values_list("country", flat=True).distinct()
    return sorted((CountryChoice(code, countries.name(code)) for code in codes), key=lambda row: fold(row.name))
