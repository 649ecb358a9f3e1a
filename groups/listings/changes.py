"""Every change of a listing, with who, when, before and after; and the way back.

`recorded` is the one way to write a listing here: it locks the row, keeps both snapshots and the search in step.
What a snapshot is: `groups.sheet`.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import NamedTuple

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from groups import sheet
from groups.models import Change, Group, Organiser, Upkeep
from groups.search import entries
from groups.sheet import Snapshot, snapshot


class Who(NamedTuple):
    """Who changes a listing: `by` is a `Change.By`; the member of staff or the organiser, where it is one.

    Both where a moderator publishes what an organiser proposed.
    """

    by: str
    user: User | None = None
    organiser: Organiser | None = None


BY_CLOCK = Who(Change.By.CLOCK)
BY_VISITORS = Who(Change.By.VISITORS)


class CannotUndo(Exception):
    """It is undone already, the listing was changed again since, or was in the queue before: its text says which."""


@contextmanager
def recorded(group_id: int, action: str, who: Who, now: datetime) -> Iterator[Group]:
    """The locked group, to be changed in the block; saved, recorded and searchable when it ends without an exception.

    `now` is aware. All in one transaction. The version only goes up with what a snapshot holds; for what it does not
    hold, such as a confirmation, who and when is kept with empty snapshots. Raises Group.DoesNotExist.
    """
    with transaction.atomic():
        before = locked_snapshot(group_id)
        group = Group.objects.get(pk=group_id)
        yield group
        group.save()
        record(group_id, action, who, now, before)
        entries.rebuild([group_id])


def locked_snapshot(group_id: int) -> Snapshot:
    """Inside a transaction: lock a group, and take the snapshot that `record` wants. Raises Group.DoesNotExist."""
    return snapshot(Group.objects.select_for_update().get(pk=group_id))


def record(group_id: int, action: str, who: Who, now: datetime, before: Snapshot) -> bool:
    """Keep what a stored group has become since `before`; whether that is something a snapshot holds.

    For writers that cannot work inside `recorded`, such as the admin's forms: they make the search entries anew.
    """
    group = Group.objects.get(pk=group_id)
    after = snapshot(group)
    is_other = after != before
    if is_other:
        Group.objects.filter(pk=group_id).update(version=group.version + 1)
    shots = {"before": before, "after": after} if is_other else {}
    own = {"by": who.by, "user": who.user, "organiser": who.organiser}
    Change.objects.create(group=group, action=action, at=now, **shots, **own)
    return is_other


def added(group: Group, action: str, who: Who, now: datetime) -> None:
    """Inside a transaction: record that a group was made, and make it searchable if it is listed."""
    noted(group.pk, action, who, now, after=snapshot(group))
    entries.rebuild([group.pk])


def noted(group_id: int, action: str, who: Who, now: datetime, after: Snapshot | None = None) -> None:
    """Keep who did what at `now` (aware) where nothing of the listing itself changed, such as a question asked."""
    own = {"by": who.by, "user": who.user, "organiser": who.organiser}
    Change.objects.create(group_id=group_id, action=action, at=now, before={}, after=after or {}, **own)


def put(group: Group, wanted: sheet.Sheet) -> None:
    """Inside `recorded`: make the group what a sheet says. A feed no longer overwrites what differs."""
    keep_by_hand(group, (difference.field for difference in sheet.differences(sheet.read(group), wanted)))
    sheet.fill(group, wanted)
    group.save()
    sheet.write_relations(group, wanted)


def keep_by_hand(group: Group, fields: Iterable[str]) -> None:
    """Inside `recorded`: the group's feed, if it has one, no longer overwrites these fields."""
    if group.source_id:
        group.hand_edited = sorted({*group.hand_edited, *fields})


def undo(change: Change, who: Who, now: datetime, touches: Sequence[Change] = ()) -> None:
    """Make the listing what it was before `change`; raises CannotUndo unless the listing still is as it left it.

    touches   later changes that belong to it, in order, and are undone with it
    """
    undone = [change, *touches]
    with recorded(change.group_id, "undone", who, now) as group:
        rows = Change.objects.filter(pk__in=[one.pk for one in undone], undone_at=None).exclude(before={})
        if rows.update(undone_at=now) != len(undone):
            raise CannotUndo(_("This change is undone already, or there is nothing to undo."))
        if sheet.differences(snapshot(group), undone[-1].after):
            raise CannotUndo(_("The listing was changed again since. Undo the newer change first."))
        if group.status != change.before["status"]:
            _refuse_queue(change.before["status"])
            _bring_back(group, change.before["status"], who, now)
        group.organiser = Organiser.objects.filter(pk=change.before["organiser"]).first()
        put(group, {key: value for key, value in change.before.items() if key not in ("status", "organiser")})


def take_state(group: Group, to: str, now: datetime, because: str = "") -> None:
    """Inside `recorded`: another state, and all columns that hang on it. Which moves there are says `life`.

    What is listed again is asked about anew: its old question would take it out within minutes.
    """
    group.status = to
    if to == Group.Status.SUSPENDED:
        group.suspended_at, group.suspended_because = now, because
    elif to != Group.Status.ARCHIVED:  # an archived listing keeps why: its feed does not bring it back
        group.suspended_at, group.suspended_because = None, ""
    if to == Group.Status.LISTED:
        group.asked_at, group.asks = None, 0
    else:
        group.answer_due_at = None


def keep_listed(group: Group, who: Who, now: datetime) -> None:
    """Inside `recorded`: a person, and no longer its feed, says that this listing is public, and so that it is right.

    For a listing of no feed it says nothing: who confirmed that was a person before.
    """
    keep_by_hand(group, ["status"])
    if group.source_id and group.status == Group.Status.LISTED and group.confirmed_by == Group.ConfirmedBy.FEED:
        by_organiser = who.by == Change.By.ORGANISER
        group.confirmed_by = Group.ConfirmedBy.ORGANISER if by_organiser else Group.ConfirmedBy.MODERATOR
        group.confirmed_at = now


def _refuse_queue(to: str) -> None:
    """What was decided does not come back into the queue by itself: nobody would read the listing there."""
    if to in (Group.Status.SUBMITTED, Group.Status.PENDING):
        raise CannotUndo("A listing never goes back into the queue. List, suspend or archive it instead.")


def _bring_back(group: Group, to: str, who: Who, now: datetime) -> None:
    """The state before a change. One that is suspended again begins its 90 days anew, and says who took it out."""
    because = group.suspended_because
    if group.status != Group.Status.ARCHIVED:
        because = Upkeep.Because.CLOSED if who.by == Change.By.ORGANISER else Upkeep.Because.MODERATOR
    take_state(group, to, now, because)
    keep_listed(group, who, now)
