"""Answers about places for the importer, from the embedded gazetteer alone: no feed's address leaves the server."""

from groups.feeds.address import Address
from groups.feeds.whereabouts import FARTHEST_KM, Found, Lookups
from groups.geo import distance_km
from groups.places.gazetteer import Gazetteer
from groups.places.place import Place
from groups.places.timezone import zone_at


def gazetteer_lookups(gazetteer: Gazetteer) -> Lookups:
    """The importer's questions, put to `gazetteer`. They raise LookupUnavailable when its file cannot be read."""

    def places_of(address: Address) -> list[Found]:
        return list(_places_of(gazetteer, address))

    def country_at(latitude: float, longitude: float) -> str:
        return gazetteer.nearest_place(latitude, longitude).country

    return Lookups(places_of, zone_at, country_at)


def _places_of(gazetteer: Gazetteer, address: Address) -> list[Place]:
    towns = _towns(gazetteer, address)
    code = gazetteer.postcode(address.postal_code, address.country) if address.postal_code else None
    if code is None:
        return towns
    near = [town for town in towns if _apart_km(town, code) <= FARTHEST_KM]
    # A mistyped digit moves a postal code across the country: with its region named, the town is the surer of the two.
    if towns and not near and address.region:
        return towns
    return [code]


def _towns(gazetteer: Gazetteer, address: Address) -> list[Place]:
    for parts in ((address.locality, address.region), (address.locality,), (address.region,)):
        query = ", ".join(filter(None, parts))
        found = gazetteer.find(query, country=address.country) if query else []
        # A correction is a guess; the region it has to lie in makes it a good one.
        right = [
            p for p in found if address.country in ("", p.country) and (not p.corrected or len(parts) == 2)
        ]
        if right:
            return right
    return []


def _apart_km(a: Place, b: Place) -> float:
    return distance_km(a.latitude, a.longitude, b.latitude, b.longitude)
