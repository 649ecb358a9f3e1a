"""A shortlist that somebody shared: groups and notes, at an address that nobody can guess, until a day."""

from datetime import timedelta

from django.db import models
from django.db.models import F, Q

#: How long an address may live.
SHORTEST, LONGEST = timedelta(days=1), timedelta(days=366)


class SharedList(models.Model):
    """What its maker's cookie held when it was shared. Neither the maker nor a reader can be told from it.

    `picks` is the list in its order: [{"group": id, "version": int, "note": str}]. Only SHA-256 hashes (hex) are kept
    of the address's token and of the maker's key, with which the list can be taken back.
    """

    token_hash = models.CharField(max_length=64, unique=True)
    key_hash = models.CharField(max_length=64)
    picks = models.JSONField()
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_at__gte=F("made_at") + SHORTEST, expires_at__lte=F("made_at") + LONGEST),
                name="shared_list_lives_a_day_to_a_year",
            ),
        ]

    def __str__(self) -> str:
        return f"Shared list {self.pk}"
