"""Putting groups on the list, ordering them, writing notes, and forgetting it all."""

from urllib.parse import urlencode

from django.http import HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from groups.pages.caching import kept_by_nobody
from groups.shortlists import kept
from groups.shortlists.forms import Asked, number_in
from groups.shortlists.kept import Shortlist
from groups.shortlists.list_page import back_of_form, back_to, count_in_words, list_page, to_list, with_back, with_kept
from groups.shortlists.page import shortlist_page
from groups.shortlists.rows import picks_of
from groups.shortlists.sent import sent_with_list, sent_with_notes

#: Where the buttons beside the place lead.
_ONWARD = {"sheet": "shortlist-sheet", "compare": "shortlist-compare", "suggest": "shortlist-suggest"}


@require_safe
def shortlist(request: HttpRequest) -> HttpResponseBase:
    """The list; `?back=` is the page a group was added from."""
    back = back_to(request, request.GET.get("back", ""))
    if "list" in request.GET and kept.has_cookie(request):
        # The cookie has come through: the list need not stand in the address, nor in the browser's history.
        return kept_by_nobody(redirect(with_back(reverse("shortlist"), back)))
    return list_page(request, Asked(kept.read(request)), back=back)


@sent_with_list
def add(request: HttpRequest, own: Shortlist) -> HttpResponseBase:
    """Put groups (`group`, by number, several allowed) on the list; a script is answered in JSON."""
    wanted = [number_in(str(sent)) for sent in request.POST.getlist("group")[: kept.MOST_GROUPS]]
    longer = own.added(picks_of(wanted))
    if request.headers.get("Accept") == "application/json":
        response = kept_by_nobody(JsonResponse({"said": count_in_words(longer), "address": reverse("shortlist")}))
        kept.keep(response, longer)
        return response
    back = back_to(request, request.headers.get("Referer", ""))
    return to_list(request, longer, "" if back.startswith(reverse("shortlist")) else back)


@sent_with_notes
def change(request: HttpRequest, asked: Asked) -> HttpResponseBase:
    """Save the notes, and move or remove a group; what is too long is shown again, beside its field."""
    return to_list(request, asked.shortlist, back_of_form(request))


@sent_with_notes
def onward(request: HttpRequest, asked: Asked) -> HttpResponseBase:
    """Save the notes and go on to what `to` names, from the place in `near`: Enter alone names nothing."""
    near = str(request.POST.get("near", "")).strip()
    name = _ONWARD.get(str(request.POST.get("to", "sheet" if near else "")))
    if name is None:
        return to_list(request, asked.shortlist, back_of_form(request))
    path = f"{reverse(name)}?{urlencode({'near': near})}" if near else reverse(name)
    return with_kept(request, asked.shortlist, path)


@sent_with_list
def forget(request: HttpRequest, own: Shortlist) -> HttpResponseBase:
    """Forget the list: the cookie, and all that this browser keeps of our pages."""
    response = kept_by_nobody(redirect("shortlist-forgotten"))
    kept.forget(response)
    return response


@require_safe
def forgotten(request: HttpRequest) -> HttpResponseBase:
    """The list is gone; what the browser itself still remembers."""
    return shortlist_page(request, "shortlists/forgotten.html", {}, Shortlist())
