"""The tables. One file per concept; import the classes from here."""

from groups.models.contact import ContactHour, ContactMessage
from groups.models.group import Group, Meeting
from groups.models.search import (
    DirectoryVersion,
    GroupCard,
    SearchEntry,
    SearchMeeting,
    SearchTag,
    SearchWord,
)
from groups.models.source import Source
from groups.models.vocabulary import Feature, Fellowship, HelpLine, Language, Philosophy, PracticalLink

__all__ = [
    "ContactHour",
    "ContactMessage",
    "DirectoryVersion",
    "Feature",
    "Fellowship",
    "Group",
    "GroupCard",
    "HelpLine",
    "Language",
    "Meeting",
    "Philosophy",
    "PracticalLink",
    "SearchEntry",
    "SearchMeeting",
    "SearchTag",
    "SearchWord",
    "Source",
]
