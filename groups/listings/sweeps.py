"""What comes round by itself each time due work is done: cheap questions to the database, each safe to ask twice."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.contrib.sessions.models import Session

from groups import outbox
from groups.listings import drafts, guard, handover, links, pauses, unconfirmed
from groups.models import Report

#: Called with `now` (aware).
Sweep = Callable[[datetime], object]

UNSAFE_KEPT = timedelta(days=180)
DONE_JOBS_KEPT = timedelta(days=7)


def forget_unsafe_reports(now: datetime) -> int:
    """Delete what visitors wrote of feeling unsafe after 180 days, whatever became of it; how many."""
    return Report.objects.filter(kind=Report.Kind.UNSAFE, made_at__lt=now - UNSAFE_KEPT).delete()[0]


def forget_done_jobs(now: datetime) -> int:
    """Delete jobs that were done a week ago; how many. Those given up stay until somebody looks."""
    return outbox.forget_done(now - DONE_JOBS_KEPT)


def forget_old_sessions(now: datetime) -> None:
    """Delete sessions that are over."""
    Session.objects.filter(expire_date__lt=now).delete()


#: Modules with work of their own add it here.
SWEEPS: list[Sweep] = [
    links.forget_old,
    unconfirmed.forget_old,
    handover.forget_unanswered,
    drafts.forget_old,
    pauses.end_over,
    forget_unsafe_reports,
    forget_done_jobs,
    guard.forget_other_days,
    forget_old_sessions,
]
