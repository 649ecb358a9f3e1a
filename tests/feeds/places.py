"""A gazetteer of a few places, so that these tests need no built one."""

from groups.feeds.address import Address
from groups.feeds.whereabouts import Lookups
from groups.places.place import Place
from groups.places.timezone import zone_at

PHILADELPHIA = Place(
    "Philadelphia", "Philadelphia", 39.952, -75.164, "city", "locality", "US", 1_500_000, "America/New_York"
)
LONDON = Place("London", "London", 51.507, -0.128, "city", "locality", "GB", 8_000_000, "Europe/London")
ZIP_19106 = Place("19106", "19106", 39.947, -75.147, "postcode", "postcode", "US", 0, "America/New_York")
TEXAS = Place("Texas", "Texas", 31.0, -99.0, "region", "region", "US", 0, "America/Chicago")

_BY_TOWN = {"Philadelphia": PHILADELPHIA, "London": LONDON}


def _places_of(address: Address) -> list[Place]:
    if address.postal_code == "19106":
        return [ZIP_19106]
    if address.locality in _BY_TOWN:
        return [_BY_TOWN[address.locality]]
    return [TEXAS] if address.region == "TX" else []


def _country_at(latitude: float, longitude: float) -> str:
    return "US" if longitude < -50 else "GB"


LOOKUPS = Lookups(_places_of, zone_at, _country_at)
