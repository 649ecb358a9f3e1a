"""Which groups a booklet holds, and what that is in words."""

from dataclasses import dataclass, field, replace
from datetime import datetime

from django.conf import settings
from django.http import QueryDict
from django.utils.translation import gettext as _

from groups.language import isolated
from groups.pages.addresses import SearchAddress
from groups.pages.distance import radius_in_words
from groups.pages.place_words import place_in_words, with_country
from groups.pages.results_page import country_of
from groups.search.cards import Card
from groups.search.filters import TAGGED
from groups.search.find import search
from groups.search.query import Query
from groups.search.results import Results
from groups.text import quoted

#: The most that one booklet holds; a PDF of more would take longer than it may.
MOST_GROUPS = 100
MOST_MEETINGS = 250
#: Signs of an address that a phone still reads from paper.
_LONGEST_ADDRESS = 500
#: What of a search may stand in its printed address: no coordinates, and nothing of who searched.
_PRINTED = ("near", "country", "within", "unit", "q", *TAGGED)
_KINDS_NOT_PRINTED = ("coordinates", "address")


@dataclass(slots=True)
class Gathered:
    """The groups of a booklet.

    cards     in the order of the search or list, no more than a booklet holds
    covers    what they are, in words of the page's language
    filters   what else was asked for, a label each
    total     how many there are, those left out included
    nearest   whether those that were left out are farther away than these
    gone      how many groups of a list are not shown any more
    country   whose help lines, week and paper it has (ISO code)
    clock     the IANA zone that most readers have, "" if unknown
    address   the path and query that shows the newest of it, "" where that would tell where somebody is, or is too long
              for a code to scan
    results   of the search, None for a list
    """

    cards: list[Card]
    covers: str
    filters: list[str] = field(default_factory=list)
    total: int = 0
    nearest: bool = False
    gone: int = 0
    country: str = ""
    clock: str = ""
    address: str = ""
    results: Results | None = None


def of_search(query: Query, parameters: QueryDict, now: datetime) -> Gathered:
    """The groups of a search, and after them those to join online that it names; `now` is aware."""
    query = replace(query, limit=MOST_GROUPS, page=1, as_of=query.as_of or now)
    results = search(query, now)
    cards, online = [hit.card for hit in results.hits], [hit.card for hit in results.online]
    return Gathered(
        cards=_held(cards + online),
        covers=_covers(results),
        filters=_filters(results),
        total=results.total + len(online),
        nearest=results.origin is not None and query.sort == "distance",
        country=country_of(results) or settings.DEFAULT_COUNTRY,
        clock=results.origin.time_zone if results.origin else query.zone,
        address=_address(results, parameters),
        results=results,
    )


def of_list(cards: list[Card], gone: int) -> Gathered:
    """The groups of a list in its order; `gone` of it are not shown any more."""
    placed = [card for card in cards if card["latitude"] is not None]
    return Gathered(
        cards=_held(cards),
        covers=_("Groups from a list made by hand"),
        total=len(cards),
        gone=gone,
        country=next((card["country"] for card in placed if card["country"]), settings.DEFAULT_COUNTRY),
        clock=placed[0]["time_zone"] if placed else "",
    )


def _held(cards: list[Card]) -> list[Card]:
    """The first of these: as many as a booklet has room for."""
    room, held = MOST_MEETINGS, []
    for card in cards[:MOST_GROUPS]:
        room -= len(card["meetings"])
        if room < 0:
            break
        held.append(card)
    return held


def _covers(results: Results) -> str:
    if not results.origin:
        return _("Groups of the whole directory, by name")
    place = _place(results)
    if results.widened or not results.radius_km:
        return _("The groups nearest to %(place)s") % {"place": place}
    radius = radius_in_words(results.radius_km, results.unit)
    return _("Groups within %(radius)s of %(place)s") % {"radius": radius, "place": place}


def _place(results: Results) -> str:
    origin = results.origin
    assert origin is not None
    if not _tells_where_somebody_is(results):
        return place_in_words(origin)
    if not origin.near_town:
        return _("the place that was asked for")
    town = isolated(with_country(origin.near_town, origin.country, origin.region))
    return _("a place near %(town)s") % {"town": town}


def _tells_where_somebody_is(results: Results) -> bool:
    """Whether the place is a point or a door, and not a town or a district."""
    return results.query.point is not None or bool(results.origin and results.origin.kind in _KINDS_NOT_PRINTED)


def _filters(results: Results) -> list[str]:
    query, words = results.query, results.vocabulary
    labels = [words.label(name, value) for name, values in query.tagged.items() for value in values]
    return [*labels, _("“%(words)s”") % {"words": isolated(quoted(query.words))}] if query.words else labels


def _address(results: Results, parameters: QueryDict) -> str:
    address = "" if _tells_where_somebody_is(results) else SearchAddress(parameters).only(*_PRINTED)
    return address if len(address) <= _LONGEST_ADDRESS else ""
