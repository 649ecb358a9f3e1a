"""The first and the last steps of a listing: what it is, for whom, and who keeps it."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from groups.fields import AddressField
from groups.language import by_name, translated
from groups.listings.steps import Section, StepForm, text_field
from groups.models import Feature, Fellowship, Group, Language, Philosophy
from groups.models.group import Attendance
from groups.sheet import Sheet

Choices = list[tuple[str, str]]
_NO_SUCH = {"invalid_choice": _("Choose one of these.")}


def _named(rows: Iterable[tuple[str, str]], nothing: Any = None) -> Choices:
    named = sorted(((value, translated(name)) for value, name in rows), key=lambda row: by_name(row[1]))
    return [("", str(nothing)), *named] if nothing is not None else named


class WhatForm(StepForm):
    """What it is called, what it is, and how people take part."""

    name, title = "what", _("What is it?")
    kind = forms.ChoiceField(
        label=_("What kind of support is it?"),
        choices=Group.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what kind of support it is."), **_NO_SUCH},
    )
    group_name = text_field(
        255,
        label=_("What is it called?"),
        help_text=_("As people know it, such as “Hope on Thursdays”."),
        error_messages={"required": _("Write what it is called.")},
    )
    attendance = forms.ChoiceField(
        label=_("How do people take part?"),
        choices=Attendance.choices,
        widget=forms.RadioSelect,
        required=False,
        error_messages=_NO_SUCH,
    )
    fellowship = forms.ChoiceField(label=_("Which network does it belong to?"), required=False, error_messages=_NO_SUCH)
    philosophy = forms.ChoiceField(
        label=_("Which idea does it follow?"),
        help_text=_("Only if it belongs to no network, or follows another idea than its network."),
        required=False,
        error_messages=_NO_SUCH,
    )
    facilitation = forms.ChoiceField(
        label=_("Who runs it?"),
        choices=Group.Facilitation.choices,
        widget=forms.RadioSelect,
        initial=Group.Facilitation.PEER,
        required=False,
        error_messages=_NO_SUCH,
    )
    description = text_field(
        2000,
        label=_("A few words about it"),
        help_text=_("What happens there? What would you tell a friend who is new?"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    groups_of_fields = (
        ("", "kind group_name attendance"),
        ("", "fellowship philosophy facilitation description"),
    )
    of_sheet = frozenset("kind fellowship philosophy description".split())

    def shape(self) -> None:
        """The choices of the vocabulary; only some kinds are asked how people take part."""
        fellowships = Fellowship.objects.values_list("slug", "name")
        self.fields["fellowship"].choices = _named(fellowships, _("None of these"))  # type: ignore[attr-defined]
        ideas = Philosophy.objects.values_list("slug", "name")
        self.fields["philosophy"].choices = _named(ideas, _("Its network’s, or not sure"))  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """How people take part must be said, of all but an online community."""
        data = super().clean() or {}
        if self.so_far.kind != Group.Kind.ONLINE_COMMUNITY:
            self.need("attendance", _("Choose how people take part."))
        return data

    def values(self) -> Sheet:
        """The sheet's fields; nobody has to say who runs it: peers do."""
        data = self.cleaned_data
        return super().values() | {
            "name": data["group_name"],
            "attendance": str(self.so_far.attendance),
            "fellowship": data["fellowship"] or None,
            "philosophy": data["philosophy"] or None,
            "facilitation": data["facilitation"] or str(Group.Facilitation.PEER),
        }


class WhomForm(StepForm):
    """Who may come, in which languages, and what a newcomer should know."""

    name, title = "whom", _("Who is it for?")
    who_may_come = text_field(
        300,
        label=_("Who may come?"),
        help_text=_("Such as “Anyone who wants to stop drinking”. Leave it empty if anyone may."),
        required=False,
    )
    cost = text_field(
        200, label=_("What does it cost?"), help_text=_("Such as “Free” or “£2 for tea”."), required=False
    )
    first_visit_note = text_field(
        1000,
        label=_("What should people know before a first visit?"),
        help_text=_("Where the door is, whom to ask for, whether one has to speak."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    suits = forms.MultipleChoiceField(
        label=_("Who is it made for?"), required=False, widget=forms.CheckboxSelectMultiple, error_messages=_NO_SUCH
    )
    access = forms.MultipleChoiceField(
        label=_("What can people count on?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages=_NO_SUCH,
    )
    style = forms.MultipleChoiceField(
        label=_("How does it go?"), required=False, widget=forms.CheckboxSelectMultiple, error_messages=_NO_SUCH
    )
    languages = forms.MultipleChoiceField(
        label=_("Which languages are spoken?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages=_NO_SUCH,
    )
    helpers_welcome = forms.ChoiceField(
        label=_("Are you looking for people who would help?"),
        choices=[("", _("Rather not say")), ("yes", _("Yes")), ("no", _("No, not now"))],
        required=False,
        widget=forms.RadioSelect,
        error_messages=_NO_SUCH,
    )
    helpers_requirement = text_field(
        300,
        label=_("What do you ask of helpers?"),
        help_text=_("Such as “Twelve months in recovery”."),
        required=False,
    )
    groups_of_fields = (
        ("", "who_may_come cost first_visit_note"),
        ("", "suits access style languages"),
        ("", "helpers_welcome helpers_requirement"),
    )
    of_sheet = frozenset("who_may_come cost first_visit_note helpers_requirement languages".split())
    _BY_PARAMETER = {"suits": "for", "access": "access", "style": "style"}

    def shape(self) -> None:
        """The choices of the vocabulary."""
        for name, parameter in self._BY_PARAMETER.items():
            rows = Feature.objects.filter(parameter=parameter).values_list("slug", "name")
            self.fields[name].choices = _named(rows)  # type: ignore[attr-defined]
        spoken = Language.objects.values_list("code", "name")
        self.fields["languages"].choices = _named(spoken)  # type: ignore[attr-defined]

    @property
    def sections(self) -> list[Section]:
        """The many boxes are folded away, those with a tick or a mistake are open."""
        words, boxes, helpers = super().sections
        folded = [
            Section(field.label, [field], folds=True, is_open=bool(field.value() or field.errors))
            for field in boxes.fields
        ]
        return [words, *folded, helpers]

    def values(self) -> Sheet:
        """The sheet's fields."""
        data = self.cleaned_data
        features = sorted({slug for name in self._BY_PARAMETER for slug in data[name]})
        welcome = {"yes": True, "no": False}.get(data["helpers_welcome"])
        return super().values() | {
            "languages": sorted(data["languages"]),
            "features": features,
            "helpers_welcome": welcome,
        }


class YouForm(StepForm):
    """The organiser's own address, which nobody sees."""

    name, title = "you", _("You")
    organiser_email = AddressField(
        label=_("Your e-mail"),
        max_length=254,
        help_text=_(
            "We never show it to anyone. We write to you to confirm this listing, to ask every three months whether it "
            "is still right, and when a visitor reports something."
        ),
        error_messages={
            "required": _("Write your e-mail. We need it to confirm the listing."),
            "invalid": _("This is not an e-mail address, such as name@example.org."),
            "max_length": _("This address is too long."),
        },
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    may_list = forms.BooleanField(
        label=_("I may list this group: I run it, or those who run it asked me to."),
        error_messages={"required": _("Tick this box if you may list this group. If not, ask those who run it first.")},
    )
    groups_of_fields = (("", "organiser_email may_list"),)
