"""An invented directory of any size, placed where people live: rows for measuring, never for reading."""

import json
import math
import random
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from groups.geo import unit_vector
from groups.schedule import PARTS_OF_DAY, part_of_day
from groups.search import tags
from groups.search.soonest import clock
from groups.text import fold

_KM_PER_DEGREE = 111.2
#: Shares are those of real feeds, roughly: about one in fourteen groups is for women, and so on.
_FEATURES = (
    ("for", "open", 0.6),
    ("for", "women", 0.07),
    ("for", "men", 0.05),
    ("for", "lgbtq", 0.03),
    ("for", "newcomers", 0.1),
    ("access", "step-free", 0.3),
    ("style", "discussion", 0.3),
    ("style", "speaker", 0.1),
)
_FELLOWSHIPS = {"aa": 0.4, "na": 0.2, "al-anon": 0.1, "smart-recovery": 0.1, "": 0.2}
#: The long tail of a real vocabulary: without it the index would look better than it is.
_MORE_FELLOWSHIPS = tuple(f"fellowship-{number}" for number in range(50))
_MORE_FEATURES = tuple(("style", f"style-{number}") for number in range(60))
_MORE_LANGUAGES = tuple(f"language-{number}" for number in range(40))
#: A fellowship of a handful of groups in a million.
RARE = "sos"
_STARTS = ("07:00", "10:00", "12:00", "13:30", "17:30", "18:00", "19:00", "19:30", "20:00", "22:00")
_ONLINE_SHARE = 0.1
_NAMES = "Hope Bridge Lamp Harbour Open Door Morning Quiet Way First Step New Day River Garden Light".split()


class Town(NamedTuple):
    name: str
    country: str
    latitude: float
    longitude: float
    population: int
    time_zone: str


@dataclass(slots=True)
class Synthetic:
    """One invented group as the values of its rows, without ids of other tables."""

    number: int
    group: dict[str, Any]
    meeting: dict[str, Any]
    entry: dict[str, Any]
    card: str


def towns(gazetteer: Path) -> list[Town]:
    """Every town with a population, country by country; raises sqlite3.Error without a gazetteer file."""
    db = sqlite3.connect(f"{gazetteer.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
    rows = db.execute(
        "SELECT place.name, country, latitude, longitude, population, zone.name FROM place "
        "JOIN zone ON zone.id = zone_id WHERE kind = 'city' AND population > 0 "
        "ORDER BY country, CAST(latitude AS INTEGER), CAST(longitude AS INTEGER), place.id"
    )
    return [Town(*row) for row in rows]


def groups(
    count: int, places: list[Town], known: dict[tags.TagName, int], first: int, seed: int = 1
) -> Iterator[Synthetic]:
    """`count` groups numbered from `first`, as many in each town as its share of the people; the same for a seed.

    Groups of one town come together, as they do from a feed.
    """
    chance = random.Random(seed)  # noqa: S311 - nothing secret hangs on it
    chosen = sorted(chance.choices(range(len(places)), weights=[town.population for town in places], k=count))
    for offset, index in enumerate(chosen):
        yield _group(first + offset, places[index], known, chance)


def names_used() -> set[tags.TagName]:
    """Every tag name the invented groups may have."""
    names = {(parameter, slug) for parameter, slug, _ in _FEATURES}
    names |= {("fellowship", slug) for slug in _FELLOWSHIPS if slug} | {("fellowship", RARE)}
    names |= {("fellowship", slug) for slug in _MORE_FELLOWSHIPS} | set(_MORE_FEATURES)
    names |= {("language", code) for code in _MORE_LANGUAGES}
    names |= {("attendance", way) for way in ("in_person", "online")}
    names |= {("day", day) for day in tags.DAYS} | {("time", part) for part in PARTS_OF_DAY}
    names |= {(tags.SLOT, slot) for slot in tags.every_slot()}
    return names | {("kind", "meeting"), ("facilitation", "peer"), ("philosophy", "12-step"), ("language", "en")}


def _group(number: int, town: Town, known: dict[tags.TagName, int], chance: random.Random) -> Synthetic:
    online = chance.random() < _ONLINE_SHARE
    latitude, longitude = (None, None) if online else _near(town, chance)
    weekday, start = chance.randrange(7), chance.choice(_STARTS)
    fellowship = _fellowship(chance)
    language = chance.choice(_MORE_LANGUAGES) if chance.random() < 0.1 else "en"
    features = [(parameter, slug) for parameter, slug, share in _FEATURES if chance.random() < share]
    features += chance.sample(_MORE_FEATURES, 2)
    attendance = "online" if online else "in_person"
    part = part_of_day(clock(start))
    names = {
        ("kind", "meeting"),
        ("facilitation", "peer"),
        ("philosophy", "12-step"),
        ("language", language),
        ("fellowship", fellowship),
        ("attendance", attendance),
        ("day", tags.DAYS[weekday]),
        ("time", part),
        (tags.SLOT, tags.slot(weekday, part)),
        *features,
    }
    name = f"{' '.join(chance.sample(_NAMES, 2))} {town.name}"
    vector = (None, None, None) if latitude is None or longitude is None else unit_vector(latitude, longitude)
    meeting = {"weekday": weekday, "starts_at": start, "duration_minutes": 60, "attendance": attendance}
    group = {
        "slug": f"bench-{number}",
        "name": name,
        "locality": town.name,
        "country": town.country,
        "latitude": latitude,
        "longitude": longitude,
        "time_zone": town.time_zone,
        "attendance": attendance,
    }
    slugs = sorted(slug for _, slug in features)
    card = _card(number, group, meeting, fellowship, slugs, language)
    entry = {
        "x": vector[0],
        "y": vector[1],
        "z": vector[2],
        "tags": sorted(known[name] for name in names),
        "words": " ".join(sorted(set(fold(f"{name} {fellowship}").split()))),
        "name_key": fold(name)[:255],
    }
    return Synthetic(number, group, meeting, entry, card)


def _fellowship(chance: random.Random) -> str:
    if chance.random() < 0.00001:
        return RARE
    return chance.choices(list(_FELLOWSHIPS), list(_FELLOWSHIPS.values()))[0] or chance.choice(_MORE_FELLOWSHIPS)


def _near(town: Town, chance: random.Random) -> tuple[float, float]:
    """A point about the town: the larger, the wider."""
    spread_km = min(20.0, 1 + math.sqrt(town.population) / 150)
    latitude = town.latitude + chance.gauss(0, spread_km) / _KM_PER_DEGREE
    narrower = max(0.05, math.cos(math.radians(town.latitude)))
    longitude = town.longitude + chance.gauss(0, spread_km) / (_KM_PER_DEGREE * narrower)
    return max(-90.0, min(90.0, latitude)), (longitude + 180) % 360 - 180


def _card(
    number: int, group: dict[str, Any], meeting: dict[str, Any], fellowship: str, features: list[str], language: str
) -> str:
    empty = dict.fromkeys(
        "venue address postal_code opening_hours host_centre area_served cost join_link dial_in region".split(), ""
    )
    return json.dumps(
        empty
        | group
        | {
            "id": number,
            "kind": "meeting",
            "facilitation": "peer",
            "philosophy": "12-step",
            "fellowship": fellowship,
            "inactive": False,
            "inactive_until": None,
            "always_open": False,
            "by_appointment": False,
            "status": "listed",
            "confirmed_by": "feed",
            "confirmed_at": "2026-11-01T00:00:00+00:00",
            "precision": "exact" if group["latitude"] is not None else None,
            "features": features,
            "languages": [language],
            "attendance": [meeting["attendance"]],
            "source": "Synthetic",
            "example": True,
            "join_link": "https://example.org/room" if meeting["attendance"] == "online" else "",
            "meetings": [meeting | {"recurrence": "weekly", "features": features, "languages": [language]}],
        }
    )
