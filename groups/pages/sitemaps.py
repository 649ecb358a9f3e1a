"""What search engines are told to read, in files of bounded size: each page in each language, without the examples."""

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.db.models import Max, Q, QuerySet
from django.urls import reverse
from django.utils import translation

from groups.models import Fellowship, Group, Philosophy
from groups.pages import near_page
from groups.pages.kinds import FAMILY, SUPPORT_KINDS
from groups.search.towns import served_countries, served_towns

#: Addresses in a file: the protocol allows 50,000, but a file is made while a crawler waits.
_MOST = 10_000
_PAGES = (
    "home near online choose philosophies fellowships peer-support first-meeting help-others for-counsellors help-now "
    "practical-help about privacy"
).split()


class _Site(NamedTuple):
    domain: str


class _InOneLanguage(Sitemap):
    """A part of the site in one of its languages, under the public address of the site."""

    limit = _MOST

    def __init__(self, language: str) -> None:
        self.language = language

    def get_urls(self, page: int | str = 1, site: Any = None, protocol: str | None = None) -> list[dict[str, Any]]:
        """The addresses of one file; not those of whichever host was asked."""
        public = urlsplit(settings.SITE_URL)
        with translation.override(self.language):
            return super().get_urls(page, _Site(public.netloc), public.scheme)  # type: ignore[arg-type]


class Pages(_InOneLanguage):
    """The pages that are always there."""

    def items(self) -> list[str]:
        return _PAGES

    def location(self, item: str) -> str:
        return reverse(item)


class Ideas(_InOneLanguage):
    """The philosophies, the fellowships and the kinds of support."""

    def items(self) -> list[tuple[str, str]]:
        philosophies = Philosophy.objects.order_by("slug").values_list("slug", flat=True)
        fellowships = Fellowship.objects.order_by("slug").values_list("slug", flat=True)
        slugs = {"philosophy": philosophies, "fellowship": fellowships, "support": [*SUPPORT_KINDS, FAMILY]}
        return [(name, slug) for name, own in slugs.items() for slug in own]

    def location(self, item: tuple[str, str]) -> str:
        return reverse(item[0], args=[item[1]])


class Groups(_InOneLanguage):
    """The listed groups, with the day each was last changed."""

    def items(self) -> QuerySet[Group, tuple[str, datetime]]:
        return _real_groups().order_by("id").values_list("slug", "updated_at")

    def location(self, item: tuple[str, datetime]) -> str:
        return reverse("group", args=[item[0]])

    def lastmod(self, item: tuple[str, datetime]) -> datetime:
        return item[1]

    def get_latest_lastmod(self) -> datetime | None:
        """When any group was last changed."""
        return _real_groups().aggregate(latest=Max("updated_at"))["latest"]


class Near(_InOneLanguage):
    """A country (ISO code) and its towns that have groups near; LookupUnavailable when the place data are missing."""

    def __init__(self, language: str, version: int, country: str) -> None:
        super().__init__(language)
        self.version = version
        self.country = country

    def items(self) -> list[Any]:
        return [None, *(row.town for row in served_towns(self.version, self.country) if row.is_real)]

    def location(self, item: Any) -> str:
        return near_page.path_of(item) if item else near_page.country_path(self.country)


def sections(version: int) -> dict[str, Callable[[], Sitemap]]:
    """The parts of the sitemap by name, at a version of the directory: "groups-es", "near-gb-en"."""
    return dict(_sections(version))


def _sections(version: int) -> Iterator[tuple[str, Callable[[], Sitemap]]]:
    countries = sorted(country for country, is_real in served_countries(version).items() if is_real)
    for language, _ in settings.LANGUAGES:
        yield f"pages-{language}", partial(Pages, language)
        yield f"ideas-{language}", partial(Ideas, language)
        yield f"groups-{language}", partial(Groups, language)
        for country in countries:
            yield f"near-{country.lower()}-{language}", partial(Near, language, version, country)


def _real_groups() -> QuerySet[Group]:
    return Group.objects.listed().filter(Q(source=None) | Q(source__is_example=False))
