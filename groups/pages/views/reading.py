"""The pages that explain, to read."""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from groups.models import Group, Source
from groups.pages.caching import public_page
from groups.pages.credits import credits_of_places
from groups.pages.frame import page
from groups.pages.streets import tile_host
from groups.pages.structured import organization, script_of
from groups.search.vocabulary import directory_version


@public_page
def about(request: HttpRequest) -> HttpResponse:
    """What this is, and whom it credits."""
    sources = Source.objects.filter(groups__status=Group.Status.LISTED, is_example=False).distinct()
    context = {"credits": credits_of_places(), "sources": sources, "structured": script_of(organization())}
    return page(request, "pages/about.html", context, directory_version())


@public_page
def privacy(request: HttpRequest) -> HttpResponse:
    """What happens, and does not happen, with what a visitor types."""
    context = {
        "geocoders": [urlsplit(entry.partition(":")[2]).hostname or entry for entry in settings.GEOCODERS],
        "tile_host": tile_host(),
    }
    return page(request, "pages/privacy.html", context, directory_version())
