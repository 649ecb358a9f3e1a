"""Mail that comes back for good: whose it was, and that they get no more until they use a link of ours.

A message to the bounce address is written by whoever likes to. It counts when it bears what only our mail holds
(`groups.listings.marks`): it came to a signed return address, or tells the Message-ID of a mail to the one that failed.
"""

import re
from collections.abc import Iterator
from datetime import datetime
from email import message_from_bytes
from email.message import Message
from email.utils import getaddresses

from django.db import Error as DatabaseError
from flufl.bounce import all_failures

from groups.listings import mails, marks
from groups.models import Job, Organiser

#: Where mail servers write the address that a message was for.
_RECIPIENT_HEADERS = ("Delivered-To", "X-Original-To", "Envelope-To", "To")
_MESSAGE_ID = re.compile(rb"<[0-9a-f]{32}@[A-Za-z0-9.:\[\]-]+>")


def record(organiser_id: int, now: datetime) -> None:
    """Mail to this organiser came back for good at `now` (aware)."""
    Organiser.objects.filter(pk=organiser_id, bounced_at=None).update(bounced_at=now)


def take(raw: bytes, now: datetime, recipient: str = "") -> str:
    """Read a message that came to the bounce address; a sentence without addresses says what it changed.

    `recipient` is the address it was delivered to, where the mail server says so; else the headers are asked. Raises
    django.db.Error, and nothing else.
    """
    try:
        organiser = _organiser_of(raw, recipient)
    except DatabaseError:
        raise
    except Exception:
        # What strangers send breaks every parser in the end.
        return "This message cannot be read. Nothing was changed."
    if organiser is None:
        return "This message tells of no mail of ours that failed for good. Nothing was changed."
    record(organiser.pk, now)
    return f"Mail to organiser {organiser.pk} came back. They get no more until they use a link."


def _organiser_of(raw: bytes, recipient: str) -> Organiser | None:
    message = message_from_bytes(raw)
    failed = {address.decode("ascii", "replace").lower() for address in all_failures(message)[1]}
    if not failed:
        return None
    signed = (marks.organiser_of(address) for address in (recipient, *_recipients(message)))
    return next(filter(None, signed), None) or _known_by_our_mail(failed, raw)


def _recipients(message: Message) -> Iterator[str]:
    headers = [str(value) for name in _RECIPIENT_HEADERS for value in message.get_all(name, [])]
    return (address for _, address in getaddresses(headers))


def _known_by_our_mail(failed: set[str], raw: bytes) -> Organiser | None:
    told = {found.decode("ascii") for found in _MESSAGE_ID.findall(raw)}
    for organiser in Organiser.objects.filter(email__in=failed) if told else ():
        sent = Job.objects.filter(kind=mails.KIND, payload__organiser=organiser.pk).values_list("pk", flat=True)
        if told & {marks.message_id(number) for number in sent}:
            return organiser
    return None
