"""The pages of the second step: the code at the log-in, and “Your second step”, where staff turn it on and off."""

from base64 import b32encode
from datetime import timedelta
from typing import Any, cast

import segno
from axes.handlers.proxy import AxesProxyHandler
from django import forms
from django.contrib import admin, messages
from django.contrib.auth import REDIRECT_FIELD_NAME, authenticate
from django.contrib.auth.models import User
from django.contrib.auth.signals import user_login_failed
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.safestring import SafeString
from django.views.decorators.http import require_http_methods
from django_otp.plugins.otp_totp.models import TOTPDevice, default_key

from directory import second_step

#: In the session: the key of a phone that has not shown a code yet.
_KEY = "second_step_key"
NOT_YOURS = "This is not your password."
_WRONG = (
    "This code is wrong, or was used before. The app shows a new one every 30 seconds. "
    "Type that one, or one of your recovery codes."
)


class CodeForm(forms.Form):
    code = forms.CharField(
        label="Code",
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )


class PasswordForm(forms.Form):
    password = forms.CharField(
        label="Your password",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


class TurnOnForm(CodeForm):
    """The code, and the password again: whoever finds a desk open must not put a phone of theirs on it."""

    password = PasswordForm.base_fields["password"]


def ask_code(request: HttpRequest) -> HttpResponse:
    """The second page of the log-in. A wrong code counts like a wrong password, and locks like one."""
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if device := _device_that_takes(request, form.cleaned_data["code"]):
            second_step.come_in(request, device)
            return redirect(_next(request))
        form.add_error("code", _refusal(request))
    form.fields["code"].widget.attrs["autofocus"] = True
    return _page(request, "code", "Your second step", form=form, next=_next(request))


@require_http_methods(["GET", "POST"])
def mine(request: HttpRequest) -> HttpResponse:
    """Whether it is on; where it is off, the key to scan and the boxes for the password and the first code."""
    if not second_step.may_set_up(request.user):
        return redirect_to_login(request.get_full_path(), reverse("admin:login"))
    if second_step.is_on(request.user):
        return _page(request, "on", "Your second step", left=second_step.recovery_codes_left(request.user))
    key, form = request.session.setdefault(_KEY, default_key()), TurnOnForm(request.POST or None)
    if request.method == "POST" and _is_password(request, form):
        if device := second_step.turn_on(_me(request), key, form.cleaned_data["code"]):
            del request.session[_KEY]
            second_step.come_in(request, device)
            return _codes(request)
        form.add_error("code", "This is not the code of this key. Type the next one, and look at your phone’s clock.")
    return _page(request, "off", "Your second step", form=form, **_ways_to_the_app(request, key))


@require_http_methods(["GET", "POST"])
def new_codes(request: HttpRequest) -> HttpResponse:
    """Ten new recovery codes, for the password."""
    if not second_step.is_on(request.user):
        return redirect("admin:second_step")
    form = PasswordForm(request.POST or None)
    if request.method == "POST" and _is_password(request, form):
        return _codes(request)
    return _page(request, "password", "Make new recovery codes", form=form)


@require_http_methods(["GET", "POST"])
def off(request: HttpRequest) -> HttpResponse:
    """Turn it off, for the password."""
    if not second_step.is_on(request.user):
        return redirect("admin:second_step")
    form = PasswordForm(request.POST or None)
    if request.method == "POST" and _is_password(request, form):
        second_step.turn_off(_me(request), by=_me(request))
        messages.success(request, "Your second step is off.")
        return redirect("admin:second_step")
    return _page(request, "password", "Turn off your second step", form=form, off=True)


def _me(request: HttpRequest) -> User:
    return cast(User, request.user)


def _device_that_takes(request: HttpRequest, typed: str) -> Any:
    """The device; None, and a wrong try more for name and network, where there is none or these are locked."""
    credentials = {"username": request.user.get_username()}
    device = None
    if AxesProxyHandler.is_allowed(request, credentials):
        device = second_step.device_that_takes(_me(request), typed)
    if device is None:
        user_login_failed.send(sender=__name__, credentials=credentials, request=request)
    return device


def _refusal(request: HttpRequest) -> str:
    rest = second_step.rests_for(_me(request), timezone.now())
    if rest < timedelta(minutes=1):
        return _WRONG
    return (
        f"There were many wrong codes. No code of the app is looked at for {rest // timedelta(minutes=1) + 1} minutes. "
        "You may use a recovery code. If it was not you who tried, tell an administrator."
    )


def _is_password(request: HttpRequest, form: forms.Form) -> bool:
    """Whether the form is whole and holds the password."""
    if form.is_valid() and not is_own_password(request, form.cleaned_data["password"]):
        form.add_error("password", NOT_YOURS)
    return form.is_valid()


def is_own_password(request: HttpRequest, typed: str) -> bool:
    """Whether that is the password of whoever is logged in; a wrong one counts like one at the log-in."""
    return authenticate(request, username=request.user.get_username(), password=typed) is not None


def _codes(request: HttpRequest) -> HttpResponse:
    """The one page that shows recovery codes: it is made while they are."""
    return _page(request, "codes", "Your recovery codes", codes=second_step.new_recovery_codes(_me(request)))


def _ways_to_the_app(request: HttpRequest, key: str) -> dict[str, str]:
    """The key (hex) as a picture to scan, as text in fours, and as a link for an app on the same device."""
    device = TOTPDevice(user=_me(request), key=key)
    picture = segno.make_qr(device.config_url)
    svg = picture.svg_inline(omitsize=True, svgclass="qr", lineclass=None, light="#fff", title="The key as a QR code")
    text = b32encode(device.bin_key).decode()
    fours = " ".join(text[at : at + 4] for at in range(0, len(text), 4))
    return {"qr": SafeString(svg), "key": fours, "link": device.config_url}


def _next(request: HttpRequest) -> str:
    """Where the log-in leads: a page of ours that was asked for, else the admin's first."""
    wanted = request.POST.get(REDIRECT_FIELD_NAME) or request.GET.get(REDIRECT_FIELD_NAME, "")
    ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if ours else reverse("admin:index")


def _page(request: HttpRequest, name: str, title: str, **more: Any) -> HttpResponse:
    inside = admin.site.has_permission(request)
    own = {"title": title, "inside": inside, "is_nav_sidebar_enabled": inside}
    return TemplateResponse(request, f"admin/second_step/{name}.html", admin.site.each_context(request) | own | more)
