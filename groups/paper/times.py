"""The timetable of a group in few lines, as paper has room for."""

from datetime import datetime
from typing import Any

from groups.pages.group_page import MeetingRow, timetable_of
from groups.search.cards import Card
from groups.search.vocabulary import Vocabulary


def times_of(card: Card, vocabulary: Vocabulary, now: datetime) -> list[tuple[str, MeetingRow]]:
    """(days, meeting) of what has not ended for good at `now` (aware); the days of meetings that differ in nothing else
    are named together."""
    lines: dict[tuple[Any, ...], list[MeetingRow]] = {}
    for row in timetable_of(card, vocabulary, now):
        # A month's meeting names its day itself: "First Friday of the month".
        lines.setdefault((row.times, row.rhythm, row.name, row.notes, *row.facts), []).append(row)
    return [(", ".join(dict.fromkeys(row.day for row in same)), same[0]) for same in lines.values()]
