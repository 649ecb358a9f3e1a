"""Times as an organiser types them: a clock time, a date, an end, and the meetings these make.

Pure: English words in, `Slot`s or an `Unread` with a sentence out. A time that may be morning or evening is asked back:
a listing with a wrong time sends somebody to a dark hall. Who shows what was understood may ask for the likely one.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import NamedTuple

from django.utils.translation import gettext as _

from groups.schedule import EVERY_N_WEEKS, MONTHLY, WEEKLY
from groups.text import quoted

DAY_MINUTES = 24 * 60
USUAL_MINUTES = 60
_DAY = timedelta(days=1)
_HALF_DAY = 12 * 60
#: For `half`: who writes 5 to 9 and no more means the evening.
LIKELY = "likely"
_LIKELY_EVENING = range(5 * 60, 10 * 60)
#: A date further away than this is a slip of the finger.
_FARTHEST = timedelta(days=5 * 366)


class Unread(Exception):
    """What was typed cannot be read, or means two things: its text is a sentence for the one who typed it.

    `asks_half` is True where saying "morning" or "evening" is all that is missing.
    """

    def __init__(self, sentence: str, asks_half: bool = False) -> None:
        super().__init__(sentence)
        self.asks_half = asks_half


class Clock(NamedTuple):
    """Minutes since the day began, 0 to 1440; `is_sure` is False where twelve hours later may be meant as well.

    `is_midnight` is True for the word and for 12 am, of which nobody can tell to which day it belongs. `is_usual` is
    True for 10:00 to 12:59 with their minutes: who writes so means that, unless something beside it says otherwise.
    """

    minutes: int
    is_sure: bool = True
    is_midnight: bool = False
    is_usual: bool = False


class Rhythm(NamedTuple):
    """How often: as a meeting's columns say it. `begins` is the date to count from, or the first date there is one."""

    recurrence: str = WEEKLY
    interval_weeks: int = 1
    monthly_week: int | None = None
    begins: date | None = None


@dataclass(frozen=True, slots=True)
class Slot:
    """A meeting's time, as its columns say it: local wall time, `weekday` 0 is Monday."""

    weekday: int
    starts_at: time
    duration_minutes: int = USUAL_MINUTES
    recurrence: str = WEEKLY
    interval_weeks: int = 1
    anchor_date: date | None = None
    monthly_week: int | None = None
    valid_from: date | None = None


CLOCK = r"(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d{2})|h)?(?:\s?o'?clock\b|\s?hrs?\b)?(?:\s?(?P<half>[ap])\.?\s?m\b\.?)?"
_CLOCK = re.compile(CLOCK)
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_ISO = r"(?P<iso_year>\d{4})-(?P<iso_month>\d{1,2})-(?P<iso_day>\d{1,2})"
_DAY_FIRST = rf"(?P<day_1>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<month_1>{_MONTH})(?:,? (?P<year_1>\d{{4}}))?"
_MONTH_FIRST = rf"(?P<month_2>{_MONTH}) (?P<day_2>\d{{1,2}})(?:st|nd|rd|th)?(?:,? (?P<year_2>\d{{4}}))?(?![:\d])"
_NUMBERS = r"(?P<one>\d{1,2})[/.](?P<two>\d{1,2})[/.](?P<year_3>\d{4})"
DATE = rf"(?:{_ISO}|{_DAY_FIRST}|{_MONTH_FIRST}|{_NUMBERS})(?!\w)"
_DATE = re.compile(DATE)


def plain(text: str) -> str:
    """`text` in small letters, with one kind of dash and apostrophe and one space between words; line ends are ";"."""
    text = text.casefold().replace("’", "'").replace("–", "-").replace("—", "-")
    return " ".join(re.sub(r"[\r\n]+", " ; ", text).split())


def read_clock(text: str) -> Clock:
    """The clock time a field holds: "19:30", "7 pm", "noon"; raises Unread."""
    words = plain(text)
    if words in ("noon", "midday"):
        return Clock(_HALF_DAY)
    if words == "midnight":
        return Clock(0, is_midnight=True)
    found = _CLOCK.fullmatch(words)
    if not found:
        raise Unread(_("We could not read “%(words)s” as a time. Write it like 19:30 or 7:30 pm.") % _said(text))
    return clock_of(found)


def clock_of(found: re.Match[str]) -> Clock:
    """The clock time of a match of `CLOCK`; raises Unread for one that no clock shows."""
    hour, minute, half = int(found["hour"]), int(found["minute"] or 0), found["half"]
    if minute > 59 or hour > 24 or (hour == 24 and minute) or (half and not 1 <= hour <= 12):
        raise Unread(_("No clock shows “%(words)s”. Write the time like 19:30 or 7:30 pm.") % _said(found[0]))
    if half:
        minutes = (hour % 12) * 60 + minute + (_HALF_DAY if half == "p" else 0)
        return Clock(minutes, is_midnight=minutes == 0)
    is_sure = not 1 <= hour <= 12 or found["hour"].startswith("0")
    return Clock(hour * 60 + minute, is_sure, is_usual=10 <= hour <= 12 and bool(found["minute"]))


def start_of(clock: Clock, half: str = "", words: str = "") -> int:
    """The minutes (0 to 1440) a meeting starts at; `half` is "am" or "pm" where it was said apart.

    With `LIKELY` a time from 5:00 to 9:59 that does not say it is in the evening. Raises Unread.
    """
    if clock.is_midnight:
        raise Unread(_("Which midnight? Write 00:00 for the start of the day you named, and 24:00 for its end."))
    if clock.is_sure:
        return clock.minutes
    if half == LIKELY and clock.minutes in _LIKELY_EVENING:
        return clock.minutes + _HALF_DAY
    if half and half != LIKELY:
        return clock.minutes % _HALF_DAY + (_HALF_DAY if half == "pm" else 0)
    if clock.is_usual:
        return clock.minutes
    said = _said(words) if words else {"words": _in_numbers(clock.minutes)}
    raise Unread(_("Is “%(words)s” in the morning or in the evening? Write am or pm after the time.") % said, True)


def minutes_until(start: int, end: Clock) -> int:
    """How long (1 to 1439 minutes) from a start to an end, which may lie past midnight; raises Unread for no time."""
    ends = [end.minutes] if end.is_sure else [end.minutes % _HALF_DAY, end.minutes % _HALF_DAY + _HALF_DAY]
    lengths = [length for one in ends if (length := (one - start) % DAY_MINUTES)]
    if not lengths:
        raise Unread(_("It would end when it starts. Write when it ends, or leave the end empty."))
    return min(lengths)


def start_before(start: Clock, end: Clock) -> Clock:
    """The start that goes with an end whose half of the day is known: "7–8:30 pm" starts at 7 pm."""
    if start.is_sure or start.is_midnight or not end.is_sure:
        return start
    either = (start.minutes % _HALF_DAY, start.minutes % _HALF_DAY + _HALF_DAY)
    return Clock(min(either, key=lambda one: (end.minutes - one - 1) % DAY_MINUTES))


def read_date(text: str, today: date, weekdays: Iterable[int] = ()) -> date:
    """The date a field holds: "6 April", "6 April 2026", "2026-04-06"; raises Unread."""
    found = _DATE.fullmatch(plain(text))
    if not found:
        raise Unread(_("We could not read “%(words)s” as a date. Write it like 6 April 2026.") % _said(text))
    return date_of(found, today, weekdays)


def date_of(found: re.Match[str], today: date, weekdays: Iterable[int] = ()) -> date:
    """The date of a match of `DATE`; raises Unread.

    weekdays   0 is Monday: of the years a date without one may mean, the nearest to `today` in which it is such a day
    """
    year, month, day = _parts(found)
    years = [year] if year else [today.year - 1, today.year, today.year + 1]
    days = [one for each in years if (one := _date(each, month, day)) and abs(one - today) < _FARTHEST]
    if not days:
        raise Unread(_("“%(words)s” is no date we can use. Write it like 6 April 2026.") % _said(found[0]))
    fitting = days if year else [one for one in days if not weekdays or one.weekday() in weekdays]
    if not fitting:
        raise Unread(_("“%(words)s” is not on that day of the week. Write the year too.") % _said(found[0]))
    return min(fitting, key=lambda one: abs(one - today))


def slots(weekdays: Iterable[int], rhythm: Rhythm, start: int, minutes: int) -> list[Slot]:
    """The meetings on some weekdays (0 is Monday) that start at `start` (0 to 1440) and last `minutes`.

    What starts at 24:00 starts the next day at 00:00; raises Unread where that cannot be said.
    """
    shift = start // DAY_MINUTES
    if shift and rhythm.recurrence == MONTHLY:
        raise Unread(_("24:00 on a day of the month cannot be listed. Write 23:59 instead."))
    begins = rhythm.begins + shift * _DAY if rhythm.begins else None
    counts = rhythm.recurrence == EVERY_N_WEEKS
    at = time(start // 60 % 24, start % 60)
    return [
        Slot(
            weekday=(weekday + shift) % 7,
            starts_at=at,
            duration_minutes=minutes,
            recurrence=rhythm.recurrence,
            interval_weeks=rhythm.interval_weeks,
            anchor_date=begins if counts else None,
            monthly_week=rhythm.monthly_week,
            valid_from=None if counts else begins,
        )
        for weekday in sorted(set(weekdays))
    ]


def _parts(found: re.Match[str]) -> tuple[int, int, int]:
    """(year or 0, month, day); raises Unread where day and month cannot be told apart."""
    if found["iso_year"]:
        return int(found["iso_year"]), int(found["iso_month"]), int(found["iso_day"])
    if found["one"]:
        one, two = int(found["one"]), int(found["two"])
        if one <= 12 and two <= 12 and one != two:
            raise Unread(_("Which is the month in “%(words)s”? Write its name: 6 April 2026.") % _said(found[0]))
        return (int(found["year_3"]), two, one) if two <= 12 else (int(found["year_3"]), one, two)
    which = "1" if found["month_1"] else "2"
    month = _MONTHS.index(found[f"month_{which}"][:3]) + 1
    return int(found[f"year_{which}"] or 0), month, int(found[f"day_{which}"])


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _in_numbers(minutes: int) -> str:
    return f"{minutes // 60}:{minutes % 60:02}"


def _said(words: str) -> dict[str, str]:
    return {"words": quoted(words)}
