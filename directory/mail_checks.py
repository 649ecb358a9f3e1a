"""What `manage.py check` says of the settings of mail and due work."""

from collections.abc import Iterator
from email.utils import parseaddr
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Info, Tags, register
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import DatabaseError

from groups import outbox
from groups.listings import delivery

#: Fewer letters of a token could be guessed.
_SHORTEST_TOKEN = 20


@register(Tags.security)
def mail_settings_make_sense(**kwargs: Any) -> list[CheckMessage]:
    """Errors in MAIL_FROM, BOUNCE_ADDRESS, EMAIL_TIMEOUT and METRICS_TOKEN, each with what to write instead."""
    return list(_mail_settings())


@register(deploy=True)
def mail_goes_out(**kwargs: Any) -> list[CheckMessage]:
    """What keeps organisers from getting mail; silent about jobs while there are no tables."""
    try:
        return list(_mail_out())
    except DatabaseError:
        return []


def _mail_settings() -> Iterator[CheckMessage]:
    if not _is_address(parseaddr(settings.MAIL_FROM)[1]) or not settings.MAIL_FROM.isprintable():
        yield Error("MAIL_FROM holds no e-mail address. Write: Directory <mail@directory.example>", id="directory.E020")
    if settings.BOUNCE_ADDRESS and (not _is_address(settings.BOUNCE_ADDRESS) or "+" in settings.BOUNCE_ADDRESS):
        yield Error(
            "BOUNCE_ADDRESS is no plain e-mail address. Write bounces@directory.example: we add the part from + on.",
            id="directory.E021",
        )
    if not 1 <= settings.EMAIL_TIMEOUT <= delivery.LONGEST // 4:
        yield Error(f"EMAIL_TIMEOUT must be from 1 to {delivery.LONGEST // 4} seconds.", id="directory.E022")
    if settings.METRICS_TOKEN and len(settings.METRICS_TOKEN) < _SHORTEST_TOKEN:
        yield Error(
            f"METRICS_TOKEN is shorter than {_SHORTEST_TOKEN} letters. Make one with: openssl rand -hex 20",
            id="directory.E023",
        )


def _mail_out() -> Iterator[CheckMessage]:
    if not settings.EMAIL_CONFIG["EMAIL_BACKEND"].endswith("smtp.EmailBackend"):
        yield Info("EMAIL_URL names no mail server: mails are only printed.", id="directory.I020")
    if not settings.BOUNCE_ADDRESS:
        yield Info("BOUNCE_ADDRESS is empty: nobody learns of addresses that no longer take mail.", id="directory.I021")
    if given_up := outbox.counts()[1]:
        yield Info(f"{given_up} jobs were given up. Look at them in the admin, under Jobs.", id="directory.I022")


def _is_address(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True
