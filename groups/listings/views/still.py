"""The links in mails that ask whether a listing is right: GET shows it with three buttons, POST answers."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from groups import sheet
from groups.listings import answers, links
from groups.listings.field_words import lines_of
from groups.listings.letters import which
from groups.listings.page import keeps_what_was_typed, listing_page
from groups.models import Group, Link
from groups.pages.card_words import hours_in_words


@require_http_methods(["GET", "HEAD", "POST"])
@keeps_what_was_typed
def still(request: HttpRequest, token: str) -> HttpResponseBase:
    """The question that comes every 90 days."""
    return _answer(request, Link.Purpose.STILL, token)


@require_http_methods(["GET", "HEAD", "POST"])
@keeps_what_was_typed
def reported(request: HttpRequest, token: str) -> HttpResponseBase:
    """The question after a visitor's report."""
    return _answer(request, Link.Purpose.ANSWER, token)


@require_safe
def right(request: HttpRequest) -> HttpResponseBase:
    """Thanks for confirming."""
    return listing_page(request, "listings/still_right.html", {})


@require_safe
def ended(request: HttpRequest) -> HttpResponseBase:
    """Thanks for telling us."""
    return listing_page(request, "listings/still_ended.html", {})


def _answer(request: HttpRequest, purpose: Link.Purpose, token: str) -> HttpResponseBase:
    now = timezone.now()
    link = links.find(purpose, token, now)
    group = answers.group_of(link)
    if link is None or group is None:
        return _over(request)
    answer = request.POST.get("answer", "")
    if request.method != "POST" or request.expired or answer not in ("right", "change", "ended"):  # type: ignore[attr-defined]
        return _question(request, link, group)
    if answer == "change":
        done, goal = answers.change(request, link, now), reverse("my-group-edit", args=[group.pk])
    elif answer == "ended":
        done, goal = answers.ended(link, now), reverse("still-ended")
    else:
        done, goal = answers.right(link, now), reverse("still-right")
    return redirect(goal) if done else _over(request)


def _over(request: HttpRequest) -> HttpResponseBase:
    return listing_page(request, "listings/mine_link_over.html", {}, status=410)


def _question(request: HttpRequest, link: Link, group: Group) -> HttpResponseBase:
    status = 403 if request.expired else 200  # type: ignore[attr-defined]
    context = {
        "group": group,
        "which": which(group),
        "is_report": link.purpose == Link.Purpose.ANSWER,
        "is_shown": group.status == Group.Status.LISTED,
        "times": _times(group),
        "place": [part for part in (group.venue, group.address, group.locality) if part],
    }
    return listing_page(request, "listings/still.html", context, status, group.country)


def _times(group: Group) -> list[str]:
    """All that the listing says of when: whoever says that it is right has read how often, and until when."""
    own = sheet.read(group)
    hours = hours_in_words(own)
    return [*lines_of("meetings", own["meetings"], group.country), *([hours] if hours else [])]
