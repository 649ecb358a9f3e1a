"""The list as a booklet for a waiting room."""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.views.decorators.http import require_safe

from groups.pages.caching import kept_by_nobody
from groups.paper.booklet.gather import Gathered, of_list
from groups.paper.booklet.page import booklet_page, booklet_pdf
from groups.shortlists import kept
from groups.shortlists.rows import rows_of


@require_safe
def booklet(request: HttpRequest) -> HttpResponseBase:
    """Lay it out, look at it, print it."""
    return kept_by_nobody(booklet_page(request, lambda: _gathered(request)))


@require_safe
def pdf(request: HttpRequest) -> HttpResponse:
    """The booklet as a PDF."""
    return kept_by_nobody(booklet_pdf(request, lambda: _gathered(request)))


def _gathered(request: HttpRequest) -> Gathered:
    rows = rows_of(kept.read(request).picks, timezone.now())
    cards = [row.card for row in rows if row.card is not None]
    return of_list(cards, gone=len(rows) - len(cards))
