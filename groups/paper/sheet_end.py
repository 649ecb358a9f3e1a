"""What stands on a sheet once: the crisis lines, the map, whom to credit, the date, and where to find more."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django_countries import countries

from groups.geo import middle_of
from groups.models import HelpLine
from groups.pages.credits import credits_of_places
from groups.pages.head import absolute
from groups.pages.helplines import LineView, lines_of
from groups.pages.maps import Drawing, drawing_of, name_on_map
from groups.pages.when import long_date
from groups.paper.qr import qr_svg
from groups.paper.slip import Reader, SheetItem
from groups.places.place import Place
from groups.schedule import zone

_MOST_LINES = 4


def end_of(items: Sequence[SheetItem], origin: Place | None, reader: Reader) -> dict[str, Any]:
    """The parts of the template that belong to no group."""
    drawn = _map(items, origin, reader.unit)
    here = reader.time_zone or next((item.card["time_zone"] for item in items), settings.TIME_ZONE)
    home = absolute(reverse("home"))
    return {
        "made_on": long_date(reader.now.astimezone(zone(here)).date()),
        "lines": _urgent(lines_of(reader.country)),
        "country": countries.name(reader.country),
        "map": drawn,
        "ground": drawn.ground if drawn else "",
        "origin": origin,
        "credits": _credits(items),
        "site_url": home,
        "site_printed": home.partition("://")[2].removesuffix("/"),
        "site_code": qr_svg(home, _("Scan to find more groups")),
    }


def _urgent(lines: list[LineView]) -> list[LineView]:
    """The emergency number and the crisis lines; the first lines of a country that has no such."""
    return [line for line in lines if line.kind != HelpLine.Kind.SUPPORT][:_MOST_LINES] or lines[:_MOST_LINES]


def _map(items: Sequence[SheetItem], origin: Place | None, unit: str) -> Drawing | None:
    placed = [(number, item.card) for number, item in enumerate(items, 1) if item.card["latitude"] is not None]
    if not placed:
        return None
    if origin:
        return drawing_of(placed, (origin.latitude, origin.longitude), name_on_map(origin), unit)
    middle = middle_of((card["latitude"], card["longitude"]) for _number, card in placed)
    return drawing_of(placed, middle, None, unit)


def _credits(items: Sequence[SheetItem]) -> list[str]:
    """Whose listings and whose place data these are, each once."""
    sources = [item.group.source for item in items if item.group.source and not item.group.source.is_example]
    texts = [source.credit or source.name for source in sources]
    return list(dict.fromkeys(text for text in (*texts, *credits_of_places()) if text))
