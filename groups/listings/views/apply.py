"""Listing a group without an account: a start page, a few steps kept as they go, a page to check, and sending it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from groups.guard import allowed
from groups.listings import drafts
from groups.listings.apply_page import CheckForm, check_page, step_page, step_url
from groups.listings.applying import FORMS, Walk, send
from groups.listings.page import keeps_what_was_typed, listing_page
from groups.models import Draft

_asking = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """What it takes, what becomes public, and the way back into what was begun."""
    return _start_page(request)


def _start_page(request: HttpRequest, status: int = 200) -> HttpResponse:
    draft = drafts.of(request)
    walk = _walk(draft)
    context = {
        "draft": draft,
        "name": walk.so_far.typed("what", "group_name"),
        "go_on": step_url(walk.next),
        "begin": step_url("what"),
    }
    return listing_page(request, "listings/apply_start.html", context, status)


@_asking
@keeps_what_was_typed
def step(request: HttpRequest, name: str) -> HttpResponse:
    """One step: GET shows what was typed, POST keeps it and goes on, or comes back with what is wrong."""
    if name not in FORMS:
        raise Http404
    if request.method == "POST":
        return _keep(request, name)
    walk = _walk(drafts.of(request))
    if not walk.is_open(name) or walk.form(name) is None:
        return redirect(step_url(walk.next))
    return step_page(request, walk, name)


def _keep(request: HttpRequest, name: str) -> HttpResponse:
    """Everything is kept before it is judged: whatever fails after that, it is there."""
    form = FORMS[name]
    draft = drafts.of(request)
    typed = form.tidy(drafts.typed_in(request.POST, form.takes))
    trouble = _trouble(request, draft)
    if trouble:
        walk = Walk({**(draft.steps if draft else {}), name: typed}, timezone.now().date())
        step_ = name if name in walk.forms else "where"
        return step_page(request, walk, step_, *trouble)
    draft = drafts.keep(request, name, typed)
    stays = "add" in request.POST or "show" in request.POST
    return redirect(step_url(name if stays else _walk(draft).after(name)))


def _trouble(request: HttpRequest, draft: Draft | None) -> tuple[int, str] | None:
    """(status, word) of why nothing may be kept: the form has expired, or too many drafts come from there."""
    if request.expired:  # type: ignore[attr-defined]
        return 403, "expired"
    if draft is None and not allowed(request, "draft", timezone.now(), 20, 60):
        return 429, "full"
    return None


@_asking
@keeps_what_was_typed
def check(request: HttpRequest) -> HttpResponse:
    """All the answers; POST sends them, once."""
    draft = drafts.of(request)
    if draft is None:
        is_second_click = request.method == "POST" and drafts.was_sent(request)
        return redirect("list-a-group-sent" if is_second_click else "list-a-group")
    walk = _walk(draft)
    if request.method == "POST" and not walk.next:
        return _send(request, draft, walk)
    return check_page(request, walk, CheckForm())


def _send(request: HttpRequest, draft: Draft, walk: Walk) -> HttpResponse:
    form, now = CheckForm(request.POST), timezone.now()
    if request.expired:  # type: ignore[attr-defined]
        return check_page(request, walk, form, 403, "expired")
    if not form.is_valid():
        return check_page(request, walk, form, 422)
    if not allowed(request, "list", now, 5, 10):
        return check_page(request, walk, form, 429, "full")
    if not send(draft, now):
        return redirect("list-a-group-check")
    drafts.note_sent(request)
    return redirect("list-a-group-sent")


@require_safe
def sent(request: HttpRequest) -> HttpResponse:
    """It has been sent; the mail with the link is on its way."""
    return listing_page(request, "listings/apply_sent.html", {})


@require_POST
@keeps_what_was_typed
def forget(request: HttpRequest) -> HttpResponse:
    """Delete what was typed, now; a form that has expired deletes nothing and can be pressed once more."""
    if request.expired:  # type: ignore[attr-defined]
        return _start_page(request, 403)
    drafts.forget(request)
    return redirect("list-a-group")


def _walk(draft: Draft | None) -> Walk:
    return Walk(draft.steps if draft else {}, timezone.now().date())
