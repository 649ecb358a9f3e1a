"""What `manage.py check` says of this site: each setting that cannot work, and with --deploy what an operator should
still do before people rely on it."""

import re
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, Info, Tags, Warning, register
from django.db import DatabaseError, connections
from django.utils.translation import to_locale
from django_countries import countries

from directory import second_step
from directory.middleware import network
from groups.management import safety
from groups.models import HelpLine
from groups.paper import pdf
from groups.places import chain
from groups.places.place import LookupUnavailable
from groups.search import schema

_SITE_URL = re.compile(r"https?://(\[[0-9a-fA-F:]+\]|[A-Za-z0-9.-]+)(:\d{1,5})?")


@register(Tags.security)
def settings_make_sense(**kwargs: Any) -> list[CheckMessage]:
    """Errors in the settings of README.md, each with what to write instead."""
    return [message for check in (_addresses, _country, _proxies, _geocoders, _second_step) for message in check()]


@register(Tags.security, deploy=True)
def settings_suit_a_public_site(**kwargs: Any) -> list[CheckMessage]:
    """What works on a desk but not behind a public name."""
    return list(_public_name())


@register(deploy=True)
def help_lines_are_confirmed(**kwargs: Any) -> list[CheckMessage]:
    """Reads the help lines; silent while there are no tables."""
    try:
        return list(_help_lines())
    except DatabaseError:
        return []


@register(deploy=True)
def places_can_be_looked_up(**kwargs: Any) -> list[CheckMessage]:
    """Information only: a machine that merely lints has no use for the file, and /readyz fails without it."""
    try:
        chain.gazetteer().complete("lo")
    except LookupUnavailable as trouble:
        return [Info(str(trouble), id="directory.I001")]
    return []


@register(deploy=True)
def safety_texts_are_read(**kwargs: Any) -> list[CheckMessage]:
    """Translations of crisis and safety texts that no native reader has seen; docs/languages.md lists the texts."""
    return list(_safety_texts())


@register(deploy=True)
def pdfs_can_be_made(**kwargs: Any) -> list[CheckMessage]:
    """Information only: a sheet can be printed from the browser without them."""
    if not (missing := pdf.missing_libraries()):
        return []
    return [
        Info(
            f"There are no PDFs without {', '.join(missing)}.",
            hint="Run: apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
            id="directory.I006",
        )
    ]


@register(Tags.database)
def search_index_is_whole(databases: Iterable[str] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """The indexes and triggers that migrations and `rebuild_search_index` make; silent while there are no tables."""
    return [message for alias in databases or () for message in _index_of(alias)]


def _addresses() -> Iterator[CheckMessage]:
    if not _SITE_URL.fullmatch(settings.SITE_URL):
        yield Error(
            "SITE_URL is not the address of a site.",
            hint="Give scheme and host, and a port if need be: https://directory.example",
            id="directory.E001",
        )
    if not _is_https(settings.EXIT_URL):
        yield Error("EXIT_URL must start with https:// and name a site.", id="directory.E003")
    if settings.TILE_URL and not (_is_https(settings.TILE_URL) and _has_xyz(settings.TILE_URL)):
        yield Error(
            "TILE_URL must start with https:// and hold {z}, {x} and {y}, or be empty for no map.", id="directory.E004"
        )
    if settings.TILE_URL and not settings.TILE_CREDIT.strip():
        yield Error("TILE_CREDIT is empty: say whose map TILE_URL shows.", id="directory.E007")


def _is_https(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme == "https" and bool(parts.hostname)


def _has_xyz(url: str) -> bool:
    return all(part in url for part in ("{z}", "{x}", "{y}"))


def _country() -> Iterator[CheckMessage]:
    if settings.DEFAULT_COUNTRY not in countries:
        yield Error(
            f"DEFAULT_COUNTRY is {settings.DEFAULT_COUNTRY!r}, which is no country.",
            hint="Give two letters of ISO 3166-1, such as GB.",
            id="directory.E002",
        )


def _proxies() -> Iterator[CheckMessage]:
    for text in settings.TRUSTED_PROXIES:
        try:
            network(text)
        except ValueError:
            yield Error(
                f"TRUSTED_PROXIES holds {text!r}, which is no address.",
                hint="Give addresses or ranges with commas between: 127.0.0.1,10.0.0.0/8",
                id="directory.E005",
            )


def _geocoders() -> Iterator[CheckMessage]:
    for sentence in chain.geocoder_problems(settings.GEOCODERS):
        yield Error(sentence, id="directory.E006")


def _second_step() -> Iterator[CheckMessage]:
    if settings.STAFF_SECOND_STEP not in second_step.CHOICES:
        yield Error(
            f"STAFF_SECOND_STEP is {settings.STAFF_SECOND_STEP!r}. Write optional or required.", id="directory.E008"
        )


def _public_name() -> Iterator[CheckMessage]:
    host = urlsplit(settings.SITE_URL).hostname or ""
    if host not in settings.ALLOWED_HOSTS and not {"*", f".{host.partition('.')[2]}"} & set(settings.ALLOWED_HOSTS):
        yield Warning(
            f"ALLOWED_HOSTS does not hold {host}, the host of SITE_URL: visitors would get “Bad Request”.",
            id="directory.W001",
        )
    if not settings.TRUSTED_PROXIES:
        yield Info(
            "TRUSTED_PROXIES is empty. Behind a proxy, name its address: else limits count all visitors as one.",
            id="directory.I002",
        )


def _help_lines() -> Iterator[CheckMessage]:
    lines = HelpLine.objects.all()
    if not lines.exists():
        yield Info("There are no help lines yet. Run: manage.py load_vocabulary", id="directory.I003")
        return
    if not lines.of_country(settings.DEFAULT_COUNTRY).exists():
        yield Warning(
            f"DEFAULT_COUNTRY {settings.DEFAULT_COUNTRY} has no help line: the home page can show none.",
            hint="Add its emergency number and national lines in the admin.",
            id="directory.W002",
        )
    if unrung := lines.filter(confirmed_on__isnull=True).count():
        yield Info(
            f"Nobody has rung {unrung} of the {lines.count()} help lines yet.",
            hint="Ring each, then fill in “confirmed on” in the admin: /admin/groups/helpline/?rung=no",
            id="directory.I004",
        )


def _safety_texts() -> Iterator[CheckMessage]:
    for code, name in settings.LANGUAGES:
        if code == settings.LANGUAGE_CODE:
            continue
        locale = to_locale(code)
        if unread := len(safety.unchecked(locale)):
            yield Info(
                f"{name}: no native reader has checked {unread} of the {len(safety.sentences())} safety texts.",
                hint=f"Once somebody has, run: manage.py messages --checked {locale} (docs/languages.md)",
                id="directory.I005",
            )


def _index_of(alias: str) -> list[CheckMessage]:
    connection = connections[alias]
    try:
        if schema.ENTRY not in connection.introspection.table_names():
            return []
        problems = schema.problems(connection)
    except DatabaseError:
        return []
    return [Warning(text, hint="Run: manage.py rebuild_search_index", id="directory.W003") for text in problems]
