"""Which of several places of a name is meant: what it must lie in, and how likely it is."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from groups.geo import distance_km
from groups.places.names import county_key, name_key, words
from groups.places.store import Candidate

# Measured on the evaluation sets (docs/places.md). Ranks: the name itself, another name of it, a three-letter code.
_RANK_COST = (0.0, 1.0, 2.2)
_HINT_BONUS = 2.5
_EDIT_COST = 1.2
_ABROAD_COST = 1.5
_KM_PER_POINT = 40.0
# A region is rarely meant when a town has its name: "New York", "Cork"; how many of its people count.
_AREA_SHARE = {"region": 0.08, "country": 0.5, "county": 0.05}
_NEAR_CITY_KM = 35.0
_SAME_PLACE_KM = 25.0
_CITY_POPULATION = 100_000
_CITY_REACH_KM = 60.0
_CLOSE = 0.5
_LITTLE_KNOWN = 20_000

Scope = Sequence[Candidate]


def scope_cost(candidate: Candidate, scope: Scope, hint: str) -> float | None:
    """What it costs to take the candidate as lying in one meaning of a qualifier; None if it lies in none.

    With a hint (ISO code), a qualifier known at home is dearer abroad: "Bristol" is a county of Massachusetts too.
    """
    is_known_at_home = any(meaning.country == hint for meaning in scope)
    costs = [
        cost + (_ABROAD_COST if is_known_at_home and meaning.country != hint else 0.0)
        for meaning in scope
        if (cost := _cost_within(candidate, meaning)) is not None
    ]
    return min(costs, default=None)


def _cost_within(candidate: Candidate, meaning: Candidate) -> float | None:
    if candidate.id == meaning.id:
        return None
    if meaning.kind == "country":
        return 0.0 if candidate.country == meaning.country else None
    if meaning.id in (candidate.region_id, candidate.county_id):
        return 0.0
    if candidate.kind == meaning.kind == "region" and meaning.region_id:
        # A natural region is no member of a state; it bears the name of the one it lies in ("Long Island, NY").
        is_inside = candidate.country == meaning.country and candidate.region == meaning.name
        return 0.2 if is_inside and not candidate.region_id else None
    km = distance_km(candidate.latitude, candidate.longitude, meaning.latitude, meaning.longitude)
    if meaning.kind in ("county", "region"):
        # Regions have members; only natural ones (islands, parks) and counties are found by distance.
        near = km <= max(15.0, 1.3 * meaning.radius_km) and not (meaning.kind == "region" and meaning.region_id)
        return 0.2 + km / (4 * _KM_PER_POINT) if near and candidate.country == meaning.country else None
    if candidate.population > meaning.population or candidate.kind in ("country", "region"):
        return None
    reach_km = _NEAR_CITY_KM + 5.0 * max(0.0, math.log10(meaning.population + 1) - 5.5)
    return km / _KM_PER_POINT + 0.3 if km <= reach_km else None


def within(candidates: Iterable[Candidate], scopes: Sequence[Scope], hint: str) -> list[Candidate]:
    """The candidates that lie in every scope, with their score set, best first."""
    found = []
    for candidate in candidates:
        costs = [scope_cost(candidate, scope, hint) for scope in scopes]
        if None not in costs:
            candidate.is_confirmed = bool(scopes)
            candidate.score = likelihood(candidate, hint) - sum(cost for cost in costs if cost is not None)
            found.append(candidate)
    return sorted(found, key=lambda c: -c.score)


def likelihood(candidate: Candidate, hint: str) -> float:
    """How likely a place is meant, before any qualifier: by its people, its name's rank and the hinted country."""
    people = candidate.population * _AREA_SHARE.get(candidate.kind, 1.0)
    score = math.log10(people + 100) - _RANK_COST[candidate.rank] - _EDIT_COST * candidate.edits
    return score + (_HINT_BONUS if hint and candidate.country == hint else 0.0)


def is_doubtful(candidate: Candidate, hint: str) -> bool:
    """An exact match so little known that a misspelling of a better known place is as likely ("Southhampton")."""
    if candidate.is_confirmed and candidate.rank == 0:
        return False
    if hint and candidate.country == hint:
        return candidate.population < 1_000 and candidate.rank > 0
    if hint:
        return candidate.population < _LITTLE_KNOWN
    return candidate.population < (_LITTLE_KNOWN if candidate.rank else 1_000)


def without_repeats(candidates: Iterable[Candidate], limit: int) -> list[Candidate]:
    """One row for what is one place to a visitor: a town, its county and its parish. The town stands for all."""
    kept: list[Candidate] = []
    for candidate in candidates:
        twin = next((i for i, other in enumerate(kept) if _is_repeat(candidate, other)), None)
        if twin is None:
            kept.append(candidate)
        elif _is_area(kept[twin]) and candidate.kind == "city" and candidate.edits <= kept[twin].edits:
            kept[twin] = candidate
    return kept[:limit]


def _is_area(candidate: Candidate) -> bool:
    return candidate.kind in _AREA_SHARE


def _is_repeat(candidate: Candidate, other: Candidate) -> bool:
    if candidate.id == other.id:
        return True
    km = distance_km(candidate.latitude, candidate.longitude, other.latitude, other.longitude)
    if _is_area(candidate) and _is_area(other) and candidate.country == other.country:
        reach_km = max(_SAME_PLACE_KM, candidate.radius_km, other.radius_km)
        return km < reach_km and name_key(candidate.name) == name_key(other.name)
    # A locality of unknown size is part of the city whose name it bears, however far out the city's edge lies.
    is_part = not candidate.population and other.population >= _CITY_POPULATION and not _is_area(other)
    if km >= (_CITY_REACH_KM if is_part else _SAME_PLACE_KM):
        return False
    is_town_and_its_area = _is_area(candidate) != _is_area(other) and km < _SAME_PLACE_KM
    return is_town_and_its_area or county_key(candidate.name) == county_key(other.name)


def worth_offering(candidates: Sequence[Candidate], typed: Sequence[str]) -> list[Candidate]:
    """The candidates (best first) without those that only some other name of theirs brought in.

    "Leeds" was once a name of Hoopeston, Illinois: nobody chooses it by that. One that bears a typed word, or is about
    as likely as the best, stays.
    """
    return [
        candidate
        for candidate in candidates
        if not candidate.rank
        or candidate.kind in ("region", "country")
        or candidate.score >= candidates[0].score - _CLOSE
        or not set(typed).isdisjoint(words(candidate.name))
    ]
