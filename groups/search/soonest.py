"""Which meeting of a card comes next, and which groups meet soonest or within a window of time."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from itertools import islice
from operator import itemgetter
from typing import Any
from zoneinfo import ZoneInfo

from groups.opening import is_open_within, spans_of
from groups.schedule import (
    WEEKLY,
    Occurrence,
    Pattern,
    current_or_next,
    occurrences_between,
    part_of_day,
    whole_minute,
    zone,
)
from groups.search.cards import Card, is_away
from groups.search.query import Query
from groups.search.tags import DAYS

_DAY = timedelta(days=1)
_WEEK = 7 * _DAY
_MINUTES_A_WEEK = 7 * 24 * 60
# Clock changes move two meetings against each other by an hour or two at most (three covers Lord Howe and Troll).
_SLACK_MINUTES = 180


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a query asks of one meeting, beside its group."""

    attendance: frozenset[str]
    any_feature: tuple[frozenset[str], ...]
    every_feature: frozenset[str]
    languages: frozenset[str]
    days: frozenset[str]
    parts: frozenset[str]

    @property
    def none(self) -> bool:
        """Whether any meeting will do."""
        return not any((self.attendance, self.any_feature, self.every_feature, self.languages, self.days, self.parts))


def wishes_of(query: Query) -> Wishes:
    """The part of a query that one meeting must meet by itself."""
    asked = query.tagged
    return Wishes(
        attendance=frozenset(asked.get("attendance", ())),
        any_feature=tuple(frozenset(asked[name]) for name in ("for", "style") if name in asked),
        every_feature=frozenset(asked.get("access", ())),
        languages=frozenset(asked.get("language", ())),
        days=frozenset(asked.get("day", ())),
        parts=frozenset(asked.get("time", ())),
    )


def next_meeting(card: Card, now: datetime, wishes: Wishes, visitor_zone: str = "") -> Occurrence | None:
    """The meeting of a card that is on at `now` (aware) or comes next, in the group's zone, of those wished for.

    None for a group that is paused, has no meetings, or none that fits. Online meetings are judged by the visitor's
    weekday and time of day where the zone is known, all others by their own.
    """
    if card["inactive"]:
        return None
    best = None
    for wait, pattern, visits in _by_wall_clock(_patterns(card, wishes, visitor_zone), now):
        if best and wait > (best.starts_at - now).total_seconds() / 60 + _SLACK_MINUTES:
            break
        upcoming = _next_fitting(pattern, now, wishes, visits)
        best = min((o for o in (best, upcoming) if o), default=None)
    return best


def next_meetings(card: Card, now: datetime, count: int) -> list[Occurrence]:
    """The next `count` meetings of a card that start at `now` (aware) or later and within a year, soonest first, in the
    group's zone; fewer where there are not so many, none for a group that is paused."""
    if card["inactive"]:
        return []
    patterns = [_pattern_of(meeting, card["time_zone"]) for meeting in card["meetings"]]
    coming = (o for pattern in patterns for o in islice(_starting(pattern, now), count))
    return sorted(coming)[:count]


def _starting(pattern: Pattern, now: datetime) -> Iterator[Occurrence]:
    return (o for o in occurrences_between(pattern, now, now + 52 * _WEEK) if o.starts_at >= now)


def meets_within(card: Card, query: Query, now: datetime, wishes: Wishes) -> bool:
    """Whether a meeting that fits the wishes is on now, or starts today or tomorrow, as `query.when` asks; or whether
    a place with opening hours is open then.

    Today and tomorrow are those of the group's own zone, or of the visitor's for online meetings.
    """
    if card["inactive"]:
        return False
    day = now.astimezone(zone(card["time_zone"])).date() + (query.when == "tomorrow") * _DAY
    if not is_away(card, day) and (card["always_open"] or _is_open(card, query.when, now, wishes)):
        return True
    return any(_in_window(pattern, query.when, now, visits) for pattern, visits in _patterns(card, wishes, query.zone))


def _is_open(card: Card, when: str, now: datetime, wishes: Wishes) -> bool:
    # Days and times of day are those of meetings: whoever asks for them is not answered by opening hours.
    if not card["opening"] or wishes.days or wishes.parts:
        return False
    # Beside a timetable, hours are those of a place; without one, the facts of the group are those of its hours.
    attendance = "in_person" if card["meetings"] else card["attendance"][0]
    if not _fits({**card, "attendance": attendance}, wishes, judged_elsewhere=True):
        return False
    time_zone = card["time_zone"]
    begin, end = (now, now) if when == "now" else _day_of(when, now, zone(time_zone))
    return is_open_within(spans_of(card["opening"]), time_zone, begin, end)


def meets_in_visitors_time(card: Card, wishes: Wishes, now: datetime, visitor_zone: str) -> bool:
    """Whether some meeting fits the day and time of day wished for, online ones in the visitor's zone."""
    return any(_next_fitting(pattern, now, wishes, visits) for pattern, visits in _patterns(card, wishes, visitor_zone))


def _patterns(card: Card, wishes: Wishes, visitor_zone: str) -> list[tuple[Pattern, str]]:
    """The meetings that fit, each with the zone its day and time are judged in."""
    found = []
    for meeting in card["meetings"]:
        visits = visitor_zone if meeting["attendance"] == "online" and visitor_zone else ""
        if wishes.none or _fits(meeting, wishes, judged_elsewhere=bool(visits)):
            found.append((_pattern_of(meeting, card["time_zone"]), visits))
    return found


def _fits(meeting: dict[str, Any], wishes: Wishes, judged_elsewhere: bool) -> bool:
    features = set(meeting["features"])
    if wishes.attendance and not _ways(meeting["attendance"]) & wishes.attendance:
        return False
    if not all(features & choices for choices in wishes.any_feature) or not wishes.every_feature <= features:
        return False
    if wishes.languages and not wishes.languages & set(meeting["languages"]):
        return False
    if judged_elsewhere:
        return True
    on_day = not wishes.days or DAYS[meeting["weekday"]] in wishes.days
    return on_day and (not wishes.parts or part_of_day(clock(meeting["starts_at"])) in wishes.parts)


def _ways(attendance: str) -> frozenset[str]:
    return frozenset(("hybrid", "in_person", "online") if attendance == "hybrid" else (attendance,))


def _next_fitting(pattern: Pattern, now: datetime, wishes: Wishes, visits: str) -> Occurrence | None:
    if not visits or not (wishes.days or wishes.parts):
        # Meetings start and end on whole minutes, so within a minute the answer is the same for everyone.
        return _current_or_next(pattern, whole_minute(now))
    horizon = now + 5 * _WEEK
    fitting = (o for o in occurrences_between(pattern, now, horizon) if _fits_there(o, wishes, visits))
    return next(fitting, None)


def _fits_there(occurrence: Occurrence, wishes: Wishes, visits: str) -> bool:
    local = occurrence.starts_at.astimezone(zone(visits))
    on_day = not wishes.days or DAYS[local.weekday()] in wishes.days
    return on_day and (not wishes.parts or part_of_day(local.time()) in wishes.parts)


def _in_window(pattern: Pattern, when: str, now: datetime, visits: str) -> bool:
    if when == "now":
        occurrence = current_or_next(pattern, now)
        return bool(occurrence and occurrence.starts_at <= now)
    begin, end = _day_of(when, now, zone(visits or pattern.time_zone))
    return any(when == "today" or o.starts_at >= begin for o in occurrences_between(pattern, begin, end))


def _day_of(when: str, now: datetime, here: ZoneInfo) -> tuple[datetime, datetime]:
    """What is left of today from `now`, or the whole of tomorrow, by the clock of a zone."""
    today = now.astimezone(here).date()
    first, second = (datetime.combine(today + days * _DAY, time(), tzinfo=here) for days in (1, 2))
    return (now, first) if when == "today" else (first, second)


def _by_wall_clock(patterns: list[tuple[Pattern, str]], now: datetime) -> list[tuple[float, Pattern, str]]:
    """The patterns by minutes to wait on the wall clock, for working out an instant costs far more.

    One that only the calendar can place, or that is judged in another zone, comes first and is always worked out.
    """
    if len(patterns) < 2:
        return [(0, *pair) for pair in patterns]
    local = now.astimezone(zone(patterns[0][0].time_zone))
    minute = (local.weekday() * 24 + local.hour) * 60 + local.minute
    waits = [(-math.inf if visits else _wait(pattern, minute), pattern, visits) for pattern, visits in patterns]
    return sorted(waits, key=itemgetter(0))


def _wait(pattern: Pattern, minute: int) -> float:
    """Minutes until it starts, negative while it is on; minus infinity where only the calendar can tell."""
    if pattern.recurrence != WEEKLY or pattern.valid_from or pattern.valid_until or pattern.exceptions:
        return -math.inf
    start = (pattern.weekday * 24 + pattern.starts_at.hour) * 60 + pattern.starts_at.minute
    until_end = (start + pattern.duration_minutes - minute - 1) % _MINUTES_A_WEEK + 1
    return until_end - pattern.duration_minutes


_MORE_THAN_WEEKLY = ("valid_from", "valid_until", "exceptions")


def _pattern_of(meeting: dict[str, Any], time_zone: str) -> Pattern:
    if meeting["recurrence"] == WEEKLY and not any(name in meeting for name in _MORE_THAN_WEEKLY):
        return _weekly(meeting["weekday"], meeting["starts_at"], meeting["duration_minutes"], time_zone)
    return Pattern(
        weekday=meeting["weekday"],
        starts_at=clock(meeting["starts_at"]),
        duration_minutes=meeting["duration_minutes"],
        time_zone=time_zone,
        recurrence=meeting["recurrence"],
        interval_weeks=meeting.get("interval_weeks", 1),
        anchor_date=_day(meeting.get("anchor_date")),
        monthly_week=meeting.get("monthly_week"),
        valid_from=_day(meeting.get("valid_from")),
        valid_until=_day(meeting.get("valid_until")),
        exceptions=frozenset(date.fromisoformat(day) for day in meeting.get("exceptions", ())),
    )


# Thousands of groups share a few hundred weekly patterns and, for a minute, their next meetings.
@lru_cache(maxsize=10_000)
def _weekly(weekday: int, starts_at: str, duration_minutes: int, time_zone: str) -> Pattern:
    return Pattern(weekday, clock(starts_at), duration_minutes, time_zone)


_current_or_next = lru_cache(maxsize=10_000)(current_or_next)


@lru_cache(maxsize=1500)
def clock(text: str) -> time:
    """The wall time of "HH:MM"; raises ValueError for anything else."""
    return time.fromisoformat(text)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
