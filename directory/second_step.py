"""The second step of the staff's log-in: a code from an app on the phone (RFC 6238), or one of ten recovery codes.

`django_otp` keeps the keys, takes each code once and slows guesses down. Whoever has a confirmed TOTPDevice has it on.
"""

import hashlib
import re
import secrets
import time
from binascii import unhexlify
from datetime import datetime, timedelta
from typing import Any

import django_otp
from django.conf import settings
from django.contrib import auth
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import User
from django.db import transaction
from django.http import HttpRequest
from django_otp.models import Device
from django_otp.oath import TOTP
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

OPTIONAL, REQUIRED = CHOICES = ("optional", "required")
RECOVERY_CODES = 10
#: Digits of a code from the app, and of a recovery code.
_APP, _RECOVERY = 6, 12
#: A recovery code is random, and a page makes ten: a tenth of the rounds for a password will do.
_ROUNDS = 100_000


def is_on(user: Any) -> bool:
    """Whether this member of staff has the second step."""
    return TOTPDevice.objects.filter(user=user, confirmed=True).exists()


def wants_code(user: Any) -> bool:
    """Whether whoever gave the password still owes the code."""
    return _is_staff(user) and not _is_through(user) and is_on(user)


def wants_setting_up(user: Any) -> bool:
    """Whether the operator requires the second step of this member of staff, who has none."""
    return settings.STAFF_SECOND_STEP != OPTIONAL and _is_staff(user) and not _is_through(user) and not is_on(user)


def may_set_up(user: Any) -> bool:
    """Whether this is staff who may turn the second step on or look at it: with the password, and the code if any."""
    return _is_staff(user) and not wants_code(user)


def device_that_takes(user: User, typed: str) -> Device | None:
    """The device whose code was typed, and which takes it no second time; None for a wrong, used or hasty one."""
    code = re.sub(r"[\s-]", "", typed)
    device: TOTPDevice | StaticDevice | None
    if len(code) == _RECOVERY:
        device = StaticDevice.objects.filter(user=user).first()
        code = _kept(code, device.name) if device else ""
    else:
        device = TOTPDevice.objects.filter(user=user, confirmed=True).first()
        # The library would read "50471" as the code 050471.
        code = code if len(code) == _APP else ""
    return django_otp.verify_token(user, device.persistent_id, code) if device else None


def rests_for(user: User, now: datetime) -> timedelta:
    """How long from `now` (aware) no code of the app is looked at, after wrong ones."""
    device = TOTPDevice.objects.filter(user=user, confirmed=True).first()
    allowed, why = device.verify_is_allowed() if device else (True, {})
    return timedelta() if allowed else why["locked_until"] - now


def come_in(request: HttpRequest, device: Device) -> None:
    """The log-in is whole: the session gets a new number and remembers the device."""
    request.user.otp_device = device  # type: ignore[union-attr]
    request.session.cycle_key()
    auth.login(request, request.user, request.session[auth.BACKEND_SESSION_KEY])  # type: ignore[arg-type]


@transaction.atomic
def turn_on(user: User, key: str, typed: str) -> TOTPDevice | None:
    """Turn it on with a `key` (hex) where what was typed shows that the phone has it; None otherwise."""
    User.objects.select_for_update().get(pk=user.pk)
    code = re.sub(r"\s", "", typed)
    totp = TOTP(unhexlify(key))
    totp.time = time.time()
    if is_on(user) or len(code) != _APP or not code.isdecimal() or not totp.verify(int(code), tolerance=1):
        return None
    record(user, by=user, did="Turned on the second step.")
    return TOTPDevice.objects.create(user=user, name="phone", key=key, drift=totp.drift, last_t=totp.t())


@transaction.atomic
def turn_off(user: User, by: User, did: str = "Turned off the second step.") -> bool:
    """Forget the key and the recovery codes, with a line in the admin's log; False where it was off."""
    was_on = is_on(user)
    TOTPDevice.objects.filter(user=user).delete()
    StaticDevice.objects.filter(user=user).delete()
    if was_on:
        record(user, by, did)
    return was_on


@transaction.atomic
def new_recovery_codes(user: User) -> list[str]:
    """Ten codes in place of the old ones, as people read them: 1234-5678-9012. Nobody can read them again."""
    User.objects.select_for_update().get(pk=user.pk)
    device, _ = StaticDevice.objects.get_or_create(user=user)
    # The table has no column for a salt, and shows its name to nobody.
    device.name = secrets.token_hex(16)
    device.save()
    device.token_set.all().delete()
    codes = [f"{secrets.randbelow(10**_RECOVERY):0{_RECOVERY}}" for _ in range(RECOVERY_CODES)]
    StaticToken.objects.bulk_create(StaticToken(device=device, token=_kept(code, device.name)) for code in codes)
    record(user, by=user, did="Made new recovery codes.")
    return ["-".join(re.findall("....", code)) for code in codes]


def recovery_codes_left(user: Any) -> int:
    """How many recovery codes have not been used."""
    return StaticToken.objects.filter(device__user=user).count()


def record(user: User, by: User, did: str) -> None:
    """A line in the history of a member of staff, in the admin."""
    LogEntry.objects.log_actions(by.pk, [user], CHANGE, did, single_object=True)


def _kept(code: str, salt: str) -> str:
    """What the database holds of a recovery code: sixteen letters of a slow hash."""
    return hashlib.pbkdf2_hmac("sha256", code.encode(), salt.encode(), _ROUNDS, dklen=8).hex()


def _is_staff(user: Any) -> bool:
    return user.is_active and user.is_staff


def _is_through(user: Any) -> bool:
    return getattr(user, "otp_device", None) is not None
