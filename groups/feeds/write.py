"""Writing a plan: every table the import touches, in bulk, inside the caller's one transaction."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from django.utils.text import slugify

from groups.feeds import history
from groups.feeds.draft import GroupDraft, MeetingDraft
from groups.feeds.plan import GroupChange, Plan, sane
from groups.models import Feature, Fellowship, Group, Language, Meeting, Source
from groups.search import entries

_BATCH = 500
_SLUG_LENGTH = 100


def write_plan(plan: Plan, source: Source, fellowship: Fellowship | None, *, now: datetime) -> None:
    """Carry out `plan`, keep it in the history, and rebuild the search entries of every group it touches.

    `now` is aware.
    """
    changed, gone = [change.group.pk for change in plan.updated], [group.pk for group in plan.suspended]
    were, were_listed = history.before(changed), history.before(gone)
    created = _create_groups(plan.created, source, fellowship, now)
    _update_groups(plan.updated, now)
    for ids in batches(gone):
        # A report of what is not shown any more waits for no answer.
        Group.objects.filter(pk__in=ids).update(status=Group.Status.SUSPENDED, updated_at=now, answer_due_at=None)
    _write_meetings(created, plan.updated, source)
    history.note_made((group for group, _ in created), now)
    history.note_changed(were, "updated", now)
    history.note_changed(were_listed, "suspended", now)
    entries.rebuild([*(group.pk for group, _ in created), *changed, *gone])


def _create_groups(
    drafts: list[GroupDraft], source: Source, fellowship: Fellowship | None, now: datetime
) -> list[tuple[Group, GroupDraft]]:
    slugs = _slugs(drafts, source)
    groups = [
        Group(
            slug=slug,
            source=source,
            source_key=draft.source_key,
            fellowship=fellowship,
            status=Group.Status.LISTED,
            confirmed_at=sane(draft.confirmed_at, now) or now,
            confirmed_by=Group.ConfirmedBy.FEED,
            **draft.columns,
        )
        for draft, slug in zip(drafts, slugs, strict=True)
    ]
    Group.objects.bulk_create(groups, batch_size=_BATCH)
    return list(zip(groups, drafts, strict=True))


def _update_groups(changes: list[GroupChange], now: datetime) -> None:
    names: set[str] = {"updated_at"}
    for change in changes:
        names |= change.columns.keys()
        for name, value in change.columns.items():
            setattr(change.group, name, value)
        change.group.updated_at = now
    _overwrite(Group, [change.group for change in changes], sorted(names))


def _write_meetings(created: list[tuple[Group, GroupDraft]], changes: list[GroupChange], source: Source) -> None:
    for ids in batches([meeting.pk for change in changes for meeting in change.gone_meetings]):
        Meeting.objects.filter(pk__in=ids).delete()
    new = [(group, draft) for group, group_draft in created for draft in group_draft.meetings]
    new += [(change.group, draft) for change in changes for draft in change.new_meetings]
    # A meeting that has moved to another group leaves the old one, which may be suspended and not in the
    # plan.
    for external_ids in batches([draft.external_id for _, draft in new]):
        Meeting.objects.filter(source=source, external_id__in=external_ids).delete()
    meetings = [
        Meeting(group=group, source=source, external_id=draft.external_id, **draft.columns()) for group, draft in new
    ]
    Meeting.objects.bulk_create(meetings, batch_size=_BATCH)
    changed = [pair for change in changes for pair in change.changed_meetings]
    _update_meetings(changed)
    _write_facts([(meeting, draft) for meeting, (_, draft) in zip(meetings, new, strict=True)] + changed)


def _update_meetings(changed: list[tuple[Meeting, MeetingDraft]]) -> None:
    for meeting, draft in changed:
        for name, value in draft.columns().items():
            setattr(meeting, name, value)
    if changed:
        _overwrite(Meeting, [meeting for meeting, _ in changed], list(changed[0][1].columns()))


def _overwrite(model: type[Group] | type[Meeting], rows: list[Any], names: list[str]) -> None:
    # An upsert that always conflicts: bulk_update's CASE for every row and column takes ten times as long.
    model._default_manager.bulk_create(
        rows, update_conflicts=True, unique_fields=["id"], update_fields=names, batch_size=_BATCH
    )


def _write_facts(pairs: list[tuple[Meeting, MeetingDraft]]) -> None:
    feature_ids = dict(Feature.objects.values_list("slug", "pk"))
    language_ids = dict(Language.objects.values_list("code", "pk"))
    _replace_links(
        Meeting.features.through,
        "feature_id",
        ((m.pk, [feature_ids[slug] for slug in d.features]) for m, d in pairs),
    )
    _replace_links(
        Meeting.languages.through,
        "language_id",
        ((m.pk, [language_ids[code] for code in d.languages]) for m, d in pairs),
    )


def _replace_links(through: Any, column: str, wanted: Iterable[tuple[int, list[int]]]) -> None:
    wanted = list(wanted)
    for ids in batches([meeting_id for meeting_id, _ in wanted]):
        through.objects.filter(meeting_id__in=ids).delete()
    links = (through(meeting_id=pk, **{column: fact}) for pk, facts in wanted for fact in sorted(facts))
    through.objects.bulk_create(links, batch_size=2000)


def _slugs(drafts: list[GroupDraft], source: Source) -> list[str]:
    """A free slug for each draft: its name, else with its town, else with a number made from where it comes
    from.
    """
    choices = [_slug_choices(draft, source) for draft in drafts]
    taken: set[str] = set()
    for some in batches(sorted({slug for slugs in choices for slug in slugs})):
        taken.update(Group.objects.filter(slug__in=some).values_list("slug", flat=True))
    chosen: list[str] = []
    for slugs in choices:
        slug = next((slug for slug in slugs if slug not in taken), slugs[-1])
        taken.add(slug)
        chosen.append(slug)
    return chosen


def _slug_choices(draft: GroupDraft, source: Source) -> list[str]:
    name = slugify(draft.name)[:_SLUG_LENGTH].strip("-") or "group"
    with_town = slugify(f"{draft.name} {draft.columns['locality']}")[:_SLUG_LENGTH].strip("-") or name
    own = f"{source.slug}\n{draft.source_key}\n{min(draft.meeting_ids)}".encode(errors="replace")
    return [name, with_town, f"{with_town}-{hashlib.sha256(own).hexdigest()[:10]}"]


def batches(items: Sequence[Any]) -> Iterator[Sequence[Any]]:
    """So many at a time as one statement may name."""
    return (items[start : start + _BATCH] for start in range(0, len(items), _BATCH))
