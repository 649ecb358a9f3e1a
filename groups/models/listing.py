"""What happens to a listing: drafts, proposals, changes with before and after, reports, and the links in mails."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from groups.models.group import Group
from groups.models.upkeep import Organiser


class Draft(models.Model):
    """A listing being typed in, step by step; only its session knows its number. Deleted 7 days after the last step.

    `steps` holds what was typed as it was typed: {"what": {"name": "…"}, "where": {…}}.
    """

    steps = models.JSONField(default=dict, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True, db_index=True)

    def __str__(self) -> str:
        return f"Draft {self.pk}"


class Proposal(models.Model):
    """A new listing or an edit that waits for a moderator. `sheet` is the whole listing as proposed
    (`groups.sheet`); `base_version` is the version of the group it was made from."""

    class Kind(models.TextChoices):
        NEW = "new", "New listing"
        EDIT = "edit", "Edit"

    class State(models.TextChoices):
        UNCONFIRMED = "unconfirmed", "Waiting for the organiser's mail to be confirmed"
        WAITING = "waiting", "Waiting for a moderator"
        ASKED = "asked", "A question was asked"
        APPROVED = "approved", "Approved"
        REJECTED = "rejected", "Rejected"
        WITHDRAWN = "withdrawn", "Withdrawn"

    #: Still open: one at a time for each group.
    OPEN = (State.UNCONFIRMED, State.WAITING, State.ASKED)

    kind = models.CharField(max_length=4, choices=Kind)
    group = models.ForeignKey(Group, models.CASCADE, related_name="proposals")
    organiser = models.ForeignKey(Organiser, models.SET_NULL, null=True, related_name="proposals")
    sheet = models.JSONField()
    base_version = models.PositiveIntegerField(default=1)
    state = models.CharField(max_length=12, choices=State, default=State.UNCONFIRMED)
    risk = models.PositiveSmallIntegerField(default=0, help_text="0 is safe; the highest stands first in the queue.")
    flags = models.JSONField(default=list, blank=True, help_text="Why: codes of groups.listings.risk.")
    made_at = models.DateTimeField(default=timezone.now)
    question = models.TextField(blank=True, help_text="What a moderator asked, last.")
    answer = models.TextField(blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    reason = models.TextField(blank=True, help_text="Why it was rejected, as mailed.")

    class Meta:
        verbose_name, verbose_name_plural = "new listing or edit", "new listings and edits"
        ordering = ["-risk", "made_at"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=["new", "edit"]), name="proposal_kind"),
            models.CheckConstraint(
                condition=Q(state__in=["unconfirmed", "waiting", "asked", "approved", "rejected", "withdrawn"]),
                name="proposal_state",
            ),
            models.UniqueConstraint(
                fields=["group"],
                condition=Q(state__in=["unconfirmed", "waiting", "asked"]),
                name="proposal_one_open_each_group",
            ),
        ]
        indexes = [models.Index(fields=["state", "-risk", "made_at"], name="proposal_queue")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.sheet.get('name', '')}"


class Change(models.Model):
    """Who changed what of a listing, and when. `before` and `after` are snapshots (`groups.listings.changes`)."""

    class By(models.TextChoices):
        ORGANISER = "organiser", "the organiser"
        MODERATOR = "moderator", "a moderator"
        FEED = "feed", "its organisation's feed"
        VISITORS = "visitors", "visitors' reports"
        CLOCK = "clock", "the passing of time"

    group = models.ForeignKey(Group, models.CASCADE, related_name="changes")
    action = models.CharField(max_length=30, help_text="What was done, as a verb: edited, paused, closed, suspended…")
    by = models.CharField(max_length=10, choices=By)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    organiser = models.ForeignKey(Organiser, models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    before = models.JSONField(default=dict, blank=True)
    after = models.JSONField(default=dict, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(by__in=["organiser", "moderator", "feed", "visitors", "clock"]), name="change_by"
            )
        ]

    def __str__(self) -> str:
        return f"{self.action}, {self.at:%Y-%m-%d %H:%M}"


class ReportQuerySet(models.QuerySet["Report"]):
    def answerable(self) -> "ReportQuerySet":
        """Open reports that a word of the organiser's answers; one of feeling unsafe is for moderators alone."""
        return self.filter(closed_at=None).exclude(kind=Report.Kind.UNSAFE)

    def counted(self) -> "ReportQuerySet":
        """Reports that did not come in a flood."""
        return self.filter(quarantined=False)


class Report(models.Model):
    """What a visitor found at a listing. Nothing about who reports is kept."""

    class Kind(models.TextChoices):
        NOBODY = "nobody", _("Nobody was there")
        TIME = "time", _("The time is wrong")
        PLACE = "place", _("The place is wrong")
        LINK = "link", _("The link does not work")
        UNSAFE = "unsafe", _("I felt unsafe")
        OTHER = "other", _("Something else")

    group = models.ForeignKey(Group, models.CASCADE, related_name="reports")
    kind = models.CharField(max_length=10, choices=Kind)
    text = models.CharField(max_length=500, blank=True, help_text="Never shown to the public.")
    made_at = models.DateTimeField(default=timezone.now, db_index=True)
    quarantined = models.BooleanField(default=False, help_text="Came in a flood: it changes nothing by itself.")
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = "report from a visitor", "reports from visitors"
        ordering = ["-made_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["nobody", "time", "place", "link", "unsafe", "other"]), name="report_kind"
            )
        ]
        indexes = [models.Index(fields=["group", "made_at"], name="report_of_group")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.made_at:%Y-%m-%d}"


class Link(models.Model):
    """A link in a mail: random, stored as a hash only, for one purpose, used once, and gone after its time."""

    class Purpose(models.TextChoices):
        CONFIRM = "confirm", "Confirm a new listing"
        OPEN = "open", "Open my groups"
        STILL = "still", "Still meeting?"
        ANSWER = "answer", "Answer a report or a question"
        HAND_OVER_GIVE = "give", "Hand over: the old organiser agrees"
        HAND_OVER_TAKE = "take", "Hand over: the new organiser agrees"
        UNDO = "undo", "Undo a change"

    digest = models.CharField(max_length=64, unique=True, help_text="SHA-256 of the token, in hexadecimal.")
    purpose = models.CharField(max_length=10, choices=Purpose)
    organiser = models.ForeignKey(Organiser, models.CASCADE, related_name="links")
    group = models.ForeignKey(Group, models.CASCADE, null=True, blank=True, related_name="links")
    data = models.JSONField(default=dict, blank=True)
    expires_at = models.DateTimeField(db_index=True)
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(purpose__in=["confirm", "open", "still", "answer", "give", "take", "undo"]),
                name="link_purpose",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_purpose_display()} {self.pk}"


class HandOver(models.Model):
    """A listing on its way from one organiser to another: it changes hands once both have said yes, in any order.

    The row is deleted when they have, when one of them says no, and some time after it has expired.
    """

    group = models.OneToOneField(Group, models.CASCADE, related_name="hand_over")
    giver = models.ForeignKey(Organiser, models.CASCADE, related_name="+")
    taker = models.ForeignKey(Organiser, models.CASCADE, related_name="+")
    given_at = models.DateTimeField(null=True, blank=True)
    taken_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(giver=models.F("taker")), name="hand_over_to_another"),
        ]

    def __str__(self) -> str:
        return f"Hand over {self.pk}"
