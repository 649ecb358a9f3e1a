"""A list to take along as a file or on paper: the browser's own, and one that somebody shared."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_safe

from groups.feeds.formats import icalendar
from groups.pages.caching import kept_by_nobody
from groups.paper.sheet import options_of, render_sheet, sheet_pdf_response
from groups.search.vocabulary import directory_version, vocabulary
from groups.shortlists import files, kept, sharing
from groups.shortlists.handing import sheet_items
from groups.shortlists.rows import Row, rows_of
from groups.shortlists.shared_page import gone_page

#: Makes a file of the groups of a list, which begins at a moment (aware).
_Maker = Callable[[HttpRequest, list[Row], datetime], HttpResponse]


def _of_own_list(make: _Maker) -> Callable[[HttpRequest], HttpResponseBase]:
    @require_safe
    @wraps(make)
    def view(request: HttpRequest) -> HttpResponseBase:
        now = timezone.now()
        return kept_by_nobody(make(request, rows_of(kept.read(request).picks, now), now))

    return view


def _of_shared_list(make: _Maker) -> Callable[[HttpRequest, str], HttpResponseBase]:
    @require_safe
    @wraps(make)
    def view(request: HttpRequest, token: str) -> HttpResponseBase:
        now = timezone.now()
        row = sharing.find(token, now)
        if row is None:
            return gone_page(request)
        response = kept_by_nobody(make(request, rows_of(sharing.picks_in(row), now), row.made_at))
        response["Referrer-Policy"] = "no-referrer"
        return response

    return view


def _csv(request: HttpRequest, rows: list[Row], since: datetime) -> HttpResponse:
    content = files.csv_of(rows, vocabulary(directory_version()), timezone.now())
    return _file(content, "text/csv; charset=utf-8", "groups.csv")


def _calendar(request: HttpRequest, rows: list[Row], since: datetime) -> HttpResponse:
    content = files.calendar_of(rows, since, named=request.GET.get("titles") == "names")
    return _file(content, icalendar.CONTENT_TYPE, "calendar.ics")


def _file(content: bytes, content_type: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _sheet(request: HttpRequest, rows: list[Row], since: datetime) -> HttpResponse:
    return _on_paper(request, rows, render_sheet)


def _sheet_pdf(request: HttpRequest, rows: list[Row], since: datetime) -> HttpResponse:
    return _on_paper(request, rows, sheet_pdf_response)


def _on_paper(request: HttpRequest, rows: list[Row], printed: Callable[..., HttpResponse]) -> HttpResponse:
    items = sheet_items(rows, None)
    if not items:
        # All are gone: the page of the list says so.
        return redirect("../")
    return printed(request, items, options_of(request.GET, items, timezone.now()))


own_csv, own_calendar = _of_own_list(_csv), _of_own_list(_calendar)
shared_csv, shared_calendar = _of_shared_list(_csv), _of_shared_list(_calendar)
shared_sheet, shared_sheet_pdf = _of_shared_list(_sheet), _of_shared_list(_sheet_pdf)
