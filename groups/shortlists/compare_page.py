"""The groups of a list side by side: the facts in which they differ, and those they share in one line each."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from groups.geo import distance_km
from groups.models import Group
from groups.pages import card_words
from groups.pages.distance import distance_in_words
from groups.pages.kind_facts import open_in_words
from groups.pages.place_words import place_in_words
from groups.pages.results_page import STATUS, country_of
from groups.pages.when import date_and_times, next_in_words, zone_in_words
from groups.schedule import Occurrence, zone
from groups.search.cards import Card
from groups.search.query import Query
from groups.search.results import Results
from groups.search.soonest import next_meeting, next_meetings, wishes_of
from groups.search.vocabulary import Vocabulary
from groups.shortlists.kept import Shortlist
from groups.shortlists.list_page import with_list
from groups.shortlists.page import carried_of, shortlist_page
from groups.shortlists.place import clock_of
from groups.shortlists.rows import Row, rows_of

_MEETINGS = 3


@dataclass(frozen=True, slots=True)
class Cell:
    """A fact of a group: its heading, its lines (none where nobody has said), and what is to be heeded."""

    heading: str
    lines: tuple[str, ...]
    warnings: tuple[str, ...] = ()


def compare_page(request: HttpRequest, shortlist: Shortlist, results: Results, place: dict[str, Any]) -> HttpResponse:
    """The page of these groups beside each other; `results` has the place that distances are from, if any."""
    rows, carried = rows_of(shortlist.picks, results.as_of), carried_of(request, shortlist)
    shown = [(row, row.group, row.card) for row in rows if row.group is not None and row.card is not None]
    same, differing = folded([_cells(row, group, card, results) for row, group, card in shown])
    names = [card_words.facts_of(card, results.vocabulary, results.as_of.date()) for _row, _group, card in shown]
    context = place | {
        "same": same,
        "headings": [cell.heading for cell in differing[0]] if differing else [],
        "rows": list(zip(names, differing, strict=True)),
        "gone": _gone_in_words(len(rows) - len(shown)),
        "origin": place_in_words(results.origin) if results.origin else "",
        "list_url": with_list(reverse("shortlist"), carried) if carried else reverse("shortlist"),
    }
    return shortlist_page(
        request, "shortlists/compare.html", context, shortlist, STATUS[results.problem], country_of(results)
    )


def folded(rows: list[list[Cell]]) -> tuple[list[Cell], list[list[Cell]]]:
    """The facts in which all groups are the same, and the others of each; what is to be heeded stays with its group."""
    if len(rows) < 2:
        return [], rows
    same = [len(set(column)) == 1 and not column[0].warnings for column in zip(*rows, strict=True)]
    shared = [cell for cell, is_same in zip(rows[0], same, strict=True) if is_same]
    return shared, [[cell for cell, is_same in zip(row, same, strict=True) if not is_same] for row in rows]


def _gone_in_words(count: int) -> str:
    words = ngettext(
        "%(count)s group of your list is not shown any more.",
        "%(count)s groups of your list are not shown any more.",
        count,
    )
    return words % {"count": count} if count else ""


def _cells(row: Row, group: Group, card: Card, results: Results) -> list[Cell]:
    words = results.vocabulary
    distance = [Cell(_("Distance"), _distance(card, results))] if results.origin else []
    return [
        *distance,
        _when(card, results),
        Cell(_("How to take part"), _filled(card_words.take_part_in_words(card), card_words.place_in_words(card))),
        Cell(_("Philosophy"), _idea(card, words)),
        Cell(_("Who may come"), _filled(*_features(card, words, "for"), group.who_may_come)),
        Cell(_("Access"), _features(card, words, "access")),
        Cell(_("Language"), _some_or_all(card, "languages", words.labels["language"])),
        Cell(_("Cost"), _filled(card["cost"])),
        Cell(_("Who runs it"), _filled(words.label("facilitation", card["facilitation"]))),
        _freshness(row, card, results),
    ]


def _filled(*lines: str) -> tuple[str, ...]:
    return tuple(line for line in lines if line)


def _distance(card: Card, results: Results) -> tuple[str, ...]:
    if results.origin is None or card["latitude"] is None:
        return _filled(_("Online") if card["attendance"] == ["online"] else "")
    km = distance_km(results.origin.latitude, results.origin.longitude, card["latitude"], card["longitude"])
    return (distance_in_words(km, results.unit, card["precision"] == Group.Precision.LOCALITY),)


def _when(card: Card, results: Results) -> Cell:
    """The meeting that is on, the next ones with their dates, whose clock that is, and opening hours."""
    now, clock = results.as_of, clock_of(card, results)
    current = next_meeting(card, now, wishes_of(Query()))
    on_now = current if current and current.starts_at <= now else None
    lines = [
        open_in_words(card, now),
        card_words.hours_in_words(card),
        next_in_words(_seen(on_now, clock), now, card["country"]) if on_now else "",
        *(date_and_times(_seen(o, clock), card["country"]) for o in next_meetings(card, now, _MEETINGS)),
    ]
    told = _filled(*lines)
    by = _filled(f"({zone_in_words(clock)})" if told and card["meetings"] and current else "")
    return Cell(_("Next meetings"), told + by, _filled(card_words.paused_in_words(card)))


def _seen(meeting: Occurrence, time_zone: str) -> Occurrence:
    here = zone(time_zone)
    return Occurrence(meeting.starts_at.astimezone(here), meeting.ends_at.astimezone(here))


def _idea(card: Card, words: Vocabulary) -> tuple[str, ...]:
    named = [words.label(name, card[name]) for name in ("fellowship", "philosophy") if card[name]]
    return _filled(*named, words.philosophy_lines.get(card["philosophy"] or "", ""))


def _features(card: Card, words: Vocabulary, parameter: str) -> tuple[str, ...]:
    return _some_or_all(card, "features", words.labels[parameter])


def _some_or_all(card: Card, key: str, labels: dict[str, str]) -> tuple[str, ...]:
    """What is true of all its meetings, one below the other, and what is true of some."""
    every = set(card[key])
    some = {value for meeting in card["meetings"] for value in meeting[key]} - every
    only = ", ".join(label for value, label in labels.items() if value in some)
    shared = [label for value, label in labels.items() if value in every]
    return _filled(*shared, _("Some meetings: %(what)s") % {"what": only} if only else "")


def _freshness(row: Row, card: Card, results: Results) -> Cell:
    now: datetime = results.as_of
    changed = _("This listing has changed since you put it here. Look at it again.") if row.has_changed else ""
    warning = card_words.warning_in_words(card, results.vocabulary, now.date())
    fresh = card_words.freshness_in_words(card, results.vocabulary)
    return Cell(_("How sure it is"), (fresh,), _filled(warning, changed))
