"""When a group does not meet for a while: a pause from one day to another, or single days such as a holiday.

Days are those of the group's own zone. A pause that has begun is `inactive`, with the day it is back in
`inactive_until`; one that lies ahead, like a holiday, is an exception of each meeting, which visitors see beforehand.
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from django.utils.translation import gettext as _

from groups import schedule
from groups.listings import sheet
from groups.listings.changes import BY_CLOCK, put, recorded
from groups.listings.mine import changing, today_of
from groups.listings.sheet import Sheet, from_json
from groups.models import Group, Organiser

_DAY = timedelta(days=1)
#: Nobody knows now what will be later.
FARTHEST = timedelta(days=400)
_MEETING_AGAIN = {"inactive": False, "inactive_until": None}


class CannotPause(Exception):
    """The days do not fit the group: its text is the sentence that says why."""


def pause(group_id: int, organiser: Organiser, first: date, last: date | None, now: datetime) -> None:
    """No meetings from `first` to `last`, both included and in the group's zone; None: nobody knows until when.

    Raises CannotPause for days that are over, too far away or in the wrong order, and for a pause that lies ahead and
    has no end, or no meeting in it.
    """
    with changing(group_id, "paused", organiser, now) as group:
        today, own = today_of(group, now), sheet.read(group)
        _check(first, last, today)
        if first > today:
            put(group, _with_exceptions(group, own, first, last))
        else:
            back = (last + _DAY).isoformat() if last else None
            put(group, own | {"inactive": True, "inactive_until": back})


def resume(group_id: int, organiser: Organiser, now: datetime) -> None:
    """The group meets again; single days without a meeting stay."""
    with changing(group_id, "resumed", organiser, now) as group:
        put(group, sheet.read(group) | _MEETING_AGAIN)


def add_day(group_id: int, organiser: Organiser, day: date, now: datetime) -> None:
    """No meeting on one day of the group's zone; raises CannotPause when it is over, or the group does not meet."""
    with changing(group_id, "day off added", organiser, now) as group:
        _check(day, day, today_of(group, now))
        put(group, _with_exceptions(group, sheet.read(group), day, day))


def remove_day(group_id: int, organiser: Organiser, day: date, now: datetime) -> None:
    """The group meets on that day after all."""
    with changing(group_id, "day off removed", organiser, now) as group:
        own = sheet.read(group)
        meetings = [row | {"exceptions": [at for at in row["exceptions"] if at != str(day)]} for row in own["meetings"]]
        put(group, own | {"meetings": meetings})


def days_off(group: Group, today: date) -> list[date]:
    """The coming days on which a meeting of the group is left out, in order."""
    exceptions = {at for meeting in group.meetings.all() for at in meeting.exceptions}
    return [day for day in map(date.fromisoformat, sorted(exceptions)) if day >= today]


def end_over(now: datetime) -> int:
    """Groups whose pause is over in their own zone at `now` (aware) meet again; how many they were."""
    # East of us it may be tomorrow already: the calendar of each zone has the last word.
    near = Group.objects.filter(inactive_until__lte=now.date() + _DAY).only("id", "time_zone", "inactive_until")
    over = [group for group in near if group.inactive_until and group.inactive_until <= today_of(group, now)]
    for group in over:
        with recorded(group.pk, "resumed", BY_CLOCK, now) as own:
            put(own, sheet.read(own) | _MEETING_AGAIN)
    return len(over)


def _check(first: date, last: date | None, today: date) -> None:
    if last and last < first:
        raise CannotPause(_("The last day lies before the first."))
    if (last or first) < today:
        raise CannotPause(_("This day is over."))
    if max(first, last or first) > today + FARTHEST:
        raise CannotPause(_("This is more than a year away. Choose a nearer day."))
    if first > today and last is None:
        raise CannotPause(_("A pause that begins later needs its last day too."))


def _with_exceptions(group: Group, own: Sheet, first: date, last: date | None) -> Sheet:
    meetings = []
    for row in own["meetings"]:
        days = {str(day) for day in _days_of(row, group.time_zone, first, last or first)}
        meetings.append(row | {"exceptions": sorted({*row["exceptions"], *days})})
    if meetings == own["meetings"]:
        raise CannotPause(_("Your group has no meeting then, so there is nothing to change."))
    return own | {"meetings": meetings}


def _days_of(row: Sheet, time_zone: str, first: date, last: date) -> Iterator[date]:
    """The days from `first` to `last` on which a meeting of a sheet starts, exceptions aside."""
    pattern = _pattern_of(row, time_zone)
    begin, end = (schedule.instant(day, time(), time_zone) for day in (first, last + _DAY))
    for occurrence in schedule.occurrences_between(pattern, begin, end):
        if occurrence.starts_at.date() >= first:
            yield occurrence.starts_at.date()


def _pattern_of(row: Sheet, time_zone: str) -> schedule.Pattern:
    names = "weekday starts_at duration_minutes recurrence interval_weeks anchor_date monthly_week".split()  # noqa: SIM905
    values = {name: from_json(name, row[name]) for name in (*names, "valid_from", "valid_until")}
    return schedule.Pattern(time_zone=time_zone, **values)
