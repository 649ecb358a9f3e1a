"""BMLT's GetSearchResults as JSON or JSONP, alone or with the formats it used (get_used_formats=1).

https://github.com/bmlt-enabled/bmlt-server, its semantic API. Every value is a string; days are 1 for Sunday
to 7 for Saturday. Contact fields are not read at all.
"""

import re
from collections.abc import Iterator
from datetime import time
from functools import partial
from typing import Any

from groups.feeds.attendance import Signs, read_attendance
from groups.feeds.clean import plain_text
from groups.feeds.formats import fields
from groups.feeds.formats.document import load_json, rows_of
from groups.feeds.formats.fields import text
from groups.feeds.formats.rows import read_rows
from groups.feeds.names import Name, read_name
from groups.feeds.record import Note, Outcome, Record, Rejected

NAME = "bmlt"
VOCABULARY = "bmlt"
LABEL = "BMLT GetSearchResults JSON"
EXPECTED = 'a list of objects with "id_bigint", "meeting_name", "weekday_tinyint" and "start_time"'
_VENUE_TYPES = {"1": "in_person", "2": "online", "3": "hybrid"}
_FORMAT_SEPARATORS = re.compile(r"\s*,\s*")
_MODE_FORMATS = {"VM", "HY", "TC"}
_UNPUBLISHED = {"0", "false", "no"}

FormatNames = dict[str, str]


def looks_like(row: dict[str, Any]) -> bool:
    """Whether `row` has the keys of this format."""
    return "weekday_tinyint" in row or {"id_bigint", "meeting_name"} <= row.keys()


def parse(content: bytes) -> Iterator[Outcome]:
    """The records, rejected rows and notes of a feed, in its order. Raises FeedError if it is not JSON rows."""
    document = load_json(content)
    world_ids = _world_ids(document.get("formats")) if isinstance(document, dict) else {}
    yield from read_rows(rows_of(document), _name, partial(_read, world_ids))


def _world_ids(formats: Any) -> FormatNames:
    # A server may rename its format keys; the world id is what stays the same between servers.
    used = [entry for entry in formats if isinstance(entry, dict)] if isinstance(formats, list) else []
    pairs = {text(entry.get("key_string")): text(entry.get("world_id")) for entry in used}
    return {key: world_id for key, world_id in pairs.items() if world_id and world_id != "LANG"}


def _name(row: dict[str, Any]) -> str:
    return text(row.get("meeting_name"))


def _read(world_ids: FormatNames, number: int, row: dict[str, Any]) -> Iterator[Outcome]:
    shown_name = _name(row) or text(row.get("location_text"))
    if text(row.get("published", "1")).lower() in _UNPUBLISHED or row.get("published") is False:
        yield Note(number, shown_name, "it is not published: left out")
        return
    if not shown_name:
        yield Rejected(number, "", "it has no name")
        return
    days, start = (
        fields.weekdays(row.get("weekday_tinyint"), sunday=1),
        fields.start_time(row.get("start_time")),
    )
    if not days or start is None:
        yield Note(number, shown_name, f"it has no {'time' if days else 'day'} (by appointment?): no meeting to list")
        return
    if not text(row.get("id_bigint")):
        yield Rejected(number, shown_name, "it has no id_bigint")
        return
    yield _record(world_ids, number, row, read_name(plain_text(shown_name)), days[0], start)


def _record(world_ids: FormatNames, number: int, row: dict[str, Any], name: Name, weekday: int, start: time) -> Record:
    minutes, remarks = _duration(row)
    keys = _format_keys(row)
    return Record(
        row=number,
        external_id=_row_key(row),
        name=name.text,
        vocabulary=VOCABULARY,
        weekday=weekday,
        starts_at=start,
        duration_minutes=minutes,
        codes=tuple(world_ids.get(key, key) for key in keys if key not in _MODE_FORMATS),
        remarks=tuple(remarks),
        **_identity(row),
        **_place(row),
        **_joining(row),
        **_attendance(row, keys, name),
    )


def _duration(row: dict[str, Any]) -> tuple[int, list[str]]:
    try:
        return fields.duration(row.get("duration_time")), []
    except fields.Unreadable as error:
        return fields.DEFAULT_DURATION_MINUTES, [f"{error}: taken as {fields.DEFAULT_DURATION_MINUTES} minutes"]


def _row_key(row: dict[str, Any]) -> str:
    # An aggregator gathers servers whose ids overlap.
    server = text(row.get("root_server_id"))
    return f"{server}-{text(row['id_bigint'])}"[:190] if server else text(row["id_bigint"])[:190]


def _format_keys(row: dict[str, Any]) -> list[str]:
    return list(dict.fromkeys(key for key in _FORMAT_SEPARATORS.split(text(row.get("formats"))) if key))


def _identity(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "group_id": text(row.get("shared_group_id_bigint")).lstrip("0"),
        "language": text(row.get("lang_enum")).lower(),
        "time_zone": text(row.get("time_zone")),
        "notes": text(row.get("comments")),
    }


def _place(row: dict[str, Any]) -> dict[str, Any]:
    point = fields.coordinates(row.get("latitude"), row.get("longitude"))
    travel = (row.get("location_info"), row.get("train_lines"), row.get("bus_lines"))
    town = (
        "location_municipality",
        "location_city_subsection",
        "location_neighborhood",
        "location_sub_province",
    )
    return {
        "venue": text(row.get("location_text")),
        "street": text(row.get("location_street")),
        "locality": next(filter(None, (text(row.get(key)) for key in town)), ""),
        "region": text(row.get("location_province")),
        "postal_code": text(row.get("location_postal_code_1")),
        "country": text(row.get("location_nation")),
        "venue_notes": "\n".join(filter(None, map(text, travel))),
        "latitude": point[0] if point else None,
        "longitude": point[1] if point else None,
        "approximate": not (text(row.get("location_street")) or text(row.get("location_text"))),
    }


def _joining(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "join_url": text(row.get("virtual_meeting_link")),
        "dial_in": text(row.get("phone_meeting_number")),
        "join_notes": text(row.get("virtual_meeting_additional_info")),
    }


def _attendance(row: dict[str, Any], keys: list[str], name: Name) -> dict[str, Any]:
    stated = _VENUE_TYPES.get(text(row.get("venue_type")), "")
    formats = {key.upper() for key in keys}
    if not stated:
        stated = "hybrid" if "HY" in formats else "online" if "VM" in formats else ""
    attendance, inactive = read_attendance(
        Signs(
            stated=stated,
            named=name.attendance,
            marked_online="VM" in formats,
            reachable=bool(text(row.get("virtual_meeting_link")) or text(row.get("phone_meeting_number"))),
            has_venue=bool(text(row.get("location_street")) or text(row.get("location_text"))),
            venue_closed="TC" in formats,
            paused=name.inactive,
        )
    )
    return {"attendance": attendance, "inactive": inactive}
