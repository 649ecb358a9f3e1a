"""Keeps the search entries: the derived rows that make a search fast.

`rebuild` is the one verb. Whoever writes a group, its meetings, its fellowship or a feature calls it inside the same
transaction, so the index is never behind what the public sees.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from django.db import transaction
from django.db.models import F

from groups.geo import unit_vector
from groups.models import DirectoryVersion, Group, GroupCard, Meeting, SearchEntry, SearchMeeting, SearchWord
from groups.schedule import part_of_day
from groups.search import tags
from groups.search.cards import card_of
from groups.search.listing import Facts, Listing, listings_of
from groups.text import fold, words

_BATCH = 500
_LONGEST_WORD = 60


class Draft(NamedTuple):
    """An entry before it is stored: the names of its tags, and the meetings that share its facts."""

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
    listings = listings_of(group_ids)
    drafts = [(listing, draft) for listing in listings for draft in drafts_of(listing)]
    known = tags.ids(name for _, draft in drafts for name in draft.names)
    made = [entry for listing in listings for entry in entries_of(listing, known)]
    SearchEntry.objects.bulk_create(made, batch_size=_BATCH)
    SearchMeeting.objects.bulk_create(
        (
            _search_meeting(listing.group, meeting, entry)
            for (listing, draft), entry in zip(drafts, made, strict=True)
            for meeting in draft.meetings
        ),
        batch_size=_BATCH,
    )
    cards = ((listing.group, json.dumps(card_of(listing), ensure_ascii=False)) for listing in listings)
    GroupCard.objects.bulk_create((GroupCard(group=group, data=data) for group, data in cards), batch_size=_BATCH)
    _remember_words({word for entry in made for word in entry.words.split()})


def _search_meeting(group: Group, meeting: Meeting, entry: SearchEntry) -> SearchMeeting:
    return SearchMeeting(
        meeting=meeting,
        entry=entry,
        time_zone=group.time_zone,
        weekday=meeting.weekday,
        starts_at=meeting.starts_at,
    )


def _remember_words(found: set[str]) -> None:
    ordered = (SearchWord(word=word) for word in sorted(found))
    SearchWord.objects.bulk_create(ordered, batch_size=_BATCH, ignore_conflicts=True)


def drafts_of(listing: Listing) -> list[Draft]:
    """One draft for each distinct set of meeting facts; a group without meetings has one, of its own facts."""
    shared = _shared_names(listing.group)
    meetings: dict[Facts, list[Meeting]] = defaultdict(list)
    for meeting, facts in listing.meetings:
        meetings[facts].append(meeting)
    if not meetings:
        meetings[listing.own] = []
    return [
        Draft(frozenset(shared | _fact_names(facts, listing.parameters) | _time_names(those)), tuple(those))
        for facts, those in meetings.items()
    ]


def entries_of(listing: Listing, known: dict[tags.TagName, int]) -> list[SearchEntry]:
    """The unsaved entries of a listing, in the order of its drafts; `known` holds the tag of each name."""
    group = listing.group
    point = group.public_point
    x, y, z = unit_vector(*point) if point else (None, None, None)
    text, key = words_of(listing), fold(group.name)[:255]
    tagged = [sorted(known[name] for name in draft.names) for draft in drafts_of(listing)]
    return [
        SearchEntry(group=group, x=x, y=y, z=z, tags=own, letters=tags.letters(own), words=text, name_key=key)
        for own in tagged
    ]


def words_of(listing: Listing) -> str:
    """The folded words people find a group by, each once, sorted."""
    group = listing.group
    texts = [group.name, group.locality, group.description, *(meeting.name for meeting, _ in listing.meetings)]
    if group.fellowship:
        texts += [group.fellowship.name, group.fellowship.abbreviation]
    if group.public_location == Group.PublicLocation.EXACT:
        texts.append(group.venue)
    return " ".join(sorted({word[:_LONGEST_WORD] for text in set(texts) for word in words(text)}))


def _shared_names(group: Group) -> set[tags.TagName]:
    names = {("kind", group.kind), ("facilitation", group.facilitation)}
    if group.helpers_welcome:
        names.add(("helpers", tags.WELCOME))
    if group.fellowship:
        names.add(("fellowship", group.fellowship.slug))
    if group.effective_philosophy:
        names.add(("philosophy", group.effective_philosophy.slug))
    return names


def _fact_names(facts: Facts, parameters: dict[str, str]) -> set[tags.TagName]:
    # Hybrid can be joined both ways, so it answers to both; its own tag tells it apart.
    ways = {"hybrid": ("hybrid", "in_person", "online")}.get(facts.attendance, (facts.attendance,))
    return {
        *(("attendance", way) for way in ways),
        *((parameters[slug], slug) for slug in facts.features),
        *(("language", code) for code in facts.languages),
    }


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
