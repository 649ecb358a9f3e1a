"""What an organiser answers to “is your listing right?”, by the link in a mail: right, about to change, or ended."""

from datetime import datetime

from django.db import transaction
from django.http import HttpRequest

from groups.listings import life, links, mine, working_days
from groups.listings.changes import Who, recorded
from groups.models import Change, Group, Link

#: Of the links that answer a report; moderators' questions have links of the same purpose.
ABOUT_REPORT = "report"
DAYS_TO_ANSWER = 3


def group_of(link: Link | None) -> Group | None:
    """The listing that can still be answered for by a link; None where there is no such link.

    Nor for one that somebody else looks after now, or whose answer would change nothing.
    """
    if link is None or link.group is None or link.group.organiser_id != link.organiser_id:
        return None
    if link.purpose == Link.Purpose.ANSWER and link.data.get("about") != ABOUT_REPORT:
        return None
    return link.group if mine.may_confirm(link.group) else None


@transaction.atomic
def right(link: Link, now: datetime) -> bool:
    """It is right: listed and confirmed at `now` (aware). False where the link has been used."""
    if not links.use(link, now) or link.group is None:
        return False
    mine.confirm(link.group, link.organiser, now)
    return True


@transaction.atomic
def ended(link: Link, now: datetime) -> bool:
    """It has ended: out of the directory, with a mail to undo that. False where the link has been used."""
    if not links.use(link, now) or link.group is None:
        return False
    if link.group.status == Group.Status.LISTED:
        mine.close(link.group.pk, link.organiser, now)
    else:
        with mine.changing(link.group.pk, "closed", link.organiser, now) as group:
            life.set_status(group, Group.Status.ARCHIVED, now)
    return True


@transaction.atomic
def change(request: HttpRequest, link: Link, now: datetime) -> bool:
    """It will be changed: opens this listing; a report waits as long again. False where the link has been used."""
    if not mine.come_in(request, link, now) or link.group is None:
        return False
    if link.group.answer_due_at:
        with recorded(link.group.pk, "to be changed", Who(Change.By.ORGANISER, organiser=link.organiser), now) as group:
            if group.answer_due_at:
                group.answer_due_at = working_days.after(now, DAYS_TO_ANSWER, group.time_zone)
    return True
