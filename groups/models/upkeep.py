"""Who keeps a listing, and how far its life has gone: the columns of a group that `groups.listings` alone writes."""

from datetime import datetime
from typing import Self, TypeVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from groups.models.source import Source


class Organiser(models.Model):
    """A volunteer's e-mail address, and nothing else about them. Never searched, shown, exported or logged."""

    email = models.EmailField(unique=True, help_text="In small letters.")
    language = models.CharField(max_length=10, default="en", help_text="Of the mails we send.")
    trusted = models.BooleanField(default=False, help_text="Small edits are published at once.")
    verified_at = models.DateTimeField(null=True, blank=True, help_text="When a link in a mail was first used.")
    bounced_at = models.DateTimeField(null=True, blank=True, help_text="When mail first came back for good.")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=models.Q(email=Lower("email")), name="organiser_email_small_letters")
        ]

    def __str__(self) -> str:
        return f"Organiser {self.pk}"


#: No feed vouches for such a listing.
KEPT_BY_PEOPLE = Q(source=None) | Q(confirmed_by__in=["organiser", "moderator"])

_Row = TypeVar("_Row", bound=models.Model)


class UpkeepQuerySet(models.QuerySet[_Row]):
    """Which listings somebody has to be asked about: those that no feed confirms, and that are not away for a while.

    A feed's listing that a person confirmed, and that the feed does not confirm again, is one of them: what a person
    corrected, or holds public by hand. Else it would say for ever that somebody confirmed it then.
    """

    def _kept_by_people(self, now: datetime) -> Self:
        today = now.date()
        meets = Q(inactive_until=None) | Q(inactive_until__lte=today) | Q(inactive_from__gt=today)
        examples = Source.objects.filter(is_example=True)
        return self.filter(KEPT_BY_PEOPLE, meets, status="listed").exclude(source__in=examples)

    def to_be_asked_about(self, before: datetime, now: datetime) -> Self:
        """Not asked about yet, and last confirmed (or, never confirmed, made) at `before` or earlier; oldest first."""
        old = Q(confirmed_at__lte=before) | Q(confirmed_at=None, created_at__lte=before)
        return self._kept_by_people(now).filter(old, asked_at=None).order_by("confirmed_at", "id")

    def unanswered(self, before: datetime, now: datetime) -> Self:
        """Asked about first at `before` or earlier, and not confirmed since; oldest first."""
        return self._kept_by_people(now).filter(asked_at__lte=before).order_by("asked_at", "id")

    def answer_overdue(self, now: datetime) -> Self:
        """Reported, and nobody answered in time."""
        return self.filter(status="listed", answer_due_at__lte=now).order_by("answer_due_at", "id")

    def suspended_for_good(self, before: datetime) -> Self:
        """Suspended because nobody answered, or closed by their organiser, at `before` or earlier."""
        ended = (*Upkeep.UNANSWERED, Upkeep.Because.CLOSED)
        rows = self.filter(status="suspended", suspended_because__in=ended)
        return rows.filter(suspended_at__lte=before).order_by("suspended_at", "id")


class Upkeep(models.Model):
    """The columns of a group's life (the states and who may change them: `groups.listings.life`)."""

    class Because(models.TextChoices):
        UNANSWERED = "unanswered", "Nobody answered our questions"
        REPORTED = "reported", "Reported, and nobody answered"
        BOUNCED = "bounced", "Reported, and our mail came back"
        CLOSED = "closed", "Closed by its organiser"
        MODERATOR = "moderator", "Suspended by a moderator"

    #: Nobody decided these: an answer brings the listing back, and 90 days without one archive it.
    UNANSWERED = (Because.UNANSWERED, Because.REPORTED, Because.BOUNCED)

    organiser = models.ForeignKey(Organiser, models.SET_NULL, null=True, blank=True, related_name="groups")
    asked_at = models.DateTimeField(
        null=True, blank=True, help_text="When “still meeting?” was first asked since the last confirmation."
    )
    asks = models.PositiveSmallIntegerField(default=0, help_text="Mails since then: the question and its reminders.")
    unconfirmed_since = models.DateField(null=True, blank=True, help_text="Shown: nobody has confirmed it since.")
    sunk = models.BooleanField(default=False, help_text="Stands after the confirmed ones on a page of results.")
    reported_on = models.DateField(null=True, blank=True, help_text="Shown: reported, ring first.")
    answer_due_at = models.DateTimeField(null=True, blank=True, help_text="Without an answer it is suspended then.")
    suspended_at = models.DateTimeField(null=True, blank=True)
    suspended_because = models.CharField(max_length=12, choices=Because, blank=True)

    class Meta:
        abstract = True
