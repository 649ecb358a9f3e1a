"""The ring maps of pages: you in the middle, the groups of the list by their numbers, towns and the coast around."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from html import escape
from typing import NamedTuple

from django.utils.safestring import SafeString
from django.utils.translation import get_language

from groups.geo import distance_km
from groups.models import Group
from groups.pages import markers
from groups.pages.coastline import land_path
from groups.pages.distance import radius_in_words
from groups.pages.mould import Mould
from groups.pages.place_words import place_in_words
from groups.pages.ringmap import RADIUS, XY, Box, LatLon, Projection, Rings, box_around, label_at, rings_for
from groups.places import chain
from groups.places.place import LookupUnavailable, Place
from groups.places.surroundings import Town
from groups.search.cards import Card
from groups.search.results import Results

#: Below this the coast we have is further from the true one than the map would show.
_LEAST_COAST_KM = 5.0
_WHOLE_EARTH_KM = 19_000.0
_RIM_OF_EARTH = 0.97 * RADIUS
MOST_LAND_CHARACTERS = 5_000
_TOWNS_ASKED, _TOWNS_SHOWN = 24, 9
#: In units of the drawing, which is 1040 wide: the smallest type is 11 px on a phone of 320.
_TOWN_TYPE, _RING_TYPE = 40, 36
_AROUND_A_GROUP = {"mi": Rings(5.0, 2, "mi"), "km": Rings(5.0, 3, "km")}


def may_be_mapped(results: Results) -> bool:
    """Whether there is a place for the middle, and a group to show around it."""
    return results.origin is not None and any(hit.distance_km is not None for hit in results.hits)


def map_of(results: Results, first_number: int) -> SafeString:
    """The map of the groups of a list, numbered from `first_number`; "" without a place or without groups."""
    origin = results.origin
    if origin is None or not may_be_mapped(results):
        return SafeString("")
    found = [hit.card for hit in results.hits if hit.distance_km is not None]
    drawn = drawing_of(
        enumerate(found, first_number), (origin.latitude, origin.longitude), name_on_map(origin), results.unit
    )
    mould = _mould(get_language(), "pages/_ring_map.html", drawn.rings.step, drawn.rings.unit, drawn.has_beyond)
    return SafeString(mould.filled(place_in_words(origin), drawn.ground, drawn.marks))


class Drawing(NamedTuple):
    """The inside of a ring map as markup: what lies behind, and the numbered marks; whether some stand on its edge for
    groups beyond."""

    ground: SafeString
    marks: SafeString
    rings: Rings
    has_beyond: bool

    @property
    def apart(self) -> str:
        """How far apart its rings are, in words."""
        return radius_in_words(Rings(self.rings.step, 1, self.rings.unit).edge_km, self.rings.unit)


def drawing_of(numbered: Iterable[tuple[int, Card]], middle: LatLon, name: str | None, unit: str) -> Drawing:
    """The drawing of these groups, at least one, each with a point, around a middle in degrees.

    name   of the place in the middle, "" for one without; None where the middle is no place
    unit   mi or km, for the rings
    """
    numbers, found = zip(*numbered, strict=True)
    points = [(card["latitude"], card["longitude"]) for card in found]
    distances_km = [distance_km(*middle, *point) for point in points]
    rings = rings_for(distances_km, unit)
    projection = Projection(*middle, rings.edge_km)
    shown = markers.merged(zip(numbers, projection.place(points), strict=True))
    ground = ground_of(projection, rings, name, [marker.box for marker in shown])
    return Drawing(ground, markers.markup(shown), rings, max(distances_km) > rings.edge_km)


def name_on_map(place: Place) -> str:
    """What stands beside the middle of a map; "" for coordinates typed by hand."""
    return place.name if place.kind != "coordinates" else ""


def map_around(card: Card, unit: str) -> SafeString:
    """A small map of the towns around a group; "" for a group without a point."""
    if card["latitude"] is None:
        return SafeString("")
    rings = _AROUND_A_GROUP[unit]
    projection = Projection(card["latitude"], card["longitude"], rings.edge_km)
    is_rough = card["precision"] == Group.Precision.LOCALITY
    ground = ground_of(projection, rings, None, [box_around(0, 0, 90, 90)])
    spot = SafeString(f'<circle class="spot" r="{110 if is_rough else 34}"/>')
    mould = _mould(get_language(), "pages/_group_map.html", rings.step, unit, False)
    return SafeString(mould.filled(card["name"], ground, spot))


@lru_cache(maxsize=200)
def _mould(language: str | None, template: str, step: float, unit: str, has_beyond: bool) -> Mould:
    apart = radius_in_words(Rings(step, 1, unit).edge_km, unit)
    return Mould(template, {"apart": apart, "has_beyond": has_beyond}, "name", "ground", "marks")


def ground_of(projection: Projection, rings: Rings, name: str | None, taken: Sequence[Box]) -> SafeString:
    """What lies behind the marks, as markup: land, rings, towns that have room beside `taken`, the place in the middle.

    name   of the place in the middle, "" for one without; None where no place is asked for
    """
    try:
        land, towns = surroundings(projection)
    except LookupUnavailable:
        land, towns = "", []
    boxes = [*taken, box_around(0, 0, 60, 60)]
    parts = [f'<circle class="sea" r="{RADIUS:.0f}"/><path class="land" d="{land}"/>']
    parts += _rings(rings, boxes)
    if name is not None:
        parts.append(_middle(name, boxes))
    parts += _towns(towns, name, boxes)
    return SafeString("".join(parts))


@lru_cache(maxsize=500)
def surroundings(projection: Projection) -> tuple[str, list[tuple[Town, XY]]]:
    """The land as the `d` of a path, and towns with their points. LookupUnavailable, which is not remembered."""
    latitude, longitude, edge_km = projection.latitude, projection.longitude, projection.edge_km
    towns = chain.towns_around(latitude, longitude, edge_km, _TOWNS_ASKED)
    placed = list(zip(towns, projection.place((town.latitude, town.longitude) for town in towns), strict=True))
    if edge_km < _LEAST_COAST_KM:
        return land_path([], lambda: True, RADIUS, MOST_LAND_CHARACTERS), placed
    shores = chain.shores_around(latitude, longitude, edge_km)
    lines = [(projection.place(shore.points), shore.is_ring) for shore in shores]
    rim = RADIUS if edge_km < _WHOLE_EARTH_KM else _RIM_OF_EARTH

    def is_land() -> bool:
        return bool(towns) or chain.is_land(latitude, longitude)

    return land_path(lines, is_land, rim, MOST_LAND_CHARACTERS), placed


def forget() -> None:
    """Drop what this process remembers: for tests, whose places differ."""
    surroundings.cache_clear()
    _mould.cache_clear()


def _rings(rings: Rings, boxes: list[Box]) -> Iterable[str]:
    """Each ring with its distance, where nothing else stands."""
    for number in range(1, rings.total + 1):
        radius = RADIUS * number / rings.total
        words = radius_in_words(rings.edge_km * number / rings.total, rings.unit)
        yield f'<circle class="{"edge" if number == rings.total else "ring"}" r="{radius:.0f}"/>'
        # The words of the outermost ring stand inside it: beyond is the edge of the drawing.
        at = radius - (24 if number == rings.total else 0)
        spots = [(0, -at), (0, at), (0.7 * at, -0.7 * at), (-0.7 * at, -0.7 * at), (0.7 * at, 0.7 * at)]
        if label := label_at([(x, y, "middle") for x, y in spots], words, _RING_TYPE, boxes):
            yield f'<text class="far" x="{label.x:.0f}" y="{label.y:.0f}">{words}</text>'


def _middle(name: str, boxes: list[Box]) -> str:
    dot = '<circle class="you" r="16"/><circle class="around-you" r="56"/>'
    spots = [(0.0, 88.0, "middle"), (0.0, -88.0, "middle"), (70.0, 0.0, "start"), (-70.0, 0.0, "end")]
    label = label_at(spots, name, _TOWN_TYPE, boxes) if name else None
    return dot + (_text("here", label.x, label.y, label.anchor, name) if label else "")


def _towns(towns: list[tuple[Town, XY]], here: str | None, boxes: list[Box]) -> Iterable[str]:
    shown = 0
    for town, (x, y) in towns:
        dot = box_around(x, y, 24, 24)
        if shown == _TOWNS_SHOWN or town.name == here or any(dot.meets(box) for box in boxes):
            continue
        spots = [(x + 20, y, "start"), (x - 20, y, "end"), (x, y - 34, "middle"), (x, y + 34, "middle")]
        if label := label_at(spots, town.name, _TOWN_TYPE, boxes):
            boxes.append(dot)
            shown += 1
            yield f'<circle class="town" cx="{x:.0f}" cy="{y:.0f}" r="9"/>'
            yield _text("", label.x, label.y, label.anchor, town.name)


def _text(kind: str, x: float, y: float, anchor: str, words: str) -> str:
    kinds = " ".join(filter(None, (kind, anchor if anchor != "middle" else "")))
    shape = f' class="{kinds}"' if kinds else ""
    return f'<text{shape} x="{x:.0f}" y="{y:.0f}">{escape(words)}</text>'
