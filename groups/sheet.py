"""A listing on one sheet: everything its organiser may say of it, as JSON. Drafts, proposals and changes hold sheets.

A sheet is a dict: the names of `FIELDS` with their JSON values; `fellowship` and `philosophy` as slugs or None;
`features` as slugs and `languages` as codes, sorted; `meetings` as a list of such dicts in order of weekday and start.
Dates are "2026-03-29", times "19:30" in the group's zone, points degrees. A snapshot, as the history keeps it, is a
sheet with `status` and `organiser` (its id) added.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, time
from typing import Any, NamedTuple

from django.db.models import Model

from groups.models import Feature, Fellowship, Group, Language, Meeting, Philosophy

Sheet = dict[str, Any]
Snapshot = dict[str, Any]

FIELDS = tuple(
    "name kind description facilitation attendance who_may_come cost venue address locality region postal_code country "
    "latitude longitude precision public_location time_zone opening_hours opening always_open by_appointment "
    "host_centre visits area_served training run_by moderation join_link join_notes dial_in phone email website "
    "first_visit_note helpers_welcome helpers_requirement inactive inactive_from inactive_until".split()
)
MEETING_FIELDS = tuple(
    "weekday starts_at duration_minutes recurrence interval_weeks anchor_date monthly_week valid_from valid_until "
    "exceptions attendance name notes".split()
)
_DATES = ("inactive_from", "inactive_until", "anchor_date", "valid_from", "valid_until")


class Difference(NamedTuple):
    """One field of a listing that differs: `before` and `after` are JSON values."""

    field: str
    before: Any
    after: Any


def empty() -> Sheet:
    """The sheet of a listing of which nothing is known yet."""
    blank = Group()
    fields = {name: to_json(getattr(blank, name)) for name in FIELDS}
    return fields | {"fellowship": None, "philosophy": None, "features": [], "languages": [], "meetings": []}


def read(group: Group) -> Sheet:
    """The sheet of a stored group."""
    return {name: to_json(getattr(group, name)) for name in FIELDS} | {
        "fellowship": group.fellowship.slug if group.fellowship else None,
        "philosophy": group.philosophy.slug if group.philosophy else None,
        "features": sorted(feature.slug for feature in group.features.all()),
        "languages": sorted(language.code for language in group.languages.all()),
        "meetings": [_read_meeting(meeting) for meeting in group.meetings.all()],
    }


def snapshot(group: Group) -> Snapshot:
    """A stored group as the history keeps it."""
    return {"status": group.status, "organiser": group.organiser_id, **read(group)}


def snapshots(group_ids: Sequence[int]) -> dict[int, Snapshot]:
    """The snapshots of these groups by id, in a few queries; as many ids as one statement may hold."""
    rows = Group.objects.filter(pk__in=group_ids).select_related("fellowship", "philosophy")
    facts = ("features", "languages", "meetings__features", "meetings__languages")
    return {group.pk: snapshot(group) for group in rows.prefetch_related(*facts)}


def fill(group: Group, sheet: Sheet) -> None:
    """Set the group's columns from a sheet, unsaved. Slugs and codes that no longer exist are left out.

    What an older sheet does not know of stands at its blank.
    """
    for name, blank in empty().items():
        if name in FIELDS:
            setattr(group, name, from_json(name, sheet.get(name, blank)))
    group.fellowship = Fellowship.objects.filter(slug=sheet["fellowship"]).first()
    group.philosophy = Philosophy.objects.filter(slug=sheet["philosophy"]).first()


def write_relations(group: Group, sheet: Sheet) -> None:
    """Store the features, languages and meetings of a sheet; rows of meetings that are still the same are kept."""
    group.features.set(Feature.objects.filter(slug__in=sheet["features"]))
    group.languages.set(Language.objects.filter(code__in=sheet["languages"]))
    spare = list(group.meetings.order_by("weekday", "starts_at", "id"))
    for own in sheet["meetings"]:
        _write_meeting(_same_or_new(spare, own, group), own)
    for meeting in spare:
        meeting.delete()


def differences(before: Sheet, after: Sheet) -> list[Difference]:
    """What differs between two sheets or snapshots, in the order of `before`."""
    keys = [*before, *(key for key in after if key not in before)]
    return [Difference(key, before.get(key), after.get(key)) for key in keys if before.get(key) != after.get(key)]


def to_json(value: Any) -> Any:
    """A column's value as a sheet has it."""
    if isinstance(value, time):
        return value.strftime("%H:%M")
    return value.isoformat() if isinstance(value, date) else value


def from_json(name: str, value: Any) -> Any:
    """The value of a column from a sheet; raises ValueError for what is no date or time."""
    if name in _DATES:
        return date.fromisoformat(value) if value else None
    return time.fromisoformat(value) if name == "starts_at" else value


def _read_meeting(meeting: Meeting) -> Sheet:
    return {name: to_json(getattr(meeting, name)) for name in MEETING_FIELDS} | {
        "features": sorted(feature.slug for feature in meeting.features.all()),
        "languages": sorted(language.code for language in meeting.languages.all()),
    }


def _same_or_new(spare: list[Meeting], own: Sheet, group: Group) -> Meeting:
    """The row that this meeting already has, else any that is left over and of the same weekday, else a new one."""
    for wanted in (("weekday", "starts_at", "name"), ("weekday", "starts_at"), ("weekday",)):
        for meeting in spare:
            if all(to_json(getattr(meeting, name)) == own[name] for name in wanted):
                spare.remove(meeting)
                return meeting
    return Meeting(group=group)


def _write_meeting(meeting: Meeting, own: Sheet) -> None:
    for name in MEETING_FIELDS:
        setattr(meeting, name, from_json(name, own[name]))
    meeting.save()
    _set(meeting.features, Feature, "slug", own["features"])
    _set(meeting.languages, Language, "code", own["languages"])


def _set(relation: Any, model: type[Model], column: str, values: Iterable[str]) -> None:
    relation.set(model._default_manager.filter(**{f"{column}__in": list(values)}))


def meetings_of(sheet: Sheet) -> Iterator[Meeting]:
    """The sheet's meetings as unsaved rows, for what reads meetings without storing them."""
    for own in sheet["meetings"]:
        yield Meeting(**{name: from_json(name, own[name]) for name in MEETING_FIELDS})
