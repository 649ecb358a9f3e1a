"""What a moderator's form checks before it is saved: each mistake is a sentence beside its field.

The admin that uses a form names its model and fields.
"""

from datetime import date
from typing import Any
from zoneinfo import ZoneInfoNotFoundError

from django import forms
from django.core.exceptions import ValidationError
from django_countries import countries

from groups import sheet
from groups.listings import life, risk
from groups.models import Group, Meeting
from groups.opening import spans_of
from groups.schedule import zone

_NEWER = (
    "Somebody changed or confirmed this listing since you opened it. Nothing of yours is saved: open the listing "
    "again, and make your changes there."
)


def country_code(text: str) -> str:
    """An ISO 3166-1 code of two letters in capitals, or ""; ValidationError for anything else."""
    code = text.strip().upper()
    if code and code not in countries:
        raise ValidationError("Use a two-letter country code such as GB.")
    return code


def zone_name(name: str) -> str:
    """An IANA zone name; ValidationError for anything else."""
    try:
        zone(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ValidationError("Use a time zone name such as Europe/London.") from None
    return name


def opening_rows(rows: Any) -> list[dict[str, Any]]:
    """Opening hours that can be read (`groups.opening`), [] for none; ValidationError for anything else."""
    try:
        spans_of(rows or [])
    except ValueError as error:
        raise ValidationError(str(error)) from None
    return rows or []


class GroupForm(forms.ModelForm):
    """A group whose zone, country and point a search can work with, and that nobody changed since it was opened.

    It is checked inside the admin's transaction, and keeps the group's row locked from then on.
    """

    opened = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["opened"] = _stamp(self.instance)

    def clean_country(self) -> str:
        return country_code(self.cleaned_data["country"])

    def clean_time_zone(self) -> str:
        return zone_name(self.cleaned_data["time_zone"])

    def clean_opening(self) -> list[dict[str, Any]]:
        return opening_rows(self.cleaned_data["opening"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        values = [data.get("latitude"), data.get("longitude"), data.get("precision") or None]
        if any(value is None for value in values) and any(value is not None for value in values):
            self.add_error("latitude", "Give latitude, longitude and how exact they are, or none of the three.")
        if data.get("inactive_until") and not data.get("inactive"):
            self.add_error("inactive_until", "Tick “inactive” too: a group that meets has no day it is back.")
        if data.get("inactive_from") and not data.get("inactive"):
            self.add_error("inactive_from", "Tick “inactive” too: it begins on that day.")
        elif (first := data.get("inactive_from")) and (back := data.get("inactive_until")) and back <= first:
            self.add_error("inactive_until", "It is back after the first day of the pause.")
        if data.get("status") == Group.Status.LISTED and _hides_its_trade(data):
            self.add_error("run_by", "It leads to a paid provider: state who runs it and what it costs.")
        if self.instance.pk:
            self._refuse_newer(data)
        return data

    def _refuse_newer(self, data: dict[str, Any]) -> None:
        """Every field is sent, changed or not: from an old form the old values would be written over newer ones."""
        stored = Group.objects.select_for_update().get(pk=self.instance.pk)
        if data.get("opened") != _stamp(stored):
            self.add_error(None, _NEWER)

    def clean_status(self) -> str:
        """A state that the listing may go to from the one it has."""
        was, to = str(self.initial.get("status", "")), self.cleaned_data["status"]
        if self.instance.pk and was != to and to not in life.MOVES[was]:
            raise ValidationError(f"A listing that is {was} cannot become {to}.")
        return to


def _stamp(group: Group) -> str:
    """What differs once somebody changed or confirmed the group."""
    return f"{group.version} {group.confirmed_at or 'never'}"


def _hides_its_trade(data: dict[str, Any]) -> bool:
    texts = {name: value for name, value in data.items() if isinstance(value, str)}
    return risk.lacks_owner_or_cost(sheet.empty() | texts)


class MeetingForm(forms.ModelForm):
    """A meeting whose rhythm is whole and whose exceptions are dates."""

    def clean_exceptions(self) -> list[str]:
        days = self.cleaned_data["exceptions"] or []
        try:
            return [date.fromisoformat(day).isoformat() for day in days]
        except (TypeError, ValueError):
            raise ValidationError('Give a list of dates such as ["2026-12-25"].') from None

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("recurrence") == Meeting.Recurrence.EVERY_N_WEEKS and not data.get("anchor_date"):
            self.add_error("anchor_date", "Give a date it meets on: the weeks are counted from there.")
        if data.get("recurrence") == Meeting.Recurrence.MONTHLY and not data.get("monthly_week"):
            self.add_error("monthly_week", "Say which week of the month: 1 to 4, or -1 for the last.")
        return data


class HelpLineForm(forms.ModelForm):
    """A help line of a country that exists, whose opening hours can be read."""

    def clean_country(self) -> str:
        return country_code(self.cleaned_data["country"])

    def clean_time_zone(self) -> str:
        name = self.cleaned_data["time_zone"]
        return zone_name(name) if name else ""

    def clean_opening(self) -> list[dict[str, Any]]:
        return opening_rows(self.cleaned_data["opening"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("opening") and data.get("always_open"):
            self.add_error("opening", "A line that is always open needs no hours: give the one or the other.")
        if data.get("opening") and data.get("time_zone") == "":
            self.add_error("time_zone", "Say whose clock the hours mean, such as Europe/London.")
        return data


class PracticalLinkForm(forms.ModelForm):
    """A link of a country that exists."""

    def clean_country(self) -> str:
        return country_code(self.cleaned_data["country"])
