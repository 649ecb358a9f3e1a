"""The link in the mail about a new listing: GET shows a button, POST confirms, as mail scanners open every link."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from groups.listings import links, proposals
from groups.listings.letters import which
from groups.listings.page import keeps_what_was_typed, listing_page
from groups.models import Link


@require_http_methods(["GET", "HEAD", "POST"])
@keeps_what_was_typed
def confirm(request: HttpRequest, token: str) -> HttpResponseBase:
    """A button that says: yes, I typed in this listing."""
    now = timezone.now()
    link = links.find(Link.Purpose.CONFIRM, token, now)
    if link is None or link.group is None:
        return link_over(request, Link.Purpose.CONFIRM, token)
    if request.method == "POST" and not request.expired:  # type: ignore[attr-defined]
        if proposals.mail_confirmed(link, now):
            return redirect("confirmed")
        return link_over(request, Link.Purpose.CONFIRM, token)
    status = 403 if request.expired else 200  # type: ignore[attr-defined]
    context = {"group": link.group, "which": which(link.group)}
    return listing_page(request, "listings/confirm.html", context, status, link.group.country)


@require_safe
def confirmed(request: HttpRequest) -> HttpResponseBase:
    """Thanks, and what comes next."""
    return listing_page(request, "listings/confirmed.html", {})


def link_over(request: HttpRequest, purpose: Link.Purpose, token: str) -> HttpResponseBase:
    """410: a link that did its work already, is too old, or never was one; and where to get another."""
    context = {"was_used": links.was_used(purpose, token)}
    return listing_page(request, "listings/mine_link_over.html", context, status=410)
