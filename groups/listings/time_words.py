"""Times in English words to meetings: "Daily at 7 pm", "Tuesdays and Thursdays at 19:00", "last Friday 19:30", "every
other Monday from 6 April at 18:00". Pure. What is left unread, or means two things, is asked back.
"""

import re
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from groups.listings.time_tokens import BEGINS_ENTRY, DAYS, KINDS, NTHS, NUMBERS, TOKEN
from groups.listings.times import (
    USUAL_MINUTES,
    Clock,
    Rhythm,
    Slot,
    Unread,
    clock_of,
    date_of,
    minutes_until,
    plain,
    slots,
    start_before,
    start_of,
)
from groups.schedule import EVERY_N_WEEKS, MONTHLY, WEEKLY
from groups.text import quoted

#: More is a mistake, or somebody trying what happens.
LONGEST, MOST = 500, 60
_WEEK = range(7)


@dataclass
class _Group:
    """Days that share their place in the month."""

    weeks: list[int] = field(default_factory=list)
    days: list[int] = field(default_factory=list)


@dataclass
class _Entry:
    """What is said between one time and the next day: days, times, how often, and for how long."""

    groups: list[_Group] = field(default_factory=list)
    times: list[tuple[Clock, Clock | None, str, str]] = field(default_factory=list)  # start, end, half, as typed
    interval: int = 1
    begins: date | None = None
    minutes: int = USUAL_MINUTES
    half: str = ""
    is_monthly: bool = False
    has_times_first: bool = False
    is_two_ways: str = ""


def read(text: str, today: date, half: str = "") -> list[Slot]:
    """The meetings a few English words mean, [] for none; raises Unread with a sentence.

    today   in the zone of the meetings: a date without a year is the nearest one
    half    "am" or "pm" for times that do not say it, or `times.LIKELY`
    """
    if len(text) > LONGEST:
        raise Unread(_("This is too long. Write the days and times only."))
    reader = _Reader(today, half)
    words = plain(text)
    position = 0
    while position < len(words):
        found = TOKEN.match(words, position)
        if not found:
            unread = words[position:].split()[0]
            raise Unread(_("We could not read “%(words)s”. You can use the boxes instead.") % {"words": quoted(unread)})
        reader.take(found)
        position = found.end()
    return reader.finish()


class _Reader:
    """Takes token after token; an entry ends where the next one's days begin."""

    def __init__(self, today: date, half: str) -> None:
        self._today, self._half = today, half
        self._entry = _Entry()
        self._dates: list[re.Match[str]] = []
        self._slots: list[Slot] = []
        self._last = ""
        self._is_range = False

    def take(self, found: re.Match[str]) -> None:
        """One token."""
        kind = next(name for name in KINDS if found[name] is not None)
        if kind == "filler":
            return
        if self._is_range and kind not in (self._last, "noon", "midnight"):
            raise Unread(_("Say each day and its time apart, such as Monday 7 pm, Friday 8 pm."))
        entry = self._entry
        if kind in BEGINS_ENTRY and entry.times and not entry.has_times_first:
            self._close()
        if kind in ("clock", "noon", "midnight"):
            self._clock(found, _clock(kind, found))
            kind = "clock"
        else:
            getattr(self, f"_{kind}")(found)
        self._is_range = kind == "range"
        self._last = self._last if self._is_range else kind

    def finish(self) -> list[Slot]:
        """All the meetings, each once."""
        if self._is_range:
            raise Unread(_("The end is missing. Write it like 7 pm to 8:30 pm."))
        self._close()
        if len(self._slots) > MOST:
            raise Unread(_("These are too many times for one listing."))
        return list(dict.fromkeys(self._slots))

    def _end(self, found: re.Match[str]) -> None:
        self._close()

    def _range(self, found: re.Match[str]) -> None:
        if self._last not in ("day", "clock"):
            raise Unread(_("Say each day and its time apart, such as Monday 7 pm, Friday 8 pm."))

    def _day(self, found: re.Match[str]) -> None:
        day = DAYS.index(found["day"][:3])
        days = self._group().days
        if self._is_range:
            days += [one % 7 for one in range(days[-1] + 1, days[-1] + 1 + (day - days[-1]) % 7)]
        else:
            days.append(day)

    def _daily(self, found: re.Match[str]) -> None:
        self._group().days += _WEEK

    def _workdays(self, found: re.Match[str]) -> None:
        self._group().days += range(5)

    def _weekend(self, found: re.Match[str]) -> None:
        self._group().days += (5, 6)

    def _nth(self, found: re.Match[str]) -> None:
        groups = self._entry.groups
        if not groups or groups[-1].days:
            groups.append(_Group())
        groups[-1].weeks.append(NTHS[found["nth"]])

    def _every_nth(self, found: re.Match[str]) -> None:
        nth = found["every_nth"].split()[1]
        self._entry.is_two_ways = nth
        self._entry.groups.append(_Group([NTHS[nth]]))

    def _weeks(self, found: re.Match[str]) -> None:
        said = found["n"] or found["weeks"].split()[1:2]
        number = said if isinstance(said, str) else (said or ["second"])[0]
        self._entry.interval = int(number) if number.isdigit() else NUMBERS.get(number, 2)

    def _other(self, found: re.Match[str]) -> None:
        self._entry.interval = 2

    def _monthly(self, found: re.Match[str]) -> None:
        self._entry.is_monthly = True

    def _date(self, found: re.Match[str]) -> None:
        self._dates.append(found)

    def _length(self, found: re.Match[str]) -> None:
        if found["minutes"]:
            self._entry.minutes = int(found["minutes"])
            return
        said = (found["hours"] or "one").replace(",", ".")
        hours = {"one": 1.0, "two": 2.0, "three": 3.0}.get(said) or float(said)
        is_half = "half an" in found["length"]
        self._entry.minutes = int(60 * hours / (2 if is_half else 1)) + (30 if found["and_half"] else 0)

    def _part(self, found: re.Match[str]) -> None:
        half = "am" if "morning" in found["part"] else "pm"
        if self._last == "clock":
            start, end, _was, typed = self._entry.times[-1]
            self._entry.times[-1] = (start, end, half, typed)
        else:
            self._entry.half = half

    def _clock(self, found: re.Match[str], clock: Clock) -> None:
        entry = self._entry
        if self._is_range:
            start, end, half, typed = entry.times[-1]
            if end:
                raise Unread(_("Write each time as a start and an end, such as 7 pm to 8:30 pm."))
            entry.times[-1] = (start_before(start, clock), clock, half, typed)
            return
        if entry.has_times_first and entry.groups:
            self._close()
            entry = self._entry
        entry.has_times_first = entry.has_times_first or not entry.groups
        entry.times.append((clock, None, "", found[0].strip()))

    def _group(self) -> _Group:
        """The group of days that is being said."""
        if not self._entry.groups:
            self._entry.groups.append(_Group())
        return self._entry.groups[-1]

    def _close(self) -> None:
        """The entry so far to meetings."""
        entry, dates = self._entry, self._dates
        self._entry, self._dates = _Entry(), []
        if not (entry.groups or entry.times or dates):
            return
        if not entry.times:
            raise Unread(_("At what time? Write it like Monday 7 pm."))
        if not any(group.days for group in entry.groups):
            raise Unread(_("On which day? Write it like Monday 7 pm, or daily 7 pm."))
        _check(entry, dates)
        for group in entry.groups:
            self._slots += _meetings(entry, group, dates, self._today, self._half)


def _clock(kind: str, found: re.Match[str]) -> Clock:
    if kind == "noon":
        return Clock(12 * 60)
    return Clock(0, is_midnight=True) if kind == "midnight" else clock_of(found)


def _check(entry: _Entry, dates: list[re.Match[str]]) -> None:
    """Raises Unread for what means two things."""
    weeks = [group.weeks for group in entry.groups]
    if entry.is_two_ways and not entry.is_monthly:
        raise Unread(
            _("“every %(words)s” means two things. Write “every other Monday”, or “second Monday of the month”.")
            % {"words": entry.is_two_ways}
        )
    if any(not group.days for group in entry.groups):
        raise Unread(_("On which day? Write it like last Friday 7 pm."))
    if not entry.is_monthly and any(group.weeks and len(set(group.days)) > 1 for group in entry.groups):
        raise Unread(_("Is it once a month on all these days? Then add “of the month”. Else say them apart."))
    if entry.is_monthly and not all(weeks):
        raise Unread(_("Which one of the month? Write first, second, third, fourth or last before the day."))
    if entry.interval > 1 and any(weeks):
        raise Unread(_("Is it every few weeks, or on a day of the month? Write only one of them."))
    if entry.interval > 1 and not dates:
        raise Unread(_("From which date? Write it like every other Monday from 6 April at 7 pm."))
    if len(dates) > 1:
        raise Unread(_("Write one date only: the first day it happens."))
    if not 1 <= entry.minutes <= 1440 or not 1 <= entry.interval <= 52:
        raise Unread(_("That is too long. Write how long one meeting lasts, or how many weeks lie between two."))


def _meetings(entry: _Entry, group: _Group, dates: list[re.Match[str]], today: date, half: str) -> list[Slot]:
    begins = date_of(dates[0], today, group.days) if dates else None
    kinds = [Rhythm(MONTHLY, 1, week, begins) for week in dict.fromkeys(group.weeks)] or [
        Rhythm(EVERY_N_WEEKS if entry.interval > 1 else WEEKLY, entry.interval, None, begins)
    ]
    is_daily = len(set(group.days)) == 7 and kinds[0].recurrence == WEEKLY
    made = []
    for clock, end, own_half, typed in entry.times:
        # Every midnight is the same where there is one each night.
        sure = Clock(0) if clock.is_midnight and is_daily else clock
        start = start_of(sure, own_half or entry.half or half, typed)
        minutes = minutes_until(start, end) if end else entry.minutes
        for rhythm in kinds:
            made += slots(group.days, rhythm, start, minutes)
    return made
