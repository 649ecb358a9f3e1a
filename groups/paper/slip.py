"""What a sheet says of one group, in words for its template."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from groups.language import isolated
from groups.models import Group
from groups.pages import card_words
from groups.pages.distance import distance_in_words
from groups.pages.group_page import address_of, features_of, own_text
from groups.pages.when import date_and_times, times_between, zone_in_words
from groups.paper.qr import qr_svg
from groups.paper.times import times_of
from groups.schedule import Occurrence, zone
from groups.search.cards import Card
from groups.search.query import Query
from groups.search.soonest import next_meetings
from groups.search.vocabulary import Vocabulary

NEXT = 3
#: A house with a meeting every hour would fill a page: its own page has the rest.
MOST_TIMES = 7


@dataclass(frozen=True, slots=True)
class SheetItem:
    """A group on a sheet, as a shortlist knows it.

    group        with `fellowship__philosophy`, `philosophy` and `source` loaded
    card         of that group (groups.search.cards.cards_of)
    note         of whoever made the list, "" without one
    distance_km  from the sheet's origin, None without one
    """

    group: Group
    card: Card
    note: str = ""
    distance_km: float | None = None


@dataclass(frozen=True, slots=True)
class Reader:
    """Who gets the sheet: the words of their language, their country (ISO code), their clock (IANA, "" if unknown), and
    when it is made (aware)."""

    vocabulary: Vocabulary
    country: str
    time_zone: str
    now: datetime

    @property
    def unit(self) -> str:
        """mi or km, as the roads of their country are signed."""
        return Query().unit_for(self.country)


def slip_of(item: SheetItem, number: int, reader: Reader) -> dict[str, Any]:
    """Everything the template shows of one group; `number` is that on the map."""
    group, card, vocabulary = item.group, item.card, reader.vocabulary
    today = reader.now.astimezone(zone(card["time_zone"])).date()
    times = times_of(card, vocabulary, reader.now)
    return {
        "number": number,
        "group": group,
        "own": own_text(card),
        "note": item.note,
        "card": card_words.facts_of(card, vocabulary, today),
        "take_part": card_words.take_part_in_words(card),
        "distance": _distance(item, reader.unit),
        "philosophy": vocabulary.label("philosophy", card["philosophy"]) if card["philosophy"] else "",
        "line": vocabulary.philosophy_lines.get(card["philosophy"] or "", ""),
        "coming": [_coming(meeting, card, reader) for meeting in next_meetings(card, reader.now, NEXT)],
        "times": times[:MOST_TIMES],
        "has_more_times": len(times) > MOST_TIMES,
        "clock": zone_in_words(card["time_zone"]),
        "address": _address(card, reader.country),
        "is_area": group.public_location == Group.PublicLocation.AREA,
        "facts": _facts(group, card, vocabulary),
        "url": _printed(f"{settings.SITE_URL}{group.get_absolute_url()}"),
        "join": _printed(group.join_link),
        "website": (urlsplit(group.website).hostname or "").removeprefix("www."),
        "code": _code(group),
    }


def _facts(group: Group, card: Card, vocabulary: Vocabulary) -> list[tuple[str, str]]:
    """(label, text) of what fits in a line, in the order people ask."""
    features = [(title, ", ".join(labels)) for title, labels in features_of(card, vocabulary)]
    facts = [
        (_("Who runs it"), str(group.get_facilitation_display())),
        (_("Cost"), isolated(group.cost)),
        (_("Language"), ", ".join(vocabulary.label("language", code) for code in _languages(card))),
        *features,
        (_("Who may come"), isolated(group.who_may_come)),
    ]
    return [(label, text) for label, text in facts if text]


def _distance(item: SheetItem, unit: str) -> str:
    if item.distance_km is None:
        return ""
    return distance_in_words(item.distance_km, unit, item.card["precision"] == Group.Precision.LOCALITY)


def _coming(meeting: Occurrence, card: Card, reader: Reader) -> tuple[str, str]:
    """A date on the group's clock; and on the reader's, where the group can be joined from afar and that differs."""
    own = date_and_times(meeting, card["country"])
    if not reader.time_zone or card["attendance"] == ["in_person"]:
        return own, ""
    here = zone(reader.time_zone)
    seen = Occurrence(meeting.starts_at.astimezone(here), meeting.ends_at.astimezone(here))
    if seen.starts_at.utcoffset() == meeting.starts_at.utcoffset():
        return own, ""
    words = times_between if seen.starts_at.date() == meeting.starts_at.date() else date_and_times
    return own, f"{words(seen, reader.country)} ({zone_in_words(reader.time_zone)})"


def _address(card: Card, country: str) -> list[str]:
    """Its address in few lines: the door and the street, then the town with region, and the country if that is
    another."""
    lines = address_of(card)
    if lines and card["country"] == country:
        lines = lines[:-1]
    door = [line for line in lines if line in (card["venue"], card["address"])]
    return [line for line in (*door, ", ".join(line for line in lines if line not in door)) if line]


def _languages(card: Card) -> list[str]:
    """The languages all its meetings share, else every one that is spoken at some."""
    return card["languages"] or sorted({code for meeting in card["meetings"] for code in meeting["languages"]})


def _printed(url: str) -> str:
    """An address as people type it."""
    return url.removeprefix("https://").removeprefix("http://").removesuffix("/")


def _code(group: Group) -> tuple[str, str]:
    """A QR code and the words below it: it joins the group, where one can from afar, else it opens its page."""
    if group.join_link:
        label = _("Scan to join")
        return qr_svg(group.join_link, f"{label}: {group.name}"), label
    label = _("Scan for its page")
    return qr_svg(f"{settings.SITE_URL}{group.get_absolute_url()}", f"{label}: {group.name}"), label
