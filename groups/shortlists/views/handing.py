"""Handing the list over on paper."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_safe

from groups.pages.preset import where_in
from groups.pages.results_page import STATUS, country_of
from groups.paper.sheet import options_of, render_sheet, sheet_pdf_response
from groups.search.filters import form_for
from groups.search.find import placed
from groups.shortlists import kept
from groups.shortlists.handing import sheet_items
from groups.shortlists.list_page import with_list
from groups.shortlists.page import carried_of, shortlist_page
from groups.shortlists.place import carried_along, place_context, query_here
from groups.shortlists.rows import rows_of


@require_safe
def sheet(request: HttpRequest, is_pdf: bool = False) -> HttpResponse:
    """The list as a sheet, a page to print or a PDF; `near=` is where the client starts from, and is stored nowhere.

    A place that is not found, or cannot be looked up now, is asked again: a sheet without distances would look right.
    """
    own, now = kept.read(request), timezone.now()
    form = form_for(where_in(request.GET))
    form.is_valid()
    results = placed(query_here(form), now)
    if results.problem or form.errors:
        carried = carried_of(request, own)
        along = carried_along(request.GET, carried, "paper", "large")
        context = place_context(results, form, along, request.path) | {"without": with_list(request.path, carried)}
        status = STATUS[results.problem] if results.problem else 422
        return shortlist_page(request, "shortlists/sheet_where.html", context, own, status, country_of(results))
    items = sheet_items(rows_of(own.picks, now), results.origin)
    if not items:
        return redirect("shortlist")
    options = options_of(request.GET, items, now, results.origin)
    return (sheet_pdf_response if is_pdf else render_sheet)(request, items, options)
