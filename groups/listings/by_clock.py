"""What the passing of time does to listings: taken one by one, so that several workers may do it at once."""

from collections.abc import Callable
from datetime import datetime

from django.db.models import QuerySet

from groups.listings.changes import BY_CLOCK, Who, recorded
from groups.models import Group

#: Of one kind in one sweep: the rest waits for the next, a few minutes later.
MOST = 100


class NotDue(Exception):
    """Somebody answered, or another worker was faster."""


def each(rows: QuerySet[Group], action: str, act: Callable[[Group], None], now: datetime) -> int:
    """Act at `now` (aware) on each of the first `MOST` rows that, once locked, still is one of them; how many."""
    due = list(rows.values_list("pk", flat=True)[:MOST])
    return sum(one(rows, group_id, action, act, now) for group_id in due)


def one(
    rows: QuerySet[Group], group_id: int, action: str, act: Callable[[Group], None], now: datetime, who: Who = BY_CLOCK
) -> bool:
    """Act on this one as `action` in the history; False, and nothing written, where it is none of the rows any more.

    `act` may raise NotDue for what no query can ask.
    """
    try:
        with recorded(group_id, action, who, now) as group:
            if not rows.filter(pk=group_id).exists():
                raise NotDue
            act(group)
    except (NotDue, Group.DoesNotExist):
        return False
    return True
