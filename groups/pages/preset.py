"""A search for the groups of one idea, as its own page shows it: the nearest, or without a place the next online."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import QueryDict
from django.utils.translation import gettext as _

from groups.pages.addresses import SearchAddress
from groups.pages.cards import confirmed_first, render_cards
from groups.pages.place_words import place_in_words
from groups.pages.results_page import notes_of, problem_in_words
from groups.search.filters import form_for
from groups.search.find import search
from groups.search.online import soonest_online
from groups.search.query import Query, query_of
from groups.search.results import NOT_FOUND, Results
from groups.search.vocabulary import vocabulary

#: What an address may say of where somebody is; anything else there is left out.
_WHERE = ("near", "lat", "lon", "country", "unit", "zone")
_NEAREST, _ONLINE = 5, 3

Tagged = dict[str, tuple[str, ...]]


def groups_of(parameters: QueryDict, tagged: Tagged, version: int, now: datetime, nearest: int = _NEAREST) -> Results:
    """The `nearest` groups with these tags around the place the parameters name, and those online soonest.

    Without a place, or with one that is not found, only those online. `now` is aware.
    """
    form = form_for(where_in(parameters))
    form.is_valid()
    query = replace(query_of(form.cleaned_data), tagged=tagged, limit=nearest)
    has_place = query.near or query.point
    results = search(query, now) if has_place else Results(query, vocabulary(version), now)
    if not results.origin:
        results.online = soonest_online(results, ())
    return results


def where_in(parameters: QueryDict) -> QueryDict:
    """What these parameters say of where somebody is."""
    kept = QueryDict(mutable=True)
    for name, values in parameters.lists():
        if name in _WHERE:
            kept.setlist(name, values)
    return kept


def context_of(results: Results, path: str) -> dict[str, Any]:
    """What the templates of a preset search show: the box, the cards, and the way to the whole list.

    `path` is the page itself, where "use where I am" leads.
    """
    query, problem = results.query, problem_in_words(results)
    hidden = {"country": query.country or settings.DEFAULT_COUNTRY, "unit": query.unit, "zone": query.zone}
    preset = [(name, value) for name, values in query.tagged.items() for value in values]
    return {
        "near": query.near,
        "hidden": [(name, value) for name, value in hidden.items() if value] + preset,
        "error": problem,
        "near_me_url": path,
        "near_me_unit": Query().unit_for(settings.DEFAULT_COUNTRY),
        "heading": _heading(results),
        "notes": notes_of(results),
        "cards": render_cards(confirmed_first(results.hits, results), results),
        "online": render_cards(results.online[:_ONLINE], results),
        "all_url": address_of(results),
    }


def address_of(results: Results, tagged: Tagged | None = None) -> str:
    """The address of the results page for this search, the place included unless it was not found.

    `tagged` takes the place of the search's own tags.
    """
    query = results.query
    parameters = QueryDict(mutable=True)
    where = {} if results.problem == NOT_FOUND else {"near": query.near, "zone": query.zone}
    for name, value in (where | {"country": query.country, "unit": query.unit}).items():
        if value:
            parameters[name] = value
    for name, values in (query.tagged if tagged is None else tagged).items():
        parameters.setlist(name, list(values))
    return SearchAddress(parameters, query.point).changed()


def _heading(results: Results) -> str:
    if results.hits and results.origin:
        return _("Nearest to %(place)s") % {"place": place_in_words(results.origin)}
    return _("Online, the next to meet first") if results.online else ""
