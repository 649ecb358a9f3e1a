"""What comes round by itself each time due work is done: cheap questions to the database, each safe to ask twice."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.contrib.sessions.models import Session

from groups import guard, outbox
from groups.listings import (
    archiving,
    drafts,
    handover,
    links,
    mended,
    pauses,
    reports,
    silent_feeds,
    unconfirmed,
    upkeep,
)

#: Called with `now` (aware).
Sweep = Callable[[datetime], object]

DONE_JOBS_KEPT = timedelta(days=7)


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
    upkeep.sweep,
    silent_feeds.sweep,
    mended.sweep,
    reports.sweep,
    archiving.sweep,
    forget_done_jobs,
    guard.forget_other_days,
    forget_old_sessions,
]
