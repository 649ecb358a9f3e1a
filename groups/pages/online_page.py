"""The page of groups to join from anywhere: what its template shows."""

from dataclasses import replace
from datetime import datetime
from typing import Any, NamedTuple, cast
from urllib.parse import urlencode

from django.conf import settings
from django.forms import Form
from django.http import QueryDict
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from groups.language import country_of_zone
from groups.pages.cards import render_cards
from groups.pages.choices import Option, label_of
from groups.pages.frame import same_page_in
from groups.pages.helplines import help_lines
from groups.pages.when import clock, zone_in_words
from groups.pages.zones import zone_choices
from groups.places import chain
from groups.schedule import zone
from groups.search.on_screen import FILTERS, SHOWN, on_screen
from groups.search.query import Query
from groups.search.results import Hit, Results
from groups.search.vocabulary import Vocabulary


class Section(NamedTuple):
    """A part of the page: its anchor, heading and cards, and the address of all such groups ("" if all are shown)."""

    anchor: str
    heading: str
    cards: SafeString
    more: str


class Choice(NamedTuple):
    """A filter: its parameter, its name, its options, and what is wrong with what was asked."""

    parameter: str
    label: str
    options: list[Option]
    error: str


def context_of(query: Query, form: Form, vocabulary: Vocabulary, now: datetime) -> dict[str, Any]:
    """Everything the template shows; `query` may lack a zone, then it is the likely one of its country.

    Without a country it is that of the zone: whoever is in New York is not helped by a number in London.
    """
    country = query.country or country_of_zone(query.zone) or settings.DEFAULT_COUNTRY
    query = replace(query, zone=query.zone or chain.likely_zone(country))
    address = _address(query)
    given = cast(QueryDict, form.data)
    return {
        "sections": _sections(query, vocabulary, now, address),
        "choices": [_choice(name, query, form, vocabulary) for name in FILTERS],
        "zones": zone_choices(country, query.zone),
        "zone_error": _error(form, "zone"),
        "zone_given": bool(given.get("zone")),
        "clock": zone_in_words(query.zone),
        "time_now": clock(now.astimezone(zone(query.zone)), country),
        "filtered": bool(query.tagged),
        "narrowing": bool(query.tagged) or any(name in form.errors for name in FILTERS),
        "unfiltered": f"{reverse('online')}?{urlencode({'zone': query.zone})}",
        "country": country,
        "help_lines": help_lines(vocabulary.version, country),
        "site_languages": same_page_in(f"{reverse('online')}?{address}"),
    }


def _error(form: Form, name: str) -> str:
    return " ".join(map(str, form.errors.get(name, [])))


def _address(query: Query) -> str:
    return urlencode({**{n: v for n, v in query.tagged.items() if n in FILTERS}, "zone": query.zone}, doseq=True)


def _sections(query: Query, vocabulary: Vocabulary, now: datetime, address: str) -> list[Section]:
    found = on_screen(query, vocabulary.version, now)
    rows = [
        ("now", _("On now"), found.now, "when=now"),
        ("soon", _("Starting within the hour"), found.within_hour, "when=today&sort=soonest"),
        ("today", _("Later today"), found.today, "when=today&sort=soonest"),
        ("tomorrow", _("Tomorrow"), found.tomorrow, "when=tomorrow&sort=soonest"),
        ("always", _("Open day and night"), found.always, "when=now"),
    ]
    # Tomorrow's are for a page that would else be short.
    few = len(found.now) + len(found.within_hour) + len(found.today) < SHOWN
    shown = [row for row in rows if row[2] and (few or row[0] != "tomorrow")]
    results = Results(query, vocabulary, now)
    return [_section(*row, results, address) for row in shown]


def _section(anchor: str, heading: str, hits: list[Hit], more: str, results: Results, address: str) -> Section:
    url = f"{reverse('results')}?attendance=online&{more}&{address}" if len(hits) > SHOWN else ""
    return Section(anchor, heading, render_cards(hits[:SHOWN], results, on_screen=True), url)


def _choice(parameter: str, query: Query, form: Form, vocabulary: Vocabulary) -> Choice:
    asked = query.tagged.get(parameter, ())
    options = [Option(value, label, value in asked) for value, label in vocabulary.labels[parameter].items()]
    return Choice(parameter, label_of(parameter), [Option("", _("Any"), not asked), *options], _error(form, parameter))
