"""The pages of each way to get support: help lines, practical help, and a page for each kind."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from groups.pages import help_now as lines_page
from groups.pages import practical_help as links_page
from groups.pages import support_page
from groups.pages.by_country import asked_country
from groups.pages.caching import public_page
from groups.pages.frame import page
from groups.pages.helplines import help_lines
from groups.pages.kinds import FAMILY, SUPPORT_KINDS
from groups.pages.results_page import page_of
from groups.search.vocabulary import directory_version, vocabulary


@public_page
def help_now(request: HttpRequest) -> HttpResponse:
    """Whom to ring or text in a country, those who answer now first."""
    asked = asked_country(request.GET)
    version = directory_version()
    context = lines_page.context_of(asked, vocabulary(version), timezone.now())
    return page(request, "pages/help_now.html", context, version, asked.code)


@public_page
def practical_help(request: HttpRequest) -> HttpResponse:
    """Where to turn in a country for what peer support is not."""
    asked = asked_country(request.GET)
    version = directory_version()
    return page(request, "pages/practical_help.html", links_page.context_of(asked, version), version, asked.code)


@public_page
def support(request: HttpRequest, slug: str) -> HttpResponse:
    """What one kind of support is, how to ask for it, and the first groups of that kind."""
    if slug != FAMILY and slug not in SUPPORT_KINDS:
        raise Http404
    version = directory_version()
    found = support_page.groups_of(slug, request.GET, version, timezone.now())
    context = support_page.context_of(slug, found) | {"help_lines": help_lines(version, "")}
    template = f"pages/support/{slug}.html"
    return page_of(request, template, context, found) if found else page(request, template, context, version)
