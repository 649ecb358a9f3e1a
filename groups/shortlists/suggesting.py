"""Which three groups to suggest: near, soon and different in philosophy, with at least one online.

How it chooses. The answer is the same for everybody who asks the same within a minute, and no list is kept of who asks:

1. Candidates meet every need that was asked. They are the 100 groups nearest to the place, and the ten online that
   meet soonest. While they follow fewer than three philosophies, the 30 nearest and the ten soonest of all others are
   looked for as well, twice at most. Beyond 100 km, or beyond the radius asked if that is larger, nobody is sent.
2. Examples, groups that are paused, that a visitor reported or that nobody has confirmed for very long are left out,
   unless there is nothing else.
3. Of all threes of candidates it takes one in which some group can be joined online, if any can; of those, one with the
   most philosophies; of those, one with two groups to go to; of those, the cheapest. A day to wait costs as much as
   10 km to go, and a group that does not say when it meets as much as 14 days. Equals go by the number of the listing,
   the older first.
4. "Others" are the best three of the candidates that are left.
5. Where no group meets all needs, the first eight are taken one after the other, and one that would leave nothing is
   given up: the page says which.

No philosophy counts for more than another, and none is asked for: what is counted is only that they differ. A group
that names none counts as following one of its own.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import combinations

from groups.opening import spans_of, state_at
from groups.schedule import whole_minute
from groups.search.cards import Card
from groups.search.find import search
from groups.search.query import Query
from groups.search.results import Hit, Results

#: The parameters of a search that are needs, in the order in which they are kept where not all can be met.
NEEDS = ("access", "for", "style", "language")
#: "Others" can be asked for so often.
LAST_PAGE = 10
_THREE, _TO_GO_TO, _MOST_NEEDS = 3, 2, 8
_NEAREST, _OTHERS, _TIMES = 100, 30, 2
_REACH_KM = 100.0
_KM_A_DAY = 10.0
_UNKNOWN_WAIT_DAYS = 14.0
_DAY_SECONDS = 86_400

Need = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Suggested:
    """The groups, those to go to first; what was understood of the search; the needs (parameter, value) that were given
    up; and whether there are others to suggest."""

    hits: list[Hit]
    results: Results
    given_up: list[Need]
    has_others: bool


def suggest(query: Query, now: datetime) -> Suggested:
    """The three groups for a query with a place, or those of its `page`; fewer where there are not so many.

    `now` is aware.
    """
    now = whole_minute(now)
    given_up: list[Need] = []
    results, left = candidates(query, now)
    if not left and not results.problem:
        query, given_up = _without_what_nobody_offers(query, now)
        results, left = candidates(query, now)
    picked: list[Hit] = []
    for _round in range(min(query.page, LAST_PAGE)):
        picked = best_three(left, now)
        taken = {hit.card["id"] for hit in picked}
        left = [hit for hit in left if hit.card["id"] not in taken]
    ordered = sorted(picked, key=lambda hit: (hit.distance_km is None, _cost(hit, now), hit.card["id"]))
    return Suggested(ordered, results, given_up, bool(left) and query.page < LAST_PAGE)


def candidates(query: Query, now: datetime) -> tuple[Results, list[Hit]]:
    """What was understood, and the groups to choose from, by the first two rules above."""
    results = search(replace(query, limit=_NEAREST, page=1), now)
    found = {hit.card["id"]: hit for hit in _in_reach(results)}
    for _time in range(_TIMES):
        followed = {hit.card["philosophy"] for hit in _sound(found.values())}
        others = tuple(slug for slug in results.vocabulary.labels["philosophy"] if slug not in followed)
        if results.problem or len(followed) >= _THREE or not others:
            break
        more = replace(query, tagged=query.tagged | {"philosophy": others}, limit=_OTHERS, page=1)
        found |= {hit.card["id"]: hit for hit in _in_reach(search(more, now))}
    sound = _sound(found.values())
    return results, sound or list(found.values())


def best_three(hits: list[Hit], now: datetime) -> list[Hit]:
    """The best three of these by the third rule above; all of them where there are fewer."""
    cost = {hit.card["id"]: _cost(hit, now) for hit in hits}
    pool = _pool(sorted(hits, key=lambda hit: (cost[hit.card["id"]], hit.card["id"])))

    def rank(three: tuple[Hit, ...]) -> tuple[bool, int, int, float, list[int]]:
        ids = sorted(hit.card["id"] for hit in three)
        online = any(can_be_joined(hit.card) for hit in three)
        to_go_to = min(_TO_GO_TO, sum(hit.distance_km is not None for hit in three))
        return not online, -len({_idea(hit) for hit in three}), -to_go_to, sum(cost[i] for i in ids), ids

    best: tuple[Hit, ...] = min(combinations(pool, min(_THREE, len(pool))), key=rank)
    return list(best)


def can_be_joined(card: Card) -> bool:
    """Whether one can take part from anywhere: a group that also meets somewhere needs a way in from outside."""
    ways = set(card["attendance"])
    return ways == {"online"} or (bool(ways & {"online", "hybrid"}) and bool(card["join_link"] or card["dial_in"]))


def _pool(ordered: list[Hit]) -> list[Hit]:
    """Of hits in order of cost, those that the best three can be among: trying all threes of 170 would take too long.

    With three philosophies or more the best three follow three, so only the first of each philosophy and way to take
    part can be among them; with fewer, and of groups that name none, the first three.
    """
    most = 1 if len({_idea(hit) for hit in ordered}) >= _THREE else _THREE
    kept: dict[tuple[str | None, bool, bool], list[Hit]] = {}
    for hit in ordered:
        philosophy = hit.card["philosophy"]
        alike = kept.setdefault((philosophy, can_be_joined(hit.card), hit.distance_km is None), [])
        if len(alike) < (most if philosophy else _THREE):
            alike.append(hit)
    return [hit for alike in kept.values() for hit in alike]


def _idea(hit: Hit) -> object:
    return hit.card["philosophy"] or hit.card["id"]


def _in_reach(results: Results) -> Iterator[Hit]:
    reach_km = max(_REACH_KM, results.radius_km or 0)
    yield from (hit for hit in results.hits if hit.distance_km is not None and hit.distance_km <= reach_km)
    yield from (hit for hit in results.online if can_be_joined(hit.card))


def _sound(hits: Iterable[Hit]) -> list[Hit]:
    doubts = ("example", "inactive", "reported_on", "sunk")
    return [hit for hit in hits if not any(hit.card[doubt] for doubt in doubts)]


def _cost(hit: Hit, now: datetime) -> float:
    """Days to wait, and the way there in days of waiting."""
    return (hit.distance_km or 0.0) / _KM_A_DAY + _wait_days(hit, now)


def _wait_days(hit: Hit, now: datetime) -> float:
    card = hit.card
    starts_at = hit.next.starts_at if hit.next else None
    if card["always_open"]:
        return 0.0
    if card["opening"] and not card["inactive"]:
        state = state_at(spans_of(card["opening"]), card["time_zone"], now)
        if state.is_open:
            return 0.0
        starts_at = min((at for at in (starts_at, state.opens_at) if at), default=None)
    return max(0.0, (starts_at - now).total_seconds() / _DAY_SECONDS) if starts_at else _UNKNOWN_WAIT_DAYS


def _without_what_nobody_offers(query: Query, now: datetime) -> tuple[Query, list[Need]]:
    """The query with as many needs as some candidate meets together, and those given up."""
    kept = {name: values for name, values in query.tagged.items() if name not in NEEDS}
    given_up = []
    asked = [(name, value) for name in NEEDS for value in query.tagged.get(name, ())]
    for tries, (name, value) in enumerate(asked):
        tried = kept | {name: (*kept.get(name, ()), value)}
        is_tried = tries < _MOST_NEEDS
        if is_tried and any(True for _hit in _in_reach(search(replace(query, tagged=tried, limit=1, page=1), now))):
            kept = tried
        else:
            given_up.append((name, value))
    return replace(query, tagged=kept), given_up
