"""Tables derived from the listings so that a search touches few rows. `groups.search.entries` keeps them.

What only one database has (the GiST index over vector and tags, or the R*Tree and its triggers) is made by the
migration through `groups.search.schema`.
"""

import json
from collections.abc import Sequence
from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

from groups.models.group import Group
from groups.models.meeting import Meeting


class TagsField(models.Field):
    """A set of small integers: `integer[]` on PostgreSQL, a JSON list in a text column on SQLite."""

    def db_type(self, connection: BaseDatabaseWrapper) -> str:
        return "integer[]" if connection.vendor == "postgresql" else "text"

    def from_db_value(self, value: Any, expression: Any, connection: BaseDatabaseWrapper) -> list[int] | None:
        return json.loads(value) if isinstance(value, str) else value

    def get_db_prep_value(
        self, value: Sequence[int] | None, connection: BaseDatabaseWrapper, prepared: bool = False
    ) -> Any:
        if value is None:
            return None
        return list(value) if connection.vendor == "postgresql" else json.dumps(list(value), separators=(",", ":"))


class SearchTag(models.Model):
    """The small integer that stands for one value of one search parameter. Rows are only ever added."""

    parameter = models.CharField(max_length=20)
    value = models.CharField(max_length=60)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["parameter", "value"], name="search_tag_once")]

    def __str__(self) -> str:
        return f"{self.parameter}={self.value}"


class SearchEntry(models.Model):
    """One listed group with one distinct set of meeting facts; x, y, z are its unit vector, or all null."""

    group = models.ForeignKey(Group, models.CASCADE, related_name="search_entries")
    x = models.FloatField(null=True)
    y = models.FloatField(null=True)
    z = models.FloatField(null=True)
    tags = TagsField()
    letters = models.TextField(help_text="The tags again, a letter for each: what counting reads.")
    words = models.TextField(help_text="Folded: name, fellowship, venue, locality, description.")
    name_key = models.CharField(max_length=255, help_text="The folded name, for lists by name.")

    class Meta:
        verbose_name_plural = "search entries"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(x__isnull=True, y__isnull=True, z__isnull=True)
                | models.Q(x__isnull=False, y__isnull=False, z__isnull=False),
                name="search_entry_vector_whole_or_none",
            )
        ]
        indexes = [models.Index(fields=["name_key", "group"], name="search_entry_by_name")]

    def __str__(self) -> str:
        return f"{self.name_key} ({self.group_id})"


class SearchMeeting(models.Model):
    """A meeting as the time search sees it: found by zone, local weekday and local start."""

    meeting = models.OneToOneField(Meeting, models.CASCADE, primary_key=True, related_name="search_meeting")
    entry = models.ForeignKey(SearchEntry, models.CASCADE, related_name="meetings")
    time_zone = models.CharField(max_length=64)
    weekday = models.PositiveSmallIntegerField()
    starts_at = models.TimeField()

    class Meta:
        indexes = [models.Index(fields=["time_zone", "weekday", "starts_at"], name="search_meeting_when")]

    def __str__(self) -> str:
        return f"{self.time_zone} {self.weekday} {self.starts_at}"


class GroupCard(models.Model):
    """What a result shows of a group, as JSON text: a page of results is then one read instead of six."""

    group = models.OneToOneField(Group, models.CASCADE, primary_key=True, related_name="card")
    data = models.TextField()

    def __str__(self) -> str:
        return str(self.group_id)


class SearchWord(models.Model):
    """A word that some listing has had: what a misspelt search word is corrected to."""

    word = models.CharField(max_length=60, primary_key=True)

    def __str__(self) -> str:
        return self.word


class DirectoryVersion(models.Model):
    """One row that counts the changes of the directory: what caches and ETags hang on."""

    number = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="directory_version_is_one_row")]

    def __str__(self) -> str:
        return str(self.number)
