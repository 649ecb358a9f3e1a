"""Towns by the name they have in an address: leeds, springfield (the largest of its country), springfield-illinois.

Of several towns of a name in one country the largest has the name alone, the largest in each other region the name and
the region; the rest, always the smaller neighbours of one of these, have none. No name changes unless the place data
does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from groups.geo import distance_km
from groups.places.labels import place_of
from groups.places.names import name_key, name_slug
from groups.places.store import Candidate, Store, open_store
from groups.places.surroundings import boxes_around

_OTHER_NAME = 1
# The longest name and region we know have fewer together; each word costs a look-up.
_MOST_WORDS = 16


@dataclass(frozen=True, slots=True)
class NamedTown:
    """A town with a name for addresses. Degrees; `country` is its ISO code; `title` tells it from its namesakes."""

    slug: str
    country: str
    name: str
    title: str
    label: str
    latitude: float
    longitude: float
    population: int


def town_called(text: str, country: str) -> NamedTown | None:
    """The town somebody means by a name in an address, however it is spelt; None for none.

    "Leeds", "new-york", "springfield-il" and "cologne" are found too: the town's own `slug` is the one to lead to.
    Raises LookupUnavailable when the place data cannot be read.
    """
    store = _store()
    rows = _called(store, text.replace("-", " "), country)
    exact = (row for row in rows if name_slug(row.name) == name_slug(text))
    found = [*exact, *_called_with_region(store, text, country), *rows]
    named = list(_each_named(store, found))
    own = (town for town in named if town.slug == text)
    return next(own, None) or next(iter(named), None)


def towns_where(country: str, wanted: Callable[[Candidate], bool], least_population: int) -> list[NamedTown]:
    """The towns of a country with at least so many people that are wanted, largest first. Looks at each of them."""
    store = _store()
    taken: set[str] = set()
    found = []
    for town in store.cities_from(least_population, country):
        slug = _first_free(taken, town)
        if slug and wanted(town):
            found.append(_with_slug(store, town, slug))
    return found


def towns_beside(town: NamedTown, reach_km: float, least_population: int) -> list[NamedTown]:
    """Other towns of that size within a reach (km), largest first."""
    store = _store()
    boxes = boxes_around(town.latitude, town.longitude, reach_km)
    rows = (row for box in boxes for row in store.towns_in_box(*box) if row.population >= least_population)
    named = _each_named(store, rows)
    near = {
        other.slug: other
        for other in named
        if 0 < distance_km(town.latitude, town.longitude, other.latitude, other.longitude) <= reach_km
    }
    return sorted(near.values(), key=lambda other: -other.population)


def _store() -> Store:
    return open_store(Path(settings.GAZETTEER_PATH))


def _each_named(store: Store, rows: Iterable[Candidate]) -> Iterator[NamedTown]:
    for row in rows:
        named = _named(store, row)
        if named:
            yield named


def _called(store: Store, name: str, country: str) -> list[Candidate]:
    """The towns that have a name, or had it once: by its rank, then largest first."""
    key = name_key(name)
    return [row for row in store.cities_named(key, country) if row.rank <= _OTHER_NAME] if key else []


def _called_with_region(store: Store, text: str, country: str) -> list[Candidate]:
    """The towns of a name in a region, told apart by any hyphen: "springfield-il", "newport-isle-of-wight"."""
    words = name_slug(text).split("-")[:_MOST_WORDS]
    for cut in range(len(words) - 1, 0, -1):
        region = "-".join(words[cut:])
        towns = [row for row in store.cities_named(name_key(" ".join(words[:cut])), country) if not row.rank]
        meant = {row.id for row in store.named(name_key(region)) if row.kind == "region" and row.country == country}
        inside = [row for row in towns if name_slug(row.region) == region or row.region_id in meant]
        if inside:
            return inside
    return []


def _named(store: Store, town: Candidate) -> NamedTown | None:
    """The town with its own slug; that of the largest of its name in its region, where it has none."""
    own = name_slug(town.name)
    rows = store.cities_named(name_key(town.name), town.country)
    same = [row for row in rows if not row.rank and name_slug(row.name) == own]
    taken: set[str] = set()
    for row in same:
        slug = _first_free(taken, row)
        if row.id == town.id:
            return _with_slug(store, row, slug) if slug else None
    return None


def _first_free(taken: set[str], town: Candidate) -> str:
    """The slug of a town when all larger ones of its country have theirs; "" for none. It is taken from then on."""
    own = name_slug(town.name)
    choices = [own, f"{own}-{name_slug(town.region)}"] if town.region else [own]
    for slug in choices if own else []:
        if slug not in taken:
            taken.add(slug)
            return slug
    return ""


def _with_slug(store: Store, town: Candidate, slug: str) -> NamedTown:
    title = town.name if slug == name_slug(town.name) else f"{town.name}, {town.region}"
    label = place_of(store, town).label
    return NamedTown(slug, town.country, town.name, title, label, town.latitude, town.longitude, town.population)
