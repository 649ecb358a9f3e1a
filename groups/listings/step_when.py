"""When it meets or is open: rows of days and times, a few words, or neither."""

import re
from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.utils.datastructures import MultiValueDict
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from groups.listings import time_words
from groups.listings.drafts import Typed
from groups.listings.pin import pin_of_key
from groups.listings.step_rows import MeetingRow, OpeningRow, meeting_of
from groups.listings.steps import Section, SoFar, StepForm, text_field
from groups.listings.times import LIKELY, Slot, Unread
from groups.models import Group
from groups.pages.zones import zone_choices
from groups.places import chain
from groups.places.timezone import zone_at
from groups.sheet import Sheet

_MOST_ROWS = 14
_ROW_FIELD = re.compile(r"([to])(\d|1[0-3])-(days|start|end|repeat|begins|how)")
_K = Group.Kind
_MEETS = (_K.MEETING, _K.AFTERCARE, _K.CAFE, _K.ONLINE_COMMUNITY)
_OPENS = (_K.CAFE, _K.ONE_TO_ONE)


class WhenForm(StepForm):
    """The times, and whose clock they are on."""

    name, title, template = "when", _("When?"), "listings/apply_when.html"
    words = text_field(
        time_words.LONGEST,
        label=_("Or say it in English words"),
        help_text=_(
            "Such as “Tuesdays and Thursdays at 7 pm”, “last Friday 19:30 to 21:00” or “daily at noon”. This box reads "
            "English alone: the boxes above say the same in any language."
        ),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    half = forms.ChoiceField(
        label=_("In the morning or in the evening?"),
        choices=[("am", _("Morning (am)")), ("pm", _("Afternoon or evening (pm)"))],
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Choose one of these.")},
    )
    always_open = forms.BooleanField(label=_("It never closes: people can come at any hour"), required=False)
    by_appointment = forms.BooleanField(label=_("By appointment"), required=False)
    time_zone = forms.ChoiceField(
        label=_("Whose clock?"),
        help_text=_("These times are local times in this city’s time zone."),
        error_messages={
            "required": _("Choose a time zone."),
            "invalid_choice": _("Choose one of these time zones."),
        },
    )
    asks_half = False
    #: The words, where times in them were read as evening that do not say so.
    words_as_evening = ""

    def __init__(self, so_far: SoFar) -> None:
        super().__init__(so_far)
        typed = so_far.steps.get(self.name)
        data = MultiValueDict(typed) if typed is not None else None
        self.meeting_rows, self.opening_rows = [], []
        if so_far.kind in _MEETS:
            half = so_far.typed(self.name, "half")
            half = half if half in ("am", "pm") else ""
            self.meeting_rows = [MeetingRow(data, f"t{n}", so_far, half) for n in range(_rows(typed, "t"))]
        if so_far.kind in _OPENS:
            self.opening_rows = [OpeningRow(data, f"o{n}", so_far.today) for n in range(_rows(typed, "o"))]
        self.said: list[Slot] = []

    def shape(self) -> None:
        """Words only for meetings; the zones, that of the place first."""
        if self.so_far.kind not in _MEETS:
            self.drop("words", "half")
        typed = self.so_far.typed(self.name, "time_zone")
        chosen = typed if typed in available_timezones() else self.likely_zone
        zones = zone_choices(self.so_far.typed("where", "country"), chosen)
        choices = [(heading, [(one.value, one.label) for one in options]) for heading, options in zones]
        self.fields["time_zone"].choices = choices  # type: ignore[attr-defined]
        self.fields["time_zone"].initial = chosen

    @classmethod
    def takes(cls, field: str) -> bool:
        """The fields of the rows as well, and the button that adds one."""
        return field in cls.base_fields or field == "add" or _ROW_FIELD.fullmatch(field) is not None

    @classmethod
    def tidy(cls, typed: Typed) -> Typed:
        """With “add another time” there is one more row."""
        kind = (typed.get("add") or [""])[-1]
        kept = {name: values for name, values in typed.items() if name != "add"}
        if kind in ("t", "o") and _rows(kept, kind) < _MOST_ROWS:
            kept[f"{kind}{_rows(kept, kind)}-start"] = [""]
        return kept

    @cached_property
    def likely_zone(self) -> str:
        """The zone of the pin, else the one most people of the country live in."""
        pin = pin_of_key(self.so_far.typed("pin", "choice")) if self.so_far.has_place else None
        zone = zone_at(pin.latitude, pin.longitude) if pin else ""
        return zone or chain.likely_zone(self.so_far.typed("where", "country") or settings.DEFAULT_COUNTRY)

    @property
    def rows(self) -> list[Any]:
        """All rows, in the order of the page."""
        return [*self.opening_rows, *self.meeting_rows]

    @property
    def is_done(self) -> bool:
        """Whether the step was answered without a mistake, its rows included."""
        return super().is_done and all(row.is_valid() for row in self.rows)

    @property
    def mistakes(self) -> list[tuple[str, str]]:
        """Those of the rows first, as they stand on the page."""
        if not self.is_bound:
            return []
        of_rows = [
            (f"{row.prefix}-{name}", str(one))
            for row in self.rows
            for name, found in row.errors.items()
            for one in found
        ]
        return [*of_rows, *super().mistakes]

    @property
    def read_as_evening(self) -> list[str]:
        """What was typed of times that were read as evening and do not say so."""
        typed = [row.read_as_evening for row in self.meeting_rows]
        return [words for words in dict.fromkeys([*typed, self.words_as_evening]) if words]

    @property
    def sections(self) -> list[Section]:
        """What stands below the rows; morning or evening is asked only where it is missing."""
        asked = ["words", *(["half"] if self.asks_half or self.so_far.typed(self.name, "half") else [])]
        names = [name for name in (*asked, "always_open", "by_appointment", "time_zone") if name in self.fields]
        return [Section("", [self[name] for name in names])]

    def clean(self) -> dict[str, Any]:
        """Some time must be said of what meets or opens."""
        data = super().clean() or {}
        self._read_words(data)
        is_said = self.said or any(not row.is_valid() or not row.is_blank for row in self.rows)
        is_open = data.get("always_open") or data.get("by_appointment")
        if not is_said and not is_open and self.so_far.kind in (_K.MEETING, _K.AFTERCARE, _K.CAFE):
            self.need("words", _("When is it? Fill in a row, write it in words, or tick a box below."))
        return data

    def values(self) -> Sheet:
        """The sheet's fields; a time that was said twice counts once."""
        data = self.cleaned_data
        rows = [meeting for row in self.meeting_rows for meeting in row.meetings()]
        said = [meeting_of(slot, self.so_far.attendance) for slot in self.said]
        meetings: list[Sheet] = []
        for meeting in [*rows, *said]:
            if meeting not in meetings:
                meetings.append(meeting)
        return {
            "meetings": sorted(meetings, key=lambda one: (one["weekday"], one["starts_at"])),
            "opening": [row.span for row in self.opening_rows if row.span],
            "always_open": data["always_open"],
            "by_appointment": data["by_appointment"],
            "time_zone": data["time_zone"],
        }

    def _read_words(self, data: dict[str, Any]) -> None:
        words, today, half = data.get("words") or "", self.so_far.today, data.get("half") or ""
        try:
            try:
                self.said = time_words.read(words, today, half)
            except Unread as unread:
                if not (unread.asks_half and self.so_far.guesses):
                    raise
                self.said = time_words.read(words, today, LIKELY)
                self.asks_half, self.words_as_evening = True, words
        except Unread as unread:
            self.asks_half = unread.asks_half
            self.add_error("words", str(unread))


def _rows(typed: Typed | None, kind: str) -> int:
    """How many rows of a kind ("t" for meetings, "o" for opening hours) there are: one at least."""
    found = [int(row[2]) for name in typed or {} if (row := _ROW_FIELD.fullmatch(name)) and row[1] == kind]
    return max(found, default=0) + 1
