"""VTIMEZONE: a zone's clock changes written into a calendar, for programs that do not know the zone by its name.

Made here of the system's zone data: icalendar's own (7.3.0) begins summer time an hour late, for it writes the moment
on the new clock where RFC 5545 (3.6.5) wants the old one.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

from groups.schedule import zone

#: So far ahead the changes are written down; what subscribes looks again long before.
YEARS = 10
_WEEK, _MINUTE = timedelta(weeks=1), timedelta(minutes=1)


@lru_cache(maxsize=500)
def zone_component(time_zone: str, year: int) -> Timezone:
    """The VTIMEZONE of a zone (IANA), with what its clocks do from the year before `year` on, for some years."""
    here = zone(time_zone)
    begin = datetime(year - 1, 1, 1, tzinfo=UTC)
    component = Timezone()
    component.add("tzid", time_zone)
    component.add_component(_observance(begin, begin.astimezone(here).utcoffset() or timedelta(), time_zone))
    for moment, before in _changes(time_zone, begin, datetime(year + YEARS, 1, 1, tzinfo=UTC)):
        component.add_component(_observance(moment, before, time_zone))
    return component


def _observance(moment: datetime, before: timedelta, time_zone: str) -> TimezoneStandard | TimezoneDaylight:
    """What holds from `moment` (aware) on, where the clocks were `before` ahead of UTC until then."""
    local = moment.astimezone(zone(time_zone))
    part = TimezoneDaylight() if local.dst() else TimezoneStandard()
    part.add("dtstart", (moment.astimezone(UTC) + before).replace(tzinfo=None))
    part.add("tzoffsetfrom", before)
    part.add("tzoffsetto", local.utcoffset())
    part.add("tzname", local.tzname())
    return part


def _changes(time_zone: str, begin: datetime, end: datetime) -> Iterator[tuple[datetime, timedelta]]:
    """The moments (UTC) at which the clocks change, each with how far ahead of UTC they were before."""
    here, moment = zone(time_zone), begin
    while moment < end:
        before, after = moment.astimezone(here).utcoffset(), (moment + _WEEK).astimezone(here).utcoffset()
        if before is not None and before != after:
            yield _change_after(moment, here), before
        moment += _WEEK


def _change_after(moment: datetime, here: ZoneInfo) -> datetime:
    """The first minute of the week from `moment` (UTC) on at which the clocks show another offset."""
    low, high = 0, _WEEK // _MINUTE
    before = moment.astimezone(here).utcoffset()
    while high - low > 1:
        middle = (low + high) // 2
        if (moment + middle * _MINUTE).astimezone(here).utcoffset() == before:
            low = middle
        else:
            high = middle
    return moment + high * _MINUTE
