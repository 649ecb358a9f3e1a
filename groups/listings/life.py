"""The life of a listing, in one place: its states, who may move it from one to another, and what each move means.

submitted → (e-mail confirmed) pending → listed → suspended → archived. Nothing is deleted, everything is recorded.
Who moves them by the clock: `upkeep` and `reports` suspend, `archiving` archives, each through `set_status`.
Undoing alone goes back (`changes.undo`): from archived to suspended, too, but never to submitted or pending.
"""

from datetime import datetime

from groups.listings.changes import Who, recorded, take_state
from groups.models import Group, Report, Upkeep

_S = Group.Status

#: From each state, the states it may go to.
MOVES: dict[str, frozenset[str]] = {
    _S.SUBMITTED: frozenset({_S.PENDING, _S.ARCHIVED}),
    _S.PENDING: frozenset({_S.LISTED, _S.ARCHIVED}),
    _S.LISTED: frozenset({_S.SUSPENDED, _S.ARCHIVED}),
    _S.SUSPENDED: frozenset({_S.LISTED, _S.ARCHIVED}),
    _S.ARCHIVED: frozenset({_S.LISTED}),
}


class CannotMove(Exception):
    """A listing in this state may not go to that one."""


def set_status(group: Group, to: str, now: datetime, because: str = "") -> None:
    """Inside `recorded`: move a group to another state, `because` being an `Upkeep.Because` for a suspension.

    `now` is aware. Raises CannotMove for a move that `MOVES` does not have.
    """
    if to not in MOVES[group.status]:
        raise CannotMove(f"A listing that is {group.status} cannot become {to}.")
    take_state(group, to, now, because)


def set_confirmed(group: Group, by: str, now: datetime) -> None:
    """Inside `recorded`: somebody (`by`, a `Group.ConfirmedBy`) says at `now` that the listing is true.

    All questions are answered by that: the labels go, and the 90 days begin again.
    """
    group.confirmed_at, group.confirmed_by = now, by
    group.asked_at, group.asks, group.unconfirmed_since, group.sunk = None, 0, None, False
    set_answered(group)
    Report.objects.filter(group_id=group.pk, made_at__lte=now).answerable().update(closed_at=now)


def set_answered(group: Group) -> None:
    """Inside `recorded`: no report waits for an answer any more."""
    group.reported_on, group.answer_due_at = None, None


def confirm(group_id: int, by: str, who: Who, now: datetime) -> None:
    """The listing is true at `now` (aware); one that was suspended because nobody answered is listed again."""
    with recorded(group_id, "confirmed", who, now) as group:
        set_true(group, by, now, now)


def set_true(group: Group, by: str, at: datetime, now: datetime) -> None:
    """Inside `recorded`: somebody said at `at` that it is true; listed again where only an answer was missing."""
    list_again(group, now)
    set_confirmed(group, by, at)


def list_again(group: Group, now: datetime) -> None:
    """Inside `recorded`: list at `now` (aware) what was suspended only because an answer was missing."""
    if group.status == _S.SUSPENDED and group.suspended_because in Upkeep.UNANSWERED:
        set_status(group, _S.LISTED, now)
