"""Editing a listing on one page: its sheet as if it had been typed into the steps of a new one, and back to a sheet.

A field that nobody touched stays what it is, even where the steps would write it otherwise: only what differs from what
the page showed is an edit. What the steps do not ask of a meeting, such as the days it is left out, goes along with it.
"""

from collections import defaultdict
from datetime import date, time
from typing import Any

from django.http import QueryDict
from django.utils.functional import cached_property

from groups import sheet
from groups.listings import drafts
from groups.listings.applying import Walk
from groups.listings.drafts import Typed
from groups.listings.pin import Pin
from groups.listings.step_group import WhatForm, WhomForm
from groups.listings.step_when import WhenForm
from groups.listings.step_where import PinForm, WhereForm, address_of
from groups.listings.steps import SoFar, StepForm, Steps
from groups.models import Feature
from groups.models.group import Attendance
from groups.schedule import EVERY_N_WEEKS, MONTHLY
from groups.sheet import Sheet

#: The address that the pin was chosen for: the page has another field called “address”.
PIN_ADDRESS = "pin_address"
_FORMS: tuple[type[StepForm], ...] = (WhatForm, WhereForm, PinForm, WhenForm, WhomForm)
_OF_A_MEETING = ("name", "notes", "features", "languages", "exceptions", "valid_from", "valid_until")
_BOXES = {"suits": Feature.Parameter.FOR, "access": Feature.Parameter.ACCESS, "style": Feature.Parameter.STYLE}
_WELCOME = {True: "yes", False: "no", None: ""}


class Edit:
    """One edit: `own` is the sheet that the page showed, `steps` what was typed. `today` is the date in UTC."""

    def __init__(self, own: Sheet, steps: Steps, today: date) -> None:
        self.own, self._today = own, today
        self._shown = _forms(typed_of(own), today)
        self.has_times = _can_be_typed(self._shown[WhenForm.name], own)
        self.so_far = SoFar(steps, today)
        self._typed = steps

    @cached_property
    def forms(self) -> list[StepForm]:
        """The forms of the page; without that of the times where these are more than it can say."""
        forms = _forms(self._typed, self._today)
        return [form for name, form in forms.items() if name != WhenForm.name or self.has_times]

    @property
    def is_valid(self) -> bool:
        """Whether all that was typed can be used."""
        return all(form.is_done for form in self.forms)

    @property
    def mistakes(self) -> list[tuple[str, str]]:
        """(id of the field, sentence) for each mistake, in the order of the page."""
        return [mistake for form in self.forms for mistake in form.mistakes]

    def wanted(self) -> Sheet:
        """The whole sheet as it is to be; call it on a valid edit."""
        shown = {name: form.values() for name, form in self._shown.items() if form.is_done}
        before = {field: value for values in shown.values() for field, value in values.items()}
        after = {field: value for form in self.forms for field, value in form.values().items()}
        if not self.has_times:
            before = {field: value for field, value in before.items() if field not in shown.get(WhenForm.name, {})}
        wanted = dict(self.own)
        for field, value in after.items():
            if field not in before or before[field] != value:
                wanted[field] = with_details(value, self.own["meetings"]) if field == "meetings" else value
        # What is no longer asked, such as the street of a group that is online now, is over.
        return wanted | {field: value for field, value in sheet.empty().items() if field in before.keys() - after}


def typed_by(data: QueryDict) -> Steps:
    """What was sent from the page, by step, as the steps keep it; fields of no step are left out."""
    typed = {form.name: drafts.typed_in(data, form.takes) for form in _FORMS}
    typed[PinForm.name]["address"] = drafts.typed_in(data, PIN_ADDRESS.__eq__).get(PIN_ADDRESS, [])
    return {form.name: form.tidy(typed[form.name]) for form in _FORMS}


def typed_of(own: Sheet) -> Steps:
    """A sheet as somebody would have typed it."""
    where = {name: [str(own[name] or "")] for name in WhereForm.of_sheet}
    address = "|".join(address_of(SoFar({WhereForm.name: where}, date.min)))
    return {
        WhatForm.name: {name: [str(own[name] or "")] for name in WhatForm.of_sheet}
        | {"group_name": [own["name"]], "attendance": [own["attendance"]], "facilitation": [own["facilitation"]]},
        WhereForm.name: where,
        PinForm.name: {"choice": [_pin_of(own)], "coordinates": [""], "address": [address]},
        WhenForm.name: _times_of(own),
        WhomForm.name: _whom_of(own),
    }


def with_details(meetings: list[Sheet], old: list[Sheet]) -> list[Sheet]:
    """Meetings as typed, each with what the steps do not ask of it, taken from the one of the same day and time."""
    spare = list(old)
    return [_with_details(meeting, spare) for meeting in meetings]


def _with_details(meeting: Sheet, spare: list[Sheet]) -> Sheet:
    for names in (("weekday", "starts_at", "attendance"), ("weekday", "starts_at"), ("weekday",)):
        for one in spare:
            if all(one[name] == meeting[name] for name in names):
                spare.remove(one)
                return meeting | {name: one[name] for name in _OF_A_MEETING}
    return meeting


def _forms(steps: Steps, today: date) -> dict[str, StepForm]:
    asked = {form.name for form in _FORMS}
    return {name: form for name, form in Walk(steps, today, guesses=False).forms.items() if name in asked}


def _can_be_typed(form: Any, own: Sheet) -> bool:
    """Whether the rows of the page can say all the times of a listing; else an edit would lose some."""
    asked = (own["meetings"] if form.meeting_rows else []), (own["opening"] if form.opening_rows else [])
    if not any(asked):
        return True
    if not form.is_done:
        return False
    values = form.values()
    meetings = sorted(map(_plainly, with_details(values["meetings"], own["meetings"])))
    return meetings == sorted(map(_plainly, asked[0])) and _hours(values["opening"]) == _hours(asked[1])


def _plainly(meeting: Sheet) -> str:
    return str(sorted(meeting.items()))


def _hours(spans: list[dict[str, Any]]) -> list[tuple[list[int], str, str]]:
    return sorted((sorted(span["days"]), span["from"], span["to"]) for span in spans)


def _pin_of(own: Sheet) -> str:
    if own["latitude"] is None:
        return PinForm.NONE
    return Pin(own["latitude"], own["longitude"], own["precision"]).key


def _whom_of(own: Sheet) -> Typed:
    features = Feature.objects.filter(slug__in=own["features"]).values_list("parameter", "slug")
    boxes = {name: [slug for kind, slug in features if kind == parameter] for name, parameter in _BOXES.items()}
    words = {name: [own[name]] for name in ("who_may_come", "cost", "first_visit_note", "helpers_requirement")}
    return boxes | words | {"languages": own["languages"], "helpers_welcome": [_WELCOME[own["helpers_welcome"]]]}


def _times_of(own: Sheet) -> Typed:
    typed = {name: ["on"] for name in ("always_open", "by_appointment") if own[name]}
    typed["time_zone"] = [own["time_zone"]]
    rows: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for meeting in own["meetings"]:
        rows[_row_of(meeting)].append(str(meeting["weekday"]))
    for number, (row, days) in enumerate(rows.items()):
        values = dict(zip(("start", "end", "repeat", "begins", "how"), row, strict=True))
        typed |= {f"t{number}-{name}": [value] for name, value in values.items()} | {f"t{number}-days": days}
    for number, span in enumerate(own["opening"]):
        values = {"start": span["from"], "end": span["to"]}
        typed |= {f"o{number}-{name}": [value] for name, value in values.items()}
        typed[f"o{number}-days"] = [str(day) for day in span["days"]]
    return typed


def _row_of(meeting: Sheet) -> tuple[str, ...]:
    """(start, end, how often, counted from, how) of a meeting: those that share it stand in one row."""
    repeat = {EVERY_N_WEEKS: f"every_{meeting['interval_weeks']}", MONTHLY: f"month_{meeting['monthly_week']}"}
    how = "" if meeting["attendance"] == Attendance.HYBRID else meeting["attendance"]
    start = time.fromisoformat(meeting["starts_at"])
    until = start.hour * 60 + start.minute + meeting["duration_minutes"]
    end = f"{until // 60 % 24:02}:{until % 60:02}"
    begins = meeting["anchor_date"] if meeting["recurrence"] == EVERY_N_WEEKS else None
    return meeting["starts_at"], end, repeat.get(meeting["recurrence"], ""), begins or "", how
