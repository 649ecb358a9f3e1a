"""The booklet of a search: the parameters are those of the results page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from groups.pages.caching import public_page
from groups.pages.results_page import readable_of
from groups.paper.booklet.gather import Gathered, of_search
from groups.paper.booklet.page import booklet_page, booklet_pdf
from groups.search.filters import form_for
from groups.search.query import query_of


@public_page
def booklet(request: HttpRequest) -> HttpResponse:
    """Lay it out, look at it, print it."""
    return _mistaken(request) or booklet_page(request, lambda: _gathered(request))


@public_page
def pdf(request: HttpRequest) -> HttpResponse:
    """The booklet as a PDF."""
    return _mistaken(request) or booklet_pdf(request, lambda: _gathered(request))


def _mistaken(request: HttpRequest) -> HttpResponse | None:
    """On to the results, which say what in the address cannot be read; None where all can: paper cannot be asked."""
    if form_for(request.GET).is_valid():
        return None
    return redirect(f"{reverse('results')}?{request.GET.urlencode()}")


def _gathered(request: HttpRequest) -> Gathered:
    form = form_for(request.GET)
    form.is_valid()
    return of_search(query_of(form.cleaned_data), readable_of(form), timezone.now())
