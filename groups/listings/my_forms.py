"""The small forms of an organiser's pages: an address, a pause, a day."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from groups.fields import AddressField
from groups.guard import GuardedForm

_ADDRESS = {
    "required": _("Write the e-mail address."),
    "invalid": _("This is not an e-mail address, such as name@example.org."),
    "max_length": _("This address is too long."),
}
_DAY = {"required": _("Choose a day."), "invalid": _("Write the day as year-month-day, such as 2026-12-25.")}


class AskForm(GuardedForm):
    """Where to send the link that opens my groups."""

    purpose = "my-groups"
    email = AddressField(max_length=254, error_messages=_ADDRESS)


class HandOverForm(forms.Form):
    """Who takes the listing over."""

    email = AddressField(max_length=254, error_messages=_ADDRESS)


class _DayField(forms.DateField):
    """A day as browsers send it: 2026-12-25."""

    def __init__(self, **options: Any) -> None:
        # HTML's date box sends this form whatever it shows; another order of numbers would be a guess.
        super().__init__(input_formats=["%Y-%m-%d"], error_messages=_DAY, **options)

    def to_python(self, value: Any) -> Any:
        """The date; text with letters that no keyboard has is no date, not an accident."""
        return super().to_python(str(value).replace("\0", "") if value else value)


class PauseForm(forms.Form):
    """From which day to which, both included."""

    first = _DayField()
    last = _DayField(required=False)


class DayForm(forms.Form):
    """One day without a meeting."""

    day = _DayField()
