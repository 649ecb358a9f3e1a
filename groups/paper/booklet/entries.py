"""The groups of a booklet with all that one must know to go there or to join, each once: by area, online, and those
without fixed times."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit

from django.utils.translation import gettext as _
from django_countries import countries

from groups.language import by_name
from groups.models import Group
from groups.pages import card_words
from groups.pages.group_page import address_of
from groups.pages.kind_facts import details_of
from groups.pages.when import zone_in_words
from groups.paper.booklet.marks import Marks
from groups.paper.qr import qr_svg
from groups.paper.times import times_of
from groups.schedule import zone
from groups.search.cards import Card

Entry = dict[str, Any]
#: A house with a meeting every hour would fill a page; "by day" has them all.
MOST_TIMES = 14


@dataclass(frozen=True, slots=True)
class Part:
    """Groups under one heading, by name; the heading is "" where the section's is enough."""

    heading: str
    entries: list[Entry]


@dataclass(frozen=True, slots=True)
class Sections:
    """Every group in exactly one of them."""

    areas: list[Part]
    online: list[Entry]
    unfixed: list[Entry]


def sections_of(cards: list[Card], marks: Marks, usual_zone: str, now: datetime) -> Sections:
    """The entries of these groups; online ones and those on another clock than `usual_zone` (IANA) name theirs."""
    rows = Group.objects.listed().in_bulk([card["id"] for card in cards])
    areas: dict[str, list[Entry]] = {}
    online, unfixed = [], []
    many = len({card["country"] for card in cards if card["latitude"] is not None}) > 1
    for card in sorted(cards, key=lambda card: by_name(card["name"])):
        entry = _entry(card, rows.get(card["id"]), marks, usual_zone, now)
        if not card["meetings"]:
            unfixed.append(entry)
        elif is_online(card):
            online.append(entry)
        else:
            areas.setdefault(_area(card, many), []).append(entry)
    parts = [Part(area, areas[area]) for area in sorted(areas, key=by_name)]
    return Sections(parts, online, unfixed)


def is_online(card: Card) -> bool:
    """Whether nobody meets in a room."""
    return set(card["attendance"]) == {"online"}


def _area(card: Card, with_country: bool) -> str:
    area = card["locality"] or card["region"] or card["area_served"] or _("Other places")
    return f"{area}, {countries.name(card['country'])}" if with_country and card["country"] else area


def _entry(card: Card, group: Group | None, marks: Marks, usual_zone: str, now: datetime) -> Entry:
    today = now.astimezone(zone(card["time_zone"])).date()
    abroad = card["time_zone"] != usual_zone
    times = times_of(card, marks.vocabulary, now)
    return {
        "id": card["id"],
        "name": card["name"],
        "lang": card_words.own_language(card),
        "example": card["example"],
        "marks": _marks(card, marks),
        "times": times[:MOST_TIMES],
        "has_more_times": len(times) > MOST_TIMES,
        "clock": zone_in_words(card["time_zone"]) if times and (abroad or is_online(card)) else "",
        "hours": card_words.hours_in_words(card),
        "paused": card["inactive"],
        "alerts": _alerts(card, marks, today),
        "freshness": card_words.freshness_in_words(card, marks.vocabulary),
        "address": _address(card),
        "is_area": bool(group and group.public_location == Group.PublicLocation.AREA),
        "facts": details_of(card) + (_ways_in(group) if group else []),
        "join_notes": group.join_notes if group else "",
        "code": _code(card),
    }


def _address(card: Card) -> str:
    """The address on one line, without the country: everybody who holds a booklet knows it."""
    lines = [line for line in address_of(card) if line != countries.name(card["country"])]
    return ", ".join(lines) or card_words.place_in_words(card)


def _marks(card: Card, marks: Marks) -> list[str]:
    kind, take_part = card_words.kind_in_words(card, marks.vocabulary), card_words.take_part_in_words(card)
    own = [*marks.features(card["features"]), *marks.languages(card["languages"])]
    return [mark for mark in (kind, take_part, marks.path(card), *own) if mark]


def _alerts(card: Card, marks: Marks, today: date) -> list[str]:
    paused, warning = card_words.paused_in_words(card), card_words.warning_in_words(card, marks.vocabulary, today)
    return [text for text in (paused, warning) if text]


def _ways_in(group: Group) -> list[tuple[str, str]]:
    """(label, text) of how to join and how to get in touch."""
    ways = [
        (_("Online"), group.join_link.removeprefix("https://").removesuffix("/")),
        (_("Join by phone"), group.dial_in),
        (_("Phone"), group.phone),
        (_("E-mail"), group.email),
        (_("Website"), (urlsplit(group.website).hostname or "").removeprefix("www.")),
    ]
    return [(label, text) for label, text in ways if text]


def _code(card: Card) -> str:
    """A code to scan for a group that is nowhere but online; the others need their place on the paper."""
    link = card["join_link"]
    return qr_svg(link, _("Scan to join: %(name)s") % {"name": card["name"]}) if link and is_online(card) else ""
