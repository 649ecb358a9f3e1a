"""What the second step adds to the back office: who has it, and help for whoever lost the phone."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.forms import UserChangeForm
from django.contrib.auth.models import User
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from directory import second_step
from directory.second_step_pages import NOT_YOURS, is_own_password
from groups.admin import scopes

_MAIL = "email"


class StaffForm(UserChangeForm):
    """A member of staff. Another mail address takes the password of whoever writes it down."""

    request: HttpRequest
    own_password = forms.CharField(
        label="Your own password",
        required=False,
        strip=False,
        help_text="Only to change the e-mail address.",
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if _MAIL in self.changed_data and not is_own_password(self.request, data.get("own_password", "")):
            self.add_error("own_password", f"{NOT_YOURS} It is needed to change the e-mail address.")
        return data


# The library would show everybody's keys to superusers.
admin.site.unregister([StaticDevice, TOTPDevice, User])


@admin.register(User)
class StaffAdmin(scopes.StaffAdmin):
    """The staff, with who has the second step."""

    form = StaffForm
    actions = ("turn_off_second_step",)

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        # Django makes a class of its own for each request.
        made: Any = super().get_form(request, obj, change=change, **kwargs)
        made.request = request
        return made

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """Django's, with the box for one's own password beside the mail address."""
        own = super().get_fieldsets(request, obj)
        if not self.has_change_permission(request, obj):
            return own
        return [
            (name, {**rest, "fields": (*rest["fields"], "own_password")} if _MAIL in rest["fields"] else rest)
            for name, rest in own
        ]

    def get_list_display(self, request: HttpRequest) -> Any:
        return *super().get_list_display(request), "second_step"

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        phones = TOTPDevice.objects.filter(user=OuterRef("pk"), confirmed=True)
        return super().get_queryset(request).annotate(second_step=Exists(phones))

    @admin.display(boolean=True, description="second step")
    def second_step(self, user: Any) -> bool:
        return user.second_step

    @admin.action(description="Turn off the second step (lost phone)", permissions=["change"])
    def turn_off_second_step(self, request: HttpRequest, users: QuerySet) -> None:
        """For others whom this administrator may change: one's own needs the password."""
        mine = User.objects.get(pk=request.user.pk or 0)
        others = [user for user in users.exclude(pk=mine.pk) if self.has_change_permission(request, user)]
        done = [user.get_username() for user in others if second_step.turn_off(user, by=mine)]
        if done:
            self.message_user(request, f"The second step is off: {', '.join(done)}.", messages.SUCCESS)
        if left := users.count() - len(done):
            why = "It was off, is your own, or you may not change that user."
            self.message_user(request, f"Left as they were: {left}. {why}", messages.WARNING)
