"""What keeps programs and floods out of our forms without asking a person for anything."""

import hashlib
import hmac
import ipaddress
import secrets
from datetime import UTC, datetime, timedelta
from typing import Any

from django import forms
from django.core import signing
from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from groups.models import Bucket, DailySalt

#: A person reads before sending; a form may lie open for two days.
SOONEST, LATEST = timedelta(seconds=1), timedelta(hours=48)
_SALT = "groups.guard"


class GuardedForm(forms.Form):
    """A form with a box that people do not see and the time it was shown. `purpose` ties the time to one form.

    `form.guard` renders both; what trips them is asked once more with everything typed kept: it may be a person.
    `trapped` is what is then said of the box.
    """

    purpose = "form"
    trapped: str | Promise = _("Something filled in a hidden box. Please send it once more.")

    def clean(self) -> dict[str, Any]:
        """The cleaned data; an error of the whole form where it looks filled in by a program, or is too old."""
        data = super().clean() or {}
        if self.data.get("website2"):
            self.add_error(None, str(self.trapped))
        elif not is_fresh(self.data.get("shown", ""), self.purpose):
            self.add_error(None, _("This form was sent very fast, or was open for a long time. Please send it again."))
        return data

    @property
    def guard(self) -> SafeString:
        """The two hidden fields. A form that is asked again keeps its time: the second press is never too fast."""
        sent = self.data.get("shown", "")
        age = _age_of(sent, self.purpose)
        return format_html(
            '<div hidden><label>{} <input name="website2" tabindex="-1" autocomplete="off">'
            '</label></div><input type="hidden" name="shown" value="{}">',
            _("Leave this empty"),
            sent if age is not None and age <= LATEST else stamp(self.purpose),
        )


def stamp(purpose: str) -> str:
    """The present time, signed, for one purpose."""
    return signing.dumps({"for": purpose, "at": timezone.now().timestamp()}, salt=_SALT)


def is_fresh(stamped: str, purpose: str) -> bool:
    """Whether a stamp is of this purpose, ours, and neither too young nor too old for a person."""
    age = _age_of(stamped, purpose)
    return age is not None and SOONEST <= age <= LATEST


def _age_of(stamped: str, purpose: str) -> timedelta | None:
    try:
        own = signing.loads(stamped, salt=_SALT)
    except signing.BadSignature:
        return None
    return timezone.now() - datetime.fromtimestamp(own["at"], UTC) if own["for"] == purpose else None


def allowed(request: HttpRequest, action: str, now: datetime, burst: int, an_hour: float) -> bool:
    """Whether the network this request comes from may do `action` once more at `now` (aware).

    A token bucket: `burst` at once, then `an_hour`. The network is /24 or /48, kept only as a hash with a salt that
    lives for a day, so nobody can tell later who it was.
    """
    return _take(_key(request.META.get("REMOTE_ADDR", ""), action, now), now, burst, an_hour)


def allowed_to_all(action: str, now: datetime, burst: int, an_hour: float) -> bool:
    """Whether anybody may do `action` once more at `now` (aware), all networks together: nothing is kept of one."""
    return _take(action, now, burst, an_hour)


def _take(key: str, now: datetime, burst: int, an_hour: float) -> bool:
    with transaction.atomic():
        Bucket.objects.get_or_create(key=key, defaults={"tokens": float(burst), "filled_at": now})
        bucket = Bucket.objects.select_for_update().get(key=key)
        hours = max(0.0, (now - bucket.filled_at).total_seconds() / 3600)
        tokens = min(float(burst), bucket.tokens + hours * an_hour)
        is_allowed = tokens >= 1
        bucket.tokens, bucket.filled_at = tokens - is_allowed, now
        bucket.save()
    return is_allowed


def forget_other_days(now: datetime) -> None:
    """Delete the salts of other days (UTC) and the buckets nobody has used since yesterday."""
    DailySalt.objects.exclude(day=now.date()).delete()
    Bucket.objects.filter(filled_at__lt=now - timedelta(days=1)).delete()


def network_of(address: str) -> str:
    """The /24 or /48 network of an address, "" for a Unix socket or what is no address."""
    try:
        peer = ipaddress.ip_address(address)
    except ValueError:
        return ""
    return str(ipaddress.ip_network(f"{peer}/{24 if peer.version == 4 else 48}", strict=False))


def _key(address: str, action: str, now: datetime) -> str:
    salt = _salt_of(now)
    return hmac.new(salt.encode(), f"{action}|{network_of(address)}".encode(), hashlib.sha256).hexdigest()


def _salt_of(now: datetime) -> str:
    fresh = {"salt": secrets.token_hex(32)}
    try:
        return DailySalt.objects.get_or_create(day=now.date(), defaults=fresh)[0].salt
    except IntegrityError:
        return DailySalt.objects.get(day=now.date()).salt
