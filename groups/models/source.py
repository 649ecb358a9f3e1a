"""Where listings come from when nobody types them in: a feed we read, or the example set."""

from datetime import datetime, timedelta

from django.db import models
from django.db.models import F, Q


class SourceQuerySet(models.QuerySet["Source"]):
    def silent(self, now: datetime) -> "SourceQuerySet":
        """Feeds that have not been read for 30 days at `now` (aware)."""
        return self.filter(is_example=False, last_run_at__lte=now - Source.SILENT_AFTER)

    def untold(self) -> "SourceQuerySet":
        """Of whose silence nobody has been told since they were last read."""
        return self.filter(Q(silent_told_at=None) | Q(silent_told_at__lt=F("last_run_at")))


class Source(models.Model):
    """A feed: its licence and credit, whether others may have it from us, and its last run."""

    #: A feed is read every day: what it vouched for is said to be unconfirmed after so long, and moved down after that.
    SILENT_AFTER = timedelta(days=30)
    SINKS_AFTER = timedelta(days=60)

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=120, blank=True)
    url = models.URLField(blank=True, max_length=500)
    format = models.CharField(max_length=20, blank=True)
    licence = models.CharField(max_length=200, blank=True)
    credit = models.CharField(max_length=300, blank=True)
    may_republish = models.BooleanField(default=False)
    is_example = models.BooleanField(default=False, help_text="Invented listings, marked as such everywhere.")
    country = models.CharField(max_length=2, blank=True)
    time_zone = models.CharField(max_length=64, blank=True)
    last_run_at = models.DateTimeField(null=True, blank=True)
    last_report = models.JSONField(default=dict, blank=True)
    silent_told_at = models.DateTimeField(null=True, blank=True, help_text="When moderators were told of its silence.")

    objects = SourceQuerySet.as_manager()

    class Meta:
        ordering = ["slug"]
        constraints = [
            models.CheckConstraint(condition=Q(url="") | Q(url__startswith="https://"), name="source_url_https")
        ]

    def __str__(self) -> str:
        return self.name or self.slug
