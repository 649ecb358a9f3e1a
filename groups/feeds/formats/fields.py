"""Reading one value of a feed row: weekdays, times, durations, coordinates, dates and texts, however they are
written.
"""

import math
import re
from collections.abc import Iterable
from datetime import UTC, datetime, time, timedelta, timezone, tzinfo
from typing import Any

from dateutil import parser as date_parser

from groups.text import printable

DEFAULT_DURATION_MINUTES = 60
DAY_MINUTES = 1440
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_DAY_GROUPS = {
    "daily": range(7), "every day": range(7), "everyday": range(7),
    "weekdays": range(5), "weekends": range(5, 7),
}  # fmt: skip
_DAY_SEPARATORS = re.compile(r"\s*(?:[,;/&+|\[\]]|\band\b)\s*", re.IGNORECASE)
_TIME = re.compile(
    r"(?P<hour>\d{1,2})(?:\s*[:.h]\s*(?P<minute>\d{2})(?:\s*[:.]\s*\d{2}(?:\.\d+)?)?|(?P<packed>\d{2}))?"
    r"\s*(?:(?P<half>[ap])\.?\s*m\.?|(?P<word>noon|midnight))?",
    re.IGNORECASE | re.ASCII,
)
_FRACTION = re.compile(r"0?[.,]\d+")
_HOURS_MINUTES = re.compile(r"(\d{1,2}):(\d{2})(?::\d{2})?", re.ASCII)


class Unreadable(ValueError):
    """A value is there but cannot be understood; `str()` says which and how it was written."""


def text(value: Any) -> str:
    """`value` as trimmed, printable text: numbers as digits, lists joined by ", ", nothing for None,
    booleans, objects.
    """
    if isinstance(value, bool) or value is None or isinstance(value, dict):
        return ""
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else str(value)
    if isinstance(value, list):
        # One level only: a feed can nest lists as deep as Python's stack.
        return ", ".join(part for item in value if not isinstance(item, list) and (part := text(item)))
    return printable(str(value)).strip()


def shown(value: Any) -> str:
    """`value` quoted and shortened, to name it in a report."""
    written = text(value) or (
        "a list" if isinstance(value, list) else "an object" if isinstance(value, dict) else repr(value)
    )
    return f'"{written[:40]}…"' if len(written) > 40 else f'"{written}"'


def weekdays(value: Any, *, sunday: int) -> tuple[int, ...]:
    """The days `value` names, 0 for Monday to 6 for Sunday, without repeats, in the order written.

    `value` is a number, a digit string, an English word or abbreviation, or a list of these; `sunday` is
    the number the feed gives Sunday (its other days follow). Empty for no value. Raises Unreadable.
    """
    days: list[int] = []
    for part in _parts(value):
        days += [day for day in _days_named(part, sunday) if day not in days]
    return tuple(days)


def start_time(value: Any) -> time | None:
    """The wall time `value` names ("8:00 PM", "19:00:00", "7.30pm", "1930", "noon"), None for no value.

    Raises Unreadable, also for 24:00, which as a start is ambiguous between two days.
    """
    minutes = _minutes_of_day(value)
    if minutes is None:
        return None
    if minutes >= DAY_MINUTES:
        raise Unreadable(f"time {shown(value)} is not a time of day")
    return time(minutes // 60, minutes % 60)


def duration_until(start: time, end: Any) -> int:
    """Minutes from `start` to the wall time `end`, past midnight if need be (1 to 1439).

    The default of 60 when `end` is missing or equal to `start`. Raises Unreadable.
    """
    minutes = _minutes_of_day(end)
    if minutes is None:
        return DEFAULT_DURATION_MINUTES
    return (minutes - start.hour * 60 - start.minute) % DAY_MINUTES or DEFAULT_DURATION_MINUTES


def duration(value: Any) -> int:
    """Minutes in a length written HH:MM[:SS]; 60 when missing or zero. Raises Unreadable over 24 hours."""
    written = text(value)
    found = _HOURS_MINUTES.fullmatch(written)
    minutes = int(found[1]) * 60 + int(found[2]) if found else 0
    if minutes > DAY_MINUTES or (written and not found):
        raise Unreadable(f"duration {shown(value)} is not a length of up to 24 hours")
    return minutes or DEFAULT_DURATION_MINUTES


def coordinates(latitude: Any, longitude: Any) -> tuple[float, float] | None:
    """Degrees (latitude, longitude) if both are readable and in range, else None."""
    lat, lon = _number(latitude), _number(longitude)
    if lat is None or lon is None or abs(lat) > 90 or abs(lon) > 180:
        return None
    return lat, lon


def moment(value: Any) -> datetime | None:
    """The aware UTC instant of a date or time written "2020-03-23 23:59:55" or "8/25/2022 11:17:07 AM".

    None when missing, unreadable, or before 1990. A value without a zone is taken as UTC, month first.
    """
    written = text(value)
    if not re.search(r"\d{4}", written) or len(written) > 40:
        return None
    try:
        # Abbreviations of zones mean different zones in different countries: all are read as UTC.
        read = date_parser.parse(
            written, default=datetime(2000, 1, 1, tzinfo=UTC), tzinfos=lambda name, seconds: _offset(seconds)
        ).astimezone(UTC)
    except (ValueError, OverflowError, TypeError):
        return None
    return read.replace(microsecond=0) if read.year >= 1990 else None


def _offset(seconds: int | None) -> tzinfo:
    return timezone(timedelta(seconds=seconds)) if seconds else UTC


def _parts(value: Any) -> Iterable[Any]:
    if isinstance(value, list):
        return [part for item in value for part in ([item] if isinstance(item, list) else _parts(item))]
    if isinstance(value, str):
        return [part for part in _DAY_SEPARATORS.split(value.strip()) if part]
    return [] if value is None else [value]


def _days_named(value: Any, sunday: int) -> Iterable[int]:
    word = "" if isinstance(value, (bool, list, dict)) else text(value).lower().rstrip(".")
    if word.isascii() and word.isdigit() and len(word) == 1 and sunday <= int(word) <= sunday + 6:
        return [(int(word) - sunday - 1) % 7]
    if word in _DAY_GROUPS:
        return _DAY_GROUPS[word]
    named = [number for number, day in enumerate(_DAYS) if _means(word, day)]
    if not named:
        raise Unreadable(f"day {shown(value)} is not a day of the week")
    return named


def _means(word: str, day: str) -> bool:
    return any(len(short) >= 2 and day.startswith(short) for short in (word, word.removesuffix("s")))


def _minutes_of_day(value: Any) -> int | None:
    written = "" if isinstance(value, (bool, list, dict)) else text(value).lower()
    if not written:
        if isinstance(value, (bool, dict)) or value:
            raise Unreadable(f"time {shown(value)} is not a time of day")
        return None
    if written in ("noon", "midnight"):
        return 720 if written == "noon" else 0
    found = _TIME.fullmatch(written)
    # A spreadsheet's quarter of a day is 06:00, and reads as 00:25.
    if not found or _FRACTION.fullmatch(written):
        raise Unreadable(f"time {shown(value)} is not a time of day")
    return _clock_minutes(found, value)


def _clock_minutes(found: re.Match[str], value: Any) -> int:
    hour, minute = int(found["hour"]), int(found["minute"] or found["packed"] or 0)
    half = found["half"] or {"noon": "p", "midnight": "a"}.get(found["word"] or "")
    if half and not (13 <= hour <= 23):
        hour = hour % 12 + (12 if half == "p" else 0) if 1 <= hour <= 12 or hour == 0 else 99
    if minute > 59 or hour > 24 or (hour == 24 and minute):
        raise Unreadable(f"time {shown(value)} is not a time of day")
    return hour * 60 + minute


def _number(value: Any) -> float | None:
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return None
    try:
        number = float(value.strip().replace(",", ".") if isinstance(value, str) else value)
    except (ValueError, OverflowError):
        return None
    return number if math.isfinite(number) else None
