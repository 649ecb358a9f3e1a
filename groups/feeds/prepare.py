"""From records to rows: cleaned, with address, point, zone and our own words for the feed's codes."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from groups.feeds.address import US_STATES, Address, read_address
from groups.feeds.clean import free_text, https_link, one_line, plain_text
from groups.feeds.codes import Codes, unknown_notes
from groups.feeds.draft import Row, Spot
from groups.feeds.record import Note, Outcome, Record, Rejected
from groups.feeds.whereabouts import Lookups, choose, locate
from groups.feeds.zones import settle_zones
from groups.places.place import Place

_TOWN_KINDS = ("city", "district")


@dataclass(slots=True)
class Prepared:
    """The rows that can be listed, and what the report says of the others and of these."""

    rows: list[Row] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)

    def note(self, record: Record, *remarks: str) -> None:
        """Add a note about a record's row for each remark that is not empty."""
        self.notes += [Note(record.row, record.name, remark) for remark in remarks if remark]


def prepare(outcomes: Iterable[Outcome], codes: Codes, lookups: Lookups, *, country: str, time_zone: str) -> Prepared:
    """Everything a feed says, made comparable with the directory. Reads the gazetteer, not the directory.

    `country` (ISO code) and `time_zone` (IANA name) stand where a row says none; either may be empty.
    """
    prepared = Prepared()
    unknown: list[tuple[Record, str]] = []
    rows: list[Row] = []
    look_up = _LookUp(lookups)
    for outcome in outcomes:
        if not isinstance(outcome, Record):
            (prepared.notes if isinstance(outcome, Note) else prepared.rejected).append(outcome)  # type: ignore[arg-type]
            continue
        row = _row(outcome, look_up, country, prepared)
        if row is not None:
            features, languages, strange = codes.read(row.record)
            unknown += [(row.record, code) for code in strange]
            rows.append(replace(row, features=features, languages=languages))
    prepared.rows, notes, rejected = settle_zones(rows, lookups.zone_at, time_zone)
    # A row of several days is several records with the same remarks.
    prepared.notes = list(dict.fromkeys([*prepared.notes, *notes, *unknown_notes(unknown)]))
    prepared.rejected += rejected
    return prepared


def _row(record: Record, look_up: "_LookUp", country: str, prepared: Prepared) -> Row | None:
    given = Address(record.street, record.locality, record.region, record.postal_code, record.country)
    address = read_address(one_line(record.full_address, 500), _clean_address(given), country)
    record = _cleaned(record, address.country, prepared)
    address = _in_its_country(record, address, look_up)
    place = choose(record, look_up(address))
    spot, remark = locate(record, address, place)
    address = _completed(address, place, spot)
    prepared.note(record, *record.remarks, remark)
    if record.attendance == "in_person" and spot is None and not address.locality:
        prepared.rejected.append(Rejected(record.row, record.name, "it meets in person, but its address names no town"))
        return None
    if record.attendance == "hybrid" and spot is None and not address.locality:
        prepared.note(record, "its address names no town: listed as online only")
        record = replace(record, attendance="online")
    return Row(record, address, spot, "", venue_known=not record.approximate, place=place)


def _cleaned(record: Record, country: str, prepared: Prepared) -> Record:
    join_url, join_remark = https_link(record.join_url)
    website, website_remark = https_link(record.website)
    prepared.note(record, join_remark and f"join link: {join_remark}", website_remark and f"web site: {website_remark}")
    # A room number where the link should be still helps people to join.
    stray = record.join_url if not join_url and "//" not in record.join_url else ""
    return replace(
        record,
        name=one_line(record.name, 255, country) or "Group without a name",
        group_name=one_line(record.group_name, 255, country),
        venue=one_line(record.venue, 255, country),
        join_url=join_url,
        website=website,
        dial_in=_dial_in(record.dial_in),
        join_notes=free_text("\n".join(filter(None, (stray, record.join_notes))), country),
        notes=free_text(record.notes, country),
        group_notes=free_text(record.group_notes, country),
        venue_notes=free_text(record.venue_notes, country),
    )


def _dial_in(written: str) -> str:
    # The one text whose telephone numbers are kept; without any number it is no dial-in.
    line = " ".join(part for part in plain_text(written).split() if "@" not in part)[:120].strip()
    return line if len(re.findall(r"\d", line)) >= 5 else ""


def _clean_address(given: Address) -> Address:
    return Address(
        street=one_line(given.street, 300),
        locality=one_line(given.locality, 120).strip(" ,"),
        region=one_line(given.region, 120).strip(" ,"),
        postal_code=one_line(given.postal_code, 20),
        country=one_line(given.country, 60),
    )


def _in_its_country(record: Record, address: Address, look_up: "_LookUp") -> Address:
    """The address with the country of the row's own point where it says none; Georgia may be a state of the US."""
    if address.country == "":
        country = look_up.country_at(record)
        # Near the border the nearest town may be the neighbours'.
        in_us = address.region in US_STATES and country in ("CA", "MX")
        return replace(address, country="US" if in_us else country)
    if address.country == "GE" and not address.region and look_up.country_at(record) == "US":
        return replace(address, country="US", region="GA")
    return address


def _completed(address: Address, place: Place | None, spot: Spot | None) -> Address:
    """The address with the country and, if it has none, the town of the place it names."""
    address = replace(
        address,
        street=address.street[:300],
        locality=address.locality[:120],
        region=address.region[:120],
        postal_code=address.postal_code[:20],
    )
    if place is None:
        # Without a point, "somewhere in this region" is the nearest thing to a town it has.
        return replace(address, locality=address.locality or (address.region if spot is None else ""))
    town = place.name if place.kind in _TOWN_KINDS else ""
    return replace(address, country=address.country or place.country, locality=address.locality or town)


class _LookUp:
    """Asks for each place once: a feed names few places and many times."""

    def __init__(self, lookups: Lookups) -> None:
        self._lookups = lookups
        self._known: dict[Address, list[Place]] = {}

    def __call__(self, address: Address) -> list[Place]:
        # The gazetteer knows no streets, so the rest of the address is the whole question.
        key = replace(address, street="")
        if key not in self._known:
            asked = bool(key.locality or key.postal_code or key.region)
            self._known[key] = self._lookups.places_of(key) if asked else []
        return self._known[key]

    def country_at(self, record: Record) -> str:
        """The country of the row's own point, empty without one."""
        if not record.latitude or not record.longitude:
            return ""
        return self._lookups.country_at(record.latitude, record.longitude)
