"""The mails about my groups: the link that opens them, what one has changed, and handing over."""

from datetime import datetime
from typing import Any

from groups.listings import handover, links, mine, my_list
from groups.listings.mails import address, mail
from groups.models import Change, Group, HandOver, Link, Organiser

Context = dict[str, Any]
#: Links that open my groups at one time: whoever types another's address often does not fill the mailbox.
_MOST_OPEN_LINKS = 3


@mail("open_my_groups", to_bounced=True)
def open_my_groups(reader: Organiser, group: None, data: Context, now: datetime) -> Context | None:
    """The link somebody asked for with this address."""
    young = Link.objects.filter(organiser=reader, purpose=Link.Purpose.OPEN, expires_at__gt=now)
    # A second attempt was let through at the first: a mail server that says "later" must not lose the mail.
    if young.count() >= _MOST_OPEN_LINKS and data.get("attempt", 1) == 1:
        return None
    return {"link": address("my-groups-open", links.make(Link.Purpose.OPEN, reader, now))}


@mail("changed")
def changed(reader: Organiser, group: Group, data: Context, now: datetime) -> Context | None:
    """What its organiser has changed, with a link to undo it while that can be."""
    change = Change.objects.filter(pk=data["change"], group=group).first()
    if change is None or not mine.can_be_undone(change, reader, now):
        return None
    token = links.make(Link.Purpose.UNDO, reader, now, group, change=change.pk)
    fields = [name for name, _before, _after in my_list.rows_of_change(change, group.country)]
    return {"what": my_list.action_in_words(change), "fields": fields, "link": address("my-groups-undo", token)}


@mail("hand_over_give")
def hand_over_give(reader: Organiser, group: Group, data: Context, now: datetime) -> Context | None:
    """Asks the organiser whether it is really they who hand the listing over."""
    return _asked("my-groups-give", Link.Purpose.HAND_OVER_GIVE, reader, group, data, now)


@mail("hand_over_take", to_bounced=True)
def hand_over_take(reader: Organiser, group: Group, data: Context, now: datetime) -> Context | None:
    """Asks the new organiser."""
    return _asked("my-groups-take", Link.Purpose.HAND_OVER_TAKE, reader, group, data, now)


@mail("handed_over")
def handed_over(reader: Organiser, group: Group, data: Context, now: datetime) -> Context:
    """Tells both that the listing has changed hands."""
    return {"is_new": group.organiser_id == reader.pk, "link": address("my-groups")}


def _asked(
    page: str, purpose: Link.Purpose, reader: Organiser, group: Group, data: Context, now: datetime
) -> Context | None:
    offer: HandOver | None = handover.open_offers(now).filter(pk=data["hand_over"], group=group).first()
    if offer is None:
        return None
    return {"link": address(page, links.make(purpose, reader, now, group, hand_over=offer.pk))}
