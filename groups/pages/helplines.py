"""Help lines as pages show them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django_countries import countries

from groups.models import HelpLine
from groups.search import remembered

_AT_ONCE = 3
_NOT_DIALLED = re.compile(r"[^\d+*#]")


@dataclass(frozen=True, slots=True)
class LineView:
    """A help line: its row, and the tel: and sms: addresses that a tap opens ("" where it has none)."""

    row: HelpLine
    call: str
    text: str

    @property
    def kind(self) -> str:
        """emergency, crisis or support."""
        return self.row.kind


def lines_of(country: str) -> list[LineView]:
    """The lines of a country (ISO code), emergency number first."""
    return line_views(HelpLine.objects.of_country(country))


def line_views(rows: Iterable[HelpLine]) -> list[LineView]:
    """These lines with the addresses that a tap opens."""
    return [LineView(row, _link("tel", row.number), _link("sms", row.text_number)) for row in rows]


def help_lines(version: int, country: str) -> SafeString:
    """The list of a country's help lines (ISO code; "" means the default country); remembered by version."""
    key = ("help lines", get_language(), country)
    return remembered.get(version, key, lambda: _list(country or settings.DEFAULT_COUNTRY))


def _list(country: str) -> SafeString:
    lines = lines_of(country)
    urgent = [line for line in lines if line.kind != HelpLine.Kind.SUPPORT] or lines[:_AT_ONCE]
    other = [line for line in lines if line not in urgent]
    context = {
        "urgent": urgent,
        "other": other,
        "country": countries.name(country),
        "all_lines": all_lines_address(country),
    }
    return render_to_string("_help_lines.html", context)


def all_lines_address(country: str) -> str:
    """The address of the page of a country's help lines (ISO code); the site's own ("" too) needs no parameter."""
    path = reverse("help-now")
    return path if country in ("", settings.DEFAULT_COUNTRY) else f"{path}?country={country}"


def _link(scheme: str, number: str) -> str:
    """A number as printed, made into an address to tap; the national number works in its country, where it is read."""
    dialled = _NOT_DIALLED.sub("", number)
    return f"{scheme}:{dialled}" if dialled else ""
