"""Who may decide about which listings, whose paid services never pass for peers, and what holds a flood back."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from groups.models.vocabulary import Fellowship


class ModeratorScope(models.Model):
    """What a moderator looks after: everything where all three are empty, else what meets all that are given.

    Several rows of one user add up. A user without a row looks after nothing; a superuser after everything.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="scopes")
    country = models.CharField(max_length=2, blank=True, help_text="ISO 3166-1, two letters.")
    region = models.CharField(max_length=120, blank=True, help_text="As in the listings; needs a country.")
    fellowship = models.ForeignKey(Fellowship, models.CASCADE, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["user", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(region="") | ~Q(country=""), name="moderator_scope_region_in_country")
        ]

    def __str__(self) -> str:
        parts = [self.region, self.country, str(self.fellowship or "")]
        return ", ".join(part for part in parts if part) or "everything"


def held_by(user: Any, path: str = "") -> Q:
    """The condition that a member of staff looks after a group; `path` leads to the group, such as "group__"."""
    if not (user.is_active and user.is_staff):
        return Q(pk__in=[])
    if user.is_superuser:
        return Q()
    held = Q(pk__in=[])
    for scope in user.scopes.all():
        wanted = {"country": scope.country, "region__iexact": scope.region, "fellowship": scope.fellowship_id}
        own = Q(**{path + name: value for name, value in wanted.items() if value})
        if not own:
            return Q()
        held |= own
    return held


class PaidProvider(models.Model):
    """A paid treatment provider or referral company, known by its web host or its number.

    What leads to one is published by a moderator alone, with the owner and the cost stated.
    """

    name = models.CharField(max_length=200)
    host = models.CharField(max_length=253, blank=True, help_text="example.com stands for its subdomains too.")
    phone = models.CharField(max_length=20, blank=True, help_text="With + and the country's code, no spaces.")
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(condition=~Q(host="") | ~Q(phone=""), name="paid_provider_known_by_something")
        ]

    def __str__(self) -> str:
        return self.name


class Bucket(models.Model):
    """Tokens left to whoever hashes to `key` (daily salt, address prefix, action), or to all; gone a day after use."""

    key = models.CharField(max_length=64, primary_key=True)
    tokens = models.FloatField()
    filled_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.tokens:.1f}"


class DailySalt(models.Model):
    """The salt of a day (UTC); yesterday's is deleted, and with it all hope of telling an address from its hash."""

    day = models.DateField(primary_key=True)
    salt = models.CharField(max_length=64)

    def __str__(self) -> str:
        return self.day.isoformat()
