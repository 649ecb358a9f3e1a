"""Times in words for people: when a meeting next happens, how often it repeats, and whose clock that is."""

from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Any

from django.utils.dates import MONTHS_ALT, WEEKDAYS
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from groups.language import city_of, number_in_words
from groups.schedule import EVERY_N_WEEKS, MONTHLY, Occurrence, zone

#: Where people read 7:00 pm rather than 19:00 (ISO 3166-1; CLDR's "h" preferred, English-speaking or mostly so).
_TWELVE_HOUR_COUNTRIES = frozenset("US CA AU NZ IN PK BD PH MY SG EG CO".split())  # noqa: SIM905

# From here on nobody counts the hours.
_SOON = timedelta(hours=6, minutes=30)
# Up to here they count the minutes.
_COUNTED_MINUTES = 59
_EVENING_HOUR, _MORNING_HOUR = 17, 4
_SAME_YEAR_DAYS = 300


def clock(at: time | datetime, country: str) -> str:
    """A wall time as a country (ISO code, or "" for none) writes it: "19:00", or "7:00 pm"."""
    if country not in _TWELVE_HOUR_COUNTRIES:
        return f"{at.hour:02}:{at.minute:02}"
    time_text = f"{at.hour % 12 or 12}:{at.minute:02}"
    if at.hour < 12:
        return _("%(time)s am") % {"time": time_text}
    return _("%(time)s pm") % {"time": time_text}


def long_date(day: date) -> str:
    """A date with its year: "3 March 2026"."""
    return _("%(day)s %(month)s %(year)s") % {"day": day.day, "month": MONTHS_ALT[day.month], "year": day.year}


def moment_in_words(at: datetime, time_zone: str, country: str) -> str:
    """A moment (aware) on the clock of a zone (IANA), and whose: "3 March 2026 19:05 (London time)"."""
    local = at.astimezone(zone(time_zone))
    return f"{long_date(local)} {clock(local, country)} ({zone_in_words(time_zone)})"


def month_and_year(day: date) -> str:
    """The month a date lies in: "March 2026"."""
    return _("%(month)s %(year)s") % {"month": MONTHS_ALT[day.month], "year": day.year}


def next_in_words(next_: Occurrence, now: datetime, country: str) -> str:
    """When a meeting is, seen from `now` (aware), on the clock of the occurrence's own zone.

    "On now until 20:30", "Starts in 12 minutes, at 19:00", "Today 14:00, starts in 2 hours", "Tonight 20:00", "Tonight
    after midnight, 00:30 (Saturday)", "Tomorrow 19:00" or "Tuesday 24 November, 19:30".
    """
    starts_at = next_.starts_at
    if starts_at <= now:
        return _("On now until %(time)s") % {"time": clock(next_.ends_at, country)}
    here = now.astimezone(starts_at.tzinfo)
    days = (starts_at.date() - here.date()).days
    wait_minutes = max(1, round((starts_at - now).total_seconds() / 60)) if starts_at - now < _SOON else 0
    at = clock(starts_at, country)
    if days == 0 and starts_at.hour >= _EVENING_HOUR:
        return _tonight_in_words(at, wait_minutes, get_language())
    if days == 1 and starts_at.hour < _MORNING_HOUR and here.hour >= _EVENING_HOUR:
        return _after_midnight_in_words(starts_at.weekday(), at, wait_minutes, get_language())
    return _start_in_words(starts_at.date(), at, days, wait_minutes, get_language())


# Most cards of a page, and of the next search, start at the same few moments: the language is part of the key.
@lru_cache(maxsize=4_000)
def _start_in_words(day: date, at: str, days: int, wait_minutes: int, language: str | None) -> str:
    if 0 < wait_minutes <= _COUNTED_MINUTES:
        return _in_minutes(at, wait_minutes)
    if days == 0 and wait_minutes:
        return _("Today %(time)s, starts in %(wait)s") % {"time": at, "wait": _wait(wait_minutes)}
    if days == 0:
        return _("Today %(time)s") % {"time": at}
    if days == 1:
        return _("Tomorrow %(time)s") % {"time": at}
    words = {"weekday": WEEKDAYS[day.weekday()], "day": day.day, "month": MONTHS_ALT[day.month], "year": day.year}
    if days > _SAME_YEAR_DAYS:
        return _("%(weekday)s %(day)s %(month)s %(year)s, %(time)s") % {**words, "time": at}
    return _("%(weekday)s %(day)s %(month)s, %(time)s") % {**words, "time": at}


@lru_cache(maxsize=2_000)
def _tonight_in_words(at: str, wait_minutes: int, language: str | None) -> str:
    if 0 < wait_minutes <= _COUNTED_MINUTES:
        return _in_minutes(at, wait_minutes)
    if wait_minutes:
        return _("Tonight %(time)s, starts in %(wait)s") % {"time": at, "wait": _wait(wait_minutes)}
    return _("Tonight %(time)s") % {"time": at}


@lru_cache(maxsize=2_000)
def _after_midnight_in_words(weekday: int, at: str, wait_minutes: int, language: str | None) -> str:
    # "Tomorrow 00:30" said in the evening would be read as tomorrow night.
    if 0 < wait_minutes <= _COUNTED_MINUTES:
        return _in_minutes(at, wait_minutes)
    return _("Tonight after midnight, %(time)s (%(weekday)s)") % {"time": at, "weekday": WEEKDAYS[weekday]}


def _in_minutes(at: str, minutes: int) -> str:
    return ngettext("Starts in %(count)s minute, at %(time)s", "Starts in %(count)s minutes, at %(time)s", minutes) % {
        "count": minutes,
        "time": at,
    }


def _wait(minutes: int) -> str:
    if minutes < 60:
        return ngettext("%(count)s minute", "%(count)s minutes", minutes) % {"count": number_in_words(minutes)}
    hours = round(minutes / 60)
    return ngettext("%(count)s hour", "%(count)s hours", hours) % {"count": number_in_words(hours)}


def date_and_times(meeting: Occurrence, country: str) -> str:
    """A meeting by its date, on the clock of its own zone: "Tuesday 24 November, 19:00 to 20:30"."""
    day = meeting.starts_at
    return _("%(weekday)s %(day)s %(month)s, %(time)s") % {
        "weekday": WEEKDAYS[day.weekday()],
        "day": day.day,
        "month": MONTHS_ALT[day.month],
        "time": times_between(meeting, country),
    }


def times_between(meeting: Occurrence, country: str) -> str:
    """From when to when a meeting is, on the clock of its own zone: "19:00 to 20:30"."""
    return _("%(start)s to %(end)s") % {
        "start": clock(meeting.starts_at, country),
        "end": clock(meeting.ends_at, country),
    }


def zone_in_words(time_zone: str) -> str:
    """Whose clock: "London time" for Europe/London; the name itself for one without a city, such as UTC."""
    return _zone_in_words(time_zone, get_language())


@lru_cache(maxsize=1_000)
def _zone_in_words(time_zone: str, language: str | None) -> str:
    if "/" not in time_zone or time_zone.startswith("Etc/"):
        return time_zone.removeprefix("Etc/")
    return _("%(city)s time") % {"city": city_of(time_zone)}


def times_in_words(meeting: dict[str, Any], country: str) -> str:
    """From when to when a meeting (of a card) lasts, in local wall time: "19:00 to 20:30"."""
    start = time.fromisoformat(meeting["starts_at"])
    end = (start.hour * 60 + start.minute + meeting["duration_minutes"]) % (24 * 60)
    until = clock(time(end // 60, end % 60), country)
    return _("%(start)s to %(end)s") % {"start": clock(start, country), "end": until}


def rhythm_in_words(meeting: dict[str, Any]) -> str:
    """How often a meeting (of a card) repeats: "Every week", "Every 2nd week", "Last Friday of the month"."""
    if meeting["recurrence"] == MONTHLY:
        return _monthly(meeting["monthly_week"]) % {"weekday": WEEKDAYS[meeting["weekday"]]}
    if meeting["recurrence"] == EVERY_N_WEEKS:
        return _every_nth_week(meeting["interval_weeks"])
    return _("Every week")


def _monthly(nth: int) -> str:
    return {
        1: _("First %(weekday)s of the month"),
        2: _("Second %(weekday)s of the month"),
        3: _("Third %(weekday)s of the month"),
        4: _("Fourth %(weekday)s of the month"),
        -1: _("Last %(weekday)s of the month"),
    }[nth]


def _every_nth_week(nth: int) -> str:
    special = {2: _("Every 2nd week"), 3: _("Every 3rd week")}
    return special.get(nth) or _("Every %(count)s weeks") % {"count": nth}
