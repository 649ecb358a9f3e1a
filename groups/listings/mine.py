"""My groups: how an organiser comes in by a link in a mail, which listings are theirs, and what they may do to them."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _

from groups import outbox
from groups.listings import changes, life, links, mails
from groups.listings.changes import CannotUndo, Who, recorded
from groups.models import Change, Group, Link, Organiser, Upkeep
from groups.schedule import zone

#: From the link on; what is typed after it is shown again, to be sent once more.
VISIT = timedelta(hours=2)
UNDO_WITHIN = links.LIVES[Link.Purpose.UNDO]
#: “Approve and edit” opens the listing: what the same moderator changes so soon after belongs to the approval.
_TOUCHED_WITHIN = timedelta(hours=1)
#: A listing goes back only by the will of both; what was put into the queue, or taken out of it, cannot go back at all.
_NOT_UNDONE_ALONE = ("handed over", "mail confirmed", "withdrawn")
_S = Group.Status
#: In the queue: what a moderator is reading, with what stands out in it, is changed by the form, which judges it anew.
_IN_QUEUE = (_S.SUBMITTED, _S.PENDING)


def want_link(email: str) -> None:
    """A mail with a link for whoever has this address (in small letters), where somebody has.

    The same work whether or not: nobody learns from the time it takes who looks after a group here.
    """
    known = Organiser.objects.filter(email=email).values_list("pk", flat=True).first()
    outbox.enqueue(mails.KIND, {"mail": "open_my_groups", "organiser": known, "group": None})


class Visit(NamedTuple):
    """Who has come in, and to which of their listings: the ids that links for one listing opened; None is all."""

    organiser: Organiser
    listings: list[int] | None

    def groups(self) -> QuerySet[Group]:
        """The listings that are open in this visit, in whatever state; another organiser's are never among them."""
        own = groups_of(self.organiser)
        return own if self.listings is None else own.filter(pk__in=self.listings)


@transaction.atomic
def come_in(request: HttpRequest, link: Link, now: datetime) -> bool:
    """Use a link to come in, and remember the visit in the session; False where the link has been used.

    A link for one listing opens that one, beside those that such links opened in this browser already. Whoever is in
    with all of their listings stays in as they are.
    """
    if not links.use(link, now):
        return False
    before = visiting(request, now)
    own = before if before and before.organiser.pk == link.organiser_id else None
    # The number of a session that somebody else may have planted ends here.
    request.session.cycle_key()
    if link.group_id and own and own.listings is None:
        return True
    opened = sorted({link.group_id, *((own.listings if own else None) or ())}) if link.group_id else None
    until = (now + VISIT).isoformat()
    request.session["organiser"] = {"id": link.organiser_id, "until": until, "listings": opened}
    return True


def visiting(request: HttpRequest, now: datetime) -> Visit | None:
    """The visit there is at `now` (aware); None without one, or once it is over."""
    own = request.session.get("organiser")
    if not own or datetime.fromisoformat(own["until"]) <= now:
        return None
    organiser = Organiser.objects.filter(pk=own["id"]).first()
    # A session of an older release has no list of listings: it opens nothing.
    return Visit(organiser, own.get("listings", [])) if organiser else None


def groups_of(organiser: Organiser) -> QuerySet[Group]:
    """The listings an organiser looks after, in whatever state."""
    return Group.objects.filter(organiser=organiser).select_related("hand_over", "source").prefetch_related("meetings")


@contextmanager
def changing(group_id: int, action: str, organiser: Organiser, now: datetime) -> Iterator[Group]:
    """`recorded` for the organiser of a listing, who is mailed what changed, with a link to undo it.

    Raises Group.DoesNotExist where the listing is no longer theirs.
    """
    with transaction.atomic():
        with recorded(group_id, action, Who(Change.By.ORGANISER, organiser=organiser), now) as group:
            if group.organiser_id != organiser.pk:
                raise Group.DoesNotExist
            yield group
        tell(organiser, Change.objects.filter(group_id=group_id).latest("pk"))


def tell(organiser: Organiser, change: Change) -> None:
    """Mail an organiser what they have just changed, where something has, with a link to undo it."""
    if change.before:
        mails.want("changed", organiser, change.group, change=change.pk)


def may_confirm(group: Group) -> bool:
    """Whether “still right” means something for this listing: it is public, or waits for just this answer."""
    return group.status == _S.LISTED or (group.status == _S.SUSPENDED and group.suspended_because in Upkeep.UNANSWERED)


def confirm(group: Group, organiser: Organiser, now: datetime) -> None:
    """The listing is right at `now` (aware), says its organiser."""
    life.confirm(group.pk, Group.ConfirmedBy.ORGANISER, Who(Change.By.ORGANISER, organiser=organiser), now)


def close(group_id: int, organiser: Organiser, now: datetime) -> None:
    """The group meets no more: out of the directory at once. Raises life.CannotMove for one that is not listed."""
    with changing(group_id, "closed", organiser, now) as group:
        life.set_status(group, _S.SUSPENDED, now, Upkeep.Because.CLOSED)


def can_be_undone(change: Change, organiser: Organiser, now: datetime) -> bool:
    """Whether a change is the organiser's own, young enough at `now` (aware), and something that one alone may undo.

    Their edit is their own when a moderator published it, too. Nothing is undone in a listing that is in the queue.
    """
    is_own = change.organiser_id == organiser.pk and change.group.status not in _IN_QUEUE
    is_open = bool(change.before) and change.undone_at is None and change.action not in _NOT_UNDONE_ALONE
    return is_own and is_open and change.at > now - UNDO_WITHIN


@transaction.atomic
def undo(change: Change, organiser: Organiser, now: datetime) -> None:
    """Take back one's own change; raises CannotUndo for another's, an old one, and one that others stand upon."""
    group = change.group = Group.objects.select_for_update().get(pk=change.group_id)
    if group.organiser_id != organiser.pk or not can_be_undone(change, organiser, now):
        raise CannotUndo(_("This change can no longer be undone."))
    # Closed by its organiser, listed and then suspended by a moderator, it looks as the organiser left it.
    if group.suspended_because == Upkeep.Because.MODERATOR and change.before["status"] != group.status:
        raise CannotUndo(_("This change can no longer be undone."))
    changes.undo(change, Who(Change.By.ORGANISER, organiser=organiser), now, _touches_of(change))
    tell(organiser, Change.objects.filter(group_id=group.pk).latest("pk"))


def _touches_of(change: Change) -> list[Change]:
    """What the moderator who published an edit put right in it then; [] where the listing was changed otherwise since.

    Taking it out of the directory, or bringing it back, is no part of an approval.
    """
    if change.by != Change.By.MODERATOR:
        return []
    later = list(Change.objects.filter(group=change.group_id, pk__gt=change.pk).exclude(before={}).order_by("pk"))
    own = [
        one
        for one in later
        if (one.by, one.user_id, one.organiser_id, one.undone_at) == (change.by, change.user_id, None, None)
        and (one.action, one.before["status"]) == ("edited", one.after["status"])
        and one.at < change.at + _TOUCHED_WITHIN
    ]
    return own if own == later else []


@transaction.atomic
def undo_by_link(link: Link, change: Change, now: datetime) -> None:
    """`undo` by the link of a mail, which is used up unless CannotUndo is raised."""
    if not links.use(link, now):
        raise CannotUndo(_("This link has been used already."))
    undo(change, link.organiser, now)


def today_of(group: Group, now: datetime) -> date:
    """The day it is at `now` (aware) where the group is."""
    return now.astimezone(zone(group.time_zone)).date()
