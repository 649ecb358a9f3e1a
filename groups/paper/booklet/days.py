"""The meetings of a booklet by weekday and time."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.utils.dates import WEEKDAYS

from groups.language import first_weekday, isolated
from groups.models.group import Attendance
from groups.pages.card_words import warning_in_words
from groups.pages.group_page import coming, limits_of
from groups.pages.kind_facts import where_instead
from groups.pages.when import clock, rhythm_in_words, times_in_words, zone_in_words
from groups.paper.booklet.marks import Marks
from groups.schedule import WEEKLY, zone
from groups.search.cards import Card


@dataclass(frozen=True, slots=True)
class Line:
    """One meeting: when it starts, the group (its id is that of its entry), whether it is invented, what is good to
    know, and what one must not overlook."""

    starts: str
    group_id: int
    name: str
    example: bool
    facts: list[str]
    notes: list[str]


@dataclass(frozen=True, slots=True)
class Day:
    """A weekday and its meetings, earliest first."""

    name: str
    lines: list[Line]


def days_of(cards: list[Card], marks: Marks, country: str, usual_zone: str, now: datetime) -> list[Day]:
    """The days that have meetings, from the first day of the country's week; paused groups are left out.

    Times are wall times of each group; `usual_zone` (IANA) is the clock that need not be named; without one ("") every
    meeting names its own.
    """
    rows = [(meeting, card) for card in cards if not card["inactive"] for meeting in coming(card, _today(card, now))]
    rows.sort(key=lambda row: (row[0]["starts_at"], row[1]["name"], row[1]["id"]))
    first = first_weekday(country)
    days = []
    for weekday in ((first + step) % 7 for step in range(7)):
        lines = [_line(m, card, marks, usual_zone, now) for m, card in rows if m["weekday"] == weekday]
        if lines:
            days.append(Day(str(WEEKDAYS[weekday]), lines))
    return days


def _today(card: Card, now: datetime) -> date:
    return now.astimezone(zone(card["time_zone"])).date()


def _line(meeting: dict[str, Any], card: Card, marks: Marks, usual_zone: str, now: datetime) -> Line:
    today = _today(card, now)
    notes = [] if meeting["recurrence"] == WEEKLY else [rhythm_in_words(meeting)]
    notes += [*limits_of(meeting, today), warning_in_words(card, marks.vocabulary, today)]
    own = [marks.path(card), *marks.features(meeting["features"]), *marks.languages(meeting["languages"])]
    if meeting["attendance"] != Attendance.IN_PERSON:
        own.insert(0, marks.vocabulary.label("attendance", meeting["attendance"]))
    facts = [_times(meeting, card, usual_zone), isolated(short_place(card)), *own]
    return Line(
        starts=clock(time.fromisoformat(meeting["starts_at"]), card["country"]),
        group_id=card["id"],
        name=card["name"],
        example=card["example"],
        facts=[fact for fact in facts if fact],
        notes=[note for note in notes if note],
    )


def _times(meeting: dict[str, Any], card: Card, usual_zone: str) -> str:
    """From when to when; whose clock that is where it is not most readers'."""
    times = times_in_words(meeting, card["country"])
    abroad = card["time_zone"] != usual_zone
    return f"{times} ({zone_in_words(card['time_zone'])})" if abroad else times


def short_place(card: Card) -> str:
    """The house and the town: the entry of the group has the whole address."""
    parts = dict.fromkeys(part for part in (card["venue"] or card["address"], card["locality"]) if part)
    return where_instead(card) or ", ".join(parts)
