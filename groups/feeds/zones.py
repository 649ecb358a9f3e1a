"""In which time zone a row's clock time is meant."""

import zoneinfo
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache

from groups.feeds.draft import Row
from groups.feeds.named_zone import named_zone
from groups.feeds.record import Note, Rejected
from groups.feeds.whereabouts import PRECISE

ZoneAt = Callable[[float, float], str]


def iana_zone(written: str) -> str:
    """The IANA name `written` means, whatever its capitals and spaces; empty if it is none."""
    return _zones().get(written.strip().replace(" ", "_").lower(), "")


def settle_zones(rows: list[Row], zone_at: ZoneAt, default: str) -> tuple[list[Row], list[Note], list[Rejected]]:
    """(rows with a zone, notes, rejected rows).

    A row's zone is its own if IANA; else the one its name states; else its point's or town's; else the feed's
    commonest; else `default` (IANA or empty); else its region's. All but its own and its place's are noted, and rows
    left without any are rejected.
    """
    found = [_own_zone(row, zone_at) for row in rows]
    known = Counter(zone for zone, _ in found if zone).most_common(1)
    settled: list[Row] = []
    notes: list[Note] = []
    rejected: list[Rejected] = []
    for row, (zone, remark) in zip(rows, found, strict=True):
        record = row.record
        if record.time_zone and not iana_zone(record.time_zone):
            named = f'its time zone "{record.time_zone[:40]}" is not an IANA name'
            notes.append(Note(record.row, record.name, named))
        if not zone:
            zone, remark = _guessed_zone(row, known[0][0] if known else "", default)
        if remark:
            notes.append(Note(record.row, record.name, remark))
        if zone:
            settled.append(replace(row, zone=zone))
        else:
            reason = "its time zone is not known: it has none, nor a place to tell it by (try --time-zone)"
            rejected.append(Rejected(record.row, record.name, reason))
    return settled, notes, rejected


def _own_zone(row: Row, zone_at: ZoneAt) -> tuple[str, str]:
    """(zone or empty, remark or empty)"""
    stated = iana_zone(row.record.time_zone)
    if stated:
        return stated, ""
    local = row.place.time_zone if row.place is not None and row.place.precision in PRECISE else ""
    if row.spot:
        local = zone_at(row.spot.latitude, row.spot.longitude)
    named = named_zone(row.record, local)
    return (named, f"its name gives its time in {named}") if named else (local, "")


def _guessed_zone(row: Row, commonest: str, default: str) -> tuple[str, str]:
    if commonest:
        return commonest, f"no time zone: taken as {commonest}, the feed's commonest"
    if default:
        return default, f"no time zone: taken as {default}, the one given for this feed"
    # A region's middle tells its zone nearly always; a country's may have many.
    if row.place is not None and row.place.precision == "region" and row.place.time_zone:
        return row.place.time_zone, f"no time zone: taken as {row.place.time_zone}, that of its region"
    return "", ""


@lru_cache(maxsize=1)
def _zones() -> dict[str, str]:
    return {name.lower(): name for name in zoneinfo.available_timezones()}
