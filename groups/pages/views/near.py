"""The pages about places, for people who come from a search engine.

A place stands in the path here: what writes paths down must leave it out (gunicorn.conf.py, docs/operators.md).
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django_countries import countries as all_countries

from groups.pages import near_page
from groups.pages.caching import public_page
from groups.pages.frame import page
from groups.places.place import LookupUnavailable
from groups.places.slugs import NamedTown, town_called
from groups.search.find import search
from groups.search.query import Query
from groups.search.vocabulary import directory_version

_LONGEST = 100


@public_page
def countries(request: HttpRequest) -> HttpResponse:
    """The countries that have groups."""
    version = directory_version()
    return page(request, "pages/near_countries.html", near_page.countries_context(version), version)


@public_page
def towns(request: HttpRequest, country: str) -> HttpResponse:
    """The towns of a country that have groups near."""
    code, version = country.upper(), directory_version()
    if not all_countries.name(code):
        return _unknown(request, "", "")
    if country != code.lower():
        return redirect(near_page.country_path(code), permanent=True)
    try:
        context = near_page.country_context(version, code)
    except LookupUnavailable:
        return _unknown(request, code, "", 503)
    return page(request, "pages/near_country.html", context, version, code)


@public_page
def town(request: HttpRequest, country: str, slug: str) -> HttpResponse:
    """What there is near a town; another spelling of its name leads to its one address."""
    try:
        found = town_called(slug, country.upper()) if len(slug) <= _LONGEST else None
    except LookupUnavailable:
        return _unknown(request, country.upper(), slug, 503)
    if found is None:
        return _unknown(request, country.upper(), slug)
    if (country, slug) != (found.country.lower(), found.slug):
        return redirect(near_page.path_of(found), permanent=True)
    results = search(_query(found), timezone.now())
    context = near_page.town_context(found, results)
    return page(request, "pages/near_town.html", context, results.vocabulary.version, found.country)


def _query(found: NamedTown) -> Query:
    return Query(point=(found.latitude, found.longitude), unit=Query().unit_for(found.country))


def _unknown(request: HttpRequest, country: str, slug: str, status: int = 404) -> HttpResponse:
    """No page for a place: help to search for it instead. The words of its address stand in the box."""
    known = country if all_countries.name(country) else ""
    context = {"country": known, "near": slug.replace("-", " ")[:_LONGEST], "unavailable": status == 503}
    return page(request, "pages/near_unknown.html", context, directory_version(), known, status)
