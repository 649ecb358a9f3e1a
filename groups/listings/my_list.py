"""My groups in words: the state of each listing, what waits, and what its organiser may do about it."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groups.listings import mine
from groups.listings.field_words import UNSAID, difference_in_words
from groups.listings.pauses import ahead_in_words, days_off
from groups.listings.reports import open_reports
from groups.models import Change, Group, Organiser, Proposal, Upkeep
from groups.pages.card_words import freshness_in_words
from groups.pages.when import long_date
from groups.schedule import zone
from groups.search.vocabulary import vocabulary
from groups.sheet import differences

_S = Group.Status
_STATES = {
    _S.SUBMITTED: gettext_lazy("Not public yet: open the link in the mail we sent you when you listed it."),
    _S.PENDING: gettext_lazy("Not public yet: a moderator is going to read it."),
    _S.LISTED: gettext_lazy("Public: visitors can find it."),
    _S.ARCHIVED: gettext_lazy("Archived: visitors no longer find it."),
}
_BECAUSE = {
    Upkeep.Because.CLOSED: gettext_lazy("Closed: visitors no longer find it."),
    Upkeep.Because.MODERATOR: gettext_lazy("Taken out by a moderator: visitors do not find it."),
}
#: Every action that a change is recorded as.
ACTIONS = {
    "submitted": gettext_lazy("Listed the group"),
    "added": gettext_lazy("Added the listing"),
    "mail confirmed": gettext_lazy("Confirmed the e-mail address"),
    "published": gettext_lazy("Published"),
    "listed": gettext_lazy("Put into the directory"),
    "rejected": gettext_lazy("Turned down what was sent"),
    "withdrawn": gettext_lazy("Took back what was sent"),
    "asked": gettext_lazy("Asked a question"),
    "asked again": gettext_lazy("Asked the question again"),
    "answered": gettext_lazy("Answered a question"),
    "confirmed": gettext_lazy("Said that it is right"),
    "to be changed": gettext_lazy("Said that it will be changed"),
    "reported": gettext_lazy("Reported a problem"),
    "said to be unconfirmed": gettext_lazy("Marked: nobody has confirmed it"),
    "moved down": gettext_lazy("Moved down in lists"),
    "edited": gettext_lazy("Edited"),
    "paused": gettext_lazy("Paused"),
    "resumed": gettext_lazy("Ended the pause"),
    "day off added": gettext_lazy("Added a day without a meeting"),
    "day off removed": gettext_lazy("Removed a day without a meeting"),
    "closed": gettext_lazy("Closed the listing"),
    "handed over": gettext_lazy("Handed over to another organiser"),
    "undone": gettext_lazy("Undid a change"),
    "suspended": gettext_lazy("Taken out of the directory"),
    "archived": gettext_lazy("Archived"),
    "updated": gettext_lazy("Updated"),
    "report closed": gettext_lazy("Closed a report"),
}
_BY = {
    Change.By.MODERATOR: gettext_lazy("a moderator"),
    Change.By.FEED: gettext_lazy("its organisation's feed"),
    Change.By.VISITORS: gettext_lazy("a visitor's report"),
    Change.By.CLOCK: gettext_lazy("this site, because the time had come"),
}
#: How far back the page of a listing's history goes.
_HISTORY = 50


@dataclass(slots=True)
class Row:
    """One listing of an organiser's."""

    group: Group
    state: str
    freshness: str
    waits: list[str] = field(default_factory=list)
    may_confirm: bool = False
    may_edit: bool = False
    is_listed: bool = False
    is_paused: bool = False


@dataclass(slots=True)
class Entry:
    """One change in a listing's history; `rows` are (field, lines before, lines after)."""

    change: Change
    what: str
    who: str
    when: str
    rows: list[tuple[str, list[str], list[str]]]
    can_be_undone: bool


def rows_of(groups: QuerySet[Group], now: datetime) -> list[Row]:
    """An organiser's listings at `now` (aware), those that are not archived first."""
    ordered = sorted(groups.prefetch_related("proposals"), key=lambda own: own.status == _S.ARCHIVED)
    return [row_of(group, now) for group in ordered]


def row_of(group: Group, now: datetime) -> Row:
    """One listing at `now` (aware)."""
    today = mine.today_of(group, now)
    is_closed = group.status == _S.ARCHIVED or group.suspended_because == Upkeep.Because.CLOSED
    return Row(
        group=group,
        state=state_in_words(group),
        freshness=_freshness(group),
        waits=[*_labels(group), *_paused(group, today), *_open(group), *_offer(group, now)],
        may_confirm=mine.may_confirm(group),
        may_edit=not is_closed,
        is_listed=group.status == _S.LISTED,
        is_paused=_is_paused(group, today),
    )


def state_in_words(group: Group) -> str:
    """Whether visitors find a listing, and why not."""
    if group.status != _S.SUSPENDED:
        return str(_STATES[_S(group.status)])
    own = _BECAUSE.get(Upkeep.Because(group.suspended_because)) if group.suspended_because else None
    return str(own) if own else _("Not shown: nobody answered our questions. Press “Still right” and it is back.")


def history_of(group: Group, organiser: Organiser, now: datetime) -> list[Entry]:
    """The last changes of a listing, the newest first; `now` is aware."""
    changes = group.changes.all()[:_HISTORY]
    return [_entry(change, group, organiser, now) for change in changes]


def rows_of_change(change: Change, country: str) -> list[tuple[str, list[str], list[str]]]:
    """What a change changed: (field, lines before, lines after); [] for a new listing and where nothing did."""
    if not change.before:
        return []
    found = differences(change.before, change.after)
    return [difference_in_words(one, country) for one in found if one.field not in UNSAID]


def action_in_words(change: Change) -> str:
    """What was done."""
    return str(ACTIONS.get(change.action, change.action.capitalize()))


def _entry(change: Change, group: Group, organiser: Organiser, now: datetime) -> Entry:
    who = _("you") if change.organiser_id == organiser.pk else _("the organiser of that time")
    return Entry(
        change=change,
        what=action_in_words(change),
        who=who if change.by == Change.By.ORGANISER else str(_BY[Change.By(change.by)]),
        when=long_date(change.at.astimezone(zone(group.time_zone)).date()),
        rows=rows_of_change(change, group.country),
        can_be_undone=mine.can_be_undone(change, organiser, now),
    )


def _labels(group: Group) -> list[str]:
    labels = []
    if group.asked_at and group.status == _S.LISTED:
        labels.append(_("We asked whether it still meets. Press “Still right” if it does."))
    if group.reported_on:
        day = long_date(group.reported_on)
        labels.append(_("A visitor reported a problem on %(date)s. Is everything right?") % {"date": day})
        labels += _reported(group)
    return labels


def _reported(group: Group) -> list[str]:
    """What visitors found, in the words they chose from, and until when an answer is waited for."""
    found = dict.fromkeys(report.get_kind_display() for report in open_reports(group))
    said = [_("What they said: %(found)s.") % {"found": ", ".join(found)}] if found else []
    if group.answer_due_at is None:
        return said
    due = long_date(group.answer_due_at.astimezone(zone(group.time_zone)).date())
    return [*said, _("Press “Still right” or change it by %(date)s. After that we stop showing it.") % {"date": due}]


def _paused(group: Group, today: date) -> list[str]:
    is_paused = _is_paused(group, today)
    if is_paused and group.inactive_from and group.inactive_from > today:
        return [ahead_in_words(group.inactive_from, group.inactive_until)]
    if is_paused and group.inactive_until:
        until = long_date(group.inactive_until - timedelta(days=1))
        return [_("Paused until %(date)s, that day included.") % {"date": until}]
    if is_paused:
        return [_("Paused until you say that it meets again.")]
    days = ", ".join(long_date(day) for day in days_off(group, today))
    return [_("No meeting on: %(days)s") % {"days": days}] if days else []


def _is_paused(group: Group, today: date) -> bool:
    return group.pause is not None and not group.pause.is_over(today)


def _open(group: Group) -> list[str]:
    states = {proposal.state: proposal for proposal in group.proposals.all()}
    if Proposal.State.ASKED in states:
        question = states[Proposal.State.ASKED].question
        return [_("A moderator asks: “%(question)s” Answer with the link in our mail.") % {"question": question}]
    if Proposal.State.WAITING in states and group.status == _S.LISTED:
        return [_("Your changes wait for a moderator.")]
    return []


def _offer(group: Group, now: datetime) -> list[str]:
    made: Any = getattr(group, "hand_over", None)
    return [_("You have offered it to another organiser.")] if made and made.expires_at > now else []


def _freshness(group: Group) -> str:
    """Who last said that it is right, and when, as its card says it; a listing that is not public has no card."""
    confirmed_at = group.confirmed_at.isoformat() if group.confirmed_at else None
    feed = group.source.slug if group.source else None
    card = {"confirmed_at": confirmed_at, "confirmed_by": group.confirmed_by, "feed": feed, "example": False}
    return freshness_in_words(card, vocabulary())
