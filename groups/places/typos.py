"""Misspelt names: known names within a few edits, found by trigrams and measured by rapidfuzz."""

from __future__ import annotations

from itertools import pairwise

from rapidfuzz import process
from rapidfuzz.distance import OSA

from groups.places.store import Candidate, Store

_VOWELS = frozenset("aeiouy")
# edits allowed -> the population a place needs: a small one is rarely what a misspelling means.
_LEAST_POPULATION = {1: 4_000, 2: 20_000, 3: 100_000}
_KNOWN_CONTEXT = 0.1  # of that population, in the hinted country or the named region
_ABROAD = 10.0
_LONG_KEY = 7
_ODD_START = 20_000  # people rarely miss the first letter: only for a town known this well
_SHORT_NAME = 4.0  # short names are one edit from many others
_NAMES_TRIED = 12


def allowed_edits(key: str, has_scope: bool = False) -> int:
    """How many edits (insert, delete, replace, swap neighbours) a name of this length may hold; 0 for none.

    has_scope: a region or country is named too, which lets a four-letter name be corrected.
    """
    if not (key.isascii() and key.isalpha()) or _VOWELS.isdisjoint(key) or len(key) > 40:
        return 0
    shortest = 4 if has_scope else 5
    return 0 if len(key) < shortest else 1 if len(key) < 8 else 2 if len(key) < 11 else 3


def trigram_match(key: str, edits: int) -> str:
    """An FTS5 expression that the names within `edits` edits of the key satisfy, and few others.

    Cut into edits + 1 pieces, one piece of the key survives whole (pigeonhole). A swap of neighbours may straddle a
    cut and spoil two pieces, so each cut is also tried one letter to either side; only two such swaps are missed.
    """
    marked = f"^{key}$"
    pieces = {marked[a:b] for cuts in _cuttings(len(marked), edits + 1) for a, b in pairwise(cuts)}
    return " OR ".join(
        "(" + " AND ".join(f'"{piece[i : i + 3]}"' for i in range(len(piece) - 2)) + ")" for piece in sorted(pieces)
    )


def _cuttings(length: int, pieces: int) -> list[list[int]]:
    """Even cuts, and those with one cut moved by one, as long as every piece has a trigram."""
    even = [round(i * length / pieces) for i in range(pieces + 1)]
    moved = [
        [cut + step if place == i else cut for i, cut in enumerate(even)]
        for place in range(1, pieces)
        for step in (-1, 1)
    ]
    return [even] + [cuts for cuts in moved if all(b - a >= 3 for a, b in pairwise(cuts))]


def corrections(store: Store, key: str, hint: str, has_scope: bool) -> list[Candidate]:
    """Places whose name the key may misspell, with `edits` set; [] for a key too short or too odd to correct."""
    edits = allowed_edits(key, has_scope)
    if not edits:
        return []
    known = store.similar_names(trigram_match(key, edits), len(key) - edits, len(key) + edits)
    close = process.extract(key, [name for name, _ in known], scorer=OSA.distance, score_cutoff=edits, limit=None)
    found = []
    near = sorted(((distance, -known[index][1], name) for name, distance, index in close if distance))
    for distance, _, name in near[:_NAMES_TRIED]:
        for place in store.named(name):
            place.edits = int(distance)
            if _is_known_enough(place, key, hint, has_scope) and _is_plausible(place, key, name):
                found.append(place)
    return found


def _is_known_enough(place: Candidate, key: str, hint: str, has_scope: bool) -> bool:
    least = float(_LEAST_POPULATION[place.edits])
    if place.edits > 1 and hint not in ("", place.country) and place.kind in ("region", "country"):
        return False
    if has_scope or (hint and place.country == hint):
        return place.population >= least * _KNOWN_CONTEXT
    if len(key) < _LONG_KEY:
        least *= _SHORT_NAME
    return place.population >= least * (_ABROAD if hint else 1.0)


def _is_plausible(place: Candidate, key: str, name: str) -> bool:
    # Other names and codes are too many to be guessed at from afar; and people rarely miss the first letter twice.
    if place.edits == 1:
        if key[0] != name[0] and key[1] != name[0] and (len(key) < _LONG_KEY or place.population < _ODD_START):
            return False
        return place.rank == 0 or (place.rank == 1 and len(key) >= _LONG_KEY)
    return place.rank == 0 and (key[0] == name[0] or key[1:2] == name[:1])
