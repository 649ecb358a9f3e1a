"""Compares the stored search entries and cards with what the listings say they should be."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from groups.models import GroupCard, SearchEntry, SearchMeeting, SearchWord
from groups.search import tags
from groups.search.cards import card_of
from groups.search.entries import batched_ids, drafts_of, entries_of
from groups.search.listing import Listing, listings_of


def differences(group_ids: Iterable[int]) -> Iterator[str]:
    """A sentence for each group whose entries, clock index or card are not what they should be, and one where words
    that listings have are not known; reads only.
    """
    used: set[str] = set()
    for chunk in batched_ids(group_ids):
        yield from _chunk_differences(chunk)
        for text in SearchEntry.objects.filter(group_id__in=chunk).values_list("words", flat=True):
            used.update(text.split())
    unknown = used.difference(SearchWord.objects.values_list("word", flat=True))
    if unknown:
        yield f"The list of known words lacks {len(unknown)} words of the listings: misspellings of them are not found."


def _chunk_differences(group_ids: Sequence[int]) -> Iterator[str]:
    stored: dict[int, Counter] = {group_id: Counter() for group_id in group_ids}
    for entry in SearchEntry.objects.filter(group_id__in=group_ids):
        stored[entry.group_id][_content(entry)] += 1
    cards = dict(GroupCard.objects.filter(group_id__in=group_ids).values_list("group_id", "data"))
    clocks = _clocks(group_ids)
    expected: dict[int, tuple[Counter, Counter, Any]] = {pk: (Counter(), Counter(), None) for pk in group_ids}
    for listing in listings_of(group_ids):
        known = {name: tags.known(*name) or -1 for draft in drafts_of(listing) for name in draft.names}
        made = entries_of(listing, known)
        wanted = Counter(map(_content, made))
        expected[listing.group.pk] = (wanted, _clock_of(listing, made), json.loads(json.dumps(card_of(listing))))
    for group_id, (wanted, clock, card) in expected.items():
        if stored[group_id] != wanted:
            yield f"Group {group_id}: its search entries are not what its listing says."
        elif clocks[group_id] != clock:
            yield f"Group {group_id}: the clock index of its meetings is not what its listing says."
        if (json.loads(cards[group_id]) if group_id in cards else None) != card:
            yield f"Group {group_id}: its card is not what its listing says."


def _content(entry: SearchEntry) -> tuple:
    return entry.x, entry.y, entry.z, tuple(sorted(entry.tags)), entry.letters, entry.words, entry.name_key


def _clocks(group_ids: Sequence[int]) -> dict[int, Counter]:
    """By group, its rows of the clock index, each with the letters of the entry it leads to."""
    stored: dict[int, Counter] = {group_id: Counter() for group_id in group_ids}
    names = ("entry__group_id", "entry__letters", "meeting_id", "time_zone", "weekday", "starts_at")
    for group_id, *row in SearchMeeting.objects.filter(entry__group_id__in=group_ids).values_list(*names):
        stored[group_id][tuple(row)] += 1
    return stored


def _clock_of(listing: Listing, made: list[SearchEntry]) -> Counter:
    return Counter(
        (entry.letters, meeting.pk, listing.group.time_zone, meeting.weekday, meeting.starts_at)
        for draft, entry in zip(drafts_of(listing), made, strict=True)
        for meeting in draft.meetings
    )
