"""The rows of the “when” step: a meeting's days and time, or the days and hours a place is open."""

from datetime import date
from typing import Any

from django import forms
from django.utils.datastructures import MultiValueDict
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from groups.listings import times
from groups.listings.steps import SoFar, text_field
from groups.listings.times import Clock, Rhythm, Slot, Unread
from groups.models.group import Attendance
from groups.schedule import EVERY_N_WEEKS, MONTHLY
from groups.sheet import Sheet, to_json

_REPEATS = [
    ("", _("Every week")),
    ("every_2", _("Every 2nd week, counted from a date")),
    ("every_3", _("Every 3rd week, counted from a date")),
    ("every_4", _("Every 4th week, counted from a date")),
    ("month_1", _("First such day of the month")),
    ("month_2", _("Second such day of the month")),
    ("month_3", _("Third such day of the month")),
    ("month_4", _("Fourth such day of the month")),
    ("month_-1", _("Last such day of the month")),
]
_NO_SUCH = {"invalid_choice": _("Choose one of these.")}


class _Row(forms.Form):
    """A row that is passed over while nothing is in it."""

    days = forms.MultipleChoiceField(
        label=_("Days"),
        choices=[(str(number), name) for number, name in WEEKDAYS.items()],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Choose days of the week.")},
    )
    start = text_field(40, label=_("From"), required=False)
    end = text_field(40, label=_("To"), required=False)

    def __init__(self, data: MultiValueDict[str, str] | None, prefix: str, today: date) -> None:
        super().__init__(data, prefix=prefix, auto_id="%s", label_suffix="")
        self.today = today

    def clean(self) -> dict[str, Any]:
        """Days and a start, unless the row is empty; reads the rest only where these are there."""
        data = super().clean() or {}
        if self.is_blank:
            return data
        if not data.get("days") and "days" not in self.errors:
            self.add_error("days", _("On which days? Tick them."))
        start = self.minutes("start")
        if start is not None and not self.errors:
            self.read([int(day) for day in data["days"]], start)
        return data

    def start_of(self, clock: Clock, words: str) -> int:
        """The minutes of a start that was typed as `words`; raises Unread."""
        return times.start_of(clock, words=words)

    @property
    def is_blank(self) -> bool:
        """Whether nothing is in this row."""
        return not any(self.cleaned_data.get(name) for name in self.fields) and not self.errors

    def minutes(self, name: str) -> int | None:
        """The start in minutes; None, with an error beside its field, for what is none."""
        if name in self.errors:
            return None
        try:
            return self.start_of(times.read_clock(self.cleaned_data[name]), self.cleaned_data[name])
        except Unread as unread:
            self.add_error(name, str(unread) if self.cleaned_data[name] else _("At what time does it start?"))
        return None

    def minutes_until_end(self, start: int) -> int:
        """From a start to what was typed as the end; raises Unread."""
        return times.minutes_until(start, times.read_clock(self.cleaned_data["end"]))

    def read(self, days: list[int], start: int) -> None:
        """Make of the row what it means; errors are added to it."""
        raise NotImplementedError


class MeetingRow(_Row):
    """Meetings on some days at one time; `slots` once it is valid."""

    repeat = forms.ChoiceField(label=_("How often?"), choices=_REPEATS, required=False, error_messages=_NO_SUCH)
    begins = text_field(40, label=_("Counted from which date?"), required=False)
    how = forms.ChoiceField(
        label=_("How do people take part?"),
        choices=[("", _("In person or online")), *Attendance.choices[:2]],
        required=False,
        error_messages=_NO_SUCH,
    )
    slots: list[Slot]
    #: What was typed as the start, where it was read as evening and does not say so.
    read_as_evening = ""

    def __init__(self, data: MultiValueDict[str, str] | None, prefix: str, so_far: SoFar, half: str = "") -> None:
        """`half` is "am" or "pm" for times that do not say it; without it the likely one, where `so_far` guesses."""
        super().__init__(data, prefix, so_far.today)
        self.slots, self.attendance = [], so_far.attendance
        self.half, self.guesses = half, so_far.guesses
        if so_far.attendance != Attendance.HYBRID:
            self.fields.pop("how")
        self.fields["end"].help_text = _("Leave it empty for one hour.")
        self.fields["begins"].help_text = _("Only for every 2nd, 3rd or 4th week. Such as 6 April.")

    @property
    def is_blank(self) -> bool:
        """Whether nothing is in this row; a choice of how often alone is nothing."""
        return not any(self.cleaned_data.get(name) for name in ("days", "start", "end", "begins")) and not self.errors

    def start_of(self, clock: Clock, words: str) -> int:
        """“7” is the evening, unless its end or the choice beside it says otherwise."""
        clock = clock if clock.is_usual else times.start_before(clock, self._end())
        try:
            return times.start_of(clock, words=words)
        except Unread as unread:
            if not unread.asks_half or not (self.half or self.guesses):
                raise
        start = times.start_of(clock, self.half or times.LIKELY, words)
        self.read_as_evening = "" if self.half else words
        return start

    def _end(self) -> Clock:
        """What was typed as the end; one that says nothing of the start where that cannot be read."""
        try:
            return times.read_clock(self.cleaned_data.get("end") or "")
        except Unread:
            return Clock(0, is_sure=False)

    def read(self, days: list[int], start: int) -> None:
        """The meetings of the row."""
        try:
            minutes = self.minutes_until_end(start) if self.cleaned_data["end"] else times.USUAL_MINUTES
        except Unread as unread:
            return self.add_error("end", str(unread))
        try:
            rhythm = self._rhythm(days)
        except Unread as unread:
            return self.add_error("begins", str(unread))
        try:
            self.slots = times.slots(days, rhythm, start, minutes)
        except Unread as unread:
            self.add_error("start", str(unread))

    def meetings(self) -> list[Sheet]:
        """The meetings of a sheet."""
        own = self.cleaned_data.get("how") or self.attendance
        return [meeting_of(slot, own) for slot in self.slots]

    def _rhythm(self, days: list[int]) -> Rhythm:
        kind, _dash, number = self.cleaned_data["repeat"].partition("_")
        begins = self.cleaned_data["begins"]
        if kind != "every":
            return Rhythm(MONTHLY, 1, int(number)) if kind else Rhythm()
        if not begins:
            raise Unread(
                str(_("From which date are the weeks counted? Write the first day it meets, such as 6 April."))
            )
        return Rhythm(EVERY_N_WEEKS, int(number), None, times.read_date(begins, self.today, days))


class OpeningRow(_Row):
    """Days on which a place is open from one time to another; `span` once it is valid, None for an empty row."""

    span: dict[str, Any] | None = None

    def read(self, days: list[int], start: int) -> None:
        """The span of the row, as `groups.opening` writes it down."""
        if start >= times.DAY_MINUTES:
            return self.add_error("start", _("Write 00:00, and tick the day after."))
        if not self.cleaned_data["end"]:
            return self.add_error("end", _("Until when? Write it like 17:00 or 5 pm."))
        try:
            end = start + self.minutes_until_end(start)
        except Unread as unread:
            return self.add_error("end", str(unread))
        until = "24:00" if end == times.DAY_MINUTES else _in_numbers(end % times.DAY_MINUTES)
        self.span = {"days": sorted(days), "from": _in_numbers(start), "to": until}


def meeting_of(slot: Slot, attendance: str) -> Sheet:
    """A meeting of a sheet."""
    return {
        "weekday": slot.weekday,
        "starts_at": to_json(slot.starts_at),
        "duration_minutes": slot.duration_minutes,
        "recurrence": slot.recurrence,
        "interval_weeks": slot.interval_weeks,
        "anchor_date": to_json(slot.anchor_date),
        "monthly_week": slot.monthly_week,
        "valid_from": to_json(slot.valid_from),
        "valid_until": None,
        "exceptions": [],
        "attendance": str(attendance),
        "name": "",
        "notes": "",
        "features": [],
        "languages": [],
    }


def _in_numbers(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"
