"""Groups that can be joined from anywhere, by when: on now, within the hour, later today, tomorrow, always open."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta

from django.db.models import Q

from groups.models import Group, SearchEntry
from groups.schedule import whole_minute, zone
from groups.search import remembered
from groups.search.cards import Card, cards_of
from groups.search.clock_index import entry_ids, on_at, starting
from groups.search.criteria_of import criteria_of
from groups.search.nearest.backend import backend
from groups.search.nearest.criteria import Criteria
from groups.search.query import Query
from groups.search.results import Hit, by_next_start
from groups.search.soonest import next_meeting, wishes_of

#: So many a section shows; a search by time lists the rest.
SHOWN = 8
_HOUR = timedelta(hours=1)
_MOST_ROOMS = 300
#: The filters this list understands.
FILTERS = ("philosophy", "fellowship", "language", "for")


@dataclass(slots=True)
class OnScreen:
    """The sections, each in order, with at most one more than `SHOWN`: that one says that there are more.

    `today` and `tomorrow` are days of the visitor's zone; a group stands in one section, that of its next meeting.
    """

    now: list[Hit] = field(default_factory=list)
    within_hour: list[Hit] = field(default_factory=list)
    today: list[Hit] = field(default_factory=list)
    tomorrow: list[Hit] = field(default_factory=list)
    always: list[Hit] = field(default_factory=list)


def on_screen(query: Query, version: int, now: datetime) -> OnScreen:
    """What can be joined online by `query` (its `FILTERS` and its zone, which must be known) from `now` (aware) on."""
    # Whole minutes, so that all who ask within one share the answer.
    now = whole_minute(now)
    asked = {name: values for name, values in query.tagged.items() if name in FILTERS} | {"attendance": ("online",)}
    query = Query(tagged=asked, zone=query.zone)
    key = ("on screen", now, query.zone, frozenset(asked.items()))
    return remembered.get(version, key, lambda: _find(query, version, now))


def _find(query: Query, version: int, now: datetime) -> OnScreen:
    criteria = criteria_of(query, (), located=None)
    found = OnScreen()
    here = zone(query.zone)
    midnight = datetime.combine(now.astimezone(here).date() + timedelta(days=1), time(), tzinfo=here)
    soon = _Section(query, criteria, now)
    begun = soon.hits(*on_at(now))
    found.now = sorted((h for h in begun if _start(h) <= now), key=_latest_first)[: SHOWN + 1]
    found.within_hour = soon.starting(now + timedelta(minutes=1), now + _HOUR)
    found.today = soon.starting(now + _HOUR + timedelta(minutes=1), midnight - timedelta(minutes=1))
    begin = max(midnight, now + _HOUR + timedelta(minutes=1))
    found.tomorrow = soon.starting(begin, midnight + timedelta(hours=23, minutes=59))
    found.always = _always_open(criteria, version, now)
    return found


class _Section:
    """Finds the groups whose next meeting to join lies in a window: each lies in one."""

    def __init__(self, query: Query, criteria: Criteria, now: datetime) -> None:
        self.criteria = criteria
        self.wishes = wishes_of(query)
        self.now = now

    def starting(self, begin: datetime, end: datetime) -> list[Hit]:
        """The first of those that start from `begin` to `end`, both included; soonest first."""
        found: list[Hit] = []
        for first, last in _growing(begin, end):
            found += [hit for hit in self.hits(starting(first, last)) if first <= _start(hit) <= last]
            if len(found) > SHOWN:
                break
        return sorted(found, key=by_next_start)[: SHOWN + 1]

    def hits(self, *conditions: Q) -> list[Hit]:
        """The groups with such a meeting that fit, each with its next meeting to join; round-the-clock rooms apart."""
        cards = _cards_to_join(self.criteria, entry_ids(conditions), self.now)
        hits = [Hit(card, None, next_meeting(card, self.now, self.wishes)) for card in cards]
        return [hit for hit in hits if hit.next and not hit.card["always_open"]]


def _growing(begin: datetime, end: datetime) -> Iterator[tuple[datetime, datetime]]:
    """The window in parts, an hour first and each twice as long: a busy hour fills a section by itself."""
    step = _HOUR
    while begin <= end:
        last = min(end, begin + step - timedelta(minutes=1))
        yield begin, last
        begin, step = last + timedelta(minutes=1), 2 * step


def _always_open(criteria: Criteria, version: int, now: datetime) -> list[Hit]:
    group_ids = remembered.get(version, "always open", _round_the_clock)
    always = tuple(SearchEntry.objects.filter(group_id__in=group_ids).values_list("id", flat=True))
    cards = (card for card in _cards_to_join(criteria, always, now) if not card["inactive"])
    return [Hit(card, None, None) for card in cards][: SHOWN + 1]


def _round_the_clock() -> list[int]:
    """Rooms that never close, paused ones too, of all listed groups; more than some hundreds would help nobody."""
    rows = Group.objects.listed().filter(always_open=True)
    return list(rows.order_by("id").values_list("id", flat=True)[:_MOST_ROOMS])


def _cards_to_join(criteria: Criteria, entry_ids: tuple[int, ...], now: datetime) -> list[Card]:
    """The groups of those entries that meet the criteria and can be joined from anywhere, in order of id."""
    rows = backend().entries(replace(criteria, entry_ids=entry_ids), len(entry_ids)) if entry_ids else []
    cards = cards_of(sorted({group_id for _, group_id in rows}), now)
    return [card for card in cards.values() if _can_be_joined(card)]


def _can_be_joined(card: Card) -> bool:
    """A group that also meets somewhere needs a way in from outside; one that is online alone has one by nature."""
    return bool(card["join_link"] or card["dial_in"]) or card["attendance"] == ["online"]


def _start(hit: Hit) -> datetime:
    assert hit.next is not None
    return hit.next.starts_at


def _latest_first(hit: Hit) -> tuple[float, int]:
    """What has just begun is the easiest to join."""
    return -_start(hit).timestamp(), hit.card["id"]
