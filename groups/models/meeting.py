"""The meetings of a group: when it meets, in what rhythm, and how each can be joined."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.dates import WEEKDAYS

from groups import schedule
from groups.models.group import Attendance, Group
from groups.models.source import Source
from groups.models.vocabulary import Feature, Language


class Meeting(models.Model):
    """When a group meets. `weekday` 0 is Monday; `starts_at` is local wall time in the group's zone."""

    class Recurrence(models.TextChoices):
        WEEKLY = schedule.WEEKLY, "Every week"
        EVERY_N_WEEKS = schedule.EVERY_N_WEEKS, "Every few weeks"
        MONTHLY = schedule.MONTHLY, "Once a month"

    group = models.ForeignKey(Group, models.CASCADE, related_name="meetings")
    weekday = models.PositiveSmallIntegerField(choices=list(WEEKDAYS.items()))
    starts_at = models.TimeField()
    duration_minutes = models.PositiveSmallIntegerField(default=60)
    recurrence = models.CharField(max_length=20, choices=Recurrence, default=Recurrence.WEEKLY)
    interval_weeks = models.PositiveSmallIntegerField(default=1)
    anchor_date = models.DateField(null=True, blank=True, help_text="The weeks are counted from here.")
    monthly_week = models.SmallIntegerField(null=True, blank=True, help_text="1 to 4, or -1 for the last.")
    valid_from = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)
    exceptions = models.JSONField(default=list, blank=True, help_text='Dates without a meeting: ["2026-12-25"].')
    attendance = models.CharField(max_length=10, choices=Attendance, default=Attendance.IN_PERSON)
    features = models.ManyToManyField(Feature, blank=True)
    languages = models.ManyToManyField(Language, blank=True)
    name = models.CharField(max_length=255, blank=True)
    notes = models.TextField(blank=True)
    source = models.ForeignKey(Source, models.PROTECT, null=True, blank=True, related_name="meetings")
    external_id = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["weekday", "starts_at", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(weekday__gte=0, weekday__lte=6), name="meeting_weekday_0_6"),
            models.CheckConstraint(
                condition=Q(duration_minutes__gte=1, duration_minutes__lte=1440),
                name="meeting_duration_1_1440",
            ),
            models.CheckConstraint(
                condition=Q(recurrence="weekly", interval_weeks=1, monthly_week__isnull=True)
                | Q(
                    recurrence="every_n_weeks",
                    interval_weeks__gte=2,
                    interval_weeks__lte=52,
                    anchor_date__isnull=False,
                    monthly_week__isnull=True,
                )
                | Q(recurrence="monthly", interval_weeks=1, monthly_week__in=[1, 2, 3, 4, -1]),
                name="meeting_recurrence_whole",
            ),
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True)
                | Q(valid_until__isnull=True)
                | Q(valid_until__gte=F("valid_from")),
                name="meeting_valid_in_order",
            ),
            models.CheckConstraint(
                condition=Q(external_id="") | Q(source__isnull=False), name="meeting_external_id_has_source"
            ),
            models.UniqueConstraint(
                fields=["source", "external_id"],
                condition=~Q(external_id=""),
                name="meeting_external_id_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_weekday_display()} {self.starts_at:%H:%M}"

    def pattern(self, time_zone: str) -> schedule.Pattern:
        """Its rhythm in `time_zone` (IANA), which is its group's."""
        return schedule.Pattern(
            weekday=self.weekday,
            starts_at=self.starts_at,
            duration_minutes=self.duration_minutes,
            time_zone=time_zone,
            recurrence=self.recurrence,
            interval_weeks=self.interval_weeks,
            anchor_date=self.anchor_date,
            monthly_week=self.monthly_week,
            valid_from=self.valid_from,
            valid_until=self.valid_until,
            exceptions=frozenset(date.fromisoformat(day) for day in self.exceptions),
        )
