"""The time zone a row's own name states: "Big Book Study (London) - 5am Eastern - Online"."""

import re
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from groups.feeds.record import Record

_ZONES = {
    "eastern": "America/New_York",
    "central": "America/Chicago",
    "mountain": "America/Denver",
    "pacific": "America/Los_Angeles",
}
_CLOCK_AND_ZONE = re.compile(
    r"\b(?P<hour>\d{1,2})(?::(?P<minute>\d{2}))?\s*(?P<half>[ap])\.?m\.?\s*\(?(?P<zone>eastern|central|mountain|pacific)\b"
    r"(?!\s+europ)",
    re.IGNORECASE,
)
# Winter and summer of one year: zones that agree on both are the same clock for our purpose.
_TWO_SEASONS = (datetime(2025, 1, 15, tzinfo=UTC), datetime(2025, 7, 15, tzinfo=UTC))


def named_zone(record: Record, local: str) -> str:
    """The IANA zone an online or hybrid row's name gives its clock time in, where that is another clock than `local`.

    Empty unless the name holds the row's own start with a North American zone ("5am Eastern"). Feeds of worldwide
    fellowships keep one clock for all their online rows and give towns far away as their place.
    """
    stated = _CLOCK_AND_ZONE.search(record.name)
    if record.attendance == "in_person" or stated is None:
        return ""
    hour = int(stated["hour"]) % 12 + (12 if stated["half"].lower() == "p" else 0)
    if (hour, int(stated["minute"] or 0)) != (record.starts_at.hour, record.starts_at.minute):
        return ""
    zone = _ZONES[stated["zone"].lower()]
    return "" if local and _same_clock(zone, local) else zone


def _same_clock(zone: str, other: str) -> bool:
    return all(
        at.astimezone(ZoneInfo(zone)).utcoffset() == at.astimezone(ZoneInfo(other)).utcoffset() for at in _TWO_SEASONS
    )
