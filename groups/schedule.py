"""When a meeting next happens: local wall time and an IANA zone in, instants out.

Weekly 19:00 stays 19:00 across clock changes. `now` is always an argument, so nothing stored goes stale.
"""

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

WEEKLY = "weekly"
EVERY_N_WEEKS = "every_n_weeks"
MONTHLY = "monthly"

WEEKDAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

#: Parts of the day by local start time, as [from hour, to hour); night runs over midnight.
PARTS_OF_DAY = {"morning": (4, 12), "afternoon": (12, 17), "evening": (17, 21), "night": (21, 4)}

_DAY = timedelta(days=1)
_LAST_DATE = date.max - timedelta(days=400)


class Pause(NamedTuple):
    """A time without meetings, in days of the group's own zone.

    first   its first day; None where it began whenever it was written down
    back    the day the group meets again; None where nobody knows
    """

    first: date | None
    back: date | None

    def is_on(self, day: date) -> bool:
        """Whether the group does not meet on a day."""
        return (self.first is None or self.first <= day) and not self.is_over(day)

    def is_over(self, today: date) -> bool:
        """Whether the group meets again on `today`, whoever has written that down by now."""
        return self.back is not None and self.back <= today


class Occurrence(NamedTuple):
    """One meeting on one day, as two instants (aware, in the meeting's own zone)."""

    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class Pattern:
    """When a meeting repeats, in local wall time.

    `weekday` 0 is Monday. `interval_weeks` counts from `anchor_date` (its first such weekday on or after it) and
    goes with EVERY_N_WEEKS; `monthly_week` is 1–4, or −1 for the last, and goes with MONTHLY. `valid_from` and
    `valid_until` are inclusive local dates; on the dates in `exceptions` there is no meeting.
    """

    weekday: int
    starts_at: time
    duration_minutes: int
    time_zone: str
    recurrence: str = WEEKLY
    interval_weeks: int = 1
    anchor_date: date | None = None
    monthly_week: int | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    exceptions: frozenset[date] = frozenset()


def whole_minute(moment: datetime) -> datetime:
    """The minute a moment lies in: meetings start and end on whole ones, so all who ask within it share an answer."""
    return moment.replace(second=0, microsecond=0)


@lru_cache(maxsize=1024)
def zone(name: str) -> ZoneInfo:
    """The zone of an IANA name; raises ZoneInfoNotFoundError (a KeyError) or ValueError for anything else."""
    return ZoneInfo(name)


def part_of_day(starts_at: time) -> str:
    """morning (04–12), afternoon (12–17), evening (17–21) or night (21–04), by the local start."""
    hour = starts_at.hour
    return next((name for name, (begin, end) in PARTS_OF_DAY.items() if begin <= hour < end), "night")


def instant(day: date, at: time, time_zone: str) -> datetime:
    """The instant of a local wall time, aware, in that zone.

    A local time skipped by a clock change moves forward by the gap, one that occurs twice is the first (PEP 495,
    fold=0): going through UTC does both.
    """
    local = zone(time_zone)
    return datetime.combine(day, at, tzinfo=local).astimezone(UTC).astimezone(local)


def next_start(pattern: Pattern, after: datetime) -> datetime | None:
    """The first start at or after `after` (aware), in the pattern's own zone; None once it has ended for good."""
    occurrence = next((o for o in _occurrences(pattern, after) if o.starts_at >= after), None)
    return occurrence.starts_at if occurrence else None


def current_or_next(pattern: Pattern, now: datetime) -> Occurrence | None:
    """The meeting that is on at `now` (aware), else the next one; None once it has ended for good."""
    return next((o for o in _occurrences(pattern, now) if o.ends_at > now), None)


def occurrences_between(pattern: Pattern, begin: datetime, end: datetime) -> Iterator[Occurrence]:
    """The meetings that start in [begin, end), or are on at `begin`; both instants aware, in time order."""
    for occurrence in _occurrences(pattern, begin):
        if occurrence.starts_at >= end:
            return
        if occurrence.ends_at > begin:
            yield occurrence


def _occurrences(pattern: Pattern, near: datetime) -> Iterator[Occurrence]:
    """The meetings in order, starting a little before `near`: a day for one that runs over midnight, and one more
    for a zone that once skipped a whole day (Samoa, 2011)."""
    for day in dates(pattern, near.astimezone(zone(pattern.time_zone)).date() - 2 * _DAY):
        starts_at = instant(day, pattern.starts_at, pattern.time_zone)
        yield Occurrence(starts_at, add_minutes(starts_at, pattern.duration_minutes))


def add_minutes(moment: datetime, minutes: int) -> datetime:
    """`minutes` of elapsed time after an aware moment, in the same zone: plain addition would ignore clock changes."""
    return (moment.astimezone(UTC) + timedelta(minutes=minutes)).astimezone(moment.tzinfo)


def dates(pattern: Pattern, begin: date) -> Iterator[date]:
    """The local dates of the meetings from `begin` on, in order, without those on which there is none."""
    for day in _dates(pattern, begin):
        if pattern.valid_until and day > pattern.valid_until:
            return
        if day not in pattern.exceptions:
            yield day


def _dates(pattern: Pattern, begin: date) -> Iterator[date]:
    begin = max(begin, pattern.valid_from) if pattern.valid_from else begin
    if pattern.recurrence == MONTHLY:
        return _monthly_dates(pattern, begin)
    if pattern.recurrence == EVERY_N_WEEKS and pattern.anchor_date:
        first = _on_or_after(pattern.anchor_date, pattern.weekday)
        step = 7 * pattern.interval_weeks
        missed = max(0, -((first - begin).days // step)) if begin > first else 0
        return _every(first + timedelta(days=missed * step), step)
    return _every(_on_or_after(begin, pattern.weekday), 7)


def _every(first: date, step_days: int) -> Iterator[date]:
    day = first
    while day < _LAST_DATE:
        yield day
        day += timedelta(days=step_days)


def _on_or_after(day: date, weekday: int) -> date:
    return day + timedelta(days=(weekday - day.weekday()) % 7)


def _monthly_dates(pattern: Pattern, begin: date) -> Iterator[date]:
    year, month = begin.year, begin.month
    while year < _LAST_DATE.year:
        day = _nth_weekday(year, month, pattern.weekday, pattern.monthly_week or 1)
        if day >= begin:
            yield day
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)


def _nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    """The nth (1–4, −1 = last) weekday of a month."""
    if nth > 0:
        return _on_or_after(date(year, month, 1), weekday) + timedelta(days=7 * (nth - 1))
    last = date(year, month, calendar.monthrange(year, month)[1])
    return last - timedelta(days=(last.weekday() - weekday) % 7)
