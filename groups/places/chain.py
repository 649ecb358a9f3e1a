"""The door to places for pages, API and feeds: the gazetteer first, then geocoders the operator has added.

[] means no such place; LookupUnavailable means trouble with the service.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from django.conf import settings

from groups.places import query as typed
from groups.places import restraint
from groups.places.externals import Found, GeocoderTrouble, Service, ask, parse_service
from groups.places.gazetteer import Gazetteer
from groups.places.labels import nameless_point
from groups.places.place import LookupUnavailable, Place
from groups.places.surroundings import Shore, Town

_MOST_ANSWERS = 10


@lru_cache(maxsize=4)
def _gazetteer(path: Path) -> Gazetteer:
    return Gazetteer(path)


def gazetteer() -> Gazetteer:
    """The gazetteer of settings.GAZETTEER_PATH."""
    return _gazetteer(Path(settings.GAZETTEER_PATH))


def place_at(latitude: float, longitude: float) -> Place:
    """The point itself (degrees), labelled with its nearest town, with country and time zone.

    Without the gazetteer it has a time zone alone. Raises ValueError off the earth.
    """
    try:
        return gazetteer().nearest_place(latitude, longitude)
    except LookupUnavailable:
        # Distances need no town's name: whoever gives a point is told to do so when look-ups fail.
        return nameless_point(latitude, longitude)


def towns_around(latitude: float, longitude: float, radius_km: float, limit: int) -> list[Town]:
    """The largest towns within a radius (km) of a point (degrees), largest first; may raise LookupUnavailable."""
    return gazetteer().towns_around(latitude, longitude, radius_km, limit)


def shores_around(latitude: float, longitude: float, radius_km: float) -> list[Shore]:
    """The coast within a radius (km) of a point (degrees), and some beyond; may raise LookupUnavailable."""
    return gazetteer().shores_around(latitude, longitude, radius_km)


def is_land(latitude: float, longitude: float) -> bool:
    """Whether a point (degrees) lies on land, give or take 15 km; may raise LookupUnavailable."""
    return gazetteer().is_land(latitude, longitude)


def likely_zone(country: str) -> str:
    """The time zone (IANA) most people of a country (ISO code) live in, by its largest place; UTC where unknown."""
    try:
        return gazetteer().likely_zone(country) or "UTC"
    except LookupUnavailable:
        return "UTC"


def complete(prefix: str, country: str = "", limit: int = 6) -> list[Place]:
    """Places whose name begins like `prefix`, best first, from the gazetteer alone; may raise LookupUnavailable."""
    return gazetteer().complete(prefix, country, limit)


def lookup(query: str, country: str = "", limit: int = 6) -> list[Place]:
    """Places the text may mean, best first; [] means no such place.

    country   ISO 3166-1 alpha-2 of the visitor's likely country: a preference, not a filter; "" for the world

    External geocoders are asked only when the gazetteer finds nothing. Raises LookupUnavailable when the gazetteer
    cannot be read, or when it found nothing and of the external ones at least one was in trouble and none answered.
    One whose turn has not come (one request a second) is passed over without a word.
    """
    found = gazetteer().find(query, country, limit)
    text = typed.clean(query)
    if found or not settings.GEOCODERS or not _may_be_sent(text):
        return found
    return [_place(answer) for answer in _ask_all(text)[:limit]]


def geocoder_problems(entries: list[str]) -> list[str]:
    """A sentence for each entry of GEOCODERS that cannot be used; for the system check."""
    problems = []
    for entry in entries:
        try:
            parse_service(entry)
        except ValueError as problem:
            problems.append(str(problem))
    return problems


def _may_be_sent(text: str) -> bool:
    """Markup, links and bare numbers (telephone numbers above all) are never sent to anyone."""
    return not typed.is_junk(text) and any(char.isalpha() for char in text)


def _ask_all(text: str) -> list[Found]:
    has_answer = in_trouble = False
    for entry in settings.GEOCODERS:
        service = parse_service(entry)
        answers = _ask(service, text)
        if answers:
            return answers
        has_answer = has_answer or answers is not None
        in_trouble = in_trouble or (answers is None and restraint.has_trouble(service))
    if in_trouble and not has_answer:
        raise LookupUnavailable("The place look-up is not available right now.")
    return []


def _ask(service: Service, text: str) -> list[Found] | None:
    """The service's answer; None if it was in trouble or may not be asked now."""
    answers = restraint.remembered(service, text)
    if answers is not None:
        return answers
    if restraint.is_resting(service) or not restraint.take_turn(service):
        return None
    try:
        answers = ask(service, text, settings.SITE_NAME, _MOST_ANSWERS)
    except GeocoderTrouble as trouble:
        restraint.note_failure(service, trouble.rest_seconds)
        return None
    restraint.remember(service, text, answers)
    return answers


def _place(answer: Found) -> Place:
    near = gazetteer().nearest_place(answer.latitude, answer.longitude)
    return Place(
        label=answer.label,
        name=answer.label.partition(",")[0],
        latitude=answer.latitude,
        longitude=answer.longitude,
        kind="address",
        precision=answer.precision,
        country=near.country,
        time_zone=near.time_zone,
        region=near.region,
    )
