"""What every form about a list needs before it acts: that a page of ours sent it, and that what was typed fits.

None of these forms has an anti-forgery token: it would need a cookie on every page with a group. The list's cookie does
not come with what another site sends (SameSite), and the browser's word of where a form comes from is asked as well.
"""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from groups.pages.origin import comes_from_here
from groups.shortlists import kept
from groups.shortlists.forms import Asked, asked_of
from groups.shortlists.kept import Full, Shortlist
from groups.shortlists.list_page import list_page


def sent_with_list(view: Callable[[HttpRequest, Shortlist], HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """A POST about the list; the view gets the list of this browser.

    What another site sent, or what would not fit the list (the view raises Full), does nothing: the page of the list
    says so, with status 403 or 422.
    """

    @csrf_exempt
    @require_POST
    @wraps(view)
    def acted(request: HttpRequest) -> HttpResponseBase:
        own = kept.read(request)
        if not comes_from_here(request):
            return list_page(request, Asked(own), "elsewhere", status=403)
        try:
            return view(request, own)
        except Full:
            return list_page(request, Asked(own), "full", status=422)

    return acted


def sent_with_notes(view: Callable[[HttpRequest, Asked], HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """The same for a form of the list's own page; the view gets what that form asks, and no note is too long.

    Too long a note, or notes that do not fit the list together, are shown again as typed: status 422.
    """

    @wraps(view)
    def acted(request: HttpRequest, own: Shortlist) -> HttpResponseBase:
        asked = asked_of(own, request.POST)
        if asked.errors:
            return list_page(request, asked, status=422)
        try:
            return view(request, asked)
        except Full:
            return list_page(request, asked, "full", status=422)

    return sent_with_list(acted)
