"""Looking at groups together: those of the list side by side, and three that go well together."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from groups.pages.preset import where_in
from groups.search.filters import form_for
from groups.search.find import placed
from groups.shortlists import kept
from groups.shortlists.compare_page import compare_page
from groups.shortlists.page import carried_of
from groups.shortlists.place import carried_along, place_context, query_here
from groups.shortlists.suggest_page import suggest_page


@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    """The groups of the list side by side, perhaps with their distance from a place; nothing of it is stored."""
    own = kept.read(request)
    form = form_for(where_in(request.GET))
    form.is_valid()
    results = placed(query_here(form), timezone.now())
    along = carried_along(request.GET, carried_of(request, own))
    return compare_page(request, own, results, place_context(results, form, along, request.path))


@require_safe
def suggest(request: HttpRequest) -> HttpResponse:
    """Three groups for a place and what is needed there; nothing of it is stored."""
    return suggest_page(request, kept.read(request), timezone.now())
