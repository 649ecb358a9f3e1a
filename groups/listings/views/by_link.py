"""What a link in a mail asks of an organiser: undo a change, or agree to hand a listing over. GET shows, POST acts."""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from groups.listings import handover, links, mine, my_list
from groups.listings.changes import CannotUndo
from groups.listings.page import keeps_what_was_typed, listing_page
from groups.models import Change, HandOver, Link

_SHOWN_AND_SENT = ["GET", "HEAD", "POST"]


@require_http_methods(_SHOWN_AND_SENT)
@keeps_what_was_typed
def undo(request: HttpRequest, token: str) -> HttpResponseBase:
    """The change that a mail told of, and a button to take it back."""
    now = timezone.now()
    link = links.find(Link.Purpose.UNDO, token, now)
    change = Change.objects.select_related("group").filter(pk=link.data.get("change")).first() if link else None
    if link is None or change is None or not mine.can_be_undone(change, link.organiser, now):
        return _over(request)
    if _is_sent(request):
        try:
            mine.undo_by_link(link, change, now)
            return _done(request, "undone")
        except CannotUndo as problem:
            return listing_page(request, "listings/mine_link_over.html", {"trouble": str(problem)}, status=409)
    rows = my_list.rows_of_change(change, change.group.country)
    context = {"change": change, "what": my_list.action_in_words(change), "rows": rows}
    return listing_page(request, "listings/mine_undo.html", context)


def give(request: HttpRequest, token: str) -> HttpResponseBase:
    """The old organiser says yes or no."""
    return _hand_over(request, token, Link.Purpose.HAND_OVER_GIVE)


def take(request: HttpRequest, token: str) -> HttpResponseBase:
    """The new organiser says yes or no."""
    return _hand_over(request, token, Link.Purpose.HAND_OVER_TAKE)


@require_http_methods(_SHOWN_AND_SENT)
@keeps_what_was_typed
def _hand_over(request: HttpRequest, token: str, purpose: Link.Purpose) -> HttpResponseBase:
    now = timezone.now()
    link = links.find(purpose, token, now)
    offer = handover.of_link(link, now) if link else None
    if link is None or offer is None:
        return _over(request)
    if not _is_sent(request):
        context = {"group": offer.group, "is_giver": purpose == Link.Purpose.HAND_OVER_GIVE}
        return listing_page(request, "listings/mine_agree.html", context)
    try:
        if "no" in request.POST:
            handover.refuse(link, now)
            return _done(request, "refused")
        return _done(request, "handed over" if handover.agree(link, now) else "agreed")
    except HandOver.DoesNotExist:
        return _over(request)


def _is_sent(request: HttpRequest) -> bool:
    return request.method == "POST" and not getattr(request, "expired", False)


def _done(request: HttpRequest, what: str) -> HttpResponse:
    return listing_page(request, "listings/mine_link_done.html", {"what": what})


def _over(request: HttpRequest) -> HttpResponse:
    return listing_page(request, "listings/mine_link_over.html", {}, status=410)
