"""Putting groups on the list, ordering them, writing notes, and forgetting it all.

None of these forms has an anti-forgery token: it would need a cookie on every page with a group. The list's cookie does
not come with what another site sends (SameSite), and the browser's word of where a form comes from is asked as well.
"""

from django.http import HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from groups.pages.origin import comes_from_here
from groups.shortlists import kept
from groups.shortlists.forms import Asked, asked_of
from groups.shortlists.kept import Full, Shortlist
from groups.shortlists.list_page import back_to, count_in_words, list_page, to_list, with_back
from groups.shortlists.page import kept_by_nobody, shortlist_page
from groups.shortlists.rows import picks_of


@require_safe
def shortlist(request: HttpRequest) -> HttpResponseBase:
    """The list; `?back=` is the page a group was added from."""
    back = back_to(request, request.GET.get("back", ""))
    if "list" in request.GET and kept.has_cookie(request):
        # The cookie has come through: the list need not stand in the address, nor in the browser's history.
        return kept_by_nobody(redirect(with_back(reverse("shortlist"), back)))
    return list_page(request, Asked(kept.read(request)), back=back)


@csrf_exempt
@require_POST
def add(request: HttpRequest) -> HttpResponseBase:
    """Put groups (`group`, by number, several allowed) on the list; a script is answered in JSON."""
    own = kept.read(request)
    if not comes_from_here(request):
        return list_page(request, Asked(own), "elsewhere", status=403)
    wanted = [int(number) for number in request.POST.getlist("group")[: kept.MOST_GROUPS] if _is_id(number)]
    try:
        longer = own.added(picks_of(wanted))
        if request.headers.get("Accept") == "application/json":
            response = kept_by_nobody(JsonResponse({"said": count_in_words(longer), "address": reverse("shortlist")}))
            kept.keep(response, longer)
            return response
        back = back_to(request, request.headers.get("Referer", ""))
        return to_list(request, longer, "" if back.startswith(reverse("shortlist")) else back)
    except Full:
        return list_page(request, Asked(own), "full", status=422)


@csrf_exempt
@require_POST
def change(request: HttpRequest) -> HttpResponseBase:
    """Save the notes, and move or remove a group; what is too long is shown again, beside its field."""
    own = kept.read(request)
    if not comes_from_here(request):
        return list_page(request, Asked(own), "elsewhere", status=403)
    asked = asked_of(own, request.POST)
    if asked.errors:
        return list_page(request, asked, status=422)
    try:
        return to_list(request, asked.shortlist, back_to(request, request.POST.get("back", "")))
    except Full:
        return list_page(request, asked, "full", status=422)


@csrf_exempt
@require_POST
def forget(request: HttpRequest) -> HttpResponseBase:
    """Forget the list: the cookie, and all that this browser keeps of our pages."""
    if not comes_from_here(request):
        return list_page(request, Asked(kept.read(request)), "elsewhere", status=403)
    response = kept_by_nobody(redirect("shortlist-forgotten"))
    kept.forget(response)
    return response


@require_safe
def forgotten(request: HttpRequest) -> HttpResponseBase:
    """The list is gone; what the browser itself still remembers."""
    return shortlist_page(request, "shortlists/forgotten.html", {}, Shortlist())


def _is_id(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 19
