"""What was typed into a form of an organiser's page, in words: for when the form itself cannot be shown."""

import re
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from groups.listings.editing import PIN_ADDRESS
from groups.listings.field_words import lines_of
from groups.listings.step_group import WhatForm, WhomForm
from groups.listings.step_rows import MeetingRow, OpeningRow
from groups.listings.step_when import WhenForm
from groups.listings.step_where import WhereForm

#: What a form carries beside what was typed.
OF_THE_FORM = ("csrfmiddlewaretoken", "shown", "website2")
#: Kept, but nothing that a person wrote: which version the form was made from, and the pin as numbers.
_UNSAID = (*OF_THE_FORM, "base_version", "waiting", "choice", PIN_ADDRESS)
_FIELDS = {
    name: field for form in (WhomForm, WhenForm, WhereForm, WhatForm) for name, field in form.base_fields.items()
}
_OF_SMALL_FORMS: dict[str, str | Promise] = {
    "email": gettext_lazy("E-mail of the new organiser"),
    "first": gettext_lazy("First day without a meeting"),
    "last": gettext_lazy("Last day without a meeting"),
    "day": gettext_lazy("Day without a meeting, such as a holiday"),
}
#: Which field of a sheet has the words for what a box holds.
_AS_IN_A_SHEET = {"suits": "features", "access": "features", "style": "features"}
_ROW = re.compile(r"([to])(\d\d?)-(\w+)")


def typed_in_words(data: QueryDict) -> list[tuple[str, list[str]]]:
    """(what the field is called, the lines of what is in it), for each field with something in it."""
    rows, is_edit = [], "base_version" in data
    for name in data:
        values = [value.replace("\0", "") for value in data.getlist(name) if value.strip("\0 ")]
        if values and name not in _UNSAID:
            label, field = _field_of(name) if is_edit else (str(_OF_SMALL_FORMS.get(name, name)), None)
            rows.append((label, [line for value in values for line in _lines(name, field, value)]))
    return rows


def _field_of(name: str) -> tuple[str, Any]:
    """(what a field is called, the field); None for one of no step."""
    if not (row := _ROW.fullmatch(name)):
        field = _FIELDS.get(name)
        return str(field.label if field else name), field
    kind, fields = (_("Time"), MeetingRow) if row[1] == "t" else (pgettext("opening hours", "Open"), OpeningRow)
    field = fields.base_fields.get(row[3])
    return f"{kind} {int(row[2]) + 1}: {field.label if field else row[3]}", field


def _lines(name: str, field: Any, value: str) -> list[str]:
    if isinstance(field, forms.BooleanField):
        return [_("Yes")]
    choices: Any = field.choices if isinstance(field, forms.ChoiceField) else ()
    words = dict(choices).get(value)
    return [str(words)] if words else lines_of(_AS_IN_A_SHEET.get(name, name), value, "")
