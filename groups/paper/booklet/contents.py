"""Everything a booklet says, in words for its template."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django_countries import countries

from groups.language import by_name
from groups.models import HelpLine, Source
from groups.pages.choices import count_in_words
from groups.pages.credits import credits_of_places
from groups.pages.helplines import LineView, lines_of
from groups.pages.when import long_date, zone_in_words
from groups.paper.booklet.days import days_of
from groups.paper.booklet.entries import sections_of
from groups.paper.booklet.gather import Gathered
from groups.paper.booklet.marks import marks_of
from groups.paper.booklet.options import Options
from groups.paper.qr import qr_svg
from groups.schedule import zone
from groups.search.vocabulary import vocabulary


def contents_of(gathered: Gathered, options: Options, now: datetime) -> dict[str, Any]:
    """The context of a booklet's templates, in the language of the page; `now` is aware."""
    marks, usual = marks_of(vocabulary()), _usual_zone(gathered)
    days = days_of(gathered.cards, marks, gathered.country, usual, now)
    sections = sections_of(gathered.cards, marks, usual, now)
    entries = [e for part in sections.areas for e in part.entries] + sections.online + sections.unfixed
    return {
        "site_name": settings.SITE_NAME,
        "page_class": options.page_class,
        "area_first": options.first == "area",
        "days": days,
        "sections": sections,
        "index": sorted(entries, key=lambda entry: by_name(entry["name"])),
        "marks": marks.explained(),
        "clock": zone_in_words(usual) if usual else "",
        "has_examples": any(entry["example"] for entry in entries),
        "has_paused": any(entry["paused"] for entry in entries),
        "made_on": long_date(now.astimezone(zone(usual)).date() if usual else now.date()),
        **_cover(gathered, sum(len(day.lines) for day in days)),
        **_lines(gathered.country),
        "credits": _credits(gathered),
    }


def _usual_zone(gathered: Gathered) -> str:
    """The clock that most readers have: that of the place searched for, else of most groups to go to."""
    zones = [card["time_zone"] for card in gathered.cards if card["latitude"] is not None]
    return gathered.clock or (max(zones, key=zones.count) if zones else "")


def _cover(gathered: Gathered, meetings: int) -> dict[str, Any]:
    count = len(gathered.cards)
    url = settings.SITE_URL + (gathered.address or "/")
    label = _("Scan for the newest times")
    return {
        "covers": gathered.covers,
        "filters": gathered.filters,
        "counts": [
            ngettext("%(count)s group", "%(count)s groups", count) % {"count": count_in_words(count)},
            ngettext("%(count)s meeting", "%(count)s meetings", meetings) % {"count": count_in_words(meetings)},
        ],
        "left_out": _left_out(gathered),
        "gone": gathered.gone,
        "code": qr_svg(url, label),
        "code_label": label,
        "site_printed": settings.SITE_URL.removeprefix("https://").removeprefix("http://"),
    }


def _left_out(gathered: Gathered) -> str:
    """That the booklet does not hold all there are; "" where it does."""
    count = len(gathered.cards)
    if count >= gathered.total:
        return ""
    numbers = {"count": count_in_words(count), "total": count_in_words(gathered.total)}
    if gathered.nearest:
        return _("These are the nearest %(count)s of %(total)s groups.") % numbers
    return _("These are the first %(count)s of %(total)s groups.") % numbers


def _lines(country: str) -> dict[str, Any]:
    lines = lines_of(country)
    urgent = [line for line in (_first(lines, kind) for kind in ("emergency", "crisis")) if line]
    return {"lines": lines, "urgent": urgent, "country": countries.name(country)}


def _first(lines: list[LineView], kind: str) -> LineView | None:
    return next((line for line in lines if line.row.kind == HelpLine.Kind(kind)), None)


def _credits(gathered: Gathered) -> list[str]:
    """The credit lines of the place data, and of the feeds that these groups come from."""
    feeds = {card["feed"] for card in gathered.cards if card["feed"] and not card["example"]}
    sources = Source.objects.filter(slug__in=feeds)
    return credits_of_places() + [
        " – ".join(part for part in (str(source), source.credit, source.licence) if part) for source in sources
    ]
