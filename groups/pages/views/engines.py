"""What only search engines and browsers read: the sitemap, the rules for robots, and how to search here."""

import textwrap
from typing import Any

from django.conf import settings
from django.contrib.sitemaps.views import SitemapIndexItem
from django.contrib.sitemaps.views import sitemap as django_sitemap
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language

from groups.pages.caching import public_page
from groups.pages.frame import same_page_in
from groups.pages.head import absolute
from groups.pages.sitemaps import sections
from groups.places.place import LookupUnavailable
from groups.search import remembered
from groups.search.vocabulary import directory_version

# OpenSearch 1.1 allows no more.
_LONGEST_NAME = 16


@public_page
def sitemap_index(request: HttpRequest) -> HttpResponse:
    """The files of the sitemap: those of each section, in each language."""
    version = directory_version()
    rows = remembered.get(version, "sitemap index", lambda: _files(version))
    text = render_to_string("sitemap_index.xml", {"sitemaps": rows})
    return HttpResponse(text, content_type="application/xml")


def _files(version: int) -> list[SitemapIndexItem]:
    rows = []
    for name, make in sections(version).items():
        # How many towns a country has is not asked here: they fit into one file anywhere on earth.
        site = None if name.startswith("near-") else make()
        address = absolute(reverse("sitemap", args=[name]))
        changed: Any = site.get_latest_lastmod() if site else None
        rows += [SitemapIndexItem(address, changed)]
        last = site.paginator.num_pages if site else 1
        rows += [SitemapIndexItem(f"{address}?p={number}", changed) for number in range(2, last + 1)]
    return rows


@public_page
def sitemap(request: HttpRequest, section: str) -> HttpResponse:
    """One file of the sitemap."""
    try:
        files: Any = sections(directory_version())
        return django_sitemap(request, files, section).render()
    except LookupUnavailable:
        return HttpResponse(status=503)


@public_page
def robots(request: HttpRequest) -> HttpResponse:
    """Where crawlers may go: not into the endless searches, nor where nothing is for them."""
    searches = [f"{link.url}?" for link in same_page_in(reverse("results"))]
    closed = [*searches, reverse("admin:index"), "/api/v1/groups", "/api/v1/places"]
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in closed), "", f"Sitemap: {absolute('/sitemap.xml')}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@public_page
def opensearch(request: HttpRequest) -> HttpResponse:
    """How a browser searches here from its own address bar (OpenSearch 1.1)."""
    context = {
        "short_name": textwrap.shorten(settings.SITE_NAME, _LONGEST_NAME, placeholder="") or "Peer support",
        "site_name": settings.SITE_NAME,
        "address": absolute(reverse("results")),
        "language": get_language(),
        "icon": absolute(static("icon-192.png")),
    }
    text = render_to_string("opensearch.xml", context)
    return HttpResponse(text, content_type="application/opensearchdescription+xml")
