"""The tables. One file per concept; import the classes from here."""

from groups.models.contact import ContactMessage
from groups.models.group import Group
from groups.models.listing import Change, Draft, HandOver, Link, Proposal, Report
from groups.models.meeting import Meeting
from groups.models.moderation import Bucket, DailySalt, ModeratorScope, PaidProvider
from groups.models.outbox import Job
from groups.models.search import (
    DirectoryVersion,
    GroupCard,
    SearchEntry,
    SearchMeeting,
    SearchTag,
    SearchWord,
)
from groups.models.shortlist import SharedList
from groups.models.source import Source
from groups.models.upkeep import Organiser, Upkeep
from groups.models.vocabulary import Feature, Fellowship, HelpLine, Language, Philosophy, PracticalLink

__all__ = [
    "Bucket",
    "Change",
    "ContactMessage",
    "DailySalt",
    "DirectoryVersion",
    "Draft",
    "Feature",
    "Fellowship",
    "Group",
    "GroupCard",
    "HandOver",
    "HelpLine",
    "Job",
    "Language",
    "Link",
    "Meeting",
    "ModeratorScope",
    "Organiser",
    "PaidProvider",
    "Philosophy",
    "PracticalLink",
    "Proposal",
    "Report",
    "SearchEntry",
    "SearchMeeting",
    "SearchTag",
    "SearchWord",
    "SharedList",
    "Source",
    "Upkeep",
]
