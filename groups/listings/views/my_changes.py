"""What an organiser does to one listing: pause it, leave out a day, close it, hand it over. GET shows, POST acts."""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from groups.guard import allowed
from groups.listings import handover, life, mine, pauses
from groups.listings.my_forms import DayForm, HandOverForm, PauseForm
from groups.listings.my_list import row_of
from groups.listings.page import listing_page
from groups.listings.pauses import CannotPause
from groups.listings.visits import for_own_group
from groups.models import Group, Organiser

_SHOWN_AND_SENT = ["GET", "HEAD", "POST"]


@require_http_methods(_SHOWN_AND_SENT)
@for_own_group
def pause(request: HttpRequest, organiser: Organiser, now: datetime, group: Group) -> HttpResponse:
    """From one day to another, or until further notice; from today on at once, else as days without a meeting."""
    if request.method != "POST":
        return _pause_page(request, group, now, pause=PauseForm(initial={"first": mine.today_of(group, now)}))
    form = PauseForm(request.POST)
    if _done(form, "last", lambda data: pauses.pause(group.pk, organiser, data["first"], data["last"], now)):
        return _back(group)
    return _pause_page(request, group, now, status=422, pause=form)


@require_POST
@for_own_group
def day_off(request: HttpRequest, organiser: Organiser, now: datetime, group: Group) -> HttpResponse:
    """One day without a meeting."""
    form = DayForm(request.POST)
    if _done(form, "day", lambda data: pauses.add_day(group.pk, organiser, data["day"], now)):
        return redirect("my-group-pause", group.pk)
    return _pause_page(request, group, now, status=422, day=form)


@require_POST
@for_own_group
def day_on(request: HttpRequest, organiser: Organiser, now: datetime, group: Group) -> HttpResponse:
    """The group meets on that day after all."""
    form = DayForm(request.POST)
    _done(form, "day", lambda data: pauses.remove_day(group.pk, organiser, data["day"], now))
    return redirect("my-group-pause", group.pk)


@require_POST
@for_own_group
def resume(request: HttpRequest, organiser: Organiser, now: datetime, group: Group) -> HttpResponse:
    """The group meets again."""
    pauses.resume(group.pk, organiser, now)
    return _back(group)


@require_http_methods(_SHOWN_AND_SENT)
@for_own_group
def close(request: HttpRequest, organiser: Organiser, now: datetime, group: Group) -> HttpResponse:
    """GET says what happens, POST closes the group."""
    if request.method != "POST" or group.status != Group.Status.LISTED:
        return listing_page(request, "listings/mine_close.html", {"group": group})
    # Somebody may have taken it out in the same moment: the list says so.
    with suppress(life.CannotMove):
        mine.close(group.pk, organiser, now)
    return _back(group)


@require_http_methods(_SHOWN_AND_SENT)
@for_own_group
def hand_over(request: HttpRequest, organiser: Organiser, now: datetime, group: Group) -> HttpResponse:
    """GET asks to whom, POST mails both; not many, for it may be a stranger who gets one."""
    if request.method != "POST":
        return _hand_over_page(request, group, now, HandOverForm())
    form = HandOverForm(request.POST)
    if form.is_valid() and not allowed(request, "hand-over", now, burst=3, an_hour=2):
        form.add_error(None, _("You have asked several times. Please wait an hour."))
    if form.is_valid():
        try:
            handover.offer(group, organiser, form.cleaned_data["email"], get_language() or "en", now)
            return redirect("my-group-hand-over", group.pk)
        except handover.SamePerson:
            form.add_error("email", _("This is your own address. Write that of the new organiser."))
    return _hand_over_page(request, group, now, form, status=422)


@require_POST
@for_own_group
def keep(request: HttpRequest, organiser: Organiser, now: datetime, group: Group) -> HttpResponse:
    """Take back the offer to hand the listing over."""
    handover.cancel(group.pk)
    return redirect("my-group-hand-over", group.pk)


def _done(form: Form, field: str, act: Callable[[dict[str, Any]], None]) -> bool:
    """Act on a form; False where it, or what it asks for, has an error, which then stands at `field`."""
    if not form.is_valid():
        return False
    try:
        act(form.cleaned_data)
    except CannotPause as problem:
        form.add_error(field, str(problem))
        return False
    return True


def _pause_page(
    request: HttpRequest,
    group: Group,
    now: datetime,
    status: int = 200,
    pause: PauseForm | None = None,
    day: DayForm | None = None,
) -> HttpResponse:
    today = mine.today_of(group, now)
    context = {
        "group": group,
        "pause": pause or PauseForm(initial={"first": today}),
        "day": day or DayForm(),
        "days_off": pauses.days_off(group, today),
        "today": today.isoformat(),
        "is_paused": row_of(group, now).is_paused,
    }
    return listing_page(request, "listings/mine_pause.html", context, status=status)


def _hand_over_page(
    request: HttpRequest, group: Group, now: datetime, form: HandOverForm, status: int = 200
) -> HttpResponse:
    offer = handover.open_offers(now).filter(group=group).first()
    context = {"group": group, "form": form, "offer": offer}
    return listing_page(request, "listings/mine_hand_over.html", context, status=status)


def _back(group: Group) -> HttpResponse:
    return redirect(reverse("my-groups") + f"#g{group.pk}")
