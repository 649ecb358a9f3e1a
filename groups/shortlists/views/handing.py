"""Handing the list over on paper."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from groups.pages.place_words import place_in_words
from groups.pages.preset import where_in
from groups.pages.results_page import STATUS, country_of
from groups.paper.sheet import options_of, render_sheet, sheet_pdf_response
from groups.search.filters import form_for
from groups.search.find import placed
from groups.search.results import Results
from groups.shortlists import kept
from groups.shortlists.handing import sheet_items
from groups.shortlists.kept import Shortlist
from groups.shortlists.list_page import with_list
from groups.shortlists.page import carried_of, shortlist_page
from groups.shortlists.place import carried_along, place_context, query_here
from groups.shortlists.rows import rows_of

#: What of a sheet's address is kept while its place is asked for again.
_CHOSEN = ("paper", "large", "in")


@require_safe
def sheet(request: HttpRequest, is_pdf: bool = False) -> HttpResponse:
    """The list as a sheet, a page to print or a PDF; `near=` is where the client starts from, and is stored nowhere.

    A place that is not found, or cannot be looked up now, is asked again: a sheet without distances would look right.
    """
    own, now = kept.read(request), timezone.now()
    form = form_for(where_in(request.GET))
    form.is_valid()
    results = placed(query_here(form), now)
    place = place_context(results, form, carried_along(request.GET, carried_of(request, own), *_CHOSEN), request.path)
    if results.problem or form.errors:
        return _ask_again(request, own, results, place)
    items = sheet_items(rows_of(own.picks, now), results.origin)
    if not items:
        return redirect("shortlist")
    options = options_of(request.GET, items, now, results.origin)
    beside = place | _for_the_screen(request, own, results)
    return (sheet_pdf_response if is_pdf else render_sheet)(request, items, options, beside)


def _for_the_screen(request: HttpRequest, own: Shortlist, results: Results) -> dict[str, str]:
    """From where the distances count, and the way back to the list."""
    back = with_list(reverse("shortlist"), carried_of(request, own))
    return {"from": place_in_words(results.origin) if results.origin else "", "back": back}


def _ask_again(request: HttpRequest, own: Shortlist, results: Results, place: dict[str, Any]) -> HttpResponse:
    chosen = [(name, request.GET[name]) for name in _CHOSEN if name in request.GET]
    path = f"{request.path}?{urlencode(chosen)}" if chosen else request.path
    context = place | {"hidden": place["hidden"] + chosen, "without": with_list(path, carried_of(request, own))}
    status = STATUS[results.problem] if results.problem else 422
    return shortlist_page(request, "shortlists/sheet_where.html", context, own, status, country_of(results))
