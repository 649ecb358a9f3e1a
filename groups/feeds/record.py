"""The neutral shape every feed format is read into: one row's meeting with its group's and place's facts."""

from dataclasses import dataclass
from datetime import datetime, time


@dataclass(frozen=True, slots=True)
class Note:
    """Something an operator should know about a row (1-based, in the feed's order) that is not a failure."""

    row: int
    name: str
    note: str


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row (1-based) that cannot be a listing, and why, as a sentence fragment for the report."""

    row: int
    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Record:
    """One meeting of one feed row; a row that names several days gives one record per day.

    `weekday` is 0 for Monday to 6 for Sunday and `starts_at` is local wall time without a zone;
    `duration_minutes` is 1 to 1440. `latitude` and `longitude` are degrees as the feed gives them, None
    when unreadable or out of range; whether they can be believed is decided later. `attendance` is
    "in_person", "online" or "hybrid". `codes` are the feed's own type or format codes, in the code list
    named by `vocabulary` ("meeting_guide" or "bmlt"). `updated` is aware, or None. `remarks` become notes of
    the report. `name` has lost its status words; other texts are as in the feed, not yet cleaned.
    """

    row: int
    external_id: str
    name: str
    vocabulary: str
    weekday: int
    starts_at: time
    duration_minutes: int
    attendance: str
    inactive: bool = False
    codes: tuple[str, ...] = ()
    language: str = ""
    group_id: str = ""
    group_name: str = ""
    venue: str = ""
    full_address: str = ""
    street: str = ""
    locality: str = ""
    region: str = ""
    postal_code: str = ""
    country: str = ""
    latitude: float | None = None
    longitude: float | None = None
    approximate: bool = False
    time_zone: str = ""
    join_url: str = ""
    dial_in: str = ""
    join_notes: str = ""
    website: str = ""
    notes: str = ""
    group_notes: str = ""
    venue_notes: str = ""
    updated: datetime | None = None
    remarks: tuple[str, ...] = ()


Outcome = Record | Rejected | Note
