"""Handing a listing over to another organiser: both say yes by a link in a mail of their own, or nothing changes."""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from groups.listings import links, mails
from groups.listings.changes import Who, recorded
from groups.models import Change, Group, HandOver, Link, Organiser, Proposal

_LIVES = links.LIVES[Link.Purpose.HAND_OVER_GIVE]


class SamePerson(Exception):
    """A listing is handed to somebody else than its organiser."""


@transaction.atomic
def offer(group: Group, giver: Organiser, email: str, language: str, now: datetime) -> HandOver:
    """Offer a listing to whoever has this address (in small letters), in place of an earlier offer; both are mailed.

    `language` is that of the mail to somebody we do not know yet; `now` is aware. Raises SamePerson, and
    Group.DoesNotExist where the listing is no longer the giver's.
    """
    own = Group.objects.select_for_update().get(pk=group.pk, organiser=giver)
    if email == giver.email:
        raise SamePerson
    cancel(own.pk)
    taker, _created = Organiser.objects.get_or_create(email=email, defaults={"language": language})
    made = HandOver.objects.create(group=own, giver=giver, taker=taker, expires_at=now + _LIVES)
    mails.want("hand_over_give", giver, own, hand_over=made.pk)
    mails.want("hand_over_take", taker, own, hand_over=made.pk)
    return made


def of_link(link: Link, now: datetime) -> HandOver | None:
    """The offer that a link is about, while it stands at `now` (aware)."""
    return open_offers(now).filter(pk=link.data.get("hand_over")).select_related("group").first()


def open_offers(now: datetime) -> QuerySet[HandOver]:
    """The offers that can still be answered at `now` (aware)."""
    return HandOver.objects.filter(expires_at__gt=now)


@transaction.atomic
def agree(link: Link, now: datetime) -> bool:
    """One of the two says yes; True when the other had already, and the listing has changed hands.

    `now` is aware. Raises HandOver.DoesNotExist when the offer no longer stands, or the link is used up.
    """
    made = _answered(link, now)
    side = "given_at" if link.purpose == Link.Purpose.HAND_OVER_GIVE else "taken_at"
    setattr(made, side, now)
    made.save(update_fields=[side])
    if not (made.given_at and made.taken_at):
        return False
    _change_hands(made, now)
    return True


@transaction.atomic
def refuse(link: Link, now: datetime) -> None:
    """One of the two says no: the offer is over. Raises HandOver.DoesNotExist when it was already."""
    cancel(_answered(link, now).group_id)


@transaction.atomic
def cancel(group_id: int) -> None:
    """Take an offer back, and forget an address that we only had for it; nothing happens without one."""
    made = HandOver.objects.select_for_update().filter(group_id=group_id).first()
    if made:
        made.delete()
        forget_organisers(Organiser.objects.filter(pk=made.taker_id))


@transaction.atomic
def forget_unanswered(now: datetime) -> int:
    """Delete the offers that have expired at `now` (aware), and the addresses we only had for them; how many."""
    over = HandOver.objects.filter(expires_at__lte=now)
    takers = list(over.values_list("taker_id", flat=True))
    over.delete()
    forget_organisers(Organiser.objects.filter(pk__in=takers))
    return len(takers)


def _answered(link: Link, now: datetime) -> HandOver:
    """The offer of a link, locked after its group as everywhere here, the link used up."""
    offer_id = link.data.get("hand_over")
    Group.objects.select_for_update().filter(hand_over=offer_id).first()
    made = open_offers(now).get(pk=offer_id)
    if not links.use(link, now):
        raise HandOver.DoesNotExist
    return made


def _change_hands(made: HandOver, now: datetime) -> None:
    giver, taker = made.giver, made.taker
    with recorded(made.group_id, "handed over", Who(Change.By.ORGANISER, organiser=giver), now) as group:
        if group.organiser_id != giver.pk:
            raise HandOver.DoesNotExist
        group.organiser = taker
    Proposal.objects.filter(group=group, state__in=Proposal.OPEN).update(organiser=taker)
    # What was mailed to the old organiser opens nothing of this listing any more.
    Link.objects.filter(group=group, organiser=giver, used_at=None).delete()
    made.delete()
    for organiser in (giver, taker):
        mails.want("handed_over", organiser, group)


def forget_organisers(organisers: QuerySet[Organiser]) -> None:
    """Delete those who never answered a mail of ours and have nothing here."""
    organisers.filter(verified_at=None, groups=None, proposals=None).exclude(
        pk__in=HandOver.objects.values("taker_id")
    ).delete()
