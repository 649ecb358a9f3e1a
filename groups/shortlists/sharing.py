"""Sharing a list: its groups and notes as they are now, at an address that nobody can guess, until a day.

Token and key are 128 random bits each. The database has only their hashes, so that whoever reads it can open no list;
a plain comparison of hashes gives nothing away by the time it takes.
"""

import hashlib
import secrets
from dataclasses import replace
from datetime import datetime, timedelta
from typing import NamedTuple

from django.http import HttpRequest
from django.utils.translation import gettext as _

from groups.guard import allowed, allowed_to_all
from groups.models import SharedList
from groups.shortlists.kept import Pick, Shared, Shortlist, signed_text
from groups.shortlists.rows import picks_of

#: For how many days a list may be shared, and what is chosen unless somebody chooses.
DAYS = (1, 7, 30, 90, 365)
USUAL_DAYS = 30
#: How many lists one browser may have shared at a time, and how many are kept of all.
MOST_OWN, MOST_OF_ALL = 5, 50_000
_BYTES = 16


class CannotShare(Exception):
    """The list is not shared: its text is the sentence that says why."""


class Live(NamedTuple):
    """A list that this browser shared and that can still be read."""

    own: Shared
    row: SharedList


def check_floods(request: HttpRequest, now: datetime) -> None:
    """Raises CannotShare where a network, or all together, share too much at `now` (aware)."""
    is_flood = not allowed(request, "share", now, burst=20, an_hour=60)
    if is_flood or not allowed_to_all("share", now, burst=300, an_hour=600):
        raise CannotShare(_("Too many lists were shared just now. Please wait a few minutes and try again."))
    if SharedList.objects.count() >= MOST_OF_ALL:
        raise CannotShare(_("We cannot keep more shared lists right now. You can print the list, or send it as text."))


def share(shortlist: Shortlist, days: int, now: datetime) -> Shortlist:
    """Share the groups of a list that are shown at `now` (aware); the list with what opens it and takes it back.

    Raises CannotShare, and Full where the browser's cookie has no room for that; then nothing was shared.
    """
    shared = tuple(one.own for one in live(shortlist, now))
    if len(shared) >= MOST_OWN:
        raise CannotShare(_("You share %(count)s lists already. Take one of them back first.") % {"count": MOST_OWN})
    notes = {pick.group_id: pick.note for pick in shortlist.picks}
    picks = [replace(pick, note=notes[pick.group_id]) for pick in picks_of(shortlist.group_ids)]
    if not picks:
        raise CannotShare(_("There is no group on your list that we show right now."))
    own = Shared(secrets.token_urlsafe(_BYTES), secrets.token_urlsafe(_BYTES))
    longer = replace(shortlist, shared=(*shared, own))
    signed_text(longer)
    SharedList.objects.create(
        token_hash=_hash(own.token),
        key_hash=_hash(own.key),
        picks=[{"group": pick.group_id, "version": pick.version, "note": pick.note} for pick in picks],
        made_at=now,
        expires_at=now + timedelta(days=days),
    )
    return longer


def find(token: str, now: datetime) -> SharedList | None:
    """The list at this address, as long as it can be read at `now` (aware); None for whatever else."""
    return SharedList.objects.filter(token_hash=_hash(token), expires_at__gt=now).first()


def picks_in(row: SharedList) -> tuple[Pick, ...]:
    """What was shared, in its order."""
    return tuple(Pick(pick["group"], pick["version"], pick["note"]) for pick in row.picks)


def live(shortlist: Shortlist, now: datetime) -> list[Live]:
    """What this browser shared and can still be read at `now` (aware), oldest first."""
    hashes = [_hash(own.token) for own in shortlist.shared]
    rows = {row.token_hash: row for row in SharedList.objects.filter(token_hash__in=hashes, expires_at__gt=now)}
    return [Live(own, rows[digest]) for own, digest in zip(shortlist.shared, hashes, strict=True) if digest in rows]


def take_back(shortlist: Shortlist, token: str) -> Shortlist:
    """End a list that this browser shared, with the key it has; nothing happens to any other list."""
    for own in shortlist.shared:
        if own.token == token:
            SharedList.objects.filter(token_hash=_hash(own.token), key_hash=_hash(own.key)).delete()
    return replace(shortlist, shared=tuple(own for own in shortlist.shared if own.token != token))


def forget_expired(now: datetime) -> int:
    """Delete the lists whose day is over at `now` (aware); how many."""
    return SharedList.objects.filter(expires_at__lte=now).delete()[0]


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
