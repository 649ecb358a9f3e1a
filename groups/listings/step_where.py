"""Where people come to, how they join from afar, how they get in touch, and the pin on the map."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django_countries import countries

from groups.fields import AddressField, HttpsField
from groups.listings import pin
from groups.listings.drafts import Typed
from groups.listings.pin import Matches, Pin
from groups.listings.steps import Section, SoFar, StepForm, text_field
from groups.models import Group
from groups.sheet import Sheet

_PLACE = "venue address locality region postal_code public_location".split()
_JOIN = "join_link dial_in join_notes".split()
_REACH = "phone email website".split()
_OF_KIND = {
    Group.Kind.ONE_TO_ONE: ["area_served", "training"],
    Group.Kind.AFTERCARE: ["host_centre", "visits"],
    Group.Kind.ONLINE_COMMUNITY: ["run_by", "moderation"],
}


class WhereForm(StepForm):
    """The address, the way to join online, and public contacts: of each what the kind and the attendance ask for."""

    name, title = "where", _("Where, or how to join?")
    venue = text_field(255, label=_("Name of the place"), help_text=_("Such as “Town Hall, room 2”."), required=False)
    address = text_field(300, label=_("Street and number"), required=False)
    locality = text_field(120, label=_("Town or district"), required=False)
    region = text_field(120, label=_("State, county or region"), required=False)
    postal_code = text_field(20, label=_("Postcode"), required=False)
    country = forms.ChoiceField(
        label=_("Country"), required=False, error_messages={"invalid_choice": _("Choose one of these countries.")}
    )
    public_location = forms.ChoiceField(
        label=_("What may everyone see?"),
        choices=[
            (Group.PublicLocation.EXACT, _("The whole address, with the pin on the map")),
            (Group.PublicLocation.AREA, _("The town or district only: people ask you for the address")),
        ],
        initial=Group.PublicLocation.EXACT,
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Choose one of these.")},
        help_text=_(
            "Choose the district only where people could be in danger if others knew the door. The street, the name of "
            "the place and the postcode are then never shown, and the map shows about a kilometre."
        ),
    )
    area_served = text_field(
        200, label=_("Which area do you serve?"), help_text=_("Such as “Leeds and Bradford”."), required=False
    )
    training = text_field(300, label=_("What training do you have?"), required=False)
    host_centre = text_field(200, label=_("Which centre is it at, or from?"), required=False)
    visits = text_field(
        300,
        label=_("Do people who came through the centre visit it?"),
        help_text=_("When, and how to ask."),
        required=False,
    )
    run_by = text_field(200, label=_("Who runs it?"), required=False)
    moderation = text_field(300, label=_("Who keeps it safe, and how?"), required=False)
    join_link = HttpsField(
        label=_("Link to join"),
        max_length=500,
        required=False,
        help_text=_("Everyone can see it. Leave out passwords: write below how to get one."),
        error_messages={"max_length": _("This link is too long.")},
    )
    dial_in = text_field(120, label=_("Phone number to dial in"), required=False)
    join_notes = text_field(
        1000, label=_("Anything else about joining?"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    phone = text_field(40, label=_("Phone"), required=False)
    email = AddressField(
        label=_("Public e-mail"),
        max_length=254,
        required=False,
        error_messages={
            "invalid": _("This is not an e-mail address, such as name@example.org. You can leave it empty."),
            "max_length": _("This address is too long."),
        },
    )
    website = HttpsField(
        label=_("Website"), max_length=500, required=False, error_messages={"max_length": _("This link is too long.")}
    )
    groups_of_fields = (
        (_("The place"), "venue address locality region postal_code country public_location"),
        (_("Joining online"), "run_by moderation join_link dial_in join_notes"),
        (_("What you offer"), "area_served training"),
        (_("The centre"), "host_centre visits"),
        (_("How people get in touch (everyone can see this)"), "phone email website"),
    )
    of_sheet = frozenset(
        [*_PLACE, "country", *_JOIN, *_REACH, *(name for names in _OF_KIND.values() for name in names)]
    )

    def shape(self) -> None:
        """The fields of the kind, of a place where there is one, and of joining where that is from afar."""
        so_far = self.so_far
        self.drop(*(name for kind, names in _OF_KIND.items() if kind != so_far.kind for name in names))
        if not so_far.has_place:
            self.drop(*_PLACE)
        if not so_far.is_online:
            self.drop(*_JOIN)
        nowhere = [] if so_far.has_place else [("", _("No one country"))]
        self.fields["country"].choices = [*nowhere, *countries]  # type: ignore[attr-defined]
        self.fields["country"].initial = settings.DEFAULT_COUNTRY if so_far.has_place else ""
        if not so_far.has_place:
            self.fields["country"].help_text = _("Only if it is for people of one country.")

    @property
    def sections(self) -> list[Section]:
        """Without a place the country stands last: it is no place to go to, and says whom an online group is for."""
        rows = super().sections
        return rows if self.so_far.has_place else [*rows[1:], rows[0]._replace(heading="")]

    def clean_phone(self) -> str:
        """Something that can be dialled."""
        phone = self.cleaned_data["phone"]
        if phone and sum(letter.isdigit() for letter in phone) < 3:
            raise forms.ValidationError(_("This is not a phone number. You can leave it empty."))
        return phone

    def clean(self) -> dict[str, Any]:
        """People must be able to find it, to join it, or to ask where it is."""
        data = super().clean() or {}
        if self.so_far.has_place:
            self.need("country", _("Choose the country."))
            if not data.get("area_served"):
                self.need("locality", _("Write the town or district, so that people can find it."))
        reachable = any(data.get(name) for name in (*_JOIN, *_REACH)) or any(name in self.errors for name in _REACH)
        if not self.so_far.has_place and not reachable:
            self.need("join_link", _("How do people join? Give a link, a number or a few words."))
        if data.get("public_location") == Group.PublicLocation.AREA and not reachable:
            self.need(
                "phone", _("People will have to ask you where it is. Give a phone number, an e-mail or a website.")
            )
        return data

    def values(self) -> Sheet:
        """The sheet's fields; where nothing was chosen the address is shown."""
        values = super().values()
        if self.so_far.has_place:
            values["public_location"] = values["public_location"] or str(Group.PublicLocation.EXACT)
        return values


def address_of(so_far: SoFar) -> tuple[str, str, str, str]:
    """(postcode, town, region, country) as they were typed."""
    return (
        so_far.typed("where", "postal_code"),
        so_far.typed("where", "locality"),
        so_far.typed("where", "region"),
        so_far.typed("where", "country"),
    )


class PinForm(StepForm):
    """Which point on the map it is: one of the matches, typed coordinates, or none."""

    name, title, template = "pin", _("The pin on the map"), "listings/apply_pin.html"
    NONE = "none"
    choice = forms.ChoiceField(
        label=_("Where is it?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose one of these points, or “no pin”."),
            "invalid_choice": _("Choose one of these points, or “no pin”."),
        },
    )
    coordinates = text_field(
        100,
        label=_("Or type the coordinates"),
        help_text=_("Such as 53.8012, -1.5486. Most maps show them when you press long on a place."),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    address = forms.CharField(required=False, widget=forms.HiddenInput)

    def shape(self) -> None:
        """The points to choose from, the best of them chosen."""
        points = [*self.matches.pins, *([self.other] if self.other else [])]
        rows = [(one.key, f"{one.label} ({pin.in_words(one.precision)})") for one in points]
        choice = self.fields["choice"]
        choice.choices = [*rows, (self.NONE, _("No pin. We show the town in words."))]  # type: ignore[attr-defined]
        choice.initial = choice.choices[0][0]  # type: ignore[attr-defined]
        self.fields["address"].initial = self.place

    @classmethod
    def tidy(cls, typed: Typed) -> Typed:
        """Coordinates that can be read become the chosen point; the box is then free for others."""
        found = pin.pin_of_words((typed.get("coordinates") or [""])[-1])
        return typed | {"choice": [found.key], "coordinates": [""]} if found else typed

    @cached_property
    def matches(self) -> Matches:
        """The points of the address that was typed."""
        return pin.matches_of(*address_of(self.so_far))

    @cached_property
    def other(self) -> Pin | None:
        """The chosen point where it is none of the matches."""
        chosen = pin.pin_of_key(self.so_far.typed(self.name, "choice"))
        if chosen is None or chosen.key in [one.key for one in self.matches.pins]:
            return None
        return chosen._replace(label=f"{chosen.latitude:.6f}, {chosen.longitude:.6f}")

    @property
    def chosen(self) -> Pin | None:
        """The point that is chosen now, or offered first."""
        return pin.pin_of_key(str(self["choice"].value() or ""))

    @property
    def place(self) -> str:
        """The address a choice belongs to: with another address it is asked again."""
        return "|".join(address_of(self.so_far))

    @property
    def is_far(self) -> bool:
        """Whether the chosen point lies far from the address."""
        return bool(self.chosen and self.chosen.is_far_from(self.matches.pins))

    def clean(self) -> dict[str, Any]:
        """Coordinates that are still in their box could not be read; a choice for another address is asked again."""
        data = super().clean() or {}
        if data.get("coordinates"):
            self.add_error("coordinates", _("We could not read this. Write it like 53.8012, -1.5486."))
        if data.get("address") != self.place:
            self.add_error("choice", _("The address has changed. Is the pin still right?"))
        return data

    def values(self) -> Sheet:
        """The point of the sheet, none with “no pin”."""
        chosen = pin.pin_of_key(self.cleaned_data["choice"])
        if chosen is None:
            return {"latitude": None, "longitude": None, "precision": ""}
        return {"latitude": chosen.latitude, "longitude": chosen.longitude, "precision": chosen.precision}
