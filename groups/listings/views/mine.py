"""My groups: asking for a link, coming in by it, the list, and what takes one press. GET shows, POST acts."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from groups.guard import allowed
from groups.listings import links, mine, my_list
from groups.listings.changes import CannotUndo
from groups.listings.mine import Visit
from groups.listings.my_forms import AskForm
from groups.listings.page import keeps_what_was_typed, listing_page
from groups.listings.visits import for_own_group, for_visit
from groups.models import Group, Link, Organiser

_SHOWN_AND_SENT = ["GET", "HEAD", "POST"]


@require_http_methods(_SHOWN_AND_SENT)
@keeps_what_was_typed
def my_groups(request: HttpRequest) -> HttpResponseBase:
    """The list to its organiser; everybody else is asked for an address, and answered alike whether we know it.

    So is, with `?all`, an organiser who came in to one listing and wants the others.
    """
    now = timezone.now()
    visit = mine.visiting(request, now)
    if visit and request.method != "POST" and "all" not in request.GET:
        return _the_list(request, visit, now)
    form = AskForm(request.POST) if request.method == "POST" else AskForm()
    if request.method != "POST":
        return _ask(request, form)
    if getattr(request, "expired", False) or not form.is_valid():
        return _ask(request, form, status=403 if getattr(request, "expired", False) else 422)
    if not allowed(request, "my-groups", now, burst=3, an_hour=6):
        return _ask(request, form, status=429, trouble="full")
    mine.want_link(form.cleaned_data["email"])
    return redirect("my-groups-sent")


@require_safe
def sent(request: HttpRequest) -> HttpResponse:
    """The same words whether we know the address or not."""
    return listing_page(request, "listings/mine_sent.html", {})


@require_http_methods(_SHOWN_AND_SENT)
@keeps_what_was_typed
def open_link(request: HttpRequest, token: str) -> HttpResponseBase:
    """GET and HEAD show a button, for mail scanners open links; POST uses the link up."""
    now = timezone.now()
    link = links.find(Link.Purpose.OPEN, token, now)
    if link is None:
        return _ask(request, AskForm(), status=410, trouble="over")
    is_sent = request.method == "POST" and not getattr(request, "expired", False)
    if is_sent and mine.come_in(request, link, now):
        return redirect("my-groups")
    return listing_page(request, "listings/mine_open.html", {})


@require_POST
@for_visit
def leave(request: HttpRequest, visit: Visit, now: datetime) -> HttpResponse:
    """End the visit, and forget everything of it."""
    request.session.flush()
    return redirect("my-groups")


@require_POST
@for_own_group
def confirm(request: HttpRequest, organiser: Organiser, now: datetime, group: Group) -> HttpResponse:
    """Still right: the 90 days begin again."""
    if mine.may_confirm(group):
        mine.confirm(group, organiser, now)
    return redirect(reverse("my-groups") + f"#g{group.pk}")


@require_http_methods(["GET", "HEAD"])
@for_own_group
def history(request: HttpRequest, organiser: Organiser, now: datetime, group: Group) -> HttpResponse:
    """Who changed what and when, with a button beside one's own young changes."""
    context = {"group": group, "entries": my_list.history_of(group, organiser, now)}
    return listing_page(request, "listings/mine_history.html", context)


@require_POST
@for_own_group
def undo(request: HttpRequest, organiser: Organiser, now: datetime, group: Group, change_id: int) -> HttpResponse:
    """Take one's own change back; why it cannot be is said above the history."""
    change = get_object_or_404(group.changes, pk=change_id)
    trouble, status = "", 200
    try:
        mine.undo(change, organiser, now)
    except CannotUndo as problem:
        trouble, status = str(problem), 409
    context = {"group": group, "entries": my_list.history_of(group, organiser, now), "trouble": trouble}
    return listing_page(request, "listings/mine_history.html", context, status=status)


def _the_list(request: HttpRequest, visit: Visit, now: datetime) -> HttpResponse:
    is_all = visit.listings is None
    context = {"rows": my_list.rows_of(visit.groups(), now), "is_all": is_all, "again": "again" in request.GET}
    return listing_page(request, "listings/mine.html", context)


def _ask(request: HttpRequest, form: AskForm, status: int = 200, trouble: str = "") -> HttpResponse:
    typed = str(form["email"].value() or "").replace("\0", "")
    context = {"form": form, "typed": typed, "trouble": trouble, "again": "again" in request.GET}
    return listing_page(request, "listings/mine_ask.html", context, status=status)
