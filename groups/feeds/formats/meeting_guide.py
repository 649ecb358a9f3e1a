"""Meeting Guide JSON: the code4recovery specification and what the TSML plug-in has written, old and new.

https://github.com/code4recovery/spec. Days are 0 for Sunday to 6 for Saturday. Contact names, e-mail
addresses, telephone numbers of people, payment handles and edit links are not read at all.
"""

import hashlib
import re
from collections.abc import Iterator
from datetime import time
from typing import Any

from groups.feeds.attendance import Signs, read_attendance
from groups.feeds.clean import plain_text
from groups.feeds.formats import fields
from groups.feeds.formats.document import load_json, rows_of
from groups.feeds.formats.fields import text
from groups.feeds.formats.rows import read_rows
from groups.feeds.names import Name, read_name
from groups.feeds.record import Note, Outcome, Record, Rejected

NAME = "meeting-guide"
VOCABULARY = "meeting_guide"
LABEL = "Meeting Guide JSON"
EXPECTED = 'a list of objects with "name", "slug", "day" and "time"'
Row = dict[str, Any]

_MODE_TYPES = {"ONL", "ONLINE", "TC", "HYBRID"}
_TYPE_SEPARATORS = re.compile(r"[\[\],;|\"']+")
_ONLINE_VENUE = re.compile(r"\s*\(?(?:online|virtual|zoom)(?:\s+only|\s+meeting)?\)?\s*(?:\(.*\))?\s*", re.IGNORECASE)


def looks_like(row: Row) -> bool:
    """Whether `row` has the keys of this format."""
    keys = {_key(key) for key in row}
    return "name" in keys and ("slug" in keys or {"day", "time"} <= keys)


def parse(content: bytes) -> Iterator[Outcome]:
    """The records, rejected rows and notes of a feed, in its order. Raises FeedError if it is not JSON rows."""
    yield from read_rows(rows_of(load_json(content)), _name, _read)


def _key(key: str) -> str:
    return key.strip().lower().replace(" ", "_")


def _name(row: Row) -> str:
    return text(row.get("name"))


def _read(number: int, original: dict[str, Any]) -> Iterator[Outcome]:
    row = {_key(key): value for key, value in original.items()}
    shown_name = text(row.get("name")) or text(row.get("group")) or text(row.get("location"))
    if not shown_name:
        yield Rejected(number, "", "it has no name")
        return
    days, start = fields.weekdays(row.get("day"), sunday=0), fields.start_time(row.get("time"))
    if not days or start is None:
        missing = "day" if not days else "time"
        yield Note(number, shown_name, f"it has no {missing} (by appointment?): no meeting to list")
        return
    yield from _records(number, row, read_name(plain_text(shown_name)), days, start)


def _records(number: int, row: Row, name: Name, days: tuple[int, ...], start: time) -> Iterator[Record]:
    facts = {**_identity(row), **_place(row), **_joining(row), **_texts(row), **_attendance(row, name)}
    minutes, remarks = _duration(row, start)
    if not (text(row.get("slug")) or text(row.get("id"))):
        remarks.append("it has no slug: it is known by its name, place, day and time")
    key = _row_key(row, f"{days} {start}")
    for day in days:
        yield Record(
            row=number,
            external_id=key if len(days) == 1 else f"{key}:{day}",
            name=name.text,
            vocabulary=VOCABULARY,
            weekday=day,
            starts_at=start,
            duration_minutes=minutes,
            remarks=tuple(remarks) if day == days[0] else (),
            **facts,
        )


def _duration(row: Row, start: time) -> tuple[int, list[str]]:
    try:
        return fields.duration_until(start, row.get("end_time")), []
    except fields.Unreadable:
        minutes, written = fields.DEFAULT_DURATION_MINUTES, fields.shown(row["end_time"])
        return minutes, [f"end_time {written} is not a time of day: taken as {minutes} minutes"]


def _row_key(row: Row, when: str) -> str:
    slug = text(row.get("slug")) or text(row.get("id"))
    if slug:
        return slug[:190]
    place = text(row.get("formatted_address")) or text(row.get("address"))
    return "~" + hashlib.sha256("\n".join([_name(row), place, when]).encode(errors="replace")).hexdigest()[:24]


def _identity(row: Row) -> dict[str, Any]:
    return {
        "group_id": text(row.get("group_id")),
        "group_name": read_name(plain_text(text(row.get("group")))).text,
        "codes": tuple(code for code in _types(row) if code.upper() not in _MODE_TYPES),
        "time_zone": text(row.get("timezone")),
        "updated": fields.moment(row.get("updated")),
    }


def _place(row: Row) -> dict[str, Any]:
    whole, atoms = (
        text(row.get("formatted_address")),
        any(text(row.get(key)) for key in ("city", "postal_code")),
    )
    street = text(row.get("address"))
    if not whole and not atoms:
        # Some feeds put the whole address into "address" and give no city, state or postal code.
        whole, street = street, ""
    if _ONLINE_VENUE.fullmatch(whole):
        whole = ""
    point = fields.coordinates(row.get("latitude"), row.get("longitude")) or _pair(row.get("coordinates"))
    return {
        "venue": text(row.get("location")),
        "full_address": whole,
        "street": street,
        "locality": text(row.get("city")),
        "region": text(row.get("state")) or (text(row.get("region")) if not whole else ""),
        "postal_code": text(row.get("postal_code")),
        "country": text(row.get("country")),
        "latitude": point[0] if point else None,
        "longitude": point[1] if point else None,
        "approximate": _approximate(row, whole, street),
    }


def _pair(value: Any) -> tuple[float, float] | None:
    parts = text(value).split(",")
    return fields.coordinates(*parts[:2]) if len(parts) == 2 else None


def _approximate(row: Row, whole: str, street: str) -> bool:
    stated = text(row.get("approximate")).lower()
    if stated in ("yes", "no"):
        return stated == "yes"
    # Without the flag, a street shows as a number in the first part, or as four parts or more (TSML UI's own
    # rule).
    parts = [part for part in whole.split(",") if part.strip()]
    has_street = bool(street) or len(parts) > 3 or (len(parts) > 1 and bool(re.search(r"\d", parts[0])))
    return not has_street


def _joining(row: Row) -> dict[str, Any]:
    notes = (text(row.get("conference_url_notes")), text(row.get("conference_phone_notes")))
    return {
        "join_url": text(row.get("conference_url")),
        "dial_in": text(row.get("conference_phone")),
        "join_notes": "\n".join(dict.fromkeys(filter(None, notes))),
        "website": text(row.get("website")) or text(row.get("website_2")),
    }


def _texts(row: Row) -> dict[str, Any]:
    return {
        "notes": text(row.get("notes")),
        "group_notes": text(row.get("group_notes")),
        "venue_notes": text(row.get("location_notes")),
    }


def _attendance(row: Row, name: Name) -> dict[str, Any]:
    types = {code.upper() for code in _types(row)}
    place = _place(row)
    online_venue = bool(_ONLINE_VENUE.fullmatch(place["venue"] or "-"))
    attendance, inactive = read_attendance(
        Signs(
            stated=re.sub(r"[\s-]+", "_", text(row.get("attendance_option")).lower()),
            named=name.attendance or ("online" if online_venue else ""),
            marked_online=bool(types & {"ONL", "ONLINE", "HYBRID"}),
            reachable=bool(text(row.get("conference_url")) or re.search(r"\d", text(row.get("conference_phone")))),
            has_venue=not place["approximate"] and not online_venue,
            venue_closed="TC" in types,
            paused=name.inactive,
        )
    )
    return {"attendance": attendance, "inactive": inactive}


def _types(row: Row) -> list[str]:
    value = row.get("types")
    written = value if isinstance(value, list) else _TYPE_SEPARATORS.split(text(value))
    return list(dict.fromkeys(code for code in map(text, written) if code))
