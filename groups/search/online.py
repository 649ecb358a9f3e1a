"""Groups to join from anywhere, those that meet soonest first: what stands below every list of nearby groups."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from groups.schedule import whole_minute
from groups.search import remembered
from groups.search.cards import cards_of
from groups.search.clock_index import entry_ids, on_at, starting
from groups.search.criteria_of import criteria_of
from groups.search.nearest.backend import backend
from groups.search.nearest.criteria import Criteria, Term
from groups.search.query import Query
from groups.search.results import Hit, Results, by_next_start
from groups.search.soonest import Wishes, meets_within, next_meeting, wishes_of

SHOWN = 10
# Up to this many online entries are simply all looked at; beyond, the clock index finds those that start soon.
_LOOK_AT_ALL = 1_000
_WINDOWS_HOURS = (1, 3, 12, 24, 72, 150)


def soonest_online(results: Results, terms: tuple[Term, ...]) -> list[Hit]:
    """Up to `SHOWN` matching groups without a place, in order of their next meeting (on now first), then id.

    Day and time of day mean the visitor's: of `zone` where given, else of the place searched for.
    """
    # Whole minutes, so that many searches share one answer; nobody's next meeting hangs on the seconds.
    now = whole_minute(results.as_of)
    visitor_zone = results.query.zone or (results.origin.time_zone if results.origin else "")
    if not {"day", "time"} & results.query.tagged.keys() and not results.query.when:
        visitor_zone = ""  # it changes nothing then, and every place may share one answer
    key = ("online", now, terms, visitor_zone, frozenset(results.query.tagged.items()), results.query.when)
    return remembered.get(results.vocabulary.version, key, lambda: _find(results, terms, now, visitor_zone))


def _find(results: Results, terms: tuple[Term, ...], now: datetime, visitor_zone: str) -> list[Hit]:
    query = replace(results.query, zone=visitor_zone)
    criteria = criteria_of(query, terms, located=False, by_clock=bool(visitor_zone))
    wishes = wishes_of(query)
    best: list[Hit] = []
    for group_ids in _candidates(criteria, now):
        cards = cards_of(sorted(group_ids), now)
        hits = [Hit(card, None, next_meeting(card, now, wishes, visitor_zone)) for card in cards.values()]
        best = [hit for hit in hits if _is_wanted(hit, query, now, wishes)]
        if len(best) >= SHOWN:
            break
    return sorted(best, key=by_next_start)[:SHOWN]


def _is_wanted(hit: Hit, query: Query, now: datetime, wishes: Wishes) -> bool:
    if query.when:
        return meets_within(hit.card, query, now, wishes)
    asked_for_time = wishes.days or wishes.parts
    return bool(hit.next) or (hit.card["always_open"] and not asked_for_time)


def _candidates(criteria: Criteria, now: datetime) -> Iterator[set[int]]:
    """Growing sets of group ids: all of them where they are few, else those that start within a window."""
    few = backend().entries(criteria, _LOOK_AT_ALL + 1)
    if len(few) <= _LOOK_AT_ALL:
        yield {group_id for _, group_id in few}
        return
    for hours in _WINDOWS_HOURS:
        soon = _entries_starting(now, now + timedelta(hours=hours))
        yield {i for _, i in backend().entries(replace(criteria, entry_ids=soon), len(soon))}


def _entries_starting(begin: datetime, end: datetime) -> tuple[int, ...]:
    """Entries without a point that have a meeting starting in the window, or on at its begin."""
    return entry_ids([starting(begin, end), *on_at(begin)], entry__x__isnull=True)
