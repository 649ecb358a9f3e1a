"""The pages that find: each view asks one verb and shows one template."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from groups.models import Group
from groups.pages import group_page, results_page
from groups.pages.caching import public_page
from groups.pages.errors import not_shown
from groups.pages.frame import page
from groups.pages.helplines import help_lines
from groups.pages.kinds import kinds
from groups.pages.structured import organization, script_of, website
from groups.search.cards import cards_of
from groups.search.filters import form_for
from groups.search.find import search
from groups.search.query import Query, query_of
from groups.search.vocabulary import directory_version, vocabulary


@public_page
def home(request: HttpRequest) -> HttpResponse:
    """One box, the kinds of support, and the help lines of the default country."""
    version = directory_version()
    context = {
        "hidden": [("country", settings.DEFAULT_COUNTRY)],
        "near_me_unit": Query().unit_for(settings.DEFAULT_COUNTRY),
        "kinds": kinds(),
        "help_lines": help_lines(version, ""),
        "structured": script_of(website(), organization()),
    }
    return page(request, "pages/home.html", context, version)


@public_page
def results(request: HttpRequest) -> HttpResponse:
    """The groups that fit; what is wrong in the address is said, and the rest of it is searched for."""
    form = form_for(request.GET)
    form.is_valid()
    found = search(query_of(form.cleaned_data), timezone.now())
    context = results_page.context_of(found, form, wants_map=bool(request.GET.get("map")))
    return results_page.page_of(request, "pages/results.html", context, found)


@public_page
def group(request: HttpRequest, slug: str) -> HttpResponse:
    """Everything about one listed group; `?zone=` says the next meeting to join by the visitor's clock as well."""
    rows = Group.objects.listed().select_related("fellowship__philosophy", "philosophy", "source")
    found = rows.filter(slug=slug).first()
    now = timezone.now()
    card = cards_of([found.pk], now).get(found.pk) if found else None
    if found is None or card is None:
        return not_shown(request, slug)
    version = directory_version()
    form = form_for(request.GET)
    form.is_valid()
    visitor_zone = query_of(form.cleaned_data).zone
    context = group_page.context_of(found, card, vocabulary(version), now, visitor_zone)
    return page(request, "pages/group.html", context, version, found.country)


@public_page
def group_by_number(request: HttpRequest, number: int) -> HttpResponse:
    """The address of a group in mails: it says nothing of the group, and leads to its page."""
    if found := Group.objects.listed().filter(pk=number).first():
        return redirect(found)
    once = Group.objects.once_listed().filter(pk=number).first()
    return not_shown(request, once.slug if once else "")
