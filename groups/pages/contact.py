"""The contact form: what it takes, what it asks again, and how a flood of messages is held back."""

import re
import unicodedata
from datetime import datetime
from typing import Any

from django import forms
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from groups.models import ContactHour, ContactMessage, Group

LONGEST_TEXT = 4_000
#: Of all visitors together: nothing is kept that could tell one from another.
MOST_AN_HOUR = 60

_CHOICES = (
    (ContactMessage.About.WRONG, _("Something is wrong")),
    (ContactMessage.About.GOOD, _("Something is good")),
    (ContactMessage.About.QUESTION, _("A question or an idea")),
)
_LINE_ENDS = re.compile(r"\r\n?|[\u2028\u2029]")
# Controls, lone surrogates and what turns round the text after it: a column or the admin's page cannot show them.
_UNWANTED = ("Cc", "Cs")
_DIRECTIONS = {*map(chr, range(0x202A, 0x202F)), *map(chr, range(0x2066, 0x206A))}


class _PlainField(forms.CharField):
    """Text in which line breaks are one character, as the browser counts them, and nothing unprintable is left."""

    def to_python(self, value: Any) -> str:
        """The text as it is stored; what is dropped can neither be seen nor be meant."""
        lines = _LINE_ENDS.sub("\n", "" if value is None else str(value))
        return super().to_python("".join(one for one in lines if one in "\n\t" or _is_printable(one))) or ""


def _is_printable(letter: str) -> bool:
    return letter not in _DIRECTIONS and unicodedata.category(letter) not in _UNWANTED


class _AddressField(forms.EmailField):
    def to_python(self, value: Any) -> str:
        """The address without what cannot be typed, such as NULs: the database would refuse them."""
        return super().to_python("".join(filter(_is_printable, "" if value is None else str(value)))) or ""


class ContactForm(forms.Form):
    """What a visitor tells us. `listing` is the slug of a listed group; an unknown one is simply left out."""

    about = forms.ChoiceField(
        choices=_CHOICES,
        error_messages={
            "required": _("Choose one, so that we know what it is about."),
            "invalid_choice": _("Choose one of these three."),
        },
    )
    text = _PlainField(
        max_length=LONGEST_TEXT,
        error_messages={
            "required": _("Write a few words here."),
            "max_length": _("This is too long: it has %(show_value)d letters, and %(limit_value)d fit."),
        },
    )
    answer_to = _AddressField(
        required=False,
        max_length=254,
        error_messages={
            "invalid": _("This is not an e-mail address, such as name@example.org. You can leave it empty."),
            "max_length": _("This address is too long. You can leave it empty."),
        },
    )
    listing = _PlainField(required=False)
    website = _PlainField(required=False)

    def clean_listing(self) -> str:
        """The slug of a listed group, else ""."""
        found = listing_of(self.cleaned_data["listing"])
        return found.slug if found else ""

    def clean(self) -> dict[str, Any]:
        """Asks once more where the box that people do not see was filled in, as programs do."""
        data = super().clean() or {}
        if self.data.get("website"):
            self.add_error(None, _("Something filled in a hidden box. Please press “Send” once more."))
        return data


def listing_of(slug: str) -> Group | None:
    """The listed group of that slug, whatever was typed for it."""
    if not slug or "\0" in slug or len(slug) > 120:
        return None
    return Group.objects.listed().filter(slug=slug).first()


@transaction.atomic
def keep(data: dict[str, Any], now: datetime) -> bool:
    """Store a message from the form's `cleaned_data`; False, and nothing stored, once this hour (`now`) is full."""
    if not _has_room(now):
        return False
    ContactMessage.objects.create(
        about=data["about"], text=data["text"], answer_to=data["answer_to"], listing_slug=data["listing"]
    )
    return True


def _has_room(now: datetime) -> bool:
    """Count one more message in the hour of `now`, unless it is full; older hours are forgotten."""
    hour = now.replace(minute=0, second=0, microsecond=0)
    ContactHour.objects.exclude(hour=hour).delete()
    ContactHour.objects.get_or_create(hour=hour)
    return bool(ContactHour.objects.filter(hour=hour, messages__lt=MOST_AN_HOUR).update(messages=F("messages") + 1))
