"""Sharing the list by a link, taking it back, and the page behind the link."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from groups.pages.origin import comes_from_here
from groups.shortlists import kept, sharing
from groups.shortlists.forms import Asked
from groups.shortlists.kept import Full
from groups.shortlists.list_page import back_of_form, list_page, to_list
from groups.shortlists.sent import sent_with_notes
from groups.shortlists.shared_page import gone_page, shared_page


@sent_with_notes
def share(request: HttpRequest, asked: Asked) -> HttpResponseBase:
    """Share the list for `days`; the notes that were typed are saved as well."""
    now = timezone.now()
    days = {str(days): days for days in sharing.DAYS}.get(str(request.POST.get("days")), sharing.USUAL_DAYS)
    try:
        sharing.check_floods(request, now)
        shared = sharing.share(asked.shortlist, days, now)
    except sharing.CannotShare as why:
        return list_page(request, asked, str(why), status=422)
    return to_list(request, shared, back_of_form(request), anchor="shared")


@sent_with_notes
def take_back(request: HttpRequest, asked: Asked) -> HttpResponseBase:
    """End the shared list of `token`, if this browser has its key."""
    left = sharing.take_back(asked.shortlist, str(request.POST.get("token")))
    return to_list(request, left, back_of_form(request), anchor="share")


@require_safe
def shared(request: HttpRequest, token: str) -> HttpResponseBase:
    """The page behind the link."""
    row = sharing.find(token, timezone.now())
    return shared_page(request, token, row) if row else gone_page(request)


@csrf_exempt
@require_POST
def take_over(request: HttpRequest, token: str) -> HttpResponseBase:
    """Put the groups of a shared list, with their notes, on one's own; no token, as in groups/shortlists/sent.py."""
    row = sharing.find(token, timezone.now())
    if row is None:
        return gone_page(request)
    if not comes_from_here(request):
        return shared_page(request, token, row, "elsewhere")
    try:
        return to_list(request, kept.read(request).added(list(sharing.picks_in(row))))
    except Full:
        return shared_page(request, token, row, "full")
