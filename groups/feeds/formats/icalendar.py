"""iCalendar (RFC 5545): meetings as events that repeat, for a calendar to subscribe to or to take once. Only written.

https://www.rfc-editor.org/rfc/rfc5545, and https://www.rfc-editor.org/rfc/rfc7986 for the calendar's own properties.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, vDuration, vRecur

from groups.feeds.formats.icalendar_zones import zone_component
from groups.schedule import EVERY_N_WEEKS, MONTHLY, Pattern, dates, instant, zone
from groups.text import printable

CONTENT_TYPE = "text/calendar; charset=utf-8"
#: How often a calendar that subscribed looks again.
REFRESH = timedelta(hours=12)
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_END_OF_DAY = time(23, 59, 59)


@dataclass(frozen=True, slots=True)
class Entry:
    """A meeting as a calendar shows it.

    uid         what it is known by, the same each time; globally unique
    pattern     when it is
    begins      the first local date that is of interest
    changed_at  when the listing last changed (aware), and its version
    url         an address of the web, or ""; the rest is plain text
    """

    uid: str
    pattern: Pattern
    begins: date
    changed_at: datetime
    version: int
    title: str
    description: str = ""
    location: str = ""
    url: str = ""


def render(name: str, maker: str, language: str, entries: Iterable[Entry]) -> bytes:
    """The calendar of these meetings, those left out that do not happen any more.

    name      what the calendar is called where it is subscribed to
    maker     who made it, as a name of the site
    language  of the titles and descriptions (BCP 47)
    """
    events = [(entry, first) for entry in entries if (first := next(dates(entry.pattern, entry.begins), None))]
    calendar = Calendar()
    for key, value in _head(_line(name), _line(maker), language):
        calendar.add(key, value)
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vDuration(REFRESH))
    year = min((first.year for _, first in events), default=0)
    for time_zone in sorted({entry.pattern.time_zone for entry, _ in events}):
        calendar.add_component(zone_component(time_zone, year))
    for entry, first in events:
        calendar.add_component(_event(entry, first))
    return bytes(calendar.to_ical())


def _head(name: str, maker: str, language: str) -> list[tuple[str, str]]:
    return [
        ("prodid", f"-//{maker}//{language.upper()}"),
        ("version", "2.0"),
        ("calscale", "GREGORIAN"),
        ("method", "PUBLISH"),
        ("name", name),
        ("x-wr-calname", name),
    ]


def _event(entry: Entry, first: date) -> Event:
    pattern, here = entry.pattern, zone(entry.pattern.time_zone)
    event = Event()
    event.add("uid", entry.uid)
    event.add("dtstamp", entry.changed_at.astimezone(UTC))
    event.add("last-modified", entry.changed_at.astimezone(UTC))
    event.add("sequence", entry.version)
    event.add("dtstart", _wall_time(first, pattern, here))
    event.add("duration", timedelta(minutes=pattern.duration_minutes))
    event.add("rrule", _rule(pattern))
    if missing := sorted(day for day in pattern.exceptions if day > first and day.weekday() == pattern.weekday):
        event.add("exdate", [_wall_time(day, pattern, here) for day in missing])
    for key, text in (("summary", _line(entry.title)), ("location", _line(entry.location))):
        if text:
            event.add(key, text)
    if entry.description:
        event.add("description", printable(entry.description))
    if entry.url:
        event.add("url", entry.url)
    # A calendar may be seen at work: others read "busy" at most, and by default not even that.
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")
    return event


def _rule(pattern: Pattern) -> vRecur:
    day = _DAYS[pattern.weekday]
    rule: dict[str, Any] = {"FREQ": "WEEKLY", "BYDAY": day}
    if pattern.recurrence == EVERY_N_WEEKS:
        rule["INTERVAL"] = pattern.interval_weeks
    if pattern.recurrence == MONTHLY:
        rule = {"FREQ": "MONTHLY", "BYDAY": f"{pattern.monthly_week or 1}{day}"}
    if pattern.valid_until:
        # Where DTSTART has a zone, UNTIL is in UTC (RFC 5545, 3.3.10).
        rule["UNTIL"] = instant(pattern.valid_until, _END_OF_DAY, pattern.time_zone).astimezone(UTC)
    return vRecur(rule)


def _wall_time(day: date, pattern: Pattern, here: ZoneInfo) -> datetime:
    """The start as a clock on the wall should show it, even where the clocks skip it that day: the rule goes by it, and
    RFC 5545 (3.3.5) moves and chooses the instant as groups.schedule does."""
    return datetime.combine(day, pattern.starts_at, tzinfo=here)


def _line(text: str) -> str:
    return " ".join(printable(text).split())
