"""Answers about places for the importer, from the embedded gazetteer alone: no feed's address leaves the
server.
"""

from groups.feeds.address import Address
from groups.feeds.whereabouts import FARTHEST_KM, Lookups
from groups.geo import distance_km
from groups.places.gazetteer import Gazetteer
from groups.places.place import Place
from groups.places.timezone import zone_at


def gazetteer_lookups(gazetteer: Gazetteer) -> Lookups:
    """The importer's questions, put to `gazetteer`. They raise LookupUnavailable when its file cannot be
    read.
    """

    def places_of(address: Address) -> list[Place]:
        return _places_of(gazetteer, address)

    def country_at(latitude: float, longitude: float) -> str:
        return gazetteer.nearest_place(latitude, longitude).country

    return Lookups(places_of, zone_at, country_at)


def _places_of(gazetteer: Gazetteer, address: Address) -> list[Place]:
    said_of_region = _find(gazetteer, address, address.region)
    regions = [place for place in said_of_region if place.precision == "region"]
    in_region = _find(gazetteer, address, f"{address.locality}, {address.region}") if address.locality else []
    # What the region alone would be taken for says nothing of the town.
    towns = [p for p in in_region if p.precision == "locality" and p not in said_of_region and _lies_in(p, regions)]
    code = gazetteer.postcode(address.postal_code, address.country) if address.postal_code else None
    # A mistyped digit moves a postal code across the country; the town and its region are then the surer of the two.
    if code is not None and not _contradicted(code, towns or regions, regions):
        return [code]
    # A town that its region does not have is some other town of that name; a region nobody knows says nothing.
    if address.locality and not towns and not regions:
        return [place for place in _find(gazetteer, address, address.locality) if not place.corrected]
    return towns or regions


def _lies_in(town: Place, regions: list[Place]) -> bool:
    if not regions:
        return not town.corrected
    counties = (region for region in regions if region.kind == "county" and not town.corrected)
    return town.region in {region.name for region in regions} or any(
        _apart_km(town, county) <= FARTHEST_KM for county in counties
    )


def _contradicted(code: Place, others: list[Place], regions: list[Place]) -> bool:
    return (
        bool(others)
        and code.region not in {region.name for region in regions}
        and all(_apart_km(other, code) > FARTHEST_KM for other in others)
    )


def _find(gazetteer: Gazetteer, address: Address, query: str) -> list[Place]:
    found = gazetteer.find(query, country=address.country) if query.strip(" ,") else []
    return [place for place in found if address.country in ("", place.country)]


def _apart_km(a: Place, b: Place) -> float:
    return distance_km(a.latitude, a.longitude, b.latitude, b.longitude)
