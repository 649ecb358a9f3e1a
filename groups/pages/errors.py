"""The pages for what went wrong. None of them repeats what the visitor asked for, and none needs the database."""

import sys

from django.db import DatabaseError, Error, InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from groups.models import Group
from groups.pages.contact import ContactForm
from groups.pages.contact_page import contact_page
from groups.pages.crisis import country_asked, crisis_strip, spare_crisis_strip
from groups.pages.frame import frame
from groups.search.vocabulary import directory_version

_RETRY_AFTER_SECONDS = 30
#: PostgreSQL's code for a table that is not there, as before `migrate` has run.
_UNDEFINED_TABLE = "42P01"


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: the browser sent something we cannot read."""
    return _problem(request, 400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: not allowed."""
    return _problem(request, 403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form that was open too long or came from elsewhere; what was written to us is offered again."""
    match = request.resolver_match
    if match and match.view_name == "contact":
        return contact_page(request, ContactForm(request.POST), status=403, trouble="expired")
    return _problem(request, 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: no page at this address, or a listing that is not public."""
    return _problem(request, 404)


def not_shown(request: HttpRequest, slug: str) -> HttpResponse:
    """404 for a group that is not public: one that was says that it is not shown right now, and nothing else of it.

    One that never was is not found, like an address that was never given out.
    """
    if Group.objects.once_listed().filter(slug=slug).exists():
        return _problem(request, 404, "pages/not_shown.html")
    return _problem(request, 404)


def only_to_read(request: HttpRequest) -> HttpResponse:
    """405: something was sent to a page that can only be read."""
    response = _problem(request, 405)
    response["Allow"] = "GET, HEAD"
    return response


def changed_meanwhile(request: HttpRequest) -> HttpResponse:
    """412: the page is not the one that If-Match asks for."""
    return _problem(request, 412)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: our fault; or 503 where the database does not answer or cannot be read. It is not asked again here."""
    if not _is_database_down(sys.exception()):
        return _page(500, spare_crisis_strip(country_asked(request)))
    response = _page(503, spare_crisis_strip(country_asked(request)))
    response["Retry-After"] = str(_RETRY_AFTER_SECONDS)
    return response


def _is_database_down(exception: BaseException | None) -> bool:
    if isinstance(exception, OperationalError | InterfaceError) or type(exception) is DatabaseError:
        return True
    return isinstance(exception, Error) and getattr(exception.__cause__, "pgcode", "") == _UNDEFINED_TABLE


def _problem(request: HttpRequest, status: int, template: str = "") -> HttpResponse:
    country = country_asked(request)
    try:
        return _page(status, crisis_strip(directory_version(), country), template)
    except Error:
        return _page(status, spare_crisis_strip(country), template)


def _page(status: int, crisis: SafeString, template: str = "") -> HttpResponse:
    html = render_to_string(template or f"{status}.html", frame() | {"crisis": crisis})
    response = HttpResponse(html, status=status)
    response["Cache-Control"] = "no-store"
    return response
