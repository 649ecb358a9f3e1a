"""What visitors report: it labels a listing and asks who keeps it; only silence takes it out of the directory.

reported → (an answer, or the feed changes it: `groups.listings.mended`) as before, or → (3 working days, or our mail
comes back) suspended; archived 90 days after that (`groups.listings.archiving`). An edit that waits for a moderator is
an answer; one that a moderator sends back gives three days more.
A flood hides nothing: what comes too often is kept for moderators and changes nothing. “I felt unsafe” goes to them at
once, labels nothing, is never shown, and is deleted after 180 days.
"""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Exists, F, OuterRef, QuerySet, Subquery

from groups.listings import by_clock, life, links, mails, working_days
from groups.listings.answers import ABOUT_REPORT, DAYS_TO_ANSWER
from groups.listings.changes import BY_VISITORS, recorded
from groups.listings.mine import today_of
from groups.models import Group, Link, Organiser, Proposal, Report, Upkeep
from groups.pages.when import long_date
from groups.schedule import zone

#: More than these are kept for moderators and change nothing: of one listing, and of all listings together.
MOST_A_DAY, MOST_AN_HOUR = 3, 60
#: More than this is not even kept: a program is filling the table.
MOST_KEPT_AN_HOUR = 600
#: How long what visitors wrote is kept, and all of a report of feeling unsafe or out of a flood.
FORGET_AFTER = timedelta(days=180)
_S = Group.Status


class TooMany(Exception):
    """So many reports came in this hour that no more are kept."""


@transaction.atomic
def receive(group: Group, kind: str, text: str, now: datetime, is_flood: bool = False) -> Report:
    """Keep what a visitor found at a listed group at `now` (aware), and do what follows from it.

    `is_flood` says that its network has sent too many. Raises TooMany, and Group.DoesNotExist for one not listed.
    """
    group = Group.objects.listed().select_for_update().get(pk=group.pk)
    if Report.objects.filter(made_at__gt=now - timedelta(hours=1)).count() >= MOST_KEPT_AN_HOUR:
        raise TooMany
    quarantined = is_flood or _is_full(group, kind, now)
    report = Report.objects.create(group=group, kind=kind, text=text, made_at=now, quarantined=quarantined)
    if not quarantined and kind == Report.Kind.UNSAFE:
        mails.tell_moderators("moderators_unsafe", group, report=report.pk)
    elif not quarantined and group.answer_due_at is None:
        _ask(group, now)
    return report


def _is_full(group: Group, kind: str, now: datetime) -> bool:
    """Whether this listing, or the whole site, has had enough; unsafe ones count apart, so that none hides another."""
    is_unsafe = kind == Report.Kind.UNSAFE
    rows = Report.objects.counted()
    rows = rows.filter(kind=Report.Kind.UNSAFE) if is_unsafe else rows.exclude(kind=Report.Kind.UNSAFE)
    today = rows.filter(group=group, made_at__gt=now - timedelta(days=1)).count()
    return today >= MOST_A_DAY or rows.filter(made_at__gt=now - timedelta(hours=1)).count() >= MOST_AN_HOUR


def _ask(group: Group, now: datetime) -> None:
    """Label the listing and ask who keeps it. The clock of an open report is never started anew."""
    with recorded(group.pk, "reported", BY_VISITORS, now) as own:
        own.reported_on = today_of(own, now)
        _start_clock(own, now)
    _tell(own)


def _tell(group: Group) -> None:
    if organiser := answering_for(group):
        mails.want("report_received", organiser, group, key=f"report_received:{group.pk}")
    else:
        mails.tell_moderators("moderators_reported", group, key=f"reported:{group.pk}")


def _start_clock(group: Group, now: datetime) -> None:
    group.answer_due_at = working_days.after(now, DAYS_TO_ANSWER, group.time_zone)


def answers_all(group: Group, edit: Proposal, now: datetime) -> bool:
    """Inside `recorded`: an edit becomes public at `now` (aware); does it answer all that was reported?

    It answers what was reported before it was made; where it did, what came later is asked about anew.
    """
    own = open_reports(group)
    later = own.filter(made_at__gt=edit.made_at).first()
    if later is None:
        return True
    if own.filter(made_at__lte=edit.made_at).update(closed_at=now) and group.answer_due_at:
        group.reported_on = today_of(group, later.made_at)
        _start_clock(group, now)
        _tell(group)
    return False


def sent_back(group: Group, edit: Proposal, now: datetime) -> None:
    """Inside `recorded`: a moderator has a question about an edit, or turns it down; did it answer a report?

    Then whoever made it has not been silent: they have as long again, from `now` (aware).
    """
    if group.answer_due_at and open_reports(group).filter(made_at__lte=edit.made_at).exists():
        _start_clock(group, now)


def close(group: Group, rows: QuerySet[Report], now: datetime) -> None:
    """Inside `recorded`: these reports of the group need nothing more at `now` (aware).

    With the last open one the label goes and the clock stops.
    """
    rows.filter(group=group, closed_at=None).update(closed_at=now)
    if not open_reports(group).exists():
        life.set_answered(group)


def answering_for(group: Group) -> Organiser | None:
    """The organiser who is asked; None for a feed's listing, and where our mail is known to come back."""
    is_mute = group.source_id or group.organiser is None or group.organiser.bounced_at
    return None if is_mute else group.organiser


def sweep(now: datetime) -> int:
    """Do what is due at `now` (aware): suspend what nobody answered for, and forget; how many listings moved.

    Safe to call twice, and by two at once.
    """
    mute, overdue = bounced(), Group.objects.answer_overdue(now).exclude(_edited_since())
    moved = by_clock.each(mute, "suspended", lambda group: _suspend(group, Upkeep.Because.BOUNCED, now), now)
    moved += by_clock.each(overdue, "suspended", lambda group: _suspend(group, _why(group), now), now)
    forget_old(now)
    return moved


def bounced() -> QuerySet[Group]:
    """Reported listings whose organiser's mail has come back since the report."""
    rows = Report.objects.answerable().counted().filter(group__organiser__bounced_at__gte=F("made_at"))
    waiting = Group.objects.listed().filter(source=None, answer_due_at__isnull=False)
    return waiting.filter(pk__in=rows.values("group")).order_by("answer_due_at", "id")


def _edited_since() -> Exists:
    """Whether an edit made since the first open report waits for a moderator: that answers, in the best way.

    One about which a moderator has a question waits for the organiser.
    """
    waiting = Proposal.objects.filter(group=OuterRef("pk"), kind=Proposal.Kind.EDIT, state=Proposal.State.WAITING)
    first = Report.objects.answerable().counted().filter(group=OuterRef("group")).order_by("made_at")
    return Exists(waiting.filter(made_at__gte=Subquery(first.values("made_at")[:1])))


def forget_old(now: datetime) -> None:
    """Delete old reports of feeling unsafe and out of floods, and what was written in the others."""
    old = Report.objects.filter(made_at__lt=now - FORGET_AFTER)
    old.filter(kind=Report.Kind.UNSAFE).delete()
    old.filter(quarantined=True).delete()
    old.exclude(text="").update(text="")


def _why(group: Group) -> str:
    is_mute = group.organiser and group.organiser.bounced_at and not group.source_id
    return Upkeep.Because.BOUNCED if is_mute else Upkeep.Because.REPORTED


def _suspend(group: Group, because: str, now: datetime) -> None:
    life.set_status(group, _S.SUSPENDED, now, because)
    if organiser := answering_for(group):
        mails.want("suspended_reported", organiser, group, key=f"suspended_reported:{group.pk}")
    mails.tell_moderators("moderators_suspended", group, key=f"suspended:{group.pk}")


def open_reports(group: Group) -> QuerySet[Report]:
    """The reports that wait for an answer, the oldest first; never those of feeling unsafe, nor those of a flood."""
    return Report.objects.answerable().counted().filter(group=group).order_by("made_at")


def _found(group: Group) -> dict[str, Any]:
    """What visitors said, in the words they chose from: what they wrote is not mailed."""
    return {"found": list(dict.fromkeys(report.get_kind_display() for report in open_reports(group)))}


def _link(group: Group, organiser: Organiser, now: datetime) -> str:
    token = links.make(Link.Purpose.ANSWER, organiser, now, group, about=ABOUT_REPORT)
    return mails.address("reported", token)


def _admin(group: Group) -> str:
    return mails.address("admin:groups_group_change", group.pk)


@mails.mail("report_received")
def report_received(reader: Organiser, group: Group, data: dict[str, Any], now: datetime) -> dict[str, Any] | None:
    """A visitor found the listing otherwise: three working days to answer."""
    if group.answer_due_at is None or group.organiser_id != reader.pk:
        return None
    due = long_date(group.answer_due_at.astimezone(zone(group.time_zone)))
    return _found(group) | {"due": due, "link": _link(group, reader, now)}


@mails.mail("suspended_reported")
def suspended_reported(reader: Organiser, group: Group, data: dict[str, Any], now: datetime) -> dict[str, Any] | None:
    """Nobody answered a report; one press brings the listing back."""
    if group.status != _S.SUSPENDED or group.organiser_id != reader.pk:
        return None
    return _found(group) | {"link": _link(group, reader, now)}


@mails.mail("moderators_reported")
def moderators_reported(reader: Any, group: Group, data: dict[str, Any], now: datetime) -> dict[str, Any] | None:
    """A report of a listing that no organiser answers for."""
    if group.answer_due_at is None:
        return None
    due = long_date(group.answer_due_at.astimezone(zone(group.time_zone)))
    return _found(group) | {"due": due, "link": _admin(group)}


@mails.mail("moderators_suspended")
def moderators_suspended(reader: Any, group: Group, data: dict[str, Any], now: datetime) -> dict[str, Any] | None:
    """Nobody answered: it is not shown any more."""
    if group.status != _S.SUSPENDED:
        return None
    return _found(group) | {"bounced": group.suspended_because == Upkeep.Because.BOUNCED, "link": _admin(group)}


@mails.mail("moderators_unsafe")
def moderators_unsafe(reader: Any, group: Group, data: dict[str, Any], now: datetime) -> dict[str, Any] | None:
    """Somebody felt unsafe: to be looked at today. What they wrote is read in the admin, not in a mail."""
    return {"link": _admin(group)}
