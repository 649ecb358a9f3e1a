"""What an import changes, in the history of each listing: its feed, when, before and after.

Kept is what a snapshot holds: a newer date of a row, or an id that the feed has changed, is no change of a listing.
"""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import F

from groups.models import Change, Group
from groups.search.entries import batched_ids
from groups.sheet import Snapshot, snapshots

_BATCH = 500


def before(group_ids: Iterable[int]) -> dict[int, Snapshot]:
    """The listings as they are before the import writes them, by id."""
    return {pk: shot for ids in batched_ids(group_ids) for pk, shot in snapshots(ids).items()}


def note_changed(old: dict[int, Snapshot], action: str, now: datetime) -> None:
    """Keep what the listings of `before` have become at `now` (aware), and count their versions."""
    for ids in batched_ids(old):
        found = {pk: shot for pk, shot in snapshots(ids).items() if shot != old[pk]}
        Change.objects.bulk_create(
            Change(group_id=pk, action=action, by=Change.By.FEED, at=now, before=old[pk], after=shot)
            for pk, shot in found.items()
        )
        Group.objects.filter(pk__in=found).update(version=F("version") + 1)


def note_made(groups: Iterable[Group], now: datetime) -> None:
    """Keep that these came from the feed at `now` (aware); what they were then, the next change says before."""
    made = (Change(group=group, action="added", by=Change.By.FEED, at=now) for group in groups)
    Change.objects.bulk_create(made, batch_size=_BATCH)
