"""The links in our mails: GET shows, POST acts. A token is 256 random bits; the database has only its hash."""

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q

from groups.models import Group, Link, Organiser

#: How long each link lives.
LIVES = {
    Link.Purpose.CONFIRM: timedelta(days=7),
    Link.Purpose.OPEN: timedelta(hours=2),
    Link.Purpose.STILL: timedelta(days=60),
    Link.Purpose.ANSWER: timedelta(days=30),
    Link.Purpose.HAND_OVER_GIVE: timedelta(days=7),
    Link.Purpose.HAND_OVER_TAKE: timedelta(days=7),
    Link.Purpose.UNDO: timedelta(hours=72),
}


def make(purpose: Link.Purpose, organiser: Organiser, now: datetime, group: Group | None = None, **data: Any) -> str:
    """A new token for one organiser, one purpose and, where it is given, one group; `data` is kept beside it.

    `now` is aware. The token itself is stored nowhere: it must go into the mail at once.
    """
    token = secrets.token_urlsafe(32)
    Link.objects.create(
        digest=_digest(token), purpose=purpose, organiser=organiser, group=group, data=data,
        expires_at=now + LIVES[purpose],
    )  # fmt: skip
    return token


def find(purpose: Link.Purpose, token: str, now: datetime) -> Link | None:
    """The link of a token as long as it can be used at `now`; None for one unknown, used, too old or of another use."""
    return (
        Link.objects.select_related("organiser", "group")
        .filter(digest=_digest(token), purpose=purpose, used_at=None, expires_at__gt=now)
        .first()
    )


def was_used(purpose: Link.Purpose, token: str) -> bool:
    """Whether this token did its work already: whoever presses a button twice is not told that it failed."""
    return Link.objects.filter(digest=_digest(token), purpose=purpose).exclude(used_at=None).exists()


def use(link: Link, now: datetime) -> bool:
    """Use up a link: True for the one request that did, False for every other at the same time or later.

    Call it in the transaction of what the link does, before anything else is written.
    """
    used = Link.objects.filter(pk=link.pk, used_at=None, expires_at__gt=now).update(used_at=now)
    if used:
        Organiser.objects.filter(pk=link.organiser_id, verified_at=None).update(verified_at=now)
        # Whoever can open our mail gets our mail: earlier trouble is over.
        Organiser.objects.filter(pk=link.organiser_id).exclude(bounced_at=None).update(bounced_at=None)
    return bool(used)


def forget_old(now: datetime) -> int:
    """Delete links that can no longer be used and are 30 days past it; how many."""
    past = now - timedelta(days=30)
    return Link.objects.filter(Q(expires_at__lt=past) | Q(used_at__lt=past)).delete()[0]


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
