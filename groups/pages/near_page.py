"""Pages about places: which countries and towns have groups, and what there is near one town."""

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django_countries import countries

from groups.language import isolated
from groups.pages.cards import confirmed_first, render_cards
from groups.pages.choices import Option, count_in_words, label_of
from groups.pages.distance import radius_in_words
from groups.pages.helplines import help_lines
from groups.pages.place_words import with_country
from groups.pages.structured import breadcrumbs, script_of
from groups.pages.when import next_in_words
from groups.places.slugs import NamedTown
from groups.search.facets import Choice
from groups.search.results import Hit, Results, by_next_start
from groups.search.towns import LEAST_POPULATION, ServedTown, neighbours_of, served_countries, served_towns

_CARDS, _SOONEST, _MOST_TOWNS = 10, 5, 300
#: The facts of its groups that a page counts.
_COUNTED = ("kind", "philosophy")


def path_of(town: NamedTown) -> str:
    """The address of a town's page, in the language of the moment."""
    return reverse("near-town", args=[town.country.lower(), town.slug])


def country_path(country: str) -> str:
    """The address of a country's page, by its ISO code."""
    return reverse("near-country", args=[country.lower()])


def countries_context(version: int) -> dict[str, Any]:
    """The countries that have groups, by name."""
    served = served_countries(version)
    rows = [Option(code, countries.name(code), url=country_path(code)) for code in served if countries.name(code)]
    return {
        "countries": sorted(rows, key=lambda row: row.label),
        "indexable": any(served.values()),
        "structured": script_of(breadcrumbs(_crumb())),
    }


def country_context(version: int, country: str) -> dict[str, Any]:
    """The towns of a country (ISO code) that have groups near, by name; LookupUnavailable without place data."""
    served = served_towns(version, country)
    name = countries.name(country)
    return {
        "name": name,
        "country": country,
        "towns": _by_name(served[:_MOST_TOWNS]),
        "largest": len(served) > _MOST_TOWNS,
        "indexable": any(row.is_real for row in served),
        "structured": script_of(breadcrumbs(_crumb(), (name, country_path(country)))),
    }


def town_context(town: NamedTown, results: Results) -> dict[str, Any]:
    """What there is near a town: `results` are the nearest groups to its centre."""
    version = results.vocabulary.version
    country = countries.name(town.country)
    own = (town.title, path_of(town))
    return {
        "town": town,
        "label": with_country(town.label, town.country),
        "summary": _summary(town, results),
        "counted": _counted(results) if not results.widened else [],
        "soon": [_soon(hit, results) for hit in sorted(results.hits, key=by_next_start)[:_SOONEST] if hit.next],
        "cards": render_cards(confirmed_first(results.hits[:_CARDS], results), results),
        "all_url": f"{reverse('results')}?{urlencode({'near': town.label, 'country': town.country})}",
        "neighbours": [Option(row.slug, row.title, url=path_of(row)) for row in neighbours_of(town)],
        "country": Option(town.country, country, url=country_path(town.country)),
        "help_lines": help_lines(version, town.country),
        "indexable": _is_worth_listing(town, results),
        "structured": script_of(breadcrumbs(_crumb(), (country, country_path(town.country)), own)),
    }


def _crumb() -> tuple[str, str]:
    return _("Groups by place"), reverse("near")


def _by_name(served: list[ServedTown]) -> list[Option]:
    rows = [Option(row.town.slug, row.town.title, url=path_of(row.town)) for row in served]
    return sorted(rows, key=lambda row: row.value)


def _is_worth_listing(town: NamedTown, results: Results) -> bool:
    has_real = any(not hit.card["example"] for hit in results.hits)
    return has_real and not results.widened and town.population >= LEAST_POPULATION


def _summary(town: NamedTown, results: Results) -> str:
    words = {"place": isolated(town.title), "radius": radius_in_words(results.radius_km or 0, results.unit)}
    if not results.total:
        return _("No group is listed near %(place)s yet.") % words
    if results.widened:
        return _("No group is listed within %(radius)s of %(place)s yet. These are the nearest.") % words
    words["count"] = count_in_words(results.total)
    return (
        ngettext(
            "%(count)s group is listed within %(radius)s of %(place)s.",
            "%(count)s groups are listed within %(radius)s of %(place)s.",
            results.total,
        )
        % words
    )


def _counted(results: Results) -> list[tuple[str, list[str]]]:
    """How many groups there are of each kind and of each philosophy, under the name of the fact."""
    return [
        (label_of(parameter), [_counted_in_words(choice) for choice in results.facets[parameter]])
        for parameter in _COUNTED
        if results.facets.get(parameter)
    ]


def _counted_in_words(choice: Choice) -> str:
    return _("%(label)s: %(count)s") % {"label": choice.label, "count": count_in_words(choice.count)}


def _soon(hit: Hit, results: Results) -> dict[str, str]:
    """A meeting to come, on the clock of its group."""
    assert hit.next is not None
    return {
        "name": hit.card["name"],
        "url": reverse("group", args=[hit.card["slug"]]),
        "when": next_in_words(hit.next, results.as_of, hit.card["country"]),
        "where": hit.card["locality"],
    }
