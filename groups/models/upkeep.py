"""Who keeps a listing, and how far its life has gone: the columns of a group that `groups.listings` alone writes."""

from django.db import models
from django.db.models.functions import Lower


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


class Upkeep(models.Model):
    """The columns of a group's life (the states and who may change them: `groups.listings.life`)."""

    class Because(models.TextChoices):
        UNANSWERED = "unanswered", "Nobody answered our questions"
        REPORTED = "reported", "Reported, and nobody answered"
        BOUNCED = "bounced", "Reported, and our mail came back"
        CLOSED = "closed", "Closed by its organiser"
        MODERATOR = "moderator", "Suspended by a moderator"

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
