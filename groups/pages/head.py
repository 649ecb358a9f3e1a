"""What the head of a page tells search engines and those who share it: whether to list it, and under which address."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.encoding import escape_uri_path
from django.utils.translation import get_language, to_locale

#: Open Graph wants a country beside the language; a language that is not here goes without.
_LOCALES = {"en": "en_GB", "es": "es_ES", "ar": "ar_AR"}


def head_of(request: HttpRequest, worth_listing: bool = True) -> dict[str, Any]:
    """The context of `_head.html` for a page of this address.

    A page may be listed under its bare path alone: an address with a query is one of endless searches, and may hold
    where somebody is.
    """
    return {
        "indexable": worth_listing and not request.META.get("QUERY_STRING"),
        "canonical": absolute(escape_uri_path(request.path)),
        "locale": locale_of(get_language() or settings.LANGUAGE_CODE),
        "other_locales": list(_other_locales(get_language() or settings.LANGUAGE_CODE)),
        "site_url": settings.SITE_URL,
    }


def absolute(path: str) -> str:
    """The public address of one of our paths."""
    return settings.SITE_URL + path


def locale_of(language: str) -> str:
    """A language of the site as Open Graph writes it: "es_ES"."""
    return _LOCALES.get(language) or to_locale(language)


def _other_locales(language: str) -> Iterable[str]:
    return (locale_of(code) for code, _ in settings.LANGUAGES if code != language)
