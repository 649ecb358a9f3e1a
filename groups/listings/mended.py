"""What its feed has changed since a visitor reported it: that answers the report, as an organiser's word would."""

from collections.abc import Iterable
from datetime import datetime
from functools import partial
from typing import Any

from django.db.models import F, Q, QuerySet

from groups.listings import by_clock, life, reports
from groups.listings.changes import Who
from groups.models import Change, Group, Report
from groups.sheet import Snapshot

_BY_FEED = Who(Change.By.FEED)
_K = Report.Kind
_TIMES = (
    "weekday starts_at duration_minutes recurrence interval_weeks anchor_date monthly_week valid_from valid_until "
    "exceptions"
).split()
#: What a listing says of the matter a report is about; whether it meets at all belongs to each.
_ABOUT = {
    _K.TIME: "meetings time_zone opening_hours opening always_open by_appointment inactive inactive_until".split(),
    _K.PLACE: (
        "attendance venue address locality region postal_code country latitude longitude inactive inactive_until"
    ).split(),
    _K.LINK: "attendance join_link join_notes dial_in website inactive inactive_until".split(),
}
_ALL = sorted({field for fields in _ABOUT.values() for field in fields})


def sweep(now: datetime) -> int:
    """Close, at `now` (aware), the reports that feeds have answered; of how many listings.

    A listing none of whose reports is open any more is as if never reported: without a label, and listed again if it
    was suspended for want of an answer. Safe to call twice, and by two at once.
    """
    answered: dict[int, list[int]] = {}
    for report in _changed_since():
        if _is_answered(report):
            answered.setdefault(report.group_id, []).append(report.pk)
    return sum(
        by_clock.one(_still(ids), group_id, "report closed", partial(_close, ids, now), now, _BY_FEED)
        for group_id, ids in answered.items()
    )


def _changed_since() -> Iterable[Report]:
    """Open reports of listings that their feed has changed since."""
    # One that was archived since keeps why it was suspended: it waits for no answer any more.
    suspended = Q(group__status=Group.Status.SUSPENDED, group__suspended_because=Group.Because.REPORTED)
    waiting = Q(group__status=Group.Status.LISTED) | suspended
    by_feed = Q(group__changes__by=Change.By.FEED, group__changes__at__gte=F("made_at"))
    return Report.objects.answerable().filter(waiting, by_feed).order_by("pk").distinct()


def _is_answered(report: Report) -> bool:
    changes = Change.objects.filter(group=report.group_id, by=Change.By.FEED, at__gte=report.made_at)
    fields = _ABOUT.get(_K(report.kind), _ALL)
    shots = changes.exclude(before={}).values_list("before", "after")
    return any(_said(before, fields) != _said(after, fields) for before, after in shots)


def _said(shot: Snapshot, fields: list[str]) -> list[Any]:
    return [_times(shot) if field == "meetings" else shot.get(field) for field in fields]


def _times(shot: Snapshot) -> list[Any]:
    return [[meeting.get(name) for name in _TIMES] for meeting in shot["meetings"]]


def _still(report_ids: list[int]) -> QuerySet[Group]:
    """The listing, while one of these reports is open."""
    return Group.objects.filter(pk__in=Report.objects.filter(pk__in=report_ids, closed_at=None).values("group"))


def _close(report_ids: list[int], now: datetime, group: Group) -> None:
    reports.close(group, Report.objects.filter(pk__in=report_ids), now)
    if group.reported_on is None:
        life.list_again(group, now)
