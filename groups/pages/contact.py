"""The contact form: what it takes, what it asks again, and how many messages are kept."""

from datetime import datetime
from typing import Any

from django import forms
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from groups.fields import AddressField, PlainField
from groups.guard import GuardedForm, allowed_to_all
from groups.models import ContactMessage, Group

LONGEST_TEXT = 4_000
#: And at once, of all visitors together: nothing is kept that could tell one from another.
MOST_AN_HOUR = 60

_CHOICES = (
    (ContactMessage.About.WRONG, _("Something is wrong")),
    (ContactMessage.About.GOOD, _("Something is good")),
    (ContactMessage.About.QUESTION, _("A question or an idea")),
)


class ContactForm(GuardedForm):
    """What a visitor tells us. `listing` is the slug of a listed group; an unknown one is simply left out."""

    purpose = "contact"
    trapped = _("Something filled in a hidden box. Please press “Send” once more.")

    about = forms.ChoiceField(
        choices=_CHOICES,
        error_messages={
            "required": _("Choose one, so that we know what it is about."),
            "invalid_choice": _("Choose one of these three."),
        },
    )
    text = PlainField(
        max_length=LONGEST_TEXT,
        error_messages={
            "required": _("Write a few words here."),
            "max_length": _("This is too long: it has %(show_value)d letters, and %(limit_value)d fit."),
        },
    )
    answer_to = AddressField(
        required=False,
        max_length=254,
        error_messages={
            "invalid": _("This is not an e-mail address, such as name@example.org. You can leave it empty."),
            "max_length": _("This address is too long. You can leave it empty."),
        },
    )
    listing = PlainField(required=False)

    def clean_listing(self) -> str:
        """The slug of a listed group, else ""."""
        found = listing_of(self.cleaned_data["listing"])
        return found.slug if found else ""


def listing_of(slug: str) -> Group | None:
    """The listed group of that slug, whatever was typed for it."""
    if not slug or "\0" in slug or len(slug) > 120:
        return None
    return Group.objects.listed().filter(slug=slug).first()


@transaction.atomic
def keep(data: dict[str, Any], now: datetime) -> bool:
    """Store a message from the form's `cleaned_data` at `now` (aware); False, and nothing stored, in a flood."""
    if not allowed_to_all("contact", now, burst=MOST_AN_HOUR, an_hour=MOST_AN_HOUR):
        return False
    ContactMessage.objects.create(
        about=data["about"], text=data["text"], answer_to=data["answer_to"], listing_slug=data["listing"]
    )
    return True
