"""Which mails there are, who gets them, and how one is wanted: in the transaction of the change, sent by `run_due`.

A mail is one function, registered under its name, and one template, `templates/emails/<name>.txt`:

    @mails.mail("confirm_new")
    def confirm_new(reader, group, data, now):
        token = links.make(Link.Purpose.CONFIRM, reader, now, group)
        return {"link": mails.address("confirm", token)}

The function runs when the mail is sent, in the reader's language; None says that there is nothing left to send. The
template extends `emails/base.txt`; the HTML is made of the same text (`groups.listings.letters`). The module of the
function must be imported by `groups.listings.due`.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any, NamedTuple

from django.conf import settings
from django.contrib.auth.models import User
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import translation

from groups import outbox
from groups.listings import delivery, letters
from groups.models import Group, Organiser

KIND = "mail"

Reader = Organiser | User
#: (reader, group, data, now) -> the template's context, or None when the mail is no longer needed.
Maker = Callable[[Any, Any, dict[str, Any], datetime], dict[str, Any] | None]


class Mail(NamedTuple):
    """A kind of mail; `to_bounced` where somebody has just asked for it: then a mailbox that failed is tried again."""

    maker: Maker
    to_bounced: bool


MAILS: dict[str, Mail] = {}


def mail(name: str, to_bounced: bool = False) -> Callable[[Maker], Maker]:
    """Register the function that makes the context of `templates/emails/<name>.txt`."""

    def register(maker: Maker) -> Maker:
        MAILS[name] = Mail(maker, to_bounced)
        return maker

    return register


def want(
    name: str,
    organiser: Organiser,
    group: Group | None = None,
    key: str = "",
    due_at: datetime | None = None,
    **data: Any,
) -> None:
    """Want the mail `name` sent to an organiser, in the caller's transaction, at `due_at` (aware; at once if None).

    `data` is JSON that names rows by id and holds no address. One `key` never waits twice.
    """
    payload = {"mail": name, "organiser": organiser.pk, "group": group.pk if group else None, **data}
    outbox.enqueue(KIND, payload, key=key, due_at=due_at)


def tell_moderators(name: str, group: Group, key: str = "", **data: Any) -> None:
    """Want the mail `name` sent to everyone who looks after this group; in the caller's transaction."""
    for user in moderators_of(group):
        payload = {"mail": name, "user": user.pk, "group": group.pk, **data}
        outbox.enqueue(KIND, payload, key=f"{key}:{user.pk}" if key else "")


def moderators_of(group: Group) -> QuerySet[User]:
    """The active staff with an address whose scope holds this group; superusers look after everything."""
    place = Q(scopes__country="") | Q(scopes__country=group.country)
    region = Q(scopes__region="") | Q(scopes__region__iexact=group.region)
    fellowship = Q(scopes__fellowship=None) | Q(scopes__fellowship=group.fellowship_id)
    own = Q(is_superuser=True) | (Q(scopes__isnull=False) & place & region & fellowship)
    return User.objects.filter(own, is_active=True, is_staff=True).exclude(email="").order_by("pk").distinct()


def address(name: str, *args: object) -> str:
    """The public address of one of our pages, in the language that is active: for links in mails."""
    return settings.SITE_URL + reverse(name, args=args)


def send(payload: dict[str, Any], number: int, now: datetime) -> None:
    """Send the mail of job `number` at `now` (aware); nothing is sent to a reader who is gone or whose mail bounces.

    `payload["attempt"]`, from 1 on, says how often it was tried, this time included. Raises KeyError for a mail that
    nobody registered, and what `delivery.deliver` raises.
    """
    kind, reader = MAILS[payload["mail"]], _reader(payload)
    group = Group.objects.filter(pk=payload["group"]).first() if payload.get("group") else None
    if reader is None or (payload.get("group") and group is None):
        return
    if getattr(reader, "bounced_at", None) and not kind.to_bounced:
        return
    with translation.override(_language(reader)):
        context = kind.maker(reader, group, payload, now)
        if context is None:
            return
        message = letters.write(payload["mail"], reader, group, context, number)
    delivery.deliver(message)


def _reader(payload: dict[str, Any]) -> Reader | None:
    if "user" in payload:
        return User.objects.filter(pk=payload["user"], is_active=True).exclude(email="").first()
    return Organiser.objects.filter(pk=payload["organiser"]).first()


def _language(reader: Reader) -> str:
    """The reader's own language where the site speaks it, else the site's."""
    own = getattr(reader, "language", "")
    return own if own in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
