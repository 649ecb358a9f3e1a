"""The page of one group: all its facts, in words and links for its template."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils.dates import WEEKDAYS
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django_countries import countries

from groups.language import country_of_zone, first_weekday
from groups.models import Group
from groups.pages import card_words
from groups.pages.kind_facts import details_of, next_meeting_in_words, open_in_words
from groups.pages.kinds import support_slug
from groups.pages.maps import map_around
from groups.pages.structured import script_of
from groups.pages.structured_group import things_of
from groups.pages.way_in import tap_to_call
from groups.pages.when import long_date, next_in_words, rhythm_in_words, times_in_words, zone_in_words
from groups.schedule import Occurrence, zone
from groups.search.cards import Card
from groups.search.query import Query
from groups.search.soonest import next_meeting, wishes_of
from groups.search.vocabulary import Vocabulary
from groups.templatetags.translated import auto_dir

_PARAMETERS = ("for", "access", "style")


@dataclass(slots=True)
class MeetingRow:
    """One line of the timetable; `facts` are those that not all meetings of the group share."""

    day: str
    times: str
    rhythm: str
    name: str
    notes: str
    facts: list[str]


def context_of(
    group: Group, card: Card, vocabulary: Vocabulary, now: datetime, visitor_zone: str = ""
) -> dict[str, Any]:
    """Everything the template shows of a listed group and its card; `now` is aware, `visitor_zone` IANA or ""."""
    next_ = next_meeting(card, now, wishes_of(Query()))
    return {
        "group": group,
        "own": own_text(card),
        "card": card_words.facts_of(card, vocabulary, now.date()) | {"take_part": card_words.take_part_in_words(card)},
        "when": next_meeting_in_words(next_in_words(next_, now, card["country"]), card) if next_ else "",
        "starts_at": next_.starts_at if next_ else None,
        "your_clock": _on_visitors_clock(next_, card, now, visitor_zone) if next_ and visitor_zone else "",
        **_of_its_kind(card, now),
        "clock": zone_in_words(card["time_zone"]),
        "timetable": timetable_of(card, vocabulary, now),
        "features": features_of(card, vocabulary),
        "address": address_of(card),
        "is_area": group.public_location == Group.PublicLocation.AREA,
        "directions": directions_of(card),
        "map": map_around(card, Query().unit_for(card["country"])),
        "join_host": urlsplit(group.join_link).hostname or "",
        "website_host": (urlsplit(group.website).hostname or "").removeprefix("www."),
        "call": tap_to_call(group.phone, group.country),
        "dial": tap_to_call(group.dial_in, group.country),
        "philosophy": group.effective_philosophy,
        "languages": [vocabulary.label("language", code) for code in card["languages"]],
        "structured": script_of(*things_of(group, card, now)),
        "indexable": not card["example"],
    }


def _on_visitors_clock(next_: Occurrence, card: Card, now: datetime, visitor_zone: str) -> str:
    """When the next meeting is for somebody elsewhere; "" for a group to go to, and where the clocks agree."""
    here = zone(visitor_zone)
    seen = Occurrence(next_.starts_at.astimezone(here), next_.ends_at.astimezone(here))
    if card["attendance"] == ["in_person"] or seen.starts_at.utcoffset() == next_.starts_at.utcoffset():
        return ""
    return f"{next_in_words(seen, now, country_of_zone(visitor_zone))} ({zone_in_words(visitor_zone)})"


def _of_its_kind(card: Card, now: datetime) -> dict[str, Any]:
    slug = support_slug(card["kind"])
    return {
        "open": open_in_words(card, now),
        "details": details_of(card),
        "kind_address": reverse("support", args=[slug]) if slug else "",
    }


def own_text(card: Card) -> SafeString:
    """The attributes of an element that holds what the group says of itself."""
    lang = card_words.own_language(card)
    return format_html(' lang="{}" dir="auto"', lang) if lang else auto_dir()


def timetable_of(card: Card, vocabulary: Vocabulary, now: datetime) -> list[MeetingRow]:
    """The meetings from the first day of the country's week on, each in local wall time of the group; those that have
    ended for good at `now` (aware) are left out."""
    today = now.astimezone(zone(card["time_zone"])).date()
    first = first_weekday(card["country"] or settings.DEFAULT_COUNTRY)
    days = coming(card, today)
    ordered = sorted(days, key=lambda meeting: ((meeting["weekday"] - first) % 7, meeting["starts_at"]))
    return [_row(meeting, card, vocabulary, today) for meeting in ordered]


def coming(card: Card, today: date) -> list[dict[str, Any]]:
    """The meetings of a card that have not ended for good on a day of its own zone."""
    return [m for m in card["meetings"] if (_day(m, "valid_until") or date.max) >= today]


def _row(meeting: dict[str, Any], card: Card, vocabulary: Vocabulary, today: date) -> MeetingRow:
    own = [vocabulary.label("attendance", meeting["attendance"])] if len(card["attendance"]) > 1 else []
    for parameter in _PARAMETERS:
        labels = vocabulary.labels[parameter]
        own += [labels[slug] for slug in meeting["features"] if slug in labels and slug not in card["features"]]
    own += [vocabulary.label("language", code) for code in meeting["languages"] if code not in card["languages"]]
    return MeetingRow(
        day=str(WEEKDAYS[meeting["weekday"]]),
        times=times_in_words(meeting, card["country"]),
        rhythm=rhythm_in_words(meeting),
        name=meeting.get("name", ""),
        notes=meeting.get("notes", ""),
        facts=own + limits_of(meeting, today),
    )


def limits_of(meeting: dict[str, Any], today: date) -> list[str]:
    """From when, until when, and on which coming dates there is no meeting (of a card)."""
    limits = []
    if (begin := _day(meeting, "valid_from")) and begin > today:
        limits.append(_("From %(date)s") % {"date": long_date(begin)})
    if end := _day(meeting, "valid_until"):
        limits.append(_("Until %(date)s") % {"date": long_date(end)})
    coming = sorted(day for text in meeting.get("exceptions", ()) if (day := date.fromisoformat(text)) >= today)
    days = ", ".join(long_date(day) for day in coming)
    return [*limits, _("No meeting on %(date)s") % {"date": days}] if days else limits


def _day(meeting: dict[str, Any], key: str) -> date | None:
    return date.fromisoformat(meeting[key]) if meeting.get(key) else None


def features_of(card: Card, vocabulary: Vocabulary) -> list[tuple[str, list[str]]]:
    """The features all meetings share, under their headings."""
    titles = {"for": _("Who it is for"), "access": _("Access"), "style": _("Style")}
    own = set(card["features"])
    found = {p: [label for slug, label in vocabulary.labels[p].items() if slug in own] for p in _PARAMETERS}
    return [(titles[parameter], labels) for parameter, labels in found.items() if labels]


def address_of(card: Card) -> list[str]:
    """The lines of the public address, the country last."""
    town = " ".join(part for part in (card["locality"], card["postal_code"]) if part)
    parts = (card["venue"], card["address"], town, card["region"])
    lines = list(dict.fromkeys(part for part in parts if part))
    return [*lines, countries.name(card["country"])] if lines and card["country"] else lines


def directions_of(card: Card) -> list[tuple[str, str]]:
    """(name, address) of maps that show the way; none for a group without a place, or with its district only.

    A point no better than a postcode would lead to the wrong door: where there is a street, that is asked for instead.
    """
    if card["latitude"] is None or card["precision"] == Group.Precision.LOCALITY:
        return []
    point = f"{card['latitude']:.6f},{card['longitude']:.6f}"
    goal = point
    if card["precision"] == Group.Precision.POSTCODE and card["address"]:
        goal = ", ".join(part for part in (card["address"], card["locality"], card["postal_code"]) if part)
    openstreetmap = urlencode({"mlat": f"{card['latitude']:.6f}", "mlon": f"{card['longitude']:.6f}"})
    return [
        (_("Your map app"), f"geo:{point}?{urlencode({'q': goal})}"),
        ("OpenStreetMap", f"https://www.openstreetmap.org/?{openstreetmap}"),
        ("Google Maps", f"https://www.google.com/maps/dir/?{urlencode({'api': 1, 'destination': goal})}"),
        ("Apple Maps", f"https://maps.apple.com/?{urlencode({'daddr': goal})}"),
    ]
