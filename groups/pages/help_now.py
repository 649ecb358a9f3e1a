"""The page of help lines: whom to ring or text in a country, those who answer now first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from groups.models import HelpLine
from groups.opening import spans_of, state_at
from groups.pages.by_country import AskedCountry, choice_of
from groups.pages.helplines import LineView, lines_of
from groups.pages.open_now import state_in_words
from groups.pages.when import long_date
from groups.search.vocabulary import Vocabulary

OPEN, UNKNOWN, CLOSED = "open", "unknown", "closed"


@dataclass(frozen=True, slots=True)
class LineNow:
    """A help line as it is now: open, closed or unknown; that in words, its languages, and how sure we are of it."""

    line: LineView
    standing: str
    state: str
    languages: str
    known: str


def context_of(asked: AskedCountry, vocabulary: Vocabulary, now: datetime) -> dict[str, Any]:
    """Everything the template shows of a country's lines; `now` is aware."""
    lines = lines_of(asked.code)
    emergency = [line for line in lines if line.kind == HelpLine.Kind.EMERGENCY]
    others = [line_now(line, vocabulary, now) for line in lines if line.kind != HelpLine.Kind.EMERGENCY]
    return {
        **choice_of(HelpLine, asked, vocabulary.version),
        "emergency": emergency,
        "parts": _parts(others),
    }


def line_now(line: LineView, vocabulary: Vocabulary, now: datetime) -> LineNow:
    """A line, and whether somebody answers at `now`, by the line's own clock."""
    standing, state = _standing(line.row, now)
    languages = ", ".join(vocabulary.label("language", code) for code in line.row.languages)
    return LineNow(line, standing, state, languages, _known(line.row))


def _standing(row: HelpLine, now: datetime) -> tuple[str, str]:
    if row.always_open:
        return OPEN, _("Open now, day and night")
    if not row.opening:
        return UNKNOWN, ""
    state = state_at(spans_of(row.opening), row.time_zone, now)
    return (OPEN if state.is_open else CLOSED), state_in_words(state, now, row.country)


def _known(row: HelpLine) -> str:
    if row.confirmed_on:
        return _("We rang it on %(date)s, and it was right.") % {"date": long_date(row.confirmed_on)}
    return _("As we knew it on %(date)s. We have not rung it ourselves yet.") % {"date": long_date(row.known_on)}


def _parts(lines: Iterable[LineNow]) -> list[tuple[str, str, list[LineNow]]]:
    """(id, heading, lines) for those open now, those whose hours we do not know, and those closed now."""
    titles = {OPEN: _("Open now"), UNKNOWN: _("Hours on their own website"), CLOSED: _("Closed just now")}
    lines = list(lines)
    parts = [(key, title, [line for line in lines if line.standing == key]) for key, title in titles.items()]
    return [part for part in parts if part[2]]
