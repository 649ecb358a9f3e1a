"""The pages for what went wrong. None of them repeats what the visitor asked for."""

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from groups.pages.frame import frame, page
from groups.search.vocabulary import directory_version


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: the browser sent something we cannot read."""
    return _bare("400.html", 400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: not allowed."""
    return _bare("403.html", 403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form that was open too long or came from elsewhere."""
    return _bare("403.html", 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: no page at this address, or a listing that is not public."""
    response = page("404.html", {}, directory_version(), status=404)
    response["Cache-Control"] = "no-store"
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """500: our fault. It needs no database, which may be what failed."""
    return _bare("500.html", 500)


def _bare(template: str, status: int) -> HttpResponse:
    response = HttpResponse(render_to_string(template, frame()), status=status)
    response["Cache-Control"] = "no-store"
    return response
