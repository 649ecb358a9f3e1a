"""The page behind the link of a moderator's question: GET shows it, POST sends the answer."""

from django import forms
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from groups.fields import PlainField
from groups.listings import links, proposals
from groups.listings.page import keeps_what_was_typed, listing_page
from groups.models import Link, Proposal


class AnswerForm(forms.Form):
    """An answer in the organiser's own words."""

    answer = PlainField(
        max_length=2000,
        error_messages={"required": _("Write your answer."), "max_length": _("Write at most 2,000 characters.")},
    )


@require_http_methods(["GET", "HEAD", "POST"])
@keeps_what_was_typed
def answer(request: HttpRequest, token: str) -> HttpResponseBase:
    """The question, and a box for the answer; over where it was answered or decided."""
    now = timezone.now()
    link = links.find(Link.Purpose.ANSWER, token, now)
    asked = _asked(link) if link else None
    if link is None or asked is None:
        return listing_page(request, "listings/mine_link_over.html", {}, status=410)
    form = AnswerForm(request.POST if request.method == "POST" else None)
    is_sent = request.method == "POST" and not getattr(request, "expired", False)
    if not is_sent or not form.is_valid():
        status = 403 if getattr(request, "expired", False) else 422 if is_sent else 200
        return listing_page(request, "listings/answer.html", {"form": form, "asked": asked}, status)
    with transaction.atomic():
        is_done = links.use(link, now) and proposals.answer(asked, form.cleaned_data["answer"], now)
    return _done(request) if is_done else listing_page(request, "listings/mine_link_over.html", {}, status=410)


def _asked(link: Link) -> Proposal | None:
    own = Proposal.objects.filter(pk=link.data.get("proposal"), organiser=link.organiser_id)
    return own.filter(state=Proposal.State.ASKED).first()


def _done(request: HttpRequest) -> HttpResponse:
    return listing_page(request, "listings/answered.html", {})
