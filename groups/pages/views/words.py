"""The pages that explain peer support in our own words."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from groups.pages.caching import public_page
from groups.pages.frame import page
from groups.pages.helplines import help_lines
from groups.pages.kinds import family_address
from groups.search.vocabulary import directory_version


@public_page
def peer_support(request: HttpRequest) -> HttpResponse:
    """What peer support is, what helps and why, and what it is not."""
    version = directory_version()
    context = {"help_lines": help_lines(version, ""), "family_address": family_address(version)}
    return page(request, "pages/peer_support.html", context, version)


@public_page
def first_meeting(request: HttpRequest) -> HttpResponse:
    """What happens at a first meeting."""
    version = directory_version()
    return page(request, "pages/first_meeting.html", {"help_lines": help_lines(version, "")}, version)


@public_page
def for_counsellors(request: HttpRequest) -> HttpResponse:
    """How to choose a few groups with a client and hand them over."""
    version = directory_version()
    return page(request, "pages/for_counsellors.html", {"help_lines": help_lines(version, "")}, version)


@public_page
def help_others(request: HttpRequest) -> HttpResponse:
    """Giving back: groups that welcome helpers, and how to start one."""
    version = directory_version()
    context = {"help_lines": help_lines(version, ""), "country": settings.DEFAULT_COUNTRY}
    return page(request, "pages/help_others.html", context, version)
