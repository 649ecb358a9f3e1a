"""The steps in which a listing is typed in: what each shares, and what the steps before it have said."""

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar, NamedTuple

from django import forms
from django.utils.datastructures import MultiValueDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from groups.fields import PlainField
from groups.listings.drafts import Typed
from groups.models import Group
from groups.models.group import Attendance
from groups.sheet import Sheet
from groups.text import printable

Steps = Mapping[str, Typed]


class SoFar:
    """What has been typed in all steps, and what it means for the others. `today` is the date in UTC.

    guesses   whether a time may be read as the likely one, because what was understood is shown before it is sent
    """

    def __init__(self, steps: Steps, today: date, guesses: bool = False) -> None:
        self.steps, self.today, self.guesses = steps, today, guesses

    def typed(self, step: str, field: str) -> str:
        """The last value typed into a field, without what cannot be seen; "" for none."""
        values = self.steps.get(step, {}).get(field) or [""]
        return printable(values[-1]).strip()

    @property
    def kind(self) -> str:
        """The kind of support, "" before it is chosen."""
        kind = self.typed("what", "kind")
        return kind if kind in Group.Kind.values else ""

    @property
    def attendance(self) -> str:
        """How people take part; an online community is online."""
        if self.kind == Group.Kind.ONLINE_COMMUNITY:
            return Attendance.ONLINE
        typed = self.typed("what", "attendance")
        return typed if typed in Attendance.values else Attendance.IN_PERSON

    @property
    def has_place(self) -> bool:
        """Whether people come to a place."""
        return self.attendance != Attendance.ONLINE

    @property
    def is_online(self) -> bool:
        """Whether people can take part from afar."""
        return self.attendance != Attendance.IN_PERSON


class Section(NamedTuple):
    """Fields of a step that stand under one heading; without a heading they just stand there."""

    heading: str | Promise
    fields: list[forms.BoundField]
    folds: bool = False
    is_open: bool = False


class StepForm(forms.Form):
    """One step: bound to what was typed, whole or not. `values` are the fields of the sheet that it fills."""

    name: ClassVar[str]
    title: ClassVar[str | Promise]
    template: ClassVar[str] = "listings/apply_step.html"
    #: (heading, names of fields): names that a form has left out are passed over.
    groups_of_fields: ClassVar[tuple[tuple[str | Promise, str], ...]] = ()
    #: Fields that a sheet has under the same name.
    of_sheet: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, so_far: SoFar) -> None:
        self.so_far = so_far
        typed = so_far.steps.get(self.name)
        super().__init__(MultiValueDict(typed) if typed is not None else None, auto_id="%s", label_suffix="")
        self.shape()

    def shape(self) -> None:
        """Leave out the fields that make no sense for the listing so far."""

    @classmethod
    def takes(cls, field: str) -> bool:
        """Whether a field of that name belongs to this step."""
        return field in cls.base_fields

    @classmethod
    def tidy(cls, typed: Typed) -> Typed:
        """What was typed, as it is kept."""
        return typed

    @property
    def is_done(self) -> bool:
        """Whether this step was answered, without a mistake."""
        return self.is_bound and self.is_valid()

    @property
    def sections(self) -> list[Section]:
        """The fields in the order and under the headings they are asked."""
        rows = [
            Section(heading, [self[name] for name in names.split() if name in self.fields])
            for heading, names in self.groups_of_fields
        ]
        return [row for row in rows if row.fields]

    @property
    def mistakes(self) -> list[tuple[str, str]]:
        """(id of the field, sentence) for each mistake, in the order of the page; the id is "" for the whole form."""
        if not self.is_bound:
            return []
        order = ["", *self.fields]
        found = [(name if name in self.fields else "", str(one)) for name, all_ in self.errors.items() for one in all_]
        return sorted(found, key=lambda mistake: order.index(mistake[0]))

    def values(self) -> Sheet:
        """The fields of a sheet that this step fills; call it on a valid form."""
        return {name: value for name, value in self.cleaned_data.items() if name in self.of_sheet}

    def drop(self, *names: str) -> None:
        """Leave these fields out."""
        for name in names:
            self.fields.pop(name, None)

    def need(self, name: str, sentence: str | Promise) -> None:
        """An error beside a field that was left empty, with this sentence; none where it has one already."""
        if name in self.fields and name not in self.errors and not self.cleaned_data.get(name):
            self.add_error(name, str(sentence))


def text_field(most: int, **options: Any) -> PlainField:
    """A field for text of at most `most` letters, with what can neither be seen nor stored left out."""
    messages = {"max_length": _("This is too long: it has %(show_value)d letters, and %(limit_value)d fit.")}
    options["error_messages"] = messages | options.get("error_messages", {})
    return PlainField(max_length=most, **options)
