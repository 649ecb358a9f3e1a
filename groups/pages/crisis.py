"""The crisis lines at the same place on every page, whatever else is out of order."""

import json
from pathlib import Path

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django_countries import countries

from groups.models import HelpLine
from groups.pages.helplines import LineView, all_lines_address, line_views, lines_of
from groups.search import remembered

_SHIPPED = Path(settings.BASE_DIR) / "groups" / "vocabulary" / "helplines.json"


def crisis_strip(version: int, country: str) -> SafeString:
    """The emergency number and the first crisis line of a country (ISO code; "" means the default country)."""
    country = country or settings.DEFAULT_COUNTRY
    return remembered.get(version, _key(country), lambda: _strip(country, lines_of(country)))


def spare_crisis_strip(country: str) -> SafeString:
    """The same with no database: as this process last knew it, else of the lines that come with the product."""
    country = country or settings.DEFAULT_COUNTRY
    return remembered.latest(_key(country)) or _strip(country, shipped_lines(country))


def shipped_lines(country: str) -> list[LineView]:
    """The lines of a country (ISO code) that come with the product; none where their file cannot be read."""
    try:
        rows = json.loads(_SHIPPED.read_text())
    except (OSError, ValueError):
        return []
    own = [HelpLine(**row) for row in rows if row["country"] == country]
    return line_views(sorted(own, key=lambda line: (line.position, line.name)))


def country_asked(request: HttpRequest) -> str:
    """The country (ISO code) that the address names, "" where it names none."""
    try:
        code = request.GET.get("country", "").strip().upper()
    except SuspiciousOperation:
        return ""
    return code if code in countries.countries else ""


def _key(country: str) -> tuple[str, str | None, str]:
    return ("crisis strip", get_language(), country)


def _strip(country: str, lines: list[LineView]) -> SafeString:
    context = {
        "country": countries.name(country),
        "emergency": _first(lines, HelpLine.Kind.EMERGENCY),
        "crisis": _first(lines, HelpLine.Kind.CRISIS),
        "all_lines": all_lines_address(country),
    }
    return render_to_string("_crisis_strip.html", context)


def _first(lines: list[LineView], kind: str) -> LineView | None:
    return next((line for line in lines if line.kind == kind), None)
