"""A list as files: a table for a case file, and a calendar."""

import csv
import io
import re
from collections import defaultdict
from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from groups.feeds.formats.icalendar import Entry, render
from groups.models import Meeting
from groups.models.group import Attendance
from groups.pages import card_words
from groups.pages.group_page import MeetingRow, address_of, timetable_of
from groups.pages.head import absolute
from groups.schedule import zone
from groups.search.cards import Card
from groups.search.vocabulary import Vocabulary
from groups.shortlists.rows import Row, next_in_full

#: What a spreadsheet takes for the beginning of a formula, in full width too (OWASP, CSV Injection).
_FORMULA = re.compile("^[=+\\-@\t\r\n＝＋－＠]")


def csv_of(rows: list[Row], vocabulary: Vocabulary, now: datetime) -> bytes:
    """One row for each group, under a row of headings in the language of the page: UTF-8 with its mark, RFC 4180.

    No cell begins as a formula does, or has a second line.
    """
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow(_headings())
    for row in rows:
        writer.writerow([_cell(text) for text in _cells(row, vocabulary, now)])
    return stream.getvalue().encode("utf-8-sig")


def _headings() -> list[str]:
    return [
        _("Name"),
        _("Kind of support"),
        _("Philosophy"),
        _("Next meeting"),
        _("When it meets"),
        _("Place"),
        _("Link to join"),
        _("Phone"),
        _("Note"),
        _("How sure this is"),
        _("Page"),
    ]


def _cells(row: Row, vocabulary: Vocabulary, now: datetime) -> list[str]:
    if row.card is None or row.group is None:
        return [_("A group that is not shown any more"), *[""] * 7, row.pick.note, "", ""]
    card, group = row.card, row.group
    table = timetable_of(card, vocabulary, now)
    return [
        row.name,
        vocabulary.label("kind", card["kind"]),
        vocabulary.label("philosophy", card["philosophy"]) if card["philosophy"] else "",
        next_in_full(card, now) or card_words.paused_in_words(card),
        "; ".join(_line_of(meeting) for meeting in table) or card_words.hours_in_words(card),
        card_words.place_in_words(card),
        card["join_link"],
        group.phone or card["dial_in"],
        row.pick.note,
        card_words.warning_in_words(card, vocabulary, now.date()) or card_words.freshness_in_words(card, vocabulary),
        absolute(group.get_absolute_url()),
    ]


def _line_of(meeting: MeetingRow) -> str:
    parts = [f"{meeting.day} {meeting.times}", meeting.rhythm, meeting.name, *meeting.facts, meeting.notes]
    return ", ".join(part for part in parts if part)


def _cell(text: str) -> str:
    line = " ".join(text.split())
    return f"'{line}" if _FORMULA.match(line) else line


def calendar_of(rows: list[Row], since: datetime, *, named: bool) -> bytes:
    """The meetings of a list from the day of `since` (aware) on, as a calendar.

    Unless `named`, each is called a meeting and no more: a calendar may be seen at work, and a reminder by whoever is
    near the phone. What it is stands inside.
    """
    meetings = defaultdict(list)
    shown = [row.pick.group_id for row in rows if row.card]
    for meeting in Meeting.objects.filter(group__in=shown).order_by("id"):
        meetings[meeting.group_id].append(meeting)
    entries = [entry for row in rows for entry in _entries_of(row, meetings[row.pick.group_id], since, named)]
    return render(_("Meetings"), settings.SITE_NAME, get_language() or settings.LANGUAGE_CODE, entries)


def _entries_of(row: Row, meetings: list[Meeting], since: datetime, named: bool) -> list[Entry]:
    card, group = row.card, row.group
    if card is None or group is None or (card["inactive"] and not card["inactive_until"]):
        return []
    begins = since.astimezone(zone(group.time_zone)).date()
    if card["inactive"] and group.inactive_until:
        begins = max(begins, group.inactive_until)
    return [
        Entry(
            uid=f"meeting-{meeting.pk}@{urlsplit(settings.SITE_URL).hostname}",
            pattern=meeting.pattern(group.time_zone),
            begins=begins,
            changed_at=group.updated_at,
            version=group.version,
            title=row.name if named else _("Meeting"),
            description="\n".join(part for part in _inside(row, card, meeting) if part),
            location="" if meeting.attendance == Attendance.ONLINE else ", ".join(address_of(card)),
            url=absolute(group.get_absolute_url()),
        )
        for meeting in meetings
    ]


def _inside(row: Row, card: Card, meeting: Meeting) -> list[str]:
    return [
        row.name,
        row.pick.note,
        meeting.get_attendance_display(),
        card["join_link"],
        card["dial_in"],
        row.group.phone if row.group else "",
    ]
