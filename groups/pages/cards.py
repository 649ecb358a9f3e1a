"""The cards of a list: each group in a few lines.

A card's markup is rendered once for each shape a card can have (with or without a rhythm, a place, tags…); the words
of a group fill its gaps, and those that hang on the directory alone are remembered. Rendering each card by its template
took longer than the search.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from groups.language import country_of_zone
from groups.models import Group
from groups.pages.card_words import facts_of, helpers_in_words, is_sunk, own_language
from groups.pages.distance import distance_in_words
from groups.pages.kind_facts import next_meeting_in_words, open_in_words, short_form_of
from groups.pages.mould import Mould, joined
from groups.pages.way_in import way_in
from groups.pages.when import next_in_words, zone_in_words
from groups.schedule import Occurrence, zone
from groups.search.cards import Card
from groups.search.results import Hit, Results
from groups.search.vocabulary import Vocabulary


def render_cards(hits: list[Hit], results: Results, first_number: int = 0, on_screen: bool = False) -> SafeString:
    """The cards of these hits, in order, as list items; with a first number, numbered as on the map (#g7).

    `on_screen` is for groups to join online: with the way in, and on the visitor's clock wherever the group is.
    """
    visitor = _Visitor(results, first_number > 0, on_screen)
    return joined(visitor.card(hit, number) for number, hit in enumerate(hits, first_number))


def confirmed_first(hits: list[Hit], results: Results) -> list[Hit]:
    """The same hits in the same order, but those that nobody has confirmed for very long after all others.

    Pages alone order them so: the API's order is by distance, and pages of a list never change what stands on them.
    """
    words, today = results.vocabulary, results.as_of.date()
    return sorted(hits, key=lambda hit: is_sunk(hit.card, words, today))


class _Visitor:
    """Who reads the cards: in which language and unit, on whose clock, and when."""

    def __init__(self, results: Results, is_numbered: bool, on_screen: bool) -> None:
        self.is_numbered = is_numbered
        self.on_screen = on_screen
        self.language = get_language()
        self.vocabulary = results.vocabulary
        self.unit = results.unit
        self.now = results.as_of
        self.today = results.as_of.date()
        self.zone = results.query.zone or (results.origin.time_zone if results.origin else "")
        self.country = results.origin.country if results.origin else country_of_zone(self.zone)
        self.would_help = "helpers" in results.query.tagged
        # On the page of a group to join online, its next meeting is said by the clock that was chosen here.
        self.same_clock = f"?{urlencode({'zone': self.zone})}" if on_screen else ""

    def card(self, hit: Hit, number: int) -> tuple[Mould, tuple[str, ...]]:
        """One hit: its card, and what goes into its gaps, those of the search in words ("" without)."""
        card, version = hit.card, self.vocabulary.version
        shape = (self.is_numbered, self.on_screen)
        # A pause ends when the group's own day begins, wherever it is.
        at = _CardAt(self.language, version, self.today, card["id"], card["inactive"], *shape, card, self.vocabulary)
        mould, words = _card_words(at)
        rough = card["precision"] == Group.Precision.LOCALITY
        distance = "" if hit.distance_km is None else distance_in_words(hit.distance_km, self.unit, rough)
        open_, when = open_in_words(card, self.now), self.when(hit.next, card) if hit.next else ""
        helpers = helpers_in_words(card) if self.would_help else ""
        own = (words[0] + self.same_clock, words[1], distance, open_, when, helpers, *words[2:])
        return mould, (f"g{number}", str(number), *own) if self.is_numbered else own

    def when(self, next_: Occurrence, card: Card) -> str:
        """In person: on the group's clock. Online: on the visitor's, where it is known; another's is named."""
        country = card["country"]
        if (card["latitude"] is None or self.on_screen) and self.zone and card["time_zone"] != self.zone:
            here = zone(self.zone)
            next_ = Occurrence(next_.starts_at.astimezone(here), next_.ends_at.astimezone(here))
            country = self.country or country
        words = next_meeting_in_words(next_in_words(next_, self.now, country), card)
        return words if self._own_clock(next_.starts_at, card) else f"{words} ({zone_in_words(card['time_zone'])})"

    def _own_clock(self, moment: datetime, card: Card) -> bool:
        if not self.zone or card["time_zone"] == self.zone:
            return bool(self.zone) or card["latitude"] is not None
        return moment.utcoffset() == moment.astimezone(zone(self.zone)).utcoffset()


@dataclass(frozen=True, slots=True)
class _CardAt:
    """A card at one version of the directory, on one day, in one language: what its mould is known by."""

    language: str | None
    version: int
    today: date
    group_id: int
    is_paused: bool
    is_numbered: bool
    on_screen: bool
    card: Card = field(compare=False)
    vocabulary: Vocabulary = field(compare=False)


#: What a template of cards shows, in its order; what hangs on the search has a place on every card.
_GAPS = (
    "anchor number url name distance open when helpers paused hours rhythm take_part place details kind idea tags "
    "join warning pick pick_name freshness report"
).split()
_OF_THE_SEARCH = ("distance", "open", "when", "helpers")
_OF_THE_MAP = ("anchor", "number")


@lru_cache(maxsize=3_000)
def _card_words(at: _CardAt) -> tuple[Mould, tuple[str, ...]]:
    """The mould of a card's shape, and the words for all its gaps but those of the search."""
    facts = facts_of(at.card, at.vocabulary, at.today)
    facts |= {
        "tags": _tags(facts),
        "details": _details(at),
        "join": way_in(at.card) if at.on_screen else "",
        "pick": str(at.group_id),
        "pick_name": at.card["name"],
    }
    own = tuple(name for name in _GAPS if facts.get(name))
    shown = (*_OF_THE_MAP, *own) if at.is_numbered else own
    shape = _shape(at.language, shown, bool(facts["example"]), own_language(at.card))
    return shape, tuple(facts[name] for name in own)


@lru_cache(maxsize=1_000)
def _shape(language: str | None, present: tuple[str, ...], example: bool, lang: str) -> Mould:
    gaps = [name for name in _GAPS if name in present or name in _OF_THE_SEARCH]
    return Mould("pages/_card.html", dict.fromkeys(_GAPS, "") | {"example": example, "lang": lang}, *gaps)


def _tags(facts: dict[str, Any]) -> SafeString:
    labels = (*facts["features"], facts["languages"])
    return _tag_list(tuple(label for label in labels if label))


def _details(at: _CardAt) -> SafeString:
    return format_html_join("", "<dt>{}</dt><dd><bdi>{}</bdi></dd>", short_form_of(at.card))


@lru_cache(maxsize=2_000)
def _tag_list(labels: tuple[str, ...]) -> SafeString:
    return format_html_join("", '<li class="tag">{}</li>', ((label,) for label in labels))


def forget() -> None:
    """Drop what this process remembers: for tests, whose tables are rolled back."""
    for remembered in (_card_words, _shape, _tag_list):
        remembered.cache_clear()
