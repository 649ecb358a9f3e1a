"""What a feed says a group and its meetings should be, before it is compared with the directory."""

from dataclasses import dataclass, field
from datetime import datetime, time
from typing import Any

from groups.feeds.address import Address
from groups.feeds.record import Record
from groups.places.place import Place


@dataclass(frozen=True, slots=True)
class Spot:
    """A point in degrees with its precision ("exact", "street", "postcode" or "locality")."""

    latitude: float
    longitude: float
    precision: str


@dataclass(frozen=True, slots=True)
class Row:
    """A cleaned record with its address read, its point settled and its IANA zone known.

    `features` and `languages` are our own slugs and codes for the feed's; `venue_known` is False where the
    row names no more than a town or a country.
    """

    record: Record
    address: Address
    spot: Spot | None
    zone: str
    venue_known: bool
    place: Place | None = None
    features: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class MeetingDraft:
    """One meeting: `weekday` 0 is Monday, `starts_at` local wall time, `duration_minutes` 1 to 1440."""

    external_id: str
    weekday: int
    starts_at: time
    duration_minutes: int
    attendance: str
    name: str
    notes: str
    features: frozenset[str]
    languages: frozenset[str]

    def columns(self) -> dict[str, Any]:
        """The columns of the Meeting table this draft decides, by name."""
        names = ("weekday", "starts_at", "duration_minutes", "attendance", "name", "notes")
        return {name: getattr(self, name) for name in names}


@dataclass(frozen=True, slots=True)
class GroupDraft:
    """One group: `columns` are those of the Group table the feed decides, `row` its first row (1-based).

    `source_key` is what its rows share, "name|place"; `confirmed_at` (aware) is the newest date its rows
    carry.
    """

    row: int
    source_key: str
    columns: dict[str, Any]
    meetings: tuple[MeetingDraft, ...]
    confirmed_at: datetime | None = None
    rows: int = field(default=1)

    @property
    def name(self) -> str:
        """The group's name."""
        return str(self.columns["name"])

    @property
    def meeting_ids(self) -> frozenset[str]:
        """The external ids of its meetings."""
        return frozenset(meeting.external_id for meeting in self.meetings)
