"""The fields of a sheet in words: what each is called, and its value as a person reads it."""

from datetime import date
from typing import Any

from django.conf import settings
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_countries import countries

from groups.models import Group
from groups.models.group import Attendance
from groups.pages.when import long_date, rhythm_in_words, times_in_words
from groups.search.vocabulary import vocabulary
from groups.sheet import Difference, Sheet

NAMES = {
    "name": gettext_lazy("Name"),
    "kind": gettext_lazy("Kind of support"),
    "fellowship": gettext_lazy("Fellowship"),
    "philosophy": gettext_lazy("Philosophy"),
    "description": gettext_lazy("Description"),
    "facilitation": gettext_lazy("Who runs it"),
    "attendance": gettext_lazy("How to take part"),
    "features": gettext_lazy("Facts"),
    "languages": gettext_lazy("Languages"),
    "meetings": gettext_lazy("Meetings"),
    "who_may_come": gettext_lazy("Who may come"),
    "cost": gettext_lazy("Cost"),
    "venue": gettext_lazy("Venue"),
    "address": gettext_lazy("Street and number"),
    "locality": gettext_lazy("Town"),
    "region": gettext_lazy("Region"),
    "postal_code": gettext_lazy("Postcode"),
    "country": gettext_lazy("Country"),
    "latitude": gettext_lazy("Pin: latitude"),
    "longitude": gettext_lazy("Pin: longitude"),
    "public_location": gettext_lazy("What the public sees of the address"),
    "time_zone": gettext_lazy("Time zone"),
    "opening_hours": gettext_lazy("Opening hours"),
    "always_open": gettext_lazy("Open day and night"),
    "by_appointment": gettext_lazy("By appointment"),
    "host_centre": gettext_lazy("Held by"),
    "visits": gettext_lazy("Visits"),
    "area_served": gettext_lazy("Area served"),
    "training": gettext_lazy("Training"),
    "run_by": gettext_lazy("Run by"),
    "moderation": gettext_lazy("How it is moderated"),
    "join_link": gettext_lazy("Link to join"),
    "join_notes": gettext_lazy("Notes on joining"),
    "dial_in": gettext_lazy("Number to dial in"),
    "phone": gettext_lazy("Phone"),
    "email": gettext_lazy("Public e-mail"),
    "website": gettext_lazy("Website"),
    "first_visit_note": gettext_lazy("What to know before a first visit"),
    "helpers_welcome": gettext_lazy("Welcomes helpers"),
    "helpers_requirement": gettext_lazy("Asked of helpers"),
    "inactive": gettext_lazy("Paused"),
    "inactive_from": gettext_lazy("Paused from"),
    "inactive_until": gettext_lazy("Meets again from"),
    "status": gettext_lazy("State"),
}
_CHOICES: dict[str, dict[Any, Any]] = {
    "kind": dict(Group.Kind.choices),
    "facilitation": dict(Group.Facilitation.choices),
    "attendance": dict(Attendance.choices),
    # The words of the model for these are for operators.
    "public_location": {
        Group.PublicLocation.EXACT: gettext_lazy("The whole address, with the pin on the map"),
        Group.PublicLocation.AREA: gettext_lazy("The town or district only: people ask you for the address"),
    },
    "status": {
        Group.Status.SUBMITTED: gettext_lazy("E-mail not confirmed yet"),
        Group.Status.PENDING: gettext_lazy("Not public yet"),
        Group.Status.LISTED: gettext_lazy("Public"),
        Group.Status.SUSPENDED: gettext_lazy("Not shown right now"),
        Group.Status.ARCHIVED: gettext_lazy("Archived"),
    },
}
#: No words of their own: the pin and the written hours say the same.
UNSAID = ("organiser", "precision", "opening")


def difference_in_words(difference: Difference, country: str) -> tuple[str, list[str], list[str]]:
    """(what the field is called, the lines of its value before, and after); times as `country` writes them."""
    field = difference.field
    return name_of(field), lines_of(field, difference.before, country), lines_of(field, difference.after, country)


def name_of(field: str) -> str:
    """What a field is called."""
    return str(NAMES.get(field, field.replace("_", " ")))


def lines_of(field: str, value: Any, country: str) -> list[str]:
    """A JSON value of a sheet as lines of text, [] for nothing; times as `country` (ISO code) writes them."""
    if field == "meetings":
        return [_meeting(meeting, country) for meeting in value or ()]
    if field in ("features", "languages"):
        return [_label(field, one) for one in value or ()]
    if isinstance(value, bool):
        return [_("Yes") if value else _("No")]
    if value is None or value == "":
        return []
    if field in ("latitude", "longitude"):
        return [f"{value:.5f}"]
    if field in _CHOICES:
        return [str(_CHOICES[field].get(value, value))]
    if field in ("fellowship", "philosophy"):
        return [vocabulary().label(field, value)]
    if field == "country":
        return [str(countries.name(value) or value)]
    return (
        [long_date(date.fromisoformat(value))]
        if field in ("inactive_from", "inactive_until")
        else str(value).splitlines()
    )


def _label(field: str, value: str) -> str:
    labels = vocabulary().labels
    parameters = ("language",) if field == "languages" else ("for", "access", "style")
    return next((labels[name][value] for name in parameters if value in labels.get(name, {})), value)


def _meeting(meeting: Sheet, country: str) -> str:
    """One meeting of a sheet in a line: "Monday 19:00 to 20:00, Every week; not on 25 December 2026".

    All that two of them may differ in is said: a reader compares what it was with what it is to be.
    """
    times = times_in_words(meeting, country or settings.DEFAULT_COUNTRY)
    words = {"weekday": WEEKDAYS[meeting["weekday"]], "times": times, "rhythm": rhythm_in_words(meeting)}
    parts = [_("%(weekday)s %(times)s, %(rhythm)s") % words]
    if meeting["name"]:
        parts.append(meeting["name"])
    parts += _rest_of(meeting)
    if days := ", ".join(long_date(date.fromisoformat(day)) for day in meeting["exceptions"]):
        parts.append(_("not on %(days)s") % {"days": days})
    return "; ".join(parts)


def _rest_of(meeting: Sheet) -> list[str]:
    """What is said of a meeting after its times: from when, until when, how to take part, its own facts and notes.

    In person is what most are: that alone is not said.
    """
    begins, ends = meeting["anchor_date"] or meeting["valid_from"], meeting["valid_until"]
    dates = [_("From %(date)s") % {"date": long_date(date.fromisoformat(begins))}] if begins else []
    dates += [_("Until %(date)s") % {"date": long_date(date.fromisoformat(ends))}] if ends else []
    how = [] if meeting["attendance"] == Attendance.IN_PERSON else lines_of("attendance", meeting["attendance"], "")
    facts = [_label("features", slug) for slug in meeting["features"]]
    facts += [_label("languages", code) for code in meeting["languages"]]
    return [*dates, *how, *facts, *meeting["notes"].splitlines()]
