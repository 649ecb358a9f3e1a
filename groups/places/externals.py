"""Geocoders an operator may add behind the gazetteer: how they are named, asked, and how their answers are read.

geopy writes the query into its log records and its exceptions. Here nothing of it leaves: the logger is silenced and
every error becomes ours, raised outside the `except` block so that not even `__context__` holds the original.
"""

from __future__ import annotations

import logging
import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from http.client import HTTPResponse
from typing import Any
from urllib.parse import urlsplit

from geopy.adapters import URLLibAdapter
from geopy.exc import GeocoderRateLimited
from geopy.geocoders import Nominatim, Pelias, Photon
from geopy.geocoders.base import Geocoder
from geopy.location import Location

TIMEOUT_SECONDS = 2.0
_MOST_BYTES = 1_000_000
_KINDS = ("nominatim", "photon", "pelias")

# A filter on the logger itself holds even where a handler is hung onto it later; the rest is for its children.
_geopy_log = logging.getLogger("geopy")
_geopy_log.addFilter(lambda record: False)
_geopy_log.addHandler(logging.NullHandler())
_geopy_log.propagate = False

# What Nominatim calls addresstype, Photon type and Pelias layer.
_PRECISION = {
    "house": "exact", "building": "exact", "address": "exact", "venue": "exact", "amenity": "exact", "shop": "exact",
    "street": "street", "road": "street", "postcode": "postcode", "postalcode": "postcode",
    "county": "region", "macrocounty": "region", "state": "region", "region": "region", "macroregion": "region",
    "island": "region", "country": "country",
}  # fmt: skip


class GeocoderTrouble(Exception):
    """An external geocoder did not answer as it should. Holds the kind of error only, never the query.

    rest_seconds: how long the service asked to be left alone, 0 if it did not say.
    """

    def __init__(self, what: str, rest_seconds: int = 0) -> None:
        super().__init__(what)
        self.rest_seconds = rest_seconds


@dataclass(frozen=True, slots=True)
class Service:
    """One entry of GEOCODERS, such as "photon:https://photon.example.org"."""

    kind: str
    scheme: str
    domain: str

    @property
    def name(self) -> str:
        """What the cache keeps its state under."""
        return f"{self.kind}:{self.scheme}://{self.domain}"


@dataclass(frozen=True, slots=True)
class Found:
    """One answer of an external geocoder, in degrees, with a precision as in Place."""

    label: str
    latitude: float
    longitude: float
    precision: str


def parse_service(entry: str) -> Service:
    """A Service from "kind:url"; ValueError with a sentence if it is not one."""
    kind, _, address = entry.strip().partition(":")
    url = urlsplit(address)
    if kind not in _KINDS or url.scheme not in ("http", "https") or not url.hostname:
        raise ValueError(
            f"GEOCODERS has the entry {entry!r}. Write kind:url, where kind is nominatim, photon or pelias and url "
            "starts with http:// or https://, such as photon:https://photon.example.org"
        )
    return Service(kind, url.scheme, f"{url.netloc}{url.path}".rstrip("/"))


class _BoundedAdapter(URLLibAdapter):
    """geopy's urllib adapter with an end: its timeout counts silence only, so a trickling body would hold a request."""

    def __init__(self, *, proxies: Any, ssl_context: Any) -> None:
        super().__init__(proxies=proxies, ssl_context=ssl_context)
        unbounded: Callable[..., HTTPResponse] = self.urlopen  # type: ignore[has-type]

        def urlopen(request: Any, timeout: float) -> HTTPResponse:
            page = unbounded(request, timeout=timeout)
            body = _read_bounded(page)
            page.read = lambda *_: body  # type: ignore[method-assign]
            return page

        self.urlopen = urlopen


def _read_bounded(page: HTTPResponse) -> bytes:
    ends_at = time.monotonic() + TIMEOUT_SECONDS
    body = b""
    while chunk := page.read1(65_536):
        body += chunk
        if len(body) > _MOST_BYTES or time.monotonic() > ends_at:
            raise TimeoutError("too long an answer")
    return body


def ask(service: Service, text: str, user_agent: str, limit: int) -> list[Found]:
    """What the service answers to a cleaned text, best first; [] for no such place; GeocoderTrouble for anything else.

    Gives up after TIMEOUT_SECONDS of silence, after as much again of a body that trickles, or at a megabyte.
    """
    trouble: GeocoderTrouble | None = None
    answers: list[Found] = []
    try:
        answers = _answers(_geocoder(service, user_agent), text, limit)
    except GeocoderRateLimited as problem:
        trouble = GeocoderTrouble("GeocoderRateLimited", int(problem.retry_after or 0))
    except Exception as problem:  # a wrong answer breaks geopy's parsers in every way there is
        trouble = GeocoderTrouble(type(problem).__name__)
    if trouble:
        raise trouble
    return answers


def _geocoder(service: Service, user_agent: str) -> Geocoder:
    options: dict[str, Any] = {
        "scheme": service.scheme,
        "domain": service.domain,
        "user_agent": user_agent,
        "timeout": TIMEOUT_SECONDS,
        "adapter_factory": _BoundedAdapter,
    }
    return {"nominatim": Nominatim, "photon": Photon, "pelias": Pelias}[service.kind](**options)


def _answers(geocoder: Geocoder, text: str, limit: int) -> list[Found]:
    locations = geocoder.geocode(text, exactly_one=False)
    return [_found(location) for location in (locations or [])[:limit]]


def _found(location: Location) -> Found:
    # From the raw answer: geopy turns a missing coordinate into 0 and wraps a longitude of 500 round the earth.
    latitude, longitude = _point(location.raw)
    if not (math.isfinite(latitude) and math.isfinite(longitude) and abs(latitude) <= 90 and abs(longitude) <= 180):
        raise ValueError("coordinates out of range")
    return Found(str(location.address), latitude, longitude, _PRECISION.get(_type_of(location.raw), "locality"))


def _point(raw: dict[str, Any]) -> tuple[float, float]:
    if "geometry" in raw:
        longitude, latitude = raw["geometry"]["coordinates"][:2]
        return float(latitude), float(longitude)
    return float(raw["lat"]), float(raw["lon"])


def _type_of(raw: dict[str, Any]) -> str:
    facts = raw.get("properties") or raw
    return str(facts.get("layer") or facts.get("addresstype") or facts.get("type") or "")
