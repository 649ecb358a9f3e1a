"""Keeps the search entries: the derived rows that make a search fast.

`rebuild` is the one verb. Whoever writes a group, its meetings, its fellowship or a feature calls it inside the same
transaction, so the index is never behind what the public sees.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from django.db import transaction
from django.db.models import F, QuerySet

from groups.geo import unit_vector
from groups.models import (
    DirectoryVersion,
    Group,
    GroupCard,
    Meeting,
    SearchEntry,
    SearchMeeting,
    SearchWord,
)
from groups.schedule import part_of_day
from groups.search import tags
from groups.search.cards import card_of
from groups.text import fold, words

_BATCH = 500
_LONGEST_WORD = 60


class Facts(NamedTuple):
    """What a filter may ask of one meeting besides its time."""

    attendance: str
    features: frozenset[str]
    languages: frozenset[str]


class Draft(NamedTuple):
    """An entry before it is stored, and the meetings that share its facts."""

    facts: Facts
    names: frozenset[tags.TagName]
    meetings: tuple[Meeting, ...]


@transaction.atomic
def rebuild(group_ids: Iterable[int]) -> None:
    """Make the entries and cards of these groups anew, and count the change; unlisted groups lose theirs."""
    for chunk in batched_ids(group_ids):
        _rebuild_chunk(chunk)
    count_change()


def batched_ids(group_ids: Iterable[int]) -> Iterator[list[int]]:
    """The distinct ids in batches small enough for one statement on either database."""
    ordered = sorted(set(group_ids))
    return (ordered[start : start + _BATCH] for start in range(0, len(ordered), _BATCH))


def count_change() -> None:
    """Say that the directory changed: caches and ETags that hang on its version are then out of date."""
    DirectoryVersion.objects.filter(id=1).update(number=F("number") + 1)


def _rebuild_chunk(group_ids: Sequence[int]) -> None:
    SearchEntry.objects.filter(group_id__in=group_ids).delete()
    GroupCard.objects.filter(group_id__in=group_ids).delete()
    groups = list(groups_for_index(group_ids))
    drafts = [(group, draft) for group in groups for draft in drafts_of(group)]
    known = tags.ids(name for _, draft in drafts for name in draft.names)
    entries = [entry_of(group, draft, known) for group, draft in drafts]
    SearchEntry.objects.bulk_create(entries, batch_size=_BATCH)
    SearchMeeting.objects.bulk_create(
        (
            SearchMeeting(
                meeting=meeting,
                entry=entry,
                time_zone=group.time_zone,
                weekday=meeting.weekday,
                starts_at=meeting.starts_at,
            )
            for (group, draft), entry in zip(drafts, entries, strict=True)
            for meeting in draft.meetings
        ),
        batch_size=_BATCH,
    )
    GroupCard.objects.bulk_create(
        (GroupCard(group=group, data=json.dumps(card_of(group), ensure_ascii=False)) for group in groups),
        batch_size=_BATCH,
    )
    new_words = {word for entry in entries for word in entry.words.split()}
    SearchWord.objects.bulk_create((SearchWord(word=word) for word in sorted(new_words)), ignore_conflicts=True)


def groups_for_index(group_ids: Sequence[int]) -> QuerySet[Group]:
    """The listed groups among these, with everything an entry or a card needs."""
    return (
        Group.objects.listed()
        .filter(id__in=group_ids)
        .order_by("id")
        .select_related("fellowship__philosophy", "philosophy", "source")
        .prefetch_related("features", "languages", "meetings__features", "meetings__languages")
    )


def drafts_of(group: Group) -> list[Draft]:
    """One draft for each distinct set of meeting facts; a group without meetings has one, of its own facts."""
    shared = _shared_names(group)
    meetings: dict[Facts, list[Meeting]] = defaultdict(list)
    for meeting in group.meetings.all():
        meetings[facts_of(group, meeting)].append(meeting)
    if not meetings:
        meetings[facts_of(group, None)] = []
    return [
        Draft(facts, frozenset(shared | _fact_names(group, facts) | _time_names(those)), tuple(those))
        for facts, those in meetings.items()
    ]


def facts_of(group: Group, meeting: Meeting | None) -> Facts:
    """The facts of one meeting, those of its group included; of the group alone when it has no meetings."""
    features = {f.slug for f in group.features.all()}
    languages = {row.code for row in group.languages.all()}
    if meeting is None:
        return Facts(group.attendance, frozenset(features), frozenset(languages))
    features |= {f.slug for f in meeting.features.all()}
    languages |= {row.code for row in meeting.languages.all()}
    return Facts(meeting.attendance, frozenset(features), frozenset(languages))


def entry_of(group: Group, draft: Draft, known: dict[tags.TagName, int]) -> SearchEntry:
    """The unsaved entry of a draft; `known` holds the tag of each of its names."""
    point = group.public_point
    vector = unit_vector(*point) if point else (None, None, None)
    return SearchEntry(
        group=group,
        x=vector[0],
        y=vector[1],
        z=vector[2],
        tags=sorted(known[name] for name in draft.names),
        words=words_of(group),
        name_key=fold(group.name)[:255],
    )


def words_of(group: Group) -> str:
    """The folded words people find this group by, each once, sorted."""
    texts = [group.name, group.locality, group.description, *(m.name for m in group.meetings.all())]
    if group.fellowship:
        texts += [group.fellowship.name, group.fellowship.abbreviation]
    if group.public_location == Group.PublicLocation.EXACT:
        texts.append(group.venue)
    return " ".join(sorted({word[:_LONGEST_WORD] for text in texts for word in words(text)}))


def _shared_names(group: Group) -> set[tags.TagName]:
    names = {("kind", group.kind), ("facilitation", group.facilitation)}
    if group.fellowship:
        names.add(("fellowship", group.fellowship.slug))
    if group.effective_philosophy:
        names.add(("philosophy", group.effective_philosophy.slug))
    return names


def _fact_names(group: Group, facts: Facts) -> set[tags.TagName]:
    # Hybrid can be joined both ways, so it answers to both; its own tag tells it apart.
    ways = {"hybrid": ("hybrid", "in_person", "online")}.get(facts.attendance, (facts.attendance,))
    parameters = _feature_parameters(group)
    return {
        *(("attendance", way) for way in ways),
        *((parameters[slug], slug) for slug in facts.features),
        *(("language", code) for code in facts.languages),
    }


def _feature_parameters(group: Group) -> dict[str, str]:
    own = {f.slug: f.parameter for f in group.features.all()}
    return own | {f.slug: f.parameter for m in group.meetings.all() for f in m.features.all()}


def _time_names(meetings: Iterable[Meeting]) -> set[tags.TagName]:
    names = set()
    for meeting in meetings:
        part = part_of_day(meeting.starts_at)
        names |= {
            ("day", tags.DAYS[meeting.weekday]),
            ("time", part),
            (tags.SLOT, tags.slot(meeting.weekday, part)),
        }
    return names
