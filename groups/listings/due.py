"""The work that is due: jobs of the outbox, and what comes round by itself. Done by `manage.py run_due`.

Several workers at once are safe. A worker that is killed loses its lease after five minutes, and another does the job.
A mail is so sent at least once: it goes out twice only where the mail server took it and the worker was killed, or lost
its database, before it could write that down. Nothing can tell that case from a mail that never arrived. Both copies
have one Message-ID, and many mail programs show the reader a single mail.
"""

import logging
from collections.abc import Callable, Sequence
from datetime import datetime
from smtplib import SMTPRecipientsRefused
from typing import NamedTuple

from django.db import InterfaceError, OperationalError
from django.utils import timezone

from groups import outbox
from groups.listings import bounces, delivery, mails, my_mails, proposal_mails, sweeps, unconfirmed
from groups.models import Job

logger = logging.getLogger(__name__)

#: Whose mails can be sent: importing them registers theirs.
WRITERS = (my_mails, proposal_mails, unconfirmed)

Clock = Callable[[], datetime]
#: What the database says when nothing at all can be done now.
UNUSABLE = (OperationalError, InterfaceError)


class Worked(NamedTuple):
    """How many jobs were done, and how many failed and are tried again later."""

    done: int
    failed: int


def sweep(now: datetime, of_other_rooms: Sequence[sweeps.Sweep] = ()) -> list[str]:
    """Do what comes round by itself at `now` (aware), here and in other rooms; the names of what broke.

    Raises OperationalError or InterfaceError when the database cannot be used.
    """
    return [f"{one.__module__}.{one.__name__}" for one in (*sweeps.SWEEPS, *of_other_rooms) if not _swept(one, now)]


def work(more: Callable[[], bool], clock: Clock = timezone.now) -> Worked:
    """Do jobs until none is due or `more()` is false; `clock` says what time it is (aware).

    Raises OperationalError or InterfaceError when the database cannot be used: the job in hand is done again.
    """
    done = failed = 0
    while more() and (job := outbox.take(clock())):
        if _tried(job, clock):
            done += 1
        else:
            failed += 1
    return Worked(done, failed)


def _swept(one: sweeps.Sweep, now: datetime) -> bool:
    try:
        one(now)
    except UNUSABLE:
        raise
    except Exception:
        logger.exception("A sweep broke: %s.%s", one.__module__, one.__name__)
        return False
    return True


def _tried(job: Job, clock: Clock) -> bool:
    """Do one job and write down how it went."""
    trouble = _trouble_with(job, clock())
    if trouble:
        outbox.failed(job, trouble, clock())
        logger.warning("Job %s (%s), attempt %s: %s", job.pk, job.kind, job.attempts, trouble)
    else:
        outbox.done(job, clock())
    return not trouble


def _trouble_with(job: Job, now: datetime) -> str:
    """Do one job; "" or what went wrong, without addresses."""
    if job.kind not in HANDLERS:
        return "Nothing here knows how to do this kind of work."
    if job.attempts > len(outbox.RETRY_AFTER) + 1:
        return "Its worker was stopped each time."
    try:
        HANDLERS[job.kind](job, now)
    except UNUSABLE:
        raise
    except Exception as error:
        if not delivery.is_of_the_server(error):
            logger.exception("Job %s (%s) broke.", job.pk, job.kind)
        return delivery.trouble_of(error)
    return ""


def _mail(job: Job, now: datetime) -> None:
    """Send a mail; where its address is gone for good, that counts as a bounce and the job is done."""
    try:
        mails.send(job.payload | {"attempt": job.attempts}, job.pk, now)
    except SMTPRecipientsRefused as refused:
        if "organiser" not in job.payload or not delivery.is_gone(refused):
            raise
        bounces.record(job.payload["organiser"], now)


#: What each kind of job needs done, at `now` (aware). An exception means: try again later.
HANDLERS: dict[str, Callable[[Job, datetime], None]] = {mails.KIND: _mail}
