"""The page of practical links: treatment, a doctor, a home and money, by country."""

from typing import Any

from django.utils.translation import gettext as _

from groups.models import PracticalLink
from groups.pages.by_country import AskedCountry, choice_of
from groups.pages.when import long_date


def context_of(asked: AskedCountry, version: int) -> dict[str, Any]:
    """Everything the template shows of a country's links."""
    links = list(PracticalLink.objects.filter(country=asked.code))
    parts = [(key, title, [link for link in links if link.kind == key]) for key, title in _titles()]
    return {
        **choice_of(PracticalLink, asked, version),
        "parts": [part for part in parts if part[2]],
        "known_on": long_date(min(link.known_on for link in links)) if links else "",
    }


def _titles() -> list[tuple[str, str]]:
    return [
        (PracticalLink.Kind.TREATMENT, _("Find treatment")),
        (PracticalLink.Kind.DOCTOR, _("See a doctor")),
        (PracticalLink.Kind.HOUSING, _("A place to live")),
        (PracticalLink.Kind.MONEY, _("Money and debt")),
    ]
