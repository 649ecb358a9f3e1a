"""The guard before the pages of an organiser: whose visit it is, whose listing, and nothing typed is lost when it ends.

A visit that has ended, or a form without its token, acts on nothing: what was typed is shown again, to be sent once
more after a new link.
"""

from collections.abc import Callable
from datetime import datetime
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone

from groups.listings.mine import Visit, visiting
from groups.listings.page import keeps_what_was_typed, listing_page
from groups.listings.typed_words import OF_THE_FORM, typed_in_words
from groups.models import Group

View = Callable[..., HttpResponse]


def for_visit(view: View) -> Callable[..., HttpResponseBase]:
    """A view of (request, visit, now, …) that only a visiting organiser sees."""

    @keeps_what_was_typed
    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        now = timezone.now()
        visit = visiting(request, now)
        if visit is None or (request.method == "POST" and getattr(request, "expired", False)):
            return _not_now(request, is_visiting=visit is not None)
        return view(request, visit, now, *args, **kwargs)

    return guarded


def for_own_group(view: View) -> Callable[..., HttpResponseBase]:
    """A view of (request, organiser, now, group, …) of a listing that the visit opens; any other is 404, like none."""

    @for_visit
    @wraps(view)
    def guarded(request: HttpRequest, visit: Visit, now: datetime, group_id: int, **kwargs: object) -> HttpResponse:
        group: Group = get_object_or_404(visit.groups(), pk=group_id)
        return view(request, visit.organiser, now, group, **kwargs)

    return guarded


def _not_now(request: HttpRequest, is_visiting: bool) -> HttpResponse:
    """Ask for a link; after a form, with what was typed, and a button to send it again."""
    typed = [
        (name, value.replace("\0", ""))
        for name, values in request.POST.lists()
        for value in values
        if name not in OF_THE_FORM
    ]
    if not any(value for _name, value in typed):
        again = "?again=1" if request.method == "POST" else ""
        return redirect(reverse("my-groups") + again)
    context = {"typed": typed, "said": typed_in_words(request.POST), "is_visiting": is_visiting, "again": request.path}
    return listing_page(request, "listings/mine_again.html", context, status=403)
