"""The client's town, as it is typed on the pages of a list: it stands in their address alone and is kept nowhere."""

from dataclasses import replace
from typing import Any

from django.conf import settings
from django.forms import Form
from django.http import QueryDict

from groups.pages.addresses import SearchAddress
from groups.pages.preset import where_in
from groups.pages.results_page import meanings_of, notes_of, problem_in_words
from groups.search.cards import Card
from groups.search.query import Query, query_of
from groups.search.results import Results


def query_here(form: Form) -> Query:
    """The query of a validated form; a name that several places have means the one in the default country."""
    query = query_of(form.cleaned_data)
    return replace(query, country=query.country or settings.DEFAULT_COUNTRY)


def place_context(results: Results, form: Form, parameters: QueryDict, path: str) -> dict[str, Any]:
    """The field of the place as it was filled in, what is wrong with it, and the other places of that name.

    `form` is bound and has been validated; `parameters` are those that other meanings of the place take along, and
    `path` is the page they lead to.
    """
    query = results.query
    hidden = {"country": query.country, "unit": query.unit, "zone": query.zone}
    errors = form.errors.get("near") or [problem_in_words(results)]
    return {
        "near": form.data.get("near") or (", ".join(f"{degrees:g}" for degrees in query.point) if query.point else ""),
        "hidden": [(name, value) for name, value in hidden.items() if value],
        "error": " ".join(map(str, errors)),
        "notes": notes_of(results),
        "meanings": meanings_of(results, SearchAddress(parameters, query.point, path)),
    }


def carried_along(parameters: QueryDict, carried: str, *others: str) -> QueryDict:
    """Of these parameters the place and `others`, and the list where the browser keeps no cookie."""
    kept = where_in(parameters)
    for name in others:
        kept.setlist(name, parameters.getlist(name))
    if carried:
        kept["list"] = carried
    return kept


def clock_of(card: Card, results: Results) -> str:
    """The time zone (IANA) a group's meetings are told in: its own, or that of the place for one to join online."""
    there = results.query.zone or (results.origin.time_zone if results.origin else "")
    return there if there and card["latitude"] is None else card["time_zone"]
