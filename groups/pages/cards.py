"""The cards of a list: each group in a few lines.

A card's markup is rendered once for each shape a card can have (with or without a rhythm, a place, tags…); the words
of a group fill its gaps, and those that hang on the directory alone are remembered. Rendering each card by its template
took longer than the search.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from groups.language import isolated
from groups.models import Group
from groups.opening import spans_of
from groups.pages import open_now
from groups.pages.distance import distance_in_words
from groups.pages.kind_facts import next_meeting_in_words, open_in_words, short_form_of, where_instead
from groups.pages.mould import Mould, joined
from groups.pages.way_in import way_in
from groups.pages.when import long_date, next_in_words, rhythm_in_words, zone_in_words
from groups.schedule import WEEKLY, Occurrence, zone
from groups.search.cards import Card
from groups.search.results import Hit, Results
from groups.search.vocabulary import Vocabulary

_MOST_FEATURES = 6


def render_cards(hits: list[Hit], results: Results, first_number: int = 0, on_screen: bool = False) -> SafeString:
    """The cards of these hits, in order, as list items; with a first number, numbered as on the map (#g7).

    `on_screen` is for groups to join online: with the way in, and on the visitor's clock wherever the group is.
    """
    visitor = _Visitor(results, first_number > 0, on_screen)
    return joined(visitor.card(hit, number) for number, hit in enumerate(hits, first_number))


class _Visitor:
    """Who reads the cards: in which language and unit, on whose clock, and when."""

    def __init__(self, results: Results, is_numbered: bool, on_screen: bool) -> None:
        self.is_numbered = is_numbered
        self.on_screen = on_screen
        self.language = get_language()
        self.vocabulary = results.vocabulary
        self.unit = results.unit
        self.now = results.as_of
        self.zone = results.query.zone or (results.origin.time_zone if results.origin else "")
        self.country = results.origin.country if results.origin else ""
        self.would_help = "helpers" in results.query.tagged

    def card(self, hit: Hit, number: int) -> tuple[Mould, tuple[str, ...]]:
        """One hit: its card, and what goes into its gaps, those of the search in words ("" without)."""
        card, version = hit.card, self.vocabulary.version
        shape = (self.is_numbered, self.on_screen)
        mould, words = _card_words(_CardAt(self.language, version, card["id"], *shape, card, self.vocabulary))
        rough = card["precision"] == Group.Precision.LOCALITY
        distance = "" if hit.distance_km is None else distance_in_words(hit.distance_km, self.unit, rough)
        open_, when = open_in_words(card, self.now), self.when(hit.next, card) if hit.next else ""
        helpers = helpers_in_words(card) if self.would_help else ""
        own = (*words[:2], distance, open_, when, helpers, *words[2:])
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
    """A card at one version of the directory, in one language: what its mould is known by."""

    language: str | None
    version: int
    group_id: int
    is_numbered: bool
    on_screen: bool
    card: Card = field(compare=False)
    vocabulary: Vocabulary = field(compare=False)


#: What a template of cards shows, in its order; what hangs on the search has a place on every card.
_GAPS = (
    "anchor number url name distance open when helpers paused hours rhythm take_part place details kind idea tags "
    "join freshness"
).split()
_OF_THE_SEARCH = ("distance", "open", "when", "helpers")
_OF_THE_MAP = ("anchor", "number")


@lru_cache(maxsize=3_000)
def _card_words(at: _CardAt) -> tuple[Mould, tuple[str, ...]]:
    """The mould of a card's shape, and the words for all its gaps but those of the search."""
    facts = facts_of(at.card, at.vocabulary) | {
        "tags": _tags(at),
        "details": _details(at),
        "join": way_in(at.card) if at.on_screen else "",
    }
    own = tuple(name for name in _GAPS if facts.get(name))
    shown = (*_OF_THE_MAP, *own) if at.is_numbered else own
    shape = _shape(at.language, shown, bool(facts["example"]), own_language(at.card))
    return shape, tuple(facts[name] for name in own)


@lru_cache(maxsize=1_000)
def _shape(language: str | None, present: tuple[str, ...], example: bool, lang: str) -> Mould:
    gaps = [name for name in _GAPS if name in present or name in _OF_THE_SEARCH]
    return Mould("pages/_card.html", dict.fromkeys(_GAPS, "") | {"example": example, "lang": lang}, *gaps)


def _tags(at: _CardAt) -> SafeString:
    labels = (*_features(at.card, at.vocabulary), _languages(at.card, at.vocabulary))
    return _tag_list(tuple(label for label in labels if label))


def _details(at: _CardAt) -> SafeString:
    return format_html_join("", "<dt>{}</dt><dd>{}</dd>", short_form_of(at.card))


@lru_cache(maxsize=2_000)
def _tag_list(labels: tuple[str, ...]) -> SafeString:
    return format_html_join("", '<li class="tag">{}</li>', ((label,) for label in labels))


def forget() -> None:
    """Drop what this process remembers: for tests, whose tables are rolled back."""
    for remembered in (_card_words, _shape, _tag_list):
        remembered.cache_clear()


def facts_of(card: Card, vocabulary: Vocabulary) -> dict[str, Any]:
    """The words of a card that hang on nothing but the directory."""
    return {
        "name": card["name"],
        "url": reverse("group", args=[card["slug"]]),
        "example": card["example"],
        "paused": paused_in_words(card),
        "hours": hours_in_words(card),
        "place": place_in_words(card),
        "take_part": take_part_in_words(card),
        "idea": _idea(card, vocabulary),
        "kind": vocabulary.label("kind", card["kind"]) if card["kind"] != Group.Kind.MEETING else "",
        "rhythm": _rhythm(card),
        "features": _features(card, vocabulary),
        "languages": _languages(card, vocabulary),
        "freshness": freshness_in_words(card),
    }


def own_language(card: Card) -> str:
    """The code of the language a group speaks of itself in: its only one, where that is not the page's; else ""."""
    spoken = {code for meeting in card["meetings"] for code in meeting["languages"]} | set(card["languages"])
    # The examples are invented in English, whatever is spoken there.
    codes = {settings.LANGUAGE_CODE} if card["example"] else spoken
    page = (get_language() or settings.LANGUAGE_CODE).partition("-")[0]
    return "".join(codes - {page}) if len(codes) == 1 else ""


def paused_in_words(card: Card) -> str:
    """That a group is not meeting for now, until when if known; "" for one that meets."""
    if not card["inactive"]:
        return ""
    if until := card["inactive_until"]:
        return _("Not meeting until %(date)s") % {"date": long_date(date.fromisoformat(until))}
    return _("Not meeting for now")


def helpers_in_words(card: Card) -> str:
    """That a group looks for people who would help, and what it asks of them; "" for one that does not."""
    if not card["helpers_welcome"]:
        return ""
    if asked := card["helpers_requirement"]:
        return _("Welcomes helpers: %(requirement)s") % {"requirement": isolated(asked)}
    return _("Welcomes helpers")


def hours_in_words(card: Card) -> str:
    """When a group without a timetable can be reached, or a café is open."""
    if card["always_open"]:
        return _("Open day and night")
    if card["opening_hours"]:
        return _("Open: %(hours)s") % {"hours": isolated(card["opening_hours"])}
    if card["opening"]:
        hours = open_now.hours_in_words(spans_of(card["opening"]), card["country"])
        return _("Open: %(hours)s") % {"hours": hours}
    return _("By appointment") if card["by_appointment"] else ""


def place_in_words(card: Card) -> str:
    """Where it is, or the area it serves; "" for a group that has no place."""
    if instead := where_instead(card):
        return instead
    lines = dict.fromkeys(
        part for part in (card["venue"], card["address"], card["locality"], card["postal_code"]) if part
    )
    if lines:
        return ", ".join(lines)
    return _("Serves %(area)s") % {"area": isolated(card["area_served"])} if card["area_served"] else ""


def take_part_in_words(card: Card) -> str:
    """How to take part, from the ways its meetings offer."""
    ways = set(card["attendance"])
    if ways == {"online"}:
        return _("By phone only") if card["dial_in"] and not card["join_link"] else _("Online")
    if ways == {"in_person"}:
        return _("In person")
    return _("In person and online") if ways == {"hybrid"} else _("Some in person, some online")


def freshness_in_words(card: Card) -> str:
    """Who last said that the listing is right, and when."""
    if not card["confirmed_at"]:
        return _("Nobody has confirmed this yet: check before you go")
    sentences = {
        Group.ConfirmedBy.ORGANISER: _("Confirmed by the organiser, %(date)s"),
        Group.ConfirmedBy.FEED: _("Confirmed by its organisation's feed, %(date)s"),
        Group.ConfirmedBy.MODERATOR: _("Confirmed by a moderator, %(date)s"),
    }
    day = long_date(datetime.fromisoformat(card["confirmed_at"]))
    return sentences.get(card["confirmed_by"], _("Confirmed %(date)s")) % {"date": day}


def _idea(card: Card, vocabulary: Vocabulary) -> SafeString:
    """Its fellowship and philosophy, each a link to the page that explains it; "" without them."""
    named = [
        (reverse(parameter, args=[card[parameter]]), vocabulary.label(parameter, card[parameter]))
        for parameter in ("fellowship", "philosophy")
        if card[parameter]
    ]
    return format_html_join(" · ", '<a href="{}">{}</a>', named)


def _rhythm(card: Card) -> str:
    meetings = card["meetings"]
    if len(meetings) == 1:
        return "" if meetings[0]["recurrence"] == WEEKLY else rhythm_in_words(meetings[0])
    if meetings and all(meeting["recurrence"] == WEEKLY for meeting in meetings):
        return ngettext("Meets %(count)s time a week", "Meets %(count)s times a week", len(meetings)) % {
            "count": len(meetings)
        }
    return ""


def _features(card: Card, vocabulary: Vocabulary) -> list[str]:
    own = set(card["features"])
    labels = (
        label
        for parameter in ("for", "access", "style")
        for slug, label in vocabulary.labels[parameter].items()
        if slug in own
    )
    return list(labels)[:_MOST_FEATURES]


def _languages(card: Card, vocabulary: Vocabulary) -> str:
    """The languages, where they are not simply that of the site."""
    site = (get_language() or "en")[:2]
    codes = card["languages"]
    return "" if codes == [site] else ", ".join(vocabulary.label("language", code) for code in codes)
