"""Time zones to choose from, in words."""

from functools import cache
from importlib.resources import files

from django.utils.translation import gettext as _

from groups.language import by_name, city_of
from groups.pages.choices import Option

ZoneGroups = list[tuple[str, list[Option]]]


def zone_choices(country: str, chosen: str) -> ZoneGroups:
    """(heading, options): the zones of a country first, then all by part of the world; `chosen` is always in it."""
    own = [zone for code, zone in _zones() if code == country]
    if chosen not in own and chosen not in {zone for _code, zone in _zones()}:
        own = [chosen, *own]
    by_region: dict[str, list[str]] = {}
    names = _parts_of_the_world()
    for zone in {zone for _code, zone in _zones()} - set(own):
        region = zone.split("/")[0]
        by_region.setdefault(names.get(region, region), []).append(zone)
    groups = [*([(_("Most likely"), own)] if own else []), *sorted(by_region.items(), key=lambda row: by_name(row[0]))]
    return [(heading, _options(zones, chosen)) for heading, zones in groups]


def _options(zones: list[str], chosen: str) -> list[Option]:
    rows = [Option(zone, city_of(zone), zone == chosen) for zone in zones]
    return sorted(rows, key=lambda row: by_name(row.label))


def _parts_of_the_world() -> dict[str, str]:
    return {
        "Africa": _("Africa"),
        "America": _("America"),
        "Antarctica": _("Antarctica"),
        "Arctic": _("Arctic"),
        "Asia": _("Asia"),
        "Atlantic": _("Atlantic Ocean"),
        "Australia": _("Australia"),
        "Europe": _("Europe"),
        "Indian": _("Indian Ocean"),
        "Pacific": _("Pacific Ocean"),
    }


@cache
def _zones() -> list[tuple[str, str]]:
    """(country code, zone), from zone.tab of the IANA time zone database."""
    text = files("tzdata.zoneinfo").joinpath("zone.tab").read_text()
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return [(row[0], row[2]) for row in rows]
