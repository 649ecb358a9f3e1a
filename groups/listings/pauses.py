"""When a group does not meet for a while: a pause from one day to another, or single days such as a holiday.

Days are those of the group's own zone. A pause that has begun is `inactive`, with the day it is back in
`inactive_until`; one that lies ahead, like a holiday, is an exception of each meeting, which visitors see beforehand.
Opening hours and what else has no meetings know no exceptions: a pause of theirs that lies ahead has `inactive_from`.
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import partial

from django.utils.translation import gettext as _

from groups import schedule, sheet
from groups.listings import by_clock
from groups.listings.changes import put
from groups.listings.mine import changing, today_of
from groups.models import Group, Organiser
from groups.pages.when import long_date
from groups.sheet import Sheet, from_json

_DAY = timedelta(days=1)
#: Nobody knows now what will be later.
FARTHEST = timedelta(days=400)
_MEETING_AGAIN = {"inactive": False, "inactive_from": None, "inactive_until": None}
_BESIDE_MEETINGS = ("opening", "opening_hours", "always_open", "by_appointment")


class CannotPause(Exception):
    """The days do not fit the group: its text is the sentence that says why."""


def pause(group_id: int, organiser: Organiser, first: date, last: date | None, now: datetime) -> None:
    """No meetings from `first` to `last`, both included and in the group's zone; None: nobody knows until when.

    Raises CannotPause for days that are over, too far away or in the wrong order; for meetings, where a pause lies
    ahead and has no end, or no meeting in it; for what has none, where it lies ahead and there is a pause now. A pause
    that lies ahead already is not forgotten: it raises CannotPause too, unless the new one takes in all its days.
    """
    with changing(group_id, "paused", organiser, now) as group:
        today, own = today_of(group, now), sheet.read(group)
        _check(first, last, today, needs_last=bool(own["meetings"]))
        if first <= today:
            _check_none_is_lost(group, first, last, today)
            put(group, own | _paused(None, last))
        elif _has_more_than_meetings(own):
            _check_free(group, today)
            _check_none_is_lost(group, first, last, today)
            meetings = _left_out(group, own, first, last)
            put(group, own | {"meetings": meetings} | _paused(first, last))
        else:
            put(group, _with_exceptions(group, own, first, last))


def resume(group_id: int, organiser: Organiser, now: datetime) -> None:
    """The group meets again; single days without a meeting stay."""
    with changing(group_id, "resumed", organiser, now) as group:
        put(group, sheet.read(group) | _MEETING_AGAIN)


def add_day(group_id: int, organiser: Organiser, day: date, now: datetime) -> None:
    """No meeting on one day of the group's zone; raises CannotPause when it is over, or the group does not meet."""
    with changing(group_id, "day off added", organiser, now) as group:
        _check(day, day, today_of(group, now), needs_last=True)
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


def ahead_in_words(first: date, back: date | None) -> str:
    """A pause that lies ahead: from `first` until the day before `back`; None: nobody knows until when."""
    if back is None:
        return _("Paused from %(first)s on.") % {"first": long_date(first)}
    days = {"first": long_date(first), "last": long_date(back - _DAY)}
    return _("Paused from %(first)s to %(last)s, both days included.") % days


def end_over(now: datetime) -> int:
    """Groups whose pause is over in their own zone at `now` (aware) meet again; how many they were.

    Safe to call twice, and by two at once. At most `by_clock.MOST` of them: the rest waits for the next sweep.
    """
    # East of us it may be tomorrow already: the calendar of each zone has the last word.
    near = Group.objects.filter(inactive_until__lte=now.date() + _DAY).order_by("inactive_until", "pk")
    over = [group.pk for group in near if _is_over(group, now)][: by_clock.MOST]
    return sum(by_clock.one(near, pk, "resumed", partial(_end, now), now) for pk in over)


def _is_over(group: Group, now: datetime) -> bool:
    return bool(group.pause and group.pause.is_over(today_of(group, now)))


def _end(now: datetime, group: Group) -> None:
    # Its organiser may have written down another pause while this one waited for its turn.
    if not _is_over(group, now):
        raise by_clock.NotDue
    put(group, sheet.read(group) | _MEETING_AGAIN)


def _paused(first: date | None, last: date | None) -> Sheet:
    return {
        "inactive": True,
        "inactive_from": first.isoformat() if first else None,
        "inactive_until": (last + _DAY).isoformat() if last else None,
    }


def _has_more_than_meetings(own: Sheet) -> bool:
    return not own["meetings"] or any(own[name] for name in _BESIDE_MEETINGS)


def _check_free(group: Group, today: date) -> None:
    if group.pause and group.pause.is_on(today):
        raise CannotPause(_("It is paused now. Press “We meet again” first, or choose today as the first day."))


def _check_none_is_lost(group: Group, first: date, last: date | None, today: date) -> None:
    """A listing has room for one pause: another would take the place of one that lies ahead."""
    own = group.pause
    if own is None or own.first is None or own.first <= today or own.is_over(today):
        return
    takes_it_in = first <= own.first and (last is None or (own.back is not None and own.back <= last + _DAY))
    if not takes_it_in:
        ahead = ahead_in_words(own.first, own.back)
        # Outside the text below: what stands inside braces is not found for translation.
        again = _("A listing can have one pause at a time: press “We meet again” first.")
        raise CannotPause(f"{ahead} {again}")


def _check(first: date, last: date | None, today: date, needs_last: bool) -> None:
    if last and last < first:
        raise CannotPause(_("The last day lies before the first."))
    if (last or first) < today:
        raise CannotPause(_("This day is over."))
    if max(first, last or first) > today + FARTHEST:
        raise CannotPause(_("This is more than a year away. Choose a nearer day."))
    if needs_last and first > today and last is None:
        raise CannotPause(_("A pause that begins later needs its last day too."))


def _with_exceptions(group: Group, own: Sheet, first: date, last: date | None) -> Sheet:
    meetings = _left_out(group, own, first, last)
    if meetings == own["meetings"]:
        raise CannotPause(_("Your group has no meeting then, so there is nothing to change."))
    return own | {"meetings": meetings}


def _left_out(group: Group, own: Sheet, first: date, last: date | None) -> list[Sheet]:
    """The meetings of a sheet, without the days from `first` to `last`."""
    meetings = []
    for row in own["meetings"]:
        days = {str(day) for day in _days_of(row, group.time_zone, first, last or first)}
        meetings.append(row | {"exceptions": sorted({*row["exceptions"], *days})})
    return meetings


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
