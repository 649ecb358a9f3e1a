"""Which meetings start in a window of instants, found by the index on zone, local weekday and local start.

It finds all that do, and near a clock change some more: the calendar of each (`groups.schedule`) has the last word.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, time, timedelta
from typing import Any

from django.db.models import Q

from groups.models import SearchMeeting
from groups.schedule import zone
from groups.search import remembered
from groups.search.vocabulary import directory_version

# A local time that is skipped moves forward by the gap, so a change some hours before the window matters too.
_AROUND = timedelta(hours=4)
_COMMON_LENGTH = timedelta(hours=2)
_LONGEST = timedelta(days=1)


def starting(begin: datetime, end: datetime) -> Q:
    """The condition on SearchMeeting rows that may start from `begin` to `end` (aware), both included; under 7 days."""
    zones_by_clock: dict[tuple[datetime, datetime], list[str]] = defaultdict(list)
    for name in remembered.get(directory_version(), "zones", _zones_in_use):
        zones_by_clock[_on_the_clock_of(name, begin, end)].append(name)
    condition = Q(pk__in=[])
    for (first, last), names in zones_by_clock.items():
        condition |= Q(time_zone__in=names) & _windows(first, last)
    return condition


def on_at(now: datetime) -> list[Q]:
    """The conditions on SearchMeeting rows that may be on at `now` (aware): each finds some of them."""
    # Most meetings are short: only those that are not are looked for further back.
    longer = Q(meeting__duration_minutes__gt=_COMMON_LENGTH // timedelta(minutes=1))
    return [starting(now - _COMMON_LENGTH, now), starting(now - _LONGEST, now - _COMMON_LENGTH) & longer]


def entry_ids(conditions: Iterable[Q], **limits: Any) -> tuple[int, ...]:
    """The search entries, within these limits, with a SearchMeeting row that any of the conditions finds; each once."""
    # Asked one by one: of conditions joined by OR, or made distinct, SQLite reads its whole index instead of the few
    # windows in it. With 100,000 groups that takes a hundred times as long.
    rows = SearchMeeting.objects.filter(**limits).values_list("entry_id", flat=True)
    return tuple(sorted({entry_id for condition in conditions for entry_id in rows.filter(condition)}))


def _zones_in_use() -> list[str]:
    return list(SearchMeeting.objects.order_by().values_list("time_zone", flat=True).distinct())


def _on_the_clock_of(name: str, begin: datetime, end: datetime) -> tuple[datetime, datetime]:
    """The window in wall time of a zone (naive), wide enough for a clock change in or shortly before it."""
    here = zone(name)
    offsets = [moment.astimezone(here).utcoffset() or timedelta() for moment in (begin - _AROUND, end + _AROUND)]
    change = abs(offsets[1] - offsets[0])
    first = (begin.astimezone(here)).replace(tzinfo=None) - change
    return first, end.astimezone(here).replace(tzinfo=None) + change


def _windows(first: datetime, last: datetime) -> Q:
    """A window of wall time as weekdays and times of day, a condition for each day it touches."""
    condition = Q(pk__in=[])
    for offset in range((last.date() - first.date()).days + 1):
        day = first.date() + timedelta(days=offset)
        low = first.time() if offset == 0 else time.min
        high = last.time() if day == last.date() else time.max
        condition |= Q(weekday=day.weekday(), starts_at__gte=low, starts_at__lte=high)
    return condition
