"""The search: a query in, `Results` out. Every page, API and feed asks here."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime

from groups.geo import Vector, chord_of_km, km_of_squared_chord, unit_vector
from groups.places import chain
from groups.places.place import LookupUnavailable
from groups.search import remembered
from groups.search.cards import cards_of
from groups.search.criteria_of import criteria_of
from groups.search.facets import COUNTED, Facets, facets
from groups.search.nearest.backend import backend
from groups.search.nearest.criteria import Criteria, Near, Row, Term
from groups.search.online import soonest_online
from groups.search.query import Query
from groups.search.results import NOT_FOUND, UNAVAILABLE, Hit, Results, by_next_start
from groups.search.soonest import meets_in_visitors_time, meets_within, next_meeting, wishes_of
from groups.search.vocabulary import directory_version, vocabulary
from groups.search.words import terms_of


def search(query: Query, now: datetime) -> Results:
    """Everything a page, the API or a feed says in answer to `query`; `now` is aware."""
    results = placed(query, now)
    if not results.problem:
        terms, results.corrected_words = terms_of(query.words, results.vocabulary) if query.words else ((), {})
        _Finding(results, terms).fill()
    return results


def placed(query: Query, now: datetime) -> Results:
    """The place of a search alone, or what is wrong with it: nothing is searched for yet; `now` is aware."""
    results = Results(query, vocabulary(directory_version()), query.as_of or now)
    _find_place(results)
    return results


def fits_any(version: int, tagged: dict[str, tuple[str, ...]]) -> bool:
    """Whether any listed group, wherever it is, has these tags; remembered by the directory's version."""
    key = ("fits any", frozenset(tagged.items()))
    return remembered.get(version, key, lambda: backend().has_any(criteria_of(Query(tagged=tagged), (), None)))


def _find_place(results: Results) -> None:
    query = results.query
    try:
        if query.point:
            results.origin = chain.place_at(*query.point)
        elif query.near:
            places = chain.lookup(query.near, query.country)
            results.origin, results.choices = (places[0], places[1:]) if places else (None, [])
            results.problem = "" if places else NOT_FOUND
    except LookupUnavailable:
        results.problem = UNAVAILABLE
    bare = query.point is not None or results.origin is None
    results.unit = query.unit_for("" if bare or results.origin is None else results.origin.country)
    if results.origin:
        results.radius_km = query.radius_km(results.unit)


class _Finding:
    """One search under way: it fills in the results step by step."""

    def __init__(self, results: Results, terms: tuple[Term, ...]) -> None:
        self.results = results
        self.query = results.query
        self.terms = terms
        self.origin: Vector | None = None
        self.chord: float | None = None
        self.rows: dict[str, list[Row]] = {}
        if results.origin:
            self.origin = unit_vector(results.origin.latitude, results.origin.longitude)
            self.chord = chord_of_km(results.radius_km or 0)

    def fill(self) -> None:
        """The list, its total, the facets and the groups to join online."""
        if self._needs_clock:
            self._fill_by_clock()
            self.results.facets = self._facets()
        else:
            self._fill_in_order()
            self.results.total, self.results.facets = self._numbers()
        if self.origin:
            self.results.online = soonest_online(self.results, self.terms)

    def criteria(self, without: str = "") -> Criteria:
        """What the index is asked, perhaps with one parameter's own filter left out."""
        located = True if self.origin else None
        return criteria_of(self.query, self.terms, located, without, by_clock=self._by_visitors_day)

    @property
    def _needs_clock(self) -> bool:
        """Whether only the calendars can tell which groups are meant, or their order."""
        return self._judges_meetings or self.query.sort == "soonest"

    @property
    def _by_visitors_day(self) -> bool:
        """Whether day and time of day mean the visitor's: where online groups stand in the list itself."""
        asked = self.query.tagged
        return bool(self.query.zone and not self.origin and ("day" in asked or "time" in asked))

    def _fill_in_order(self) -> None:
        last = self.query.page * self.query.limit
        first = last - self.query.limit
        if self.origin:
            found = self._nearest(last)[first:]
        else:
            found = [Near(group_id, 0.0) for group_id in backend().by_name(self.criteria(), first, self.query.limit)]
        self.results.hits = self._hits(found)

    def _nearest(self, count: int) -> list[Near]:
        """The nearest groups within the radius; where there is none, the nearest anywhere: then it was widened."""
        assert self.origin is not None
        found = backend().nearest(self.origin, self.criteria(), count, self.chord)
        return found or self._nearest_anywhere(count)

    def _nearest_anywhere(self, count: int) -> list[Near]:
        assert self.origin is not None
        found = backend().nearest(self.origin, self.criteria(), count) if self.chord is not None else []
        if found:
            self.results.widened, self.chord = True, None
        return found

    def _fill_by_clock(self) -> None:
        """Judge the candidates by their calendars, one by one: exact, and bounded by how many are looked at."""
        hits = self._wanted(self._candidates())
        if not hits and self.origin and self.chord is not None:
            hits = self._wanted(self._nearest_anywhere(COUNTED))
        if self.query.sort == "soonest":
            hits.sort(key=by_next_start)
        last = self.query.page * self.query.limit
        self.results.total = len(hits)
        self.results.hits = hits[last - self.query.limit : last]

    def _candidates(self) -> list[Near]:
        if self.origin:
            return self._nearest(COUNTED)
        return [Near(group_id, 0.0) for group_id in backend().by_name(self.criteria(), 0, COUNTED)]

    def _wanted(self, found: Iterable[Near]) -> list[Hit]:
        hits = self._hits(found)
        if not self._judges_meetings:
            return hits
        is_wanted = self._judge("")
        return [hit for hit in hits if is_wanted(hit)]

    def _judge(self, without: str) -> Callable[[Hit], bool]:
        """Whether a group meets when it should, one parameter's own filter perhaps left out."""
        asked = {name: values for name, values in self.query.tagged.items() if name != without}
        query = replace(self.query, tagged=asked)
        wishes, now = wishes_of(query), self.results.as_of
        if query.when:
            return lambda hit: meets_within(hit.card, query, now, wishes)
        return lambda hit: meets_in_visitors_time(hit.card, wishes, now, query.zone)

    @property
    def _judges_meetings(self) -> bool:
        """Whether only the calendars can tell which groups are meant."""
        return bool(self.query.when) or self._by_visitors_day

    def _numbers(self) -> tuple[int, Facets]:
        """Total and facets. They hang on the directory and what is asked, not on the page or the moment: remembered,
        for most people ask for the same few towns. Without a radius they do not even hang on the place."""
        around = (self.origin, self.chord) if self.chord is not None else None
        vocabulary = self.results.vocabulary
        # The choices of the facets are named in the language of the page.
        key = ("numbers", self.criteria(), frozenset(self.query.tagged.items()), around, vocabulary.language)
        return remembered.get(vocabulary.version, key, lambda: (self._total(), self._facets()))

    def _facets(self) -> Facets:
        return facets(self._rows, self.query.tagged, self.results.vocabulary)

    def _total(self) -> int:
        rows = self._rows("")
        if len(rows) < COUNTED:
            return len({row.group_id for row in rows})
        if self.chord is None:
            return backend().count(self.criteria())
        return backend().count(self.criteria(), self.origin, self.chord)

    def _rows(self, without: str) -> list[Row]:
        """The matching entries, one parameter's own filter perhaps left out; read once for total and counts."""
        if without not in self.rows:
            rows = self._read_rows(self.criteria(without))
            self.rows[without] = self._judged(rows, without) if self._judges_meetings else rows
        return self.rows[without]

    def _read_rows(self, criteria: Criteria) -> list[Row]:
        if self.origin and self.chord is not None:
            return backend().rows_within(self.origin, criteria, self.chord, COUNTED)
        return backend().rows_anywhere(criteria, COUNTED)

    def _judged(self, rows: list[Row], without: str) -> list[Row]:
        hits = self._hits(Near(group_id, 0.0) for group_id in {row.group_id for row in rows})
        is_wanted = self._judge(without)
        meeting = {hit.card["id"] for hit in hits if is_wanted(hit)}
        return [row for row in rows if row.group_id in meeting]

    def _hits(self, found: Iterable[Near]) -> list[Hit]:
        """The cards of these groups in this order, each with its distance and next meeting."""
        found = list(found)
        cards = cards_of([near.group_id for near in found], self.results.as_of)
        wishes = wishes_of(self.query)
        return [
            Hit(
                card=cards[near.group_id],
                distance_km=km_of_squared_chord(near.squared) if self.origin else None,
                next=next_meeting(cards[near.group_id], self.results.as_of, wishes, self.query.zone),
            )
            for near in found
            if near.group_id in cards
        ]
