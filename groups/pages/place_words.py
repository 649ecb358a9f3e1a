"""Places in words: their own names as the place data has them, the country as the language of the page calls it."""

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django_countries import countries

from groups.language import isolated
from groups.places.place import Place
from groups.text import fold


def place_in_words(place: Place) -> str:
    """The label of a place, kept together inside a sentence."""
    if place.near_town:
        words = {"point": place.name, "town": with_country(place.near_town, place.country, place.region)}
        return isolated(_("%(point)s (near %(town)s)") % words)
    return isolated(with_country(place.label, place.country, place.region))


def with_country(label: str, country: str, region: str = "") -> str:
    """A label of the place data, which ends with the country's English name, with its name in the page's language.

    One that ends with its region (a country's only one may share its name), or is but one name, stays as it is.
    """
    own, comma, last = label.rpartition(", ")
    if not comma or get_language() == settings.LANGUAGE_CODE or fold(last) == fold(region):
        return label
    return f"{own}, {countries.name(country)}" if countries.name(country) else label
