"""Telling us: the one page of the site that takes something from a visitor."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from groups.pages.caching import public_page
from groups.pages.contact import ContactForm, keep
from groups.pages.contact_page import contact_page
from groups.pages.frame import page
from groups.search.vocabulary import directory_version


@require_http_methods(["GET", "HEAD", "POST"])
def contact(request: HttpRequest) -> HttpResponse:
    """GET asks (`?about=slug` names the listing meant), POST keeps the message; nothing of who wrote it is kept."""
    if request.method != "POST":
        return contact_page(request, ContactForm(initial={"listing": request.GET.get("about", "")}))
    form = ContactForm(request.POST)
    if not form.is_valid():
        return contact_page(request, form, status=422)
    if not keep(form.cleaned_data, timezone.now()):
        return contact_page(request, form, status=429, trouble="full")
    return redirect("contact-thanks")


@public_page
def thanks(request: HttpRequest) -> HttpResponse:
    """The message has arrived."""
    return page(request, "pages/contact_thanks.html", {}, directory_version())
