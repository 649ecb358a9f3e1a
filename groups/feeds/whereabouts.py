"""Where a row is: which point to believe, and in which time zone its clock time is meant."""

import zoneinfo
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache

from groups.feeds.address import Address
from groups.feeds.draft import Row, Spot
from groups.feeds.record import Note, Record, Rejected
from groups.geo import distance_km
from groups.places.place import Place

#: Further than this from the place its address names, a feed's point is taken for a mistake.
FARTHEST_KM = 150.0
_PRECISE = ("exact", "street", "postcode", "locality")


@dataclass(frozen=True, slots=True)
class Lookups:
    """What is asked of the gazetteer: the places an address may name, best first (empty: unknown), and of a
    point in degrees (latitude, longitude) its IANA zone and its ISO country code (empty: at sea).
    """

    places_of: Callable[[Address], list[Place]]
    zone_at: Callable[[float, float], str]
    country_at: Callable[[float, float], str]


def locate(record: Record, address: Address, place: Place | None) -> tuple[Spot | None, str]:
    """(point, remark): the row's own point where it can be believed, else its address's; None where neither
    will do.

    A point at 0,0 or with one coordinate zero is believed only near the place the address names. Approximate
    points have the precision of the address, and an address that names only a region or country has none.
    """
    near = place if place is not None and place.precision in _PRECISE else None
    fallback = Spot(near.latitude, near.longitude, near.precision) if near else None
    if record.latitude is None or record.longitude is None:
        return fallback, ""
    own = Spot(round(record.latitude, 7), round(record.longitude, 7), _precision(record, address))
    if near:
        away_km = distance_km(own.latitude, own.longitude, near.latitude, near.longitude)
        if away_km > FARTHEST_KM:
            return (
                fallback,
                f"its point is {away_km:.0f} km from {near.name}, which its address names: not used",
            )
    elif not (own.latitude and own.longitude):
        return None, "its point has a coordinate of zero: not used"
    return (own if own.precision else fallback), ""


def choose(record: Record, places: list[Place]) -> Place | None:
    """The place an address names: of several with one name, the one nearest to the row's own point, if it has
    one.
    """
    precise = [place for place in places if place.precision in _PRECISE]
    if not precise or record.latitude is None or record.longitude is None:
        return places[0] if places else None
    lat, lon = record.latitude, record.longitude
    nearest = min(precise, key=lambda place: distance_km(lat, lon, place.latitude, place.longitude))
    close = distance_km(lat, lon, nearest.latitude, nearest.longitude) <= FARTHEST_KM
    return nearest if close else precise[0]


def _precision(record: Record, address: Address) -> str:
    if not record.approximate:
        return "exact"
    return "postcode" if address.postal_code else "locality" if address.locality else ""


def iana_zone(written: str) -> str:
    """The IANA name `written` means, whatever its capitals and spaces; empty if it is none."""
    return _zones().get(written.strip().replace(" ", "_").lower(), "")


def settle_zones(
    rows: list[Row], zone_at: Callable[[float, float], str], places: dict[int, Place | None], default: str
) -> tuple[list[Row], list[Note], list[Rejected]]:
    """(rows with a zone, notes, rejected). `places` maps a position in `rows` to the place its address names.

    A row's zone is its own if IANA, else its point's or town's, else the feed's commonest, else `default`
    (IANA or empty), else its region's. The last three are guesses, and noted; rows left without any are
    rejected.
    """
    zones = [_own_zone(row, zone_at, places.get(index)) for index, row in enumerate(rows)]
    known = Counter(filter(None, zones)).most_common(1)
    settled: list[Row] = []
    notes: list[Note] = []
    rejected: list[Rejected] = []
    for index, (row, zone) in enumerate(zip(rows, zones, strict=True)):
        record = row.record
        if record.time_zone and not iana_zone(record.time_zone):
            remark = f'its time zone "{record.time_zone[:40]}" is not an IANA name'
            notes.append(Note(record.row, record.name, remark))
        if not zone:
            zone, why = _guessed_zone(known[0][0] if known else "", default, places.get(index))
            if zone:
                notes.append(Note(record.row, record.name, f"no time zone: taken as {zone}, {why}"))
        if zone:
            settled.append(replace(row, zone=zone))
        else:
            reason = "its time zone is not known: it has none, nor a place to tell it by (try --time-zone)"
            rejected.append(Rejected(record.row, record.name, reason))
    return settled, notes, rejected


def _own_zone(row: Row, zone_at: Callable[[float, float], str], place: Place | None) -> str:
    stated = iana_zone(row.record.time_zone)
    if stated:
        return stated
    if row.spot:
        return zone_at(row.spot.latitude, row.spot.longitude)
    return place.time_zone if place is not None and place.precision in _PRECISE else ""


def _guessed_zone(commonest: str, default: str, place: Place | None) -> tuple[str, str]:
    if commonest:
        return commonest, "the feed's commonest"
    if default:
        return default, "the one given for this feed"
    # A region's middle tells its zone nearly always; a country's may have many.
    region_zone = place.time_zone if place is not None and place.precision == "region" else ""
    return region_zone, "that of its region"


@lru_cache(maxsize=1)
def _zones() -> dict[str, str]:
    return {name.lower(): name for name in zoneinfo.available_timezones()}
