"""The mails about my groups: the link that opens them, what one has changed (at once or approved), handing over."""

from datetime import datetime
from typing import Any

from groups.listings import handover, links, mine, my_list
from groups.listings.field_words import name_of
from groups.listings.mails import address, mail
from groups.models import Change, Group, HandOver, Link, Organiser

Context = dict[str, Any]
#: Links that open my groups at one time: whoever types another's address often does not fill the mailbox.
_MOST_OPEN_LINKS = 3


@mail("open_my_groups", to_bounced=True)
def open_my_groups(reader: Organiser, group: None, data: Context, now: datetime) -> Context | None:
    """The link somebody asked for with this address."""
    # Only the reader of the mailbox can have used one: those are no flood.
    young = Link.objects.filter(organiser=reader, purpose=Link.Purpose.OPEN, used_at=None, expires_at__gt=now)
    # A second attempt was let through at the first: a mail server that says "later" must not lose the mail.
    if young.count() >= _MOST_OPEN_LINKS and data.get("attempt", 1) == 1:
        return None
    return {"link": address("my-groups-open", links.make(Link.Purpose.OPEN, reader, now))}


@mail("changed")
def changed(reader: Organiser, group: Group, data: Context, now: datetime) -> Context | None:
    """What its organiser has changed, with a link to undo it while that can be."""
    change = _own_change(reader, group, data, now)
    if change is None:
        return None
    rows = my_list.rows_of_change(change, group.country)
    # Whether it is public says what was done already.
    fields = [name for name, _before, _after in rows if name != name_of("status")]
    return {"what": my_list.action_in_words(change), "fields": fields, "link": _link_to_undo(change, reader, now)}


@mail("edit_published")
def edit_published(reader: Organiser, group: Group, data: Context, now: datetime) -> Context:
    """What a moderator approved is in the listing, with a link to undo it while that can be.

    Where visitors do not find the listing, it says why, and does not say that everybody can see the change.
    """
    change = _own_change(reader, group, data, now)
    undo = _link_to_undo(change, reader, now) if change else ""
    hidden = "" if group.status == Group.Status.LISTED else my_list.state_in_words(group)
    own = {"hidden": hidden, "what": my_list.ACTIONS["edited"]}
    return {"page": address("group-by-number", group.pk), "link": address("my-groups"), "undo": undo, **own}


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


def _own_change(reader: Organiser, group: Group, data: Context, now: datetime) -> Change | None:
    """The change a mail is about, while its reader can undo it."""
    change = Change.objects.filter(pk=data.get("change") or 0, group=group).first()
    return change if change and mine.can_be_undone(change, reader, now) else None


def _link_to_undo(change: Change, reader: Organiser, now: datetime) -> str:
    return address("my-groups-undo", links.make(Link.Purpose.UNDO, reader, now, change.group, change=change.pk))


def _asked(
    page: str, purpose: Link.Purpose, reader: Organiser, group: Group, data: Context, now: datetime
) -> Context | None:
    offer: HandOver | None = handover.open_offers(now).filter(pk=data["hand_over"], group=group).first()
    if offer is None:
        return None
    return {"link": address(page, links.make(purpose, reader, now, group, hand_over=offer.pk))}
