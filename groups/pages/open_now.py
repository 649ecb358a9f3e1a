"""Opening hours in words: whether somebody is there now, until when, and the hours of a week."""

from collections.abc import Iterable
from datetime import datetime, time

from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _

from groups.opening import Span, State
from groups.pages.when import clock

_WEEK = 7
# Hours that touch day after day are one long span: nobody wants to hear of its end next week.
_LONG_HOURS = 24


def state_in_words(state: State, now: datetime, country: str) -> str:
    """ "Open now until 17:00" or "Opens tomorrow 10:00", on the clock of the place; "" where it never opens.

    `now` is aware; `country` (ISO code) says how a time is written.
    """
    if state.until:
        return _until_in_words(state.until, now, country)
    if state.opens_at is None:
        return ""
    words = {"time": clock(state.opens_at, country), "weekday": WEEKDAYS[state.opens_at.weekday()]}
    days = (state.opens_at.date() - now.astimezone(state.opens_at.tzinfo).date()).days
    if days == 0:
        return _("Opens today %(time)s") % words
    if days == 1:
        return _("Opens tomorrow %(time)s") % words
    if days < _WEEK:
        return _("Opens %(weekday)s %(time)s") % words
    return _("Opens next %(weekday)s %(time)s") % words


def _until_in_words(until: datetime, now: datetime, country: str) -> str:
    if (until - now).total_seconds() > _LONG_HOURS * 3600:
        return _("Open now")
    if until.time() == time():
        return _("Open now until midnight")
    return _("Open now until %(time)s") % {"time": clock(until, country)}


def hours_in_words(spans: Iterable[Span], country: str) -> str:
    """The hours of a week: "Monday to Friday 09:00 to 17:00, Saturday 10:00 to 14:00"."""
    return ", ".join(_span_in_words(span, country) for span in spans)


def _span_in_words(span: Span, country: str) -> str:
    until = _("midnight") if span.ends == time() else clock(span.ends, country)
    times = {"start": clock(span.begins, country), "end": until}
    return _("%(days)s %(start)s to %(end)s") % {"days": _days_in_words(sorted(span.days)), **times}


def _days_in_words(days: list[int]) -> str:
    if len(days) == _WEEK:
        return _("Every day")
    if len(days) > 2 and days[-1] - days[0] == len(days) - 1:
        return _("%(first)s to %(last)s") % {"first": WEEKDAYS[days[0]], "last": WEEKDAYS[days[-1]]}
    return ", ".join(str(WEEKDAYS[day]) for day in days)
