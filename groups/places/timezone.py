"""The time zone of a point, offline."""

import tzfpy


def zone_at(latitude: float, longitude: float) -> str:
    """The IANA zone at a point in degrees; "Etc/GMT+5" and the like at sea; "" if the point is out of range.

    From OpenStreetMap boundaries through tzfpy; near a border the organiser's word counts for more.
    """
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        return ""
    # tzfpy takes the longitude first.
    return tzfpy.get_tz(longitude, latitude)
