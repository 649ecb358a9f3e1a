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
_ALWAYS = (("kind", "meeting"), ("facilitation", "peer"), ("philosophy", "12-step"))
_SAME_CARD: dict[str, Any] = {
    **dict.fromkeys(
        "venue address postal_code opening_hours host_centre visits area_served cost training run_by moderation "
        "helpers_requirement dial_in region".split(),
        "",
    ),
    "opening": [],
    "helpers_welcome": None,
    **dict(_ALWAYS),
    "inactive": False,
    "inactive_from": None,
    "inactive_until": None,
    "always_open": False,
    "by_appointment": False,
    "status": "listed",
    "confirmed_by": "feed",
    "confirmed_at": "2026-11-01T00:00:00+00:00",
    "unconfirmed_since": None,
    "reported_on": None,
    "sunk": False,
    "feed": "synthetic",
    "source": "Synthetic",
    "example": True,
}
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
    return names | {*_ALWAYS, ("language", "en")}


class _Facts(NamedTuple):
    """What is drawn by lot for one group, besides its place."""

    weekday: int
    start: str
    fellowship: str
    language: str
    features: tuple[tags.TagName, ...]
    name: str

    @property
    def slugs(self) -> list[str]:
        return sorted(slug for _, slug in self.features)


def _group(number: int, town: Town, known: dict[tags.TagName, int], chance: random.Random) -> Synthetic:
    online = chance.random() < _ONLINE_SHARE
    latitude, longitude = (None, None) if online else _near(town, chance)
    facts = _drawn(town, chance)
    attendance = "online" if online else "in_person"
    meeting = {"weekday": facts.weekday, "starts_at": facts.start, "duration_minutes": 60, "attendance": attendance}
    group = {
        "slug": f"bench-{number}",
        "name": facts.name,
        "locality": town.name,
        "country": town.country,
        "latitude": latitude,
        "longitude": longitude,
        "time_zone": town.time_zone,
        "attendance": attendance,
    }
    return Synthetic(number, group, meeting, _entry(group, facts, known), _card(number, group, meeting, facts))


def _drawn(town: Town, chance: random.Random) -> _Facts:
    features = [(parameter, slug) for parameter, slug, share in _FEATURES if chance.random() < share]
    return _Facts(
        weekday=chance.randrange(7),
        start=chance.choice(_STARTS),
        fellowship=_fellowship(chance),
        language=chance.choice(_MORE_LANGUAGES) if chance.random() < 0.1 else "en",
        features=(*features, *chance.sample(_MORE_FEATURES, 2)),
        name=f"{' '.join(chance.sample(_NAMES, 2))} {town.name}",
    )


def _entry(group: dict[str, Any], facts: _Facts, known: dict[tags.TagName, int]) -> dict[str, Any]:
    part = part_of_day(clock(facts.start))
    names = {
        *_ALWAYS,
        *facts.features,
        ("language", facts.language),
        ("fellowship", facts.fellowship),
        ("attendance", group["attendance"]),
        ("day", tags.DAYS[facts.weekday]),
        ("time", part),
        (tags.SLOT, tags.slot(facts.weekday, part)),
    }
    own = sorted(known[name] for name in names)
    located = group["latitude"] is not None
    x, y, z = unit_vector(group["latitude"], group["longitude"]) if located else (None, None, None)
    return {
        "x": x,
        "y": y,
        "z": z,
        "tags": own,
        "letters": tags.letters(own),
        "words": " ".join(sorted(set(fold(f"{facts.name} {facts.fellowship}").split()))),
        "name_key": fold(facts.name)[:255],
    }


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


def _card(number: int, group: dict[str, Any], meeting: dict[str, Any], facts: _Facts) -> str:
    whole = {"recurrence": "weekly", "features": facts.slugs, "languages": [facts.language]}
    is_online = group["attendance"] == "online"
    own = {
        "id": number,
        "fellowship": facts.fellowship,
        "precision": "exact" if group["latitude"] is not None else None,
        "features": facts.slugs,
        "languages": [facts.language],
        "attendance": [group["attendance"]],
        "join_link": "https://example.org/room" if is_online else "",
        "ask_by": ["join_link"] if is_online else [],
        "meetings": [meeting | whole],
    }
    return json.dumps(_SAME_CARD | group | own)
