"""Comparing a feed's groups with those the directory has from it: what is new, changed, the same, or gone."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from groups.feeds.draft import GroupDraft, MeetingDraft
from groups.models import Fellowship, Group, Meeting, Source

_POINT = ("latitude", "longitude", "precision")
#: What is left of the questions nobody answered, once the feed confirms a listing again.
_NOT_ASKED = {"asked_at": None, "asks": 0, "unconfirmed_since": None, "sunk": False}
_MAY_RETURN = (Group.Status.SUSPENDED, Group.Status.ARCHIVED)


@dataclass(slots=True)
class GroupChange:
    """What to write for a group the directory already has. Empty parts mean nothing to write there."""

    group: Group
    columns: dict[str, Any] = field(default_factory=dict)
    new_meetings: list[MeetingDraft] = field(default_factory=list)
    changed_meetings: list[tuple[Meeting, MeetingDraft]] = field(default_factory=list)
    gone_meetings: list[Meeting] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.columns or self.new_meetings or self.changed_meetings or self.gone_meetings)


@dataclass(slots=True)
class Plan:
    """Everything an import would write, and the fingerprint of what it was compared with."""

    fingerprint: frozenset[tuple[Any, ...]]
    created: list[GroupDraft] = field(default_factory=list)
    updated: list[GroupChange] = field(default_factory=list)
    unchanged: int = 0
    suspended: list[Group] = field(default_factory=list)
    listed_before: int = 0

    def changes_anything(self) -> bool:
        """Whether the directory would differ after it."""
        return bool(self.created or self.updated or self.suspended)


def fingerprint(source: Source | None) -> frozenset[tuple[Any, ...]]:
    """What changes whenever a group of the source is written by anybody."""
    if source is None:
        return frozenset()
    return frozenset(Group.objects.filter(source=source).values_list("id", "version", "updated_at", "status"))


def make_plan(drafts: list[GroupDraft], source: Source | None, fellowship: Fellowship | None, *, now: datetime) -> Plan:
    """Compare `drafts` with the source's groups (None: a source not yet made). Reads only; `now` is aware."""
    plan = Plan(fingerprint(source))
    groups = _stored(source)
    plan.listed_before = sum(group.status == Group.Status.LISTED for group in groups)
    pairs = match(drafts, groups)
    for index, draft in enumerate(drafts):
        group = pairs.get(index)
        if group is None:
            plan.created.append(draft)
        elif change := _compare(draft, group, fellowship, now):
            plan.updated.append(change)
        else:
            plan.unchanged += 1
    kept = {group.pk for group in pairs.values()}
    plan.suspended = [
        group
        for group in groups
        if group.pk not in kept and group.status == Group.Status.LISTED and "status" not in group.hand_edited
    ]
    return plan


def match(drafts: list[GroupDraft], groups: list[Group]) -> dict[int, Group]:
    """Which stored group each draft (by position) is: the one most of whose meeting ids it has, else the one
    of the same name and place, else the only one of the same name whose week begins with a meeting at the
    same time.
    """
    pairs: dict[int, Group] = {}
    free = {group.pk: group for group in groups}
    for index, group in _by_meeting_ids(drafts, groups):
        if index not in pairs and group.pk in free:
            pairs[index] = free.pop(group.pk)
    for key_of_draft, key_of_group in ((_draft_key, _group_key), (_draft_times, _group_times)):
        waiting = defaultdict(list)
        for group in free.values():
            waiting[key_of_group(group)].append(group)
        wanted = Counter(key_of_draft(draft) for index, draft in enumerate(drafts) if index not in pairs)
        for index, draft in enumerate(drafts):
            key = key_of_draft(draft)
            if index not in pairs and wanted[key] == 1 and len(waiting[key]) == 1:
                pairs[index] = free.pop(waiting[key].pop().pk)
    return pairs


def _stored(source: Source | None) -> list[Group]:
    if source is None:
        return []
    groups = Group.objects.filter(source=source).order_by("id")
    return list(groups.prefetch_related("meetings__features", "meetings__languages"))


def _ids(group: Group) -> set[str]:
    return {meeting.external_id for meeting in group.meetings.all() if meeting.external_id}


def _by_meeting_ids(drafts: list[GroupDraft], groups: list[Group]) -> Iterable[tuple[int, Group]]:
    owner = {external_id: group for group in groups for external_id in _ids(group)}
    shared: Counter[tuple[int, int]] = Counter()
    for index, draft in enumerate(drafts):
        shared.update((index, owner[external_id].pk) for external_id in draft.meeting_ids if external_id in owner)
    by_pk = {group.pk: group for group in groups}
    size = {group.pk: len(_ids(group)) for group in groups}
    for (index, pk), count in sorted(shared.items(), key=lambda item: (-item[1], item[0])):
        if 2 * count >= min(size[pk], len(drafts[index].meetings)):
            yield index, by_pk[pk]


def _draft_key(draft: GroupDraft) -> Any:
    return draft.source_key


def _group_key(group: Group) -> Any:
    return group.source_key


def _draft_times(draft: GroupDraft) -> Any:
    return _name_and_times(draft.source_key, ((m.weekday, m.starts_at) for m in draft.meetings))


def _group_times(group: Group) -> Any:
    return _name_and_times(group.source_key, ((m.weekday, m.starts_at) for m in group.meetings.all()))


def _name_and_times(source_key: str, times: Iterable[tuple[Any, Any]]) -> tuple[str, Any]:
    return source_key.partition("|")[0], min(times, default=None)


def _compare(draft: GroupDraft, group: Group, fellowship: Fellowship | None, now: datetime) -> GroupChange:
    change = GroupChange(group)
    by_hand = set(group.hand_edited)
    wanted = dict(draft.columns) | {"source_key": draft.source_key}
    if fellowship is not None:
        wanted["fellowship_id"] = fellowship.pk
    kept = by_hand | (set(_POINT) if by_hand & set(_POINT) else set())
    kept |= {"fellowship_id"} if "fellowship" in by_hand else set()
    change.columns = {
        name: value for name, value in wanted.items() if name not in kept and getattr(group, name) != value
    }
    if change.columns.get("inactive") is False:
        change.columns |= {name: None for name in ("inactive_from", "inactive_until") if getattr(group, name)}
    # What people suspended, or nobody answered for, does not come back because the feed still has it.
    if group.status in _MAY_RETURN and not group.suspended_because and "status" not in by_hand:
        change.columns["status"] = Group.Status.LISTED
    if "meetings" not in by_hand:
        _compare_meetings(draft, group, change)
    _confirm(draft, group, change, now)
    return change


def _compare_meetings(draft: GroupDraft, group: Group, change: GroupChange) -> None:
    stored = {meeting.external_id: meeting for meeting in group.meetings.all() if meeting.external_id}
    for wanted in draft.meetings:
        meeting = stored.pop(wanted.external_id, None)
        if meeting is None:
            change.new_meetings.append(wanted)
        elif _differs(meeting, wanted):
            change.changed_meetings.append((meeting, wanted))
    change.gone_meetings = list(stored.values())


def _differs(meeting: Meeting, wanted: MeetingDraft) -> bool:
    if any(getattr(meeting, name) != value for name, value in wanted.columns().items()):
        return True
    features = {feature.slug for feature in meeting.features.all()}
    return features != wanted.features or {row.code for row in meeting.languages.all()} != wanted.languages


def _confirm(draft: GroupDraft, group: Group, change: GroupChange, now: datetime) -> None:
    """The feed vouches for a group on its rows' newest date, or, where they carry none, when they change."""
    if "confirmed_at" in group.hand_edited:
        return
    takes_over = _takes_over(group, now)
    confirmed_at = sane(draft.confirmed_at, now) or (now if change or takes_over else None)
    # An organiser's or moderator's word counts until the feed has something newer, or is read on a later day.
    if confirmed_at and confirmed_at != group.confirmed_at and (takes_over or _newer(confirmed_at, group)):
        change.columns |= {"confirmed_at": confirmed_at, "confirmed_by": Group.ConfirmedBy.FEED}
        change.columns |= {name: value for name, value in _NOT_ASKED.items() if getattr(group, name) != value}


def _takes_over(group: Group, now: datetime) -> bool:
    """Whether reading the feed confirms anew what a person confirmed on an earlier day.

    Not where a person corrected anything: of that the feed may say something else.
    """
    by_person = group.confirmed_by not in ("", Group.ConfirmedBy.FEED) and group.confirmed_at is not None
    is_as_in_feed = group.status == Group.Status.LISTED and not group.hand_edited
    return bool(by_person and is_as_in_feed and group.confirmed_at and group.confirmed_at.date() < now.date())


def _newer(confirmed_at: datetime, group: Group) -> bool:
    from_feed = group.confirmed_by in ("", Group.ConfirmedBy.FEED)
    return from_feed or group.confirmed_at is None or confirmed_at > group.confirmed_at


def sane(moment: datetime | None, now: datetime) -> datetime | None:
    """`moment` unless it lies in the future (more than a day, as clocks and zones differ)."""
    return moment if moment is not None and moment <= now + timedelta(days=1) else None
