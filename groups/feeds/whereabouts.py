"""Where a row is: which point to believe, its own or that of the place its address names."""

from collections.abc import Callable
from dataclasses import dataclass

from groups.feeds.address import Address
from groups.feeds.draft import Spot
from groups.feeds.record import Record
from groups.geo import distance_km
from groups.places.place import Place

#: Further than this from the place its address names, a feed's point is taken for a mistake.
FARTHEST_KM = 150.0
#: Precisions that tell where something is; a region or a country does not.
PRECISE = ("exact", "street", "postcode", "locality")


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
    near = place if place is not None and place.precision in PRECISE else None
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
    precise = [place for place in places if place.precision in PRECISE]
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
