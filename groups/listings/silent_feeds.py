"""A feed that falls silent: whoever looks after its listings is told, once for each silence.

read every day → not read for 30 days: its listings say so, and moderators are told → for 60 days: they are moved down.
Reading it again ends all of that. Nothing is suspended: a feed is as often silent through a fault of ours as of theirs.
"""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.urls import reverse

from groups import outbox
from groups.listings import mails
from groups.models import Group, Source
from groups.pages.when import long_date

_MAIL = "moderators_feed_silent"


def sweep(now: datetime) -> int:
    """Tell of the feeds that have fallen silent by `now` (aware); how many. Safe to call twice, and by two at once."""
    return sum(_tell(source, now) for source in Source.objects.silent(now).untold().order_by("pk"))


@transaction.atomic
def _tell(source: Source, now: datetime) -> bool:
    # Of two workers the second waits for this row, and then finds that it is told.
    if not Source.objects.filter(pk=source.pk).silent(now).untold().update(silent_told_at=now):
        return False
    for user in User.objects.filter(is_active=True, is_staff=True).exclude(email="").order_by("pk"):
        if _listed(source).looked_after_by(user).exists():
            payload = {"mail": _MAIL, "user": user.pk, "source": source.pk}
            outbox.enqueue(mails.KIND, payload, key=f"{_MAIL}:{source.pk}:{user.pk}")
    return True


def _listed(source: Source) -> Any:
    return Group.objects.listed().filter(source=source)


@mails.mail(_MAIL)
def moderators_feed_silent(reader: User, group: None, data: dict[str, Any], now: datetime) -> dict[str, Any] | None:
    """How many listings of this moderator's hang on the feed; None once it is read again."""
    source = Source.objects.silent(now).filter(pk=data["source"]).first()
    if source is None or source.last_run_at is None:
        return None
    count = _listed(source).looked_after_by(reader).count()
    address = settings.SITE_URL + reverse("admin:groups_group_changelist")
    link = f"{address}?source__id__exact={source.pk}"
    return {"since": long_date(source.last_run_at), "count": count, "link": link} if count else None
