"""Editing a listing: one form with the steps of a new one; what others changed meanwhile is shown beside it."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from groups import sheet
from groups.listings import editing, proposals
from groups.listings.editing import Edit
from groups.listings.field_words import UNSAID, difference_in_words
from groups.listings.merging import base_of
from groups.listings.my_list import row_of
from groups.listings.page import listing_page
from groups.listings.proposals import Conflict
from groups.listings.visits import for_own_group
from groups.models import Group, Organiser, Proposal


@require_http_methods(["GET", "HEAD", "POST"])
@for_own_group
def edit(request: HttpRequest, organiser: Organiser, now: datetime, group: Group) -> HttpResponse:
    """GET shows the listing in the form, or the edit that still waits; POST proposes what differs."""
    if not row_of(group, now).may_edit:
        return redirect("my-groups")
    if request.method != "POST":
        return _form_of(request, group, now)
    version, seen = (_number(request.POST.get(name, "")) for name in ("base_version", "waiting"))
    made = Edit(base_of(group, version) or sheet.read(group), editing.typed_by(request.POST), now.date())
    if "add" in request.POST:
        return _page(request, group, made, version, seen)
    if not made.is_valid:
        return _page(request, group, made, version, seen, 422, mistakes=made.mistakes)
    try:
        proposals.propose_edit(group, made.wanted(), organiser, version, now, seen)
    except Conflict as conflict:
        return _conflict_page(request, group, conflict, now)
    return redirect("my-group-edited", group.pk)


@require_http_methods(["GET", "HEAD"])
@for_own_group
def edited(request: HttpRequest, organiser: Organiser, now: datetime, group: Group) -> HttpResponse:
    """Whether the changes are public, or wait for a moderator."""
    context = {"group": group, "waits": _waiting(group) is not None}
    return listing_page(request, "listings/edit_done.html", context)


@require_POST
@for_own_group
def withdraw(request: HttpRequest, organiser: Organiser, now: datetime, group: Group) -> HttpResponse:
    """Take back the changes that wait; the listing stays as it is."""
    if waiting := _waiting(group):
        proposals.withdraw(waiting, now)
    return redirect("my-groups")


def _waiting(group: Group) -> Proposal | None:
    return group.proposals.filter(kind=Proposal.Kind.EDIT, state__in=Proposal.OPEN).first()


def _number(text: str) -> int:
    """The version the form was made from, or the edit it held; 0, which neither has, for what is no number."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def _form_of(request: HttpRequest, group: Group, now: datetime) -> HttpResponse:
    waiting = _waiting(group)
    own, version = (waiting.sheet, waiting.base_version) if waiting else (sheet.read(group), group.version)
    made = Edit(own, editing.typed_of(own), now.date())
    return _page(request, group, made, version, waiting.pk if waiting else 0, waits=waiting is not None)


def _conflict_page(request: HttpRequest, group: Group, conflict: Conflict, now: datetime) -> HttpResponse:
    """Both versions, and the form: what others changed meanwhile, and over it what was typed."""
    rows = [difference_in_words(one, group.country) for one in conflict.fields if one.field not in UNSAID]
    again = Edit(conflict.wanted, editing.typed_of(conflict.wanted), now.date())
    more = {"conflicts": rows, "with_waiting": conflict.with_waiting}
    return _page(request, group, again, conflict.version, conflict.seen or 0, 409, **more)


def _page(
    request: HttpRequest, group: Group, made: Edit, version: int, seen: int, status: int = 200, **more: Any
) -> HttpResponse:
    context = {"group": group, "edit": made, "base_version": version, "seen": seen, **more}
    return listing_page(request, "listings/edit.html", context, status, group.country)
