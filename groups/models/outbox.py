"""Mail and due work: a row written in the transaction of the change that wants it, done later by `run_due`."""

from django.db import models
from django.db.models import Q
from django.utils import timezone


class Job(models.Model):
    """One thing to do. `payload` names rows by id and holds no address: it is looked up when the job runs.

    Whoever works on it holds a lease; one whose worker died is taken again when the lease ends.
    """

    kind = models.CharField(max_length=40, help_text="Names a handler of groups.listings.due.")
    payload = models.JSONField(default=dict, blank=True)
    key = models.CharField(max_length=120, blank=True, help_text="Two open jobs never share one.")
    due_at = models.DateTimeField(default=timezone.now)
    leased_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    trouble = models.CharField(max_length=200, blank=True, help_text="What the last attempt met, without addresses.")
    done_at = models.DateTimeField(null=True, blank=True, db_index=True)
    given_up_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["due_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["key"],
                condition=Q(done_at__isnull=True, given_up_at__isnull=True) & ~Q(key=""),
                name="job_key_once_open",
            ),
            models.CheckConstraint(
                condition=Q(done_at__isnull=True) | Q(given_up_at__isnull=True), name="job_done_or_given_up"
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_at"], condition=Q(done_at__isnull=True, given_up_at__isnull=True), name="job_open_by_due"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"
