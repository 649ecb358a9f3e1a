"""Opening hours: weekly spans of local wall time, and whether somebody is there now.

Written as [{"days": [0, 1], "from": "09:00", "to": "17:00"}]: 0 is Monday; "to" may be "24:00"; a span whose "to" is
not later than its "from" runs over midnight into the next day.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from groups.schedule import instant, zone

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Span:
    """On these weekdays (0 = Monday) open from one local wall time to another; `ends` 00:00 is the end of the day."""

    days: frozenset[int]
    begins: time
    ends: time


@dataclass(frozen=True, slots=True)
class State:
    """Open until `until`, or closed and open again at `opens_at`; aware, in the place's own zone, None if never."""

    until: datetime | None = None
    opens_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        """Whether somebody is there now."""
        return self.until is not None


def spans_of(rows: Any) -> list[Span]:
    """The spans of opening hours as they are written down; raises ValueError with a sentence for anything else."""
    if not isinstance(rows, list):
        raise ValueError("Opening hours are a list.")
    return [_span(row) for row in rows]


def _span(row: Any) -> Span:
    try:
        days = frozenset(row["days"])
        begins = time.fromisoformat(row["from"])
        ends = time() if row["to"] == "24:00" else time.fromisoformat(row["to"])
    except (KeyError, TypeError, ValueError):
        raise ValueError('Write opening hours as {"days": [0, 1], "from": "09:00", "to": "17:00"}.') from None
    if not days or not days <= frozenset(range(7)):
        raise ValueError("The days of opening hours are numbers from 0 (Monday) to 6 (Sunday).")
    if begins.tzinfo or ends.tzinfo:
        raise ValueError("Opening hours are local times, without a zone.")
    return Span(days, begins, ends)


def state_at(spans: Iterable[Span], time_zone: str, now: datetime) -> State:
    """Open or closed at `now` (aware), by the clock of `time_zone` (IANA); spans that touch are one."""
    until: datetime | None = None
    today = now.astimezone(zone(time_zone)).date()
    for begins, ends in sorted(_instants(list(spans), time_zone, today, today + 7 * _DAY)):
        if begins <= (until or now) < ends:
            until = ends
        elif until is None and begins > now:
            return State(opens_at=begins)
        elif until is not None and begins > until:
            break
    return State(until=until)


def is_open_within(spans: Iterable[Span], time_zone: str, begin: datetime, end: datetime) -> bool:
    """Whether it is open at `begin` (aware) or opens before `end` (aware), by the clock of `time_zone` (IANA)."""
    here = zone(time_zone)
    found = _instants(list(spans), time_zone, begin.astimezone(here).date(), end.astimezone(here).date())
    return any(begins <= begin < ends or begin < begins < end for begins, ends in found)


def _instants(spans: list[Span], time_zone: str, first: date, last: date) -> Iterator[tuple[datetime, datetime]]:
    """The spans of the days from `first` to `last`, and of the day before for what runs over midnight."""
    for day in (first + number * _DAY for number in range(-1, (last - first).days + 1)):
        for span in spans:
            if day.weekday() in span.days:
                until = day if span.ends > span.begins else day + _DAY
                yield instant(day, span.begins, time_zone), instant(until, span.ends, time_zone)
