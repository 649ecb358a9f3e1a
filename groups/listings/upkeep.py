"""Kept true: who keeps a listing is asked every 90 days whether it is right, and what happens while nobody answers.

asked → asked again after 7 and 14 days → said to be unconfirmed after 21 → moved down after 60 → suspended after 180,
all counted from the first question; archived 90 days after that (`groups.listings.archiving`). Any answer ends it
(`groups.listings.life`). Nothing is deleted. What a feed vouches for is confirmed by its own run: nobody is asked. What
a person confirmed and the feed does not confirm again is asked about like any other.
"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet

from groups.listings import by_clock, life, links, mails
from groups.models import Group, Link, Organiser, Upkeep

ASK_AFTER = timedelta(days=90)


class Step(NamedTuple):
    """What happens so long `after` the first question to a listing in the state `where`.

    `action` names it in the history, `mail` is what the organiser gets. Where there is none to write to, the moderators
    are told of the steps that have a word `for_moderators`.
    """

    action: str
    after: timedelta
    where: Q
    act: Callable[[Group, datetime], None]
    mail: str
    for_moderators: str = ""

    def rows(self, now: datetime) -> QuerySet[Group]:
        """The listings for which it is time at `now` (aware)."""
        if self.where == NOT_ASKED:
            return Group.objects.to_be_asked_about(now - ASK_AFTER, now)
        return Group.objects.unanswered(now - self.after, now).filter(self.where)


def sweep(now: datetime) -> int:
    """Take every listing for which it is time at `now` (aware) one step further; how many steps that were.

    Safe to call twice, and by two at once. After an outage nobody has less time to answer: see `_take`.
    """
    taken = 0
    # The last step first, so that a listing takes only one in a sweep.
    for step in reversed(STEPS):
        taken += by_clock.each(step.rows(now), step.action, partial(_take, step, now), now)
    return taken


def _take(step: Step, now: datetime, group: Group) -> None:
    step.act(group, now)
    # A step that comes late moves the question: the wait until the next one is never shorter than planned.
    group.asked_at = max(group.asked_at or now, now - step.after)
    _tell(group, step)


def _tell(group: Group, step: Step) -> None:
    if group.organiser and not group.organiser.bounced_at:
        mails.want(step.mail, group.organiser, group, key=f"{step.mail}:{group.pk}")
    elif step.for_moderators:
        key = f"unconfirmed:{group.pk}"
        mails.tell_moderators("moderators_unconfirmed", group, key=key, stage=step.for_moderators)


def _ask(group: Group, now: datetime) -> None:
    group.asks += 1


def _mark(group: Group, now: datetime) -> None:
    group.unconfirmed_since = (group.confirmed_at or group.created_at).astimezone(UTC).date()


def _sink(group: Group, now: datetime) -> None:
    group.sunk = True


def _suspend(group: Group, now: datetime) -> None:
    life.set_status(group, Group.Status.SUSPENDED, now, Upkeep.Because.UNANSWERED)


def _days(number: int) -> timedelta:
    return timedelta(days=number)


NOT_ASKED = Q(asked_at=None)
STEPS = (
    Step("asked", _days(0), NOT_ASKED, _ask, "still_meeting", "asked"),
    Step("asked again", _days(7), Q(asks=1), _ask, "still_meeting_again"),
    Step("asked again", _days(14), Q(asks=2), _ask, "still_meeting_again"),
    Step("said to be unconfirmed", _days(21), Q(asks=3, unconfirmed_since=None), _mark, "unconfirmed", "marked"),
    Step("moved down", _days(60), Q(unconfirmed_since__isnull=False, sunk=False), _sink, "moved_down"),
    Step("suspended", _days(180), Q(sunk=True), _suspend, "suspended_unanswered", "suspended"),
)


def link_to_answer(group: Group, organiser: Organiser, now: datetime) -> str:
    """The address of a new link with which an organiser says whether the listing is right."""
    return mails.address("still", links.make(Link.Purpose.STILL, organiser, now, group))


def _asks(organiser: Organiser, group: Group, data: dict[str, Any], now: datetime) -> dict[str, Any] | None:
    """What each question and each notice says; None when it was answered, or the listing has another organiser now."""
    if group.asked_at is None or group.organiser_id != organiser.pk:
        return None
    return {"link": link_to_answer(group, organiser, now)}


for _step in STEPS:
    mails.mail(_step.mail)(_asks)


@mails.mail("moderators_unconfirmed")
def moderators_unconfirmed(reader: Any, group: Group, data: dict[str, Any], now: datetime) -> dict[str, Any] | None:
    """A listing without anybody to ask: `stage` is how far it has come."""
    if group.asked_at is None:
        return None
    return {"stage": data["stage"], "link": mails.address("admin:groups_group_change", group.pk)}
