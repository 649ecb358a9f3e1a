"""The ideas groups follow and the fellowships they belong to: side by side, and a page for each."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from groups.language import translated
from groups.pages import choosing_page, fellowships_page, ideas, preset
from groups.pages.caching import public_page
from groups.pages.frame import page
from groups.pages.results_page import page_of
from groups.pages.structured import breadcrumbs, script_of
from groups.search.vocabulary import directory_version


@public_page
def philosophies(request: HttpRequest) -> HttpResponse:
    """All philosophies side by side, in the order of the alphabet."""
    version = directory_version()
    rows = [(row, ideas.compared(row)) for row in ideas.all_philosophies(version)]
    context = {"questions": ideas.questions(), "rows": rows}
    return page(request, "pages/philosophies.html", context, version)


@public_page
def philosophy(request: HttpRequest, slug: str) -> HttpResponse:
    """One philosophy, its fellowships, and the groups that follow it."""
    version = directory_version()
    found = ideas.philosophy_of(version, slug)
    if found is None:
        raise Http404
    context = {
        "philosophy": found,
        "facts": [cell for cell in ideas.compared(found) if cell.answer],
        "fellowships": [row for row in ideas.all_fellowships(version) if row.philosophy_id == found.pk],
        "structured": _way_to(request.path, translated(found.name), _("Philosophies"), "philosophies"),
    }
    return _with_groups(request, "philosophy", slug, version, context)


@public_page
def fellowships(request: HttpRequest) -> HttpResponse:
    """The fellowships by philosophy or by what they are for, perhaps those of one country."""
    version = directory_version()
    context = fellowships_page.context_of(request.GET, version)
    return page(request, "pages/fellowships.html", context, version, context["country"])


@public_page
def fellowship(request: HttpRequest, slug: str) -> HttpResponse:
    """One fellowship, its own website, and its groups."""
    version = directory_version()
    found = ideas.fellowship_of(version, slug)
    if found is None:
        raise Http404
    context = {
        "fellowship": found,
        "concerns": [ideas.concern_in_words(name) for name in ideas.concerns_of(found)],
        "where": ideas.where_in_words(found),
        "structured": _way_to(request.path, found.name, _("Fellowships and networks"), "fellowships"),
    }
    return _with_groups(request, "fellowship", slug, version, context)


def _way_to(path: str, name: str, above: str, view_above: str) -> SafeString:
    """For search engines: where a page stands, below the list of all its kind."""
    return script_of(breadcrumbs((above, reverse(view_above)), (name, path)))


def _with_groups(
    request: HttpRequest, parameter: str, slug: str, version: int, context: dict[str, Any]
) -> HttpResponse:
    """The page of one idea: what it is, and the groups that have `slug` as that parameter of a search."""
    results = preset.groups_of(request.GET, {parameter: (slug,)}, version, timezone.now())
    context = preset.context_of(results, request.path) | context
    return page_of(request, f"pages/{parameter}.html", context, results)


@public_page
def choose(request: HttpRequest) -> HttpResponse:
    """A few questions; once they are answered or skipped, the search they lead to and why. Nothing is stored."""
    version = directory_version()
    if not choosing_page.is_answered(request.GET):
        return page(request, "pages/choose.html", choosing_page.form_context(request.GET), version)
    results, sentences = choosing_page.find(request.GET, version, timezone.now())
    context = choosing_page.context_of(request.GET, results, sentences)
    return page_of(request, "pages/chosen.html", context, results)
