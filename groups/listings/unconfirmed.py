"""New listings whose mail address nobody has confirmed yet: they wait for a link to be used, and go after a week."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef

from groups.listings import handover, links, mails
from groups.models import Group, Link, Organiser, Proposal

KEPT = timedelta(days=7)
#: Listings that wait for one address: whoever types another's often does not fill the mailbox.
_MOST_WAITING = 10


@mails.mail("confirm_new", to_bounced=True)
def confirm_new(reader: Organiser, group: Group, data: dict[str, Any], now: datetime) -> dict[str, Any] | None:
    """Asks whether it was the reader who typed in a listing; nothing once that is answered."""
    usable = Link.objects.filter(organiser=reader, purpose=Link.Purpose.CONFIRM, used_at=None, expires_at__gt=now)
    others = usable.exclude(group=group).values("group").distinct().count()
    if group.status != Group.Status.SUBMITTED or (others >= _MOST_WAITING and data.get("attempt", 1) == 1):
        return None
    token = links.make(Link.Purpose.CONFIRM, reader, now, group, **data.get("link", {}))
    return {"link": mails.address("confirm", token), "days": links.LIVES[Link.Purpose.CONFIRM].days}


def forget_old(now: datetime) -> int:
    """Delete listings that were typed in a week before `now` (aware) and never confirmed, with addresses that we only
    had for them; how many listings. One whose mail went out late is kept while its link works."""
    usable = Link.objects.filter(group=OuterRef("pk"), purpose=Link.Purpose.CONFIRM, used_at=None, expires_at__gt=now)
    new = Proposal.objects.filter(group=OuterRef("pk"), kind=Proposal.Kind.NEW, state=Proposal.State.UNCONFIRMED)
    with transaction.atomic():
        old = Group.objects.filter(Exists(new), ~Exists(usable), status=Group.Status.SUBMITTED)
        old = old.filter(created_at__lt=now - KEPT).select_for_update(of=("self",))
        found = {group.pk: group.organiser_id for group in old}
        Group.objects.filter(pk__in=found).delete()
        handover.forget_organisers(Organiser.objects.filter(pk__in=filter(None, found.values())))
    return len(found)
