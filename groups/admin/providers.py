"""Paid treatment providers and referral companies, known by host or number: what leads to one is flagged."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError

from groups.listings import signs
from groups.models import PaidProvider


class PaidProviderForm(forms.ModelForm):
    """A host without https:// and www., a number with + and its country's code: as listings are compared with them."""

    def clean_host(self) -> str:
        typed = self.cleaned_data["host"].strip().lower()
        return signs.host_of(typed if "://" in typed else f"https://{typed}") if typed else ""

    def clean_phone(self) -> str:
        typed = self.cleaned_data["phone"].strip()
        number = signs.e164(typed, "") if typed else ""
        if typed and not number:
            raise ValidationError("Write the number with + and the country's code, such as +1 800 555 0100.")
        return number

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not self.errors and not data.get("host") and not data.get("phone"):
            self.add_error("host", "Give a host or a number: it is known by nothing else.")
        return data


@admin.register(PaidProvider)
class PaidProviderAdmin(admin.ModelAdmin):
    form = PaidProviderForm
    list_display = ("name", "host", "phone", "note")
    search_fields = ("name", "host", "phone")
