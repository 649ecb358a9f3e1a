"""Compares the stored search entries and cards with what the listings say they should be."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from groups.models import GroupCard, SearchEntry
from groups.search import tags
from groups.search.cards import card_of
from groups.search.entries import batched_ids, drafts_of, entries_of
from groups.search.listing import listings_of


def differences(group_ids: Iterable[int]) -> Iterator[str]:
    """A sentence for each group whose entries or card are not what they should be; reads only."""
    for chunk in batched_ids(group_ids):
        yield from _chunk_differences(chunk)


def _chunk_differences(group_ids: Sequence[int]) -> Iterator[str]:
    stored: dict[int, Counter] = {group_id: Counter() for group_id in group_ids}
    for entry in SearchEntry.objects.filter(group_id__in=group_ids):
        stored[entry.group_id][_content(entry)] += 1
    cards = dict(GroupCard.objects.filter(group_id__in=group_ids).values_list("group_id", "data"))
    expected: dict[int, tuple[Counter, Any]] = {group_id: (Counter(), None) for group_id in group_ids}
    for listing in listings_of(group_ids):
        known = {name: tags.known(*name) or -1 for draft in drafts_of(listing) for name in draft.names}
        wanted = Counter(_content(entry) for entry in entries_of(listing, known))
        expected[listing.group.pk] = (wanted, json.loads(json.dumps(card_of(listing))))
    for group_id, (wanted, card) in expected.items():
        if stored[group_id] != wanted:
            yield f"Group {group_id}: its search entries are not what its listing says."
        if (json.loads(cards[group_id]) if group_id in cards else None) != card:
            yield f"Group {group_id}: its card is not what its listing says."


def _content(entry: SearchEntry) -> tuple:
    return entry.x, entry.y, entry.z, tuple(sorted(entry.tags)), entry.letters, entry.words, entry.name_key
