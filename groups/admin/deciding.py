"""One proposal before a moderator: what its page shows, and what its buttons do."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from groups import sheet
from groups.admin.comparison import Row, rows
from groups.listings import duplicates, life, proposals, risk
from groups.listings.merging import Conflict, merged
from groups.models import Proposal
from groups.pages.maps import map_around
from groups.search.query import Query

_QUEUE = "admin:groups_proposal_changelist"
_DONE = {
    "approve": "Published.",
    "approve_and_edit": "Published. You can edit it now.",
    "ask": "The question is on its way.",
    "reject": "Rejected. The reason is on its way.",
}


def context_of(proposal: Proposal, user: Any) -> dict[str, Any]:
    """What the page of a proposal shows, beside the frame of the admin."""
    group = proposal.group
    current = sheet.read(group)
    wanted, clash = _wanted(proposal, current)
    is_new = proposal.kind == Proposal.Kind.NEW
    km = risk.km_from_town(wanted)
    return {
        "proposal": proposal,
        "group": group,
        "is_new": is_new,
        "rows": rows(None if is_new else current, wanted),
        "clash": clash,
        "flags": risk.sentences(proposal.flags),
        "providers": risk.paid_providers(wanted),
        "lacks": risk.lacks_owner_or_cost(wanted),
        "duplicates": duplicates.probable(wanted, group.pk),
        "km": km,
        "map": _map(wanted),
        "wanted": wanted,
        "history": group.changes.select_related("user")[:20],
        "approved_before": Proposal.objects.filter(organiser=proposal.organiser_id, state="approved").count(),
        "seen": proposal.made_at.isoformat(),
        "may_edit_group": user.has_perm("groups.change_group"),
    }


def decide(request: HttpRequest, proposal: Proposal, now: datetime) -> HttpResponse:
    """Do what the button says at `now` (aware), then on to the queue; back to the page with a sentence if not."""
    here = HttpResponseRedirect(request.get_full_path())
    button, user = request.POST.get("do", ""), request.user
    words = " ".join(request.POST.get("words", "").split("\0")).strip()
    if request.POST.get("seen") != proposal.made_at.isoformat():
        return _told(request, here, "The organiser changed it since you opened it. Please read it once more.")
    if button not in _DONE:
        return here
    if button in ("ask", "reject") and not words:
        return _told(request, here, "Write the question." if button == "ask" else "Write the reason: it is mailed.")
    try:
        _verb(button, proposal, user, words, now)
    except (proposals.CannotDecide, proposals.Conflict, life.CannotMove) as trouble:
        return _told(request, here, str(trouble))
    messages.success(request, f"{proposal.group.name}: {_DONE[button]}")
    if button == "approve_and_edit":
        return HttpResponseRedirect(reverse("admin:groups_group_change", args=[proposal.group_id]))
    return HttpResponseRedirect(queue_of(request))


def queue_of(request: HttpRequest) -> str:
    """The address of the queue as whoever came from it had filtered it: Django carries the filters along."""
    filters = request.GET.get("_changelist_filters", "")
    return reverse(_QUEUE) + (f"?{filters}" if filters else "")


def _verb(button: str, proposal: Proposal, user: Any, words: str, now: datetime) -> None:
    if button == "ask":
        proposals.ask(proposal, user, words[:2000], now)
    elif button == "reject":
        proposals.reject(proposal, user, words[:2000], now)
    else:
        proposals.approve(proposal, user, now)


def _told(request: HttpRequest, response: HttpResponse, sentence: str) -> HttpResponse:
    messages.error(request, sentence)
    return response


def _wanted(proposal: Proposal, current: sheet.Sheet) -> tuple[sheet.Sheet, list[Row]]:
    """The listing as it would be, and the fields in which somebody else was quicker.

    A new listing is what is stored: a moderator may have put right something in it.
    """
    if proposal.kind == Proposal.Kind.NEW:
        return current, []
    if proposal.state not in Proposal.OPEN:
        return proposal.sheet, []
    try:
        return merged(proposal.group, current, proposal.sheet, proposal.base_version), []
    except Conflict as conflict:
        before = {one.field: one.before for one in conflict.fields}
        after = {one.field: one.after for one in conflict.fields}
        blank = sheet.empty()
        return proposal.sheet, rows(blank | before, blank | after)


def _map(wanted: sheet.Sheet) -> Any:
    country = wanted["country"]
    card = {name: wanted[name] for name in ("latitude", "longitude", "precision", "name")}
    return map_around(card, Query().unit_for(country))
