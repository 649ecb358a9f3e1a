"""The outbox: due work is written with the change that wants it, and done later by whoever runs `run_due`.

A worker leases a job, does it, and says so. A worker that dies loses its lease, and the job is taken again: what a job
does may so happen twice, never not at all, unless its handler makes the second time harmless.
"""

from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from groups.models import Job

#: Long enough for a slow mail server; a job of a killed worker waits no longer than this.
LEASE = timedelta(minutes=5)
#: Waits between attempts; after the last the job is given up and shown to the operator.
RETRY_AFTER = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240, 720, 1440, 1440))


def enqueue(kind: str, payload: dict[str, Any], key: str = "", due_at: datetime | None = None) -> None:
    """Want `kind` done at `due_at` (aware; now if None), in the caller's transaction.

    `payload` names rows by id, never by address. While a job with the same `key` is open, a second is not made.
    """
    job = Job(kind=kind, payload=payload, key=key, due_at=due_at or timezone.now())
    if not key:
        job.save()
        return
    try:
        with transaction.atomic():
            job.save()
    except IntegrityError:
        pass  # the open one does the same


def cancel(key: str) -> None:
    """Forget the open job with this key, if there is one."""
    _open().filter(key=key).delete()


def take(now: datetime) -> Job | None:
    """Lease the job that is due longest at `now` (aware); None when nothing is. Two workers never get the same."""
    with transaction.atomic():
        due = _open().filter(due_at__lte=now).filter(Q(leased_until=None) | Q(leased_until__lte=now))
        if connection.features.has_select_for_update_skip_locked:
            due = due.select_for_update(skip_locked=True)
        job = due.order_by("due_at", "id").first()
        if job:
            job.leased_until, job.attempts = now + LEASE, job.attempts + 1
            job.save(update_fields=["leased_until", "attempts"])
        return job


def done(job: Job, now: datetime) -> None:
    """The job is done; another worker that took it after the lease ended changes nothing more."""
    _open().filter(pk=job.pk).update(done_at=now, leased_until=None, trouble="")


def failed(job: Job, trouble: str, now: datetime) -> None:
    """The attempt failed for a reason without addresses: try again later, or give up after the last wait."""
    mine = _open().filter(pk=job.pk, attempts=job.attempts)
    if job.attempts > len(RETRY_AFTER):
        mine.update(given_up_at=now, leased_until=None, trouble=trouble[:200])
    else:
        mine.update(due_at=now + RETRY_AFTER[job.attempts - 1], leased_until=None, trouble=trouble[:200])


def oldest_age_seconds(now: datetime) -> float:
    """How long the job that is due longest has been waiting at `now`, in seconds; 0.0 when none is."""
    oldest = _open().filter(due_at__lte=now).order_by("due_at").values_list("due_at", flat=True).first()
    return (now - oldest).total_seconds() if oldest else 0.0


def counts() -> tuple[int, int]:
    """(open jobs, jobs that were given up)."""
    return _open().count(), Job.objects.exclude(given_up_at=None).count()


def forget_done(before: datetime) -> int:
    """Delete what was done before `before`; how many."""
    return Job.objects.filter(done_at__lt=before).delete()[0]


def again(jobs: QuerySet[Job], now: datetime) -> int:
    """Give jobs that were given up another round of attempts; how many."""
    return jobs.exclude(given_up_at=None).update(given_up_at=None, attempts=F("attempts") * 0, due_at=now)


def _open() -> QuerySet[Job]:
    return Job.objects.filter(done_at=None, given_up_at=None)
