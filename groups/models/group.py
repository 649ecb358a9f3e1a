"""Groups: the listings themselves."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from groups import schedule
from groups.models.moderation import held_by
from groups.models.source import Source
from groups.models.upkeep import KEPT_BY_PEOPLE, Upkeep, UpkeepQuerySet
from groups.models.vocabulary import OPENING_HELP, Feature, Fellowship, Language, Philosophy


class Attendance(models.TextChoices):
    IN_PERSON = "in_person", _("In person")
    ONLINE = "online", _("Online")
    HYBRID = "hybrid", _("In person and online")


def _https(field: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(**{field: ""}) | Q(**{f"{field}__startswith": "https://"}), name=f"group_{field}_https"
    )


class GroupQuerySet(UpkeepQuerySet["Group"]):
    def listed(self) -> "GroupQuerySet":
        """Groups the public may see. Every page, feed and API goes through here."""
        return self.filter(status=Group.Status.LISTED)

    def once_listed(self) -> "GroupQuerySet":
        """Suspended and archived groups: what a visitor who has an older address of one may be told of."""
        return self.filter(status__in=[Group.Status.SUSPENDED, Group.Status.ARCHIVED])

    def looked_after_by(self, user: AbstractBaseUser | AnonymousUser) -> "GroupQuerySet":
        """Groups that a member of staff may see and decide about, in whatever state."""
        return self.filter(held_by(user))


class Group(Upkeep):
    """What a person looks for: a name, a kind of support, a place or none, how to join, and how fresh that is."""

    class Kind(models.TextChoices):
        MEETING = "meeting", _("Group meeting")
        CAFE = "cafe", _("Recovery café or community space")
        ONE_TO_ONE = "one_to_one", _("One-to-one support")
        AFTERCARE = "aftercare", _("Aftercare group")
        ONLINE_COMMUNITY = "online_community", _("Online community")

    class Facilitation(models.TextChoices):
        PEER = "peer", _("Run by peers")
        TRAINED_PEER = "trained_peer", _("Run by trained peers")
        PROFESSIONAL = "professional", _("Run by professionals")

    class Precision(models.TextChoices):
        EXACT = "exact", "Exact"
        STREET = "street", "Street"
        POSTCODE = "postcode", "Postcode"
        LOCALITY = "locality", "Town or district"

    class PublicLocation(models.TextChoices):
        EXACT = "exact", "Show the address"
        AREA = "area", "Show the district only"

    class Status(models.TextChoices):
        SUBMITTED = "submitted", "Submitted"
        PENDING = "pending", "Waiting for a moderator"
        LISTED = "listed", "Listed"
        SUSPENDED = "suspended", "Suspended"
        ARCHIVED = "archived", "Archived"

    class ConfirmedBy(models.TextChoices):
        ORGANISER = "organiser", "the organiser"
        FEED = "feed", "its organisation's feed"
        MODERATOR = "moderator", "a moderator"

    slug = models.SlugField(max_length=120, unique=True)
    name = models.CharField(max_length=255)
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.MEETING)
    fellowship = models.ForeignKey(Fellowship, models.PROTECT, null=True, blank=True, related_name="groups")
    philosophy = models.ForeignKey(
        Philosophy,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="groups",
        help_text="Empty: the fellowship's.",
    )
    description = models.TextField(blank=True)
    facilitation = models.CharField(max_length=20, choices=Facilitation, default=Facilitation.PEER)
    attendance = models.CharField(
        max_length=10,
        choices=Attendance,
        default=Attendance.IN_PERSON,
        help_text="All the ways this group can be joined. Each meeting says its own.",
    )
    features = models.ManyToManyField(Feature, blank=True, help_text="True of all its meetings.")
    languages = models.ManyToManyField(Language, blank=True)
    who_may_come = models.CharField(max_length=300, blank=True)
    cost = models.CharField(max_length=200, blank=True)

    venue = models.CharField(max_length=255, blank=True)
    address = models.CharField(max_length=300, blank=True)
    locality = models.CharField(max_length=120, blank=True)
    region = models.CharField(max_length=120, blank=True)
    postal_code = models.CharField(max_length=20, blank=True)
    country = models.CharField(max_length=2, blank=True, help_text="ISO 3166-1, two letters.")
    latitude = models.FloatField(null=True, blank=True, help_text="Degrees.")
    longitude = models.FloatField(null=True, blank=True, help_text="Degrees.")
    precision = models.CharField(max_length=10, choices=Precision, blank=True)
    public_location = models.CharField(max_length=10, choices=PublicLocation, default=PublicLocation.EXACT)
    time_zone = models.CharField(max_length=64, default="UTC", help_text="IANA name such as Europe/London.")

    opening_hours = models.CharField(max_length=300, blank=True)
    opening = models.JSONField(default=list, blank=True, help_text=OPENING_HELP)
    always_open = models.BooleanField(default=False, help_text="A round-the-clock room.")
    by_appointment = models.BooleanField(default=False)
    host_centre = models.CharField(max_length=200, blank=True)
    visits = models.CharField(
        max_length=300,
        blank=True,
        help_text="Visits at the centre by people who came through it: when, how to ask.",
    )
    area_served = models.CharField(max_length=200, blank=True)
    training = models.CharField(max_length=300, blank=True)
    run_by = models.CharField(max_length=200, blank=True, help_text="Who runs an online community.")
    moderation = models.CharField(max_length=300, blank=True, help_text="How an online community is moderated.")
    join_link = models.URLField(max_length=500, blank=True)
    join_notes = models.TextField(blank=True)
    dial_in = models.CharField(max_length=120, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    website = models.URLField(max_length=500, blank=True)
    first_visit_note = models.TextField(blank=True)
    helpers_welcome = models.BooleanField(null=True, blank=True)
    helpers_requirement = models.CharField(max_length=300, blank=True)

    inactive = models.BooleanField(default=False)
    inactive_from = models.DateField(null=True, blank=True, help_text="Only of a pause that lies ahead.")
    inactive_until = models.DateField(null=True, blank=True, help_text="The day it meets again.")
    status = models.CharField(max_length=10, choices=Status, default=Status.SUBMITTED)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.CharField(max_length=10, choices=ConfirmedBy, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    version = models.PositiveIntegerField(default=1)
    source = models.ForeignKey(Source, models.PROTECT, null=True, blank=True, related_name="groups")
    source_key = models.CharField(max_length=300, blank=True, help_text="What the feed's rows of this group share.")
    hand_edited = models.JSONField(default=list, blank=True, help_text="Fields a feed no longer overwrites.")

    objects = GroupQuerySet.as_manager()

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True, precision="")
                | (
                    Q(latitude__gte=-90, latitude__lte=90, longitude__gte=-180, longitude__lte=180)
                    & Q(precision__in=["exact", "street", "postcode", "locality"])
                ),
                name="group_point_whole_or_none",
            ),
            models.CheckConstraint(
                condition=Q(attendance="online") | Q(latitude__isnull=False) | ~Q(locality="") | ~Q(area_served=""),
                name="group_in_person_has_place",
            ),
            models.CheckConstraint(
                condition=Q(inactive_until__isnull=True) | Q(inactive=True), name="group_until_means_inactive"
            ),
            models.CheckConstraint(
                condition=Q(inactive_from__isnull=True)
                | (Q(inactive=True) & (Q(inactive_until__isnull=True) | Q(inactive_until__gt=F("inactive_from")))),
                name="group_pause_whole",
            ),
            _https("join_link"),
            _https("website"),
            models.CheckConstraint(
                condition=Q(suspended_because__in=["", "unanswered", "reported", "bounced", "closed", "moderator"]),
                name="group_suspended_because",
            ),
        ]
        indexes = [
            models.Index(fields=["status", "name"], name="group_status_name"),
            models.Index(fields=["source", "source_key"], name="group_source_key"),
            # All that the report of freshness asks for: it never reads the rows, which are a hundred times as much.
            models.Index(
                fields=["status", "source", "country", "confirmed_by", "confirmed_at"], name="group_freshness"
            ),
            models.Index(fields=["id"], condition=Q(always_open=True), name="group_always_open"),
            # What is due is asked for every few minutes, and is a handful of rows out of a million.
            models.Index(fields=["answer_due_at"], condition=Q(answer_due_at__isnull=False), name="group_answer_due"),
            models.Index(fields=["confirmed_at"], condition=KEPT_BY_PEOPLE, name="group_asked_by_age"),
            models.Index(fields=["asked_at"], condition=Q(asked_at__isnull=False), name="group_asked"),
            models.Index(fields=["suspended_at"], condition=Q(suspended_at__isnull=False), name="group_suspended"),
            models.Index(fields=["inactive_until"], condition=Q(inactive_until__isnull=False), name="group_pause_ends"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("group", args=[self.slug])

    @property
    def pause(self) -> schedule.Pause | None:
        """The pause that was written down for it, which may lie ahead or be over; None without one."""
        return schedule.Pause(self.inactive_from, self.inactive_until) if self.inactive else None

    @property
    def effective_philosophy(self) -> Philosophy | None:
        """Its own philosophy, else its fellowship's."""
        return self.philosophy or (self.fellowship.philosophy if self.fellowship else None)

    @property
    def public_point(self) -> tuple[float, float] | None:
        """(latitude, longitude) in degrees that may be shown, searched and exported; None without one.

        A confidential venue's point is rounded to 0.01° (about a kilometre), everywhere: an exact distance from three
        places would give the door away.
        """
        if self.latitude is None or self.longitude is None:
            return None
        if self.public_location == self.PublicLocation.AREA:
            return round(self.latitude, 2), round(self.longitude, 2)
        return self.latitude, self.longitude
