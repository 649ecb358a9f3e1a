"""An edit made from an older version of a listing: what others changed meanwhile is kept, unless both changed it."""

from groups.models import Group, Proposal
from groups.sheet import Difference, Sheet, Snapshot, differences, read, snapshot

_NOT_IN_SHEETS = ("status", "organiser")


class Conflict(Exception):
    """The same fields were changed on both sides: `fields` has them, `before` as it is now and `after` as wanted.

    `wanted` is `current` with all that was wanted over it. `version` is the one the listing has now: an edit of
    `current` made from it, in a form that has `seen`, meets no conflict. `seen` is the edit that waits and that
    `wanted` holds, if one does; `with_waiting` says whether `current` is that edit, and not the listing.
    """

    def __init__(
        self,
        fields: list[Difference],
        current: Sheet,
        wanted: Sheet,
        version: int,
        seen: int | None = None,
        with_waiting: bool = False,
    ) -> None:
        super().__init__("The listing was changed meanwhile, in the same fields.")
        self.fields, self.current, self.wanted, self.version = fields, current, wanted, version
        self.seen, self.with_waiting = seen, with_waiting


def merged(group: Group, current: Sheet, wanted: Sheet, base_version: int, waiting: Proposal | None = None) -> Sheet:
    """`wanted`, made from `base_version`, with what was changed in `current` since; raises Conflict.

    `current` is the stored group's sheet; `waiting` the edit that `wanted` holds and takes the place of, if any. Where
    the history does not reach back, everything else may be a conflict.
    """
    if group.version == base_version:
        return wanted
    base = base_of(group, base_version)
    theirs = {one.field for one in differences(base, current)} if base else set(current)
    mine = {one.field for one in differences(base or current, wanted)}
    both = [one for one in differences(current, wanted) if one.field in mine & theirs]
    over = current | {field: wanted[field] for field in mine}
    if both:
        raise Conflict(both, current, over, group.version, waiting.pk if waiting else None)
    return over


def onto_waiting(group: Group, waiting: Proposal, wanted: Sheet, base_version: int, seen: int | None) -> Sheet:
    """`wanted` with what is in an edit that waits and that its form did not show; raises Conflict.

    `seen` is the number of the edit its form did show, if any: what waits has then taken the place of that one.
    """
    shown = Proposal.objects.filter(pk=seen, group=group).first() if seen else None
    base = shown.sheet if shown else base_of(group, base_version) or read(group)
    theirs = {one.field for one in differences(base, waiting.sheet)}
    mine = {one.field for one in differences(base, wanted)}
    both = [one for one in differences(waiting.sheet, wanted) if one.field in mine & theirs]
    over = waiting.sheet | {field: wanted[field] for field in mine}
    if both:
        raise Conflict(both, waiting.sheet, over, waiting.base_version, waiting.pk, with_waiting=True)
    return over


def base_of(group: Group, base_version: int) -> Sheet | None:
    """The sheet of an earlier version: each change with snapshots is one version; None if one is not recorded.

    What a feed brought before its changes were recorded is such a gap.
    """
    steps = group.version - base_version
    if steps < 0:
        return None
    after: Snapshot = snapshot(group)
    recorded = list(group.changes.exclude(before={}).order_by("-id")[:steps])
    for change in recorded:
        if differences(change.after, after):
            return None
        after = change.before
    if len(recorded) < steps:
        return None
    return {key: value for key, value in after.items() if key not in _NOT_IN_SHEETS}
