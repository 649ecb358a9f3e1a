"""What every page has around its own content: the site's name, the crisis lines and the way out."""

from functools import lru_cache
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language, get_language_bidi
from django_countries import countries

from groups.models import HelpLine
from groups.pages.helplines import LineView, lines_of
from groups.search import remembered


def page(template: str, context: dict[str, Any], version: int, country: str = "", status: int = 200) -> HttpResponse:
    """The page of a template, with the crisis lines of `country` (ISO code; "" means the default country).

    Made without the request's context processors: nothing on a reading page hangs on who reads it.
    """
    context = frame() | {"crisis": crisis_strip(version, country)} | context
    return HttpResponse(render_to_string(template, context), status=status)


def frame() -> dict[str, Any]:
    """The context of the base template that needs no database."""
    language = get_language() or settings.LANGUAGE_CODE
    return {
        "site_name": settings.SITE_NAME,
        "language": language,
        "direction": "rtl" if get_language_bidi() else "ltr",
        **_standing(language),
    }


@lru_cache(maxsize=100)
def _standing(language: str) -> dict[str, SafeString]:
    """The parts that are the same on every page, rendered once for each language."""
    context = {"site_name": settings.SITE_NAME, "exit_url": settings.EXIT_URL}
    return {part: render_to_string(f"_{part}.html", context) for part in ("styles", "top", "bottom")}


def crisis_strip(version: int, country: str) -> SafeString:
    """The emergency number and the first crisis line, as every page of that country shows them."""
    key = ("crisis strip", get_language(), country)
    return remembered.get(version, key, lambda: _strip(country or settings.DEFAULT_COUNTRY))


def _strip(country: str) -> SafeString:
    lines = lines_of(country)
    context = {
        "country": countries.name(country),
        "emergency": _first(lines, HelpLine.Kind.EMERGENCY),
        "crisis": _first(lines, HelpLine.Kind.CRISIS),
    }
    return render_to_string("_crisis_strip.html", context)


def _first(lines: list[LineView], kind: str) -> LineView | None:
    return next((line for line in lines if line.kind == kind), None)
