"""What organisers propose and moderators decide: new listings and edits, from the form to the public page.

unconfirmed → (the link in the mail) waiting → approved, rejected or asked; asked → (the answer) waiting. A group has
one open proposal at most. Every verb is one transaction; mails are wanted in it and sent later.
"""

from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction

from groups import sheet
from groups.listings import changes, life, links, mails, reports, risk
from groups.listings.changes import Who, recorded
from groups.listings.merging import Conflict as Conflict
from groups.listings.merging import merged, onto_waiting
from groups.listings.naming import free_slug
from groups.models import Change, Group, Link, Organiser, Proposal

_S = Proposal.State


class CannotDecide(Exception):
    """The proposal cannot be decided so: its text is a sentence that says why."""


@transaction.atomic
def submit_new(wanted: sheet.Sheet, organiser: Organiser, now: datetime) -> Proposal:
    """Store a new listing that nobody sees before its organiser used the link of the mail "confirm_new".

    `now` is aware. Raises ValueError for a sheet with what is no date or time, IntegrityError for an impossible one.
    """
    group = Group(organiser=organiser, status=Group.Status.SUBMITTED)
    sheet.fill(group, wanted)
    group.slug = free_slug(group.name, group.locality)
    group.save()
    sheet.write_relations(group, wanted)
    changes.added(group, "submitted", Who(Change.By.ORGANISER, organiser=organiser), now)
    proposal = Proposal.objects.create(
        kind=Proposal.Kind.NEW, group=group, organiser=organiser, sheet=wanted, made_at=now
    )
    _mail("confirm_new", proposal)
    return proposal


@transaction.atomic
def mail_confirmed(link: Link, now: datetime) -> Proposal | None:
    """Use the link of a new listing: it waits for a moderator, confirmed by its organiser at `now` (aware).

    None when the link was used, has ended, or has nothing left to confirm.
    """
    if not links.use(link, now):
        return None
    proposal = _locked(link.group_id or 0, organiser=link.organiser_id, state=_S.UNCONFIRMED)
    if proposal is None or proposal.group.status != Group.Status.SUBMITTED:
        return None
    with recorded(proposal.group_id, "mail confirmed", _by_organiser(proposal), now) as group:
        life.set_status(group, Group.Status.PENDING, now)
        life.set_confirmed(group, Group.ConfirmedBy.ORGANISER, now)
    _wait(proposal, None, now)
    return proposal


@transaction.atomic
def propose_edit(
    group: Group,
    wanted: sheet.Sheet,
    organiser: Organiser,
    base_version: int,
    now: datetime,
    seen: int | None = None,
) -> Proposal:
    """An organiser's edit of the sheet that the group had in `base_version`: `wanted` is the whole sheet.

    Published at once (`state` approved) when the organiser is trusted and the edit small and safe, and mailed as
    "changed" with a link to undo it; else it waits. It takes the place of an open edit, whose number is `seen` where
    the form held it already; of a listing that still waits itself, the waiting listing is edited. Raises Conflict when
    the same fields were changed since; what else was changed since is kept.
    """
    open_one = _locked(group.pk, state__in=Proposal.OPEN)
    group = Group.objects.get(pk=group.pk)
    own = sheet.read(group)
    waiting = open_one if open_one and open_one.kind == Proposal.Kind.EDIT else None
    if waiting and waiting.pk != seen:
        wanted = onto_waiting(group, waiting, wanted, base_version, seen)
        base_version = waiting.base_version
    wanted = merged(group, own, wanted, base_version, waiting)
    if open_one and open_one.kind == Proposal.Kind.NEW:
        return _edit_new(open_one, wanted, now)
    if open_one:
        _decide(open_one, _S.WITHDRAWN, now)
    return _edit_one(group, own, wanted, organiser, now)


@transaction.atomic
def approve(proposal: Proposal, user: User, now: datetime) -> None:
    """Publish it. A new listing is listed as it is stored now; an edit goes into what the group is now, and is mailed
    as "edit_published" with a link to undo it.

    Raises CannotDecide (decided already, changed since it was read, or a paid provider without owner or cost), and
    Conflict when the group was changed in the same fields meanwhile.
    """
    _fresh(proposal)
    who = Who(Change.By.MODERATOR, user=user)
    if proposal.kind == Proposal.Kind.NEW:
        with recorded(proposal.group_id, "published", who, now) as group:
            _refuse_hidden_trade(sheet.read(group))
            if group.status != Group.Status.LISTED:
                life.set_status(group, Group.Status.LISTED, now)
        _mail("published", proposal)
    else:
        group = Group.objects.get(pk=proposal.group_id)
        wanted = merged(group, sheet.read(group), proposal.sheet, proposal.base_version)
        _refuse_hidden_trade(wanted)
        _publish_edit(proposal, wanted, who._replace(organiser=proposal.organiser), now)
    _decide(proposal, _S.APPROVED, now, decided_by=user)


@transaction.atomic
def ask(proposal: Proposal, user: User, question: str, now: datetime) -> None:
    """Mail a question to the organiser; the proposal waits for the answer. Raises CannotDecide."""
    _fresh(proposal)
    if not proposal.organiser_id:
        raise CannotDecide("There is no organiser to ask.")
    proposal.state, proposal.question, proposal.answer, proposal.decided_by = _S.ASKED, question, "", user
    proposal.save()
    with recorded(proposal.group_id, "asked", Who(Change.By.MODERATOR, user=user), now) as group:
        reports.sent_back(group, proposal, now)
    _mail("question", proposal)


@transaction.atomic
def answer(proposal: Proposal, text: str, now: datetime) -> bool:
    """The organiser's answer to the question: it waits for a moderator again. False when it is open no more."""
    locked = _locked(proposal.group_id, pk=proposal.pk, state=_S.ASKED)
    if locked is None:
        return False
    locked.state, locked.answer, locked.made_at = _S.WAITING, text, now
    locked.save()
    changes.noted(locked.group_id, "answered", _by_organiser(locked), now)
    return True


@transaction.atomic
def reject(proposal: Proposal, user: User, reason: str, now: datetime) -> None:
    """Turn it down and mail the reason; a new listing is archived. Raises CannotDecide."""
    _fresh(proposal)
    _close(proposal, "rejected", Who(Change.By.MODERATOR, user=user), now)
    _decide(proposal, _S.REJECTED, now, decided_by=user, reason=reason)
    _mail("rejected", proposal)


@transaction.atomic
def withdraw(proposal: Proposal, now: datetime) -> bool:
    """The organiser takes it back; a new listing is archived. False when it is open no more."""
    locked = _locked(proposal.group_id, pk=proposal.pk, state__in=Proposal.OPEN)
    if locked is None:
        return False
    _close(locked, "withdrawn", _by_organiser(locked), now)
    _decide(locked, _S.WITHDRAWN, now)
    return True


def _locked(group_id: int, **which: Any) -> Proposal | None:
    """The group's proposal, both rows locked; the group's first, always, or two writers wait for each other."""
    Group.objects.select_for_update().filter(pk=group_id).first()
    found = Proposal.objects.filter(group=group_id, **which).select_for_update(of=("self",))
    return found.select_related("organiser").order_by("pk").last()


def _fresh(proposal: Proposal) -> None:
    """Lock it; CannotDecide unless it still is what whoever decides has read."""
    now = _locked(proposal.group_id, pk=proposal.pk)
    if now is None or now.state not in (_S.WAITING, _S.ASKED):
        raise CannotDecide("Somebody has decided this already, or it was taken back.")
    if now.made_at != proposal.made_at:
        raise CannotDecide("The organiser changed it since you opened it. Please read it once more.")
    proposal.refresh_from_db()


def _edit_new(proposal: Proposal, wanted: sheet.Sheet, now: datetime) -> Proposal:
    with recorded(proposal.group_id, "edited", _by_organiser(proposal), now) as group:
        changes.put(group, wanted)
    proposal.sheet, proposal.made_at = wanted, now
    if proposal.state == _S.UNCONFIRMED:
        proposal.save()
    else:
        _wait(proposal, None, now)
    return proposal


def _edit_one(group: Group, own: sheet.Sheet, wanted: sheet.Sheet, organiser: Organiser, now: datetime) -> Proposal:
    """An edit of a group that is `own` now: public at once or into the queue."""
    about = {"kind": Proposal.Kind.EDIT, "group": group, "base_version": group.version}
    proposal = Proposal(**about, organiser=organiser, sheet=wanted, made_at=now)
    _wait(proposal, own, now)
    if own == wanted or (organiser.trusted and _is_safe(proposal, own)):
        _publish_edit(proposal, wanted, _by_organiser(proposal), now)
        _decide(proposal, _S.APPROVED, now)
    return proposal


def _wait(proposal: Proposal, before: sheet.Sheet | None, now: datetime) -> None:
    """Into the queue; `before` is the listing as it is, None for a new one."""
    proposal.flags = risk.judge(before, proposal.sheet, proposal.organiser, proposal.group_id)
    proposal.risk, proposal.state, proposal.made_at = risk.weight(proposal.flags), _S.WAITING, now
    proposal.save()


def _is_safe(proposal: Proposal, before: sheet.Sheet) -> bool:
    return not proposal.flags and risk.is_small(sheet.differences(before, proposal.sheet))


def _publish_edit(proposal: Proposal, wanted: sheet.Sheet, who: Who, now: datetime) -> None:
    """Write an edit. Whoever proposed it has read the whole listing then: that confirms it, at that time.

    Where visitors have reported it since, it stays as it is: labelled, or out of the directory.
    """
    with recorded(proposal.group_id, "edited", who, now) as group:
        is_other = sheet.read(group) != wanted
        changes.put(group, wanted)
        if reports.answers_all(group, proposal, now):
            life.set_true(group, Group.ConfirmedBy.ORGANISER, proposal.made_at, now)
    if is_other and proposal.organiser:
        name = "edit_published" if who.by == Change.By.MODERATOR else "changed"
        change = Change.objects.filter(group=proposal.group_id).latest("pk")
        mails.want(name, proposal.organiser, proposal.group, change=change.pk)


def _close(proposal: Proposal, action: str, who: Who, now: datetime) -> None:
    with recorded(proposal.group_id, action, who, now) as group:
        if proposal.kind == Proposal.Kind.EDIT and who.by == Change.By.MODERATOR:
            reports.sent_back(group, proposal, now)
        # A moderator may have archived it in the meantime, and left it in the queue.
        elif proposal.kind == Proposal.Kind.NEW and group.status != Group.Status.ARCHIVED:
            life.set_status(group, Group.Status.ARCHIVED, now)


def _decide(proposal: Proposal, state: str, now: datetime, **more: Any) -> None:
    for name, value in {"state": state, "decided_at": now, **more}.items():
        setattr(proposal, name, value)
    proposal.save()


def _refuse_hidden_trade(wanted: sheet.Sheet) -> None:
    if risk.lacks_owner_or_cost(wanted):
        raise CannotDecide(
            "Its phone or a link belongs to a paid treatment provider. State who runs it and what it costs first."
        )


def _by_organiser(proposal: Proposal) -> Who:
    return Who(Change.By.ORGANISER, organiser=proposal.organiser)


def _mail(name: str, proposal: Proposal) -> None:
    if proposal.organiser:
        mails.want(name, proposal.organiser, proposal.group, proposal=proposal.pk)
