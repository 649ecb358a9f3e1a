"""What is in the outbox, sent as `run_due` sends it."""

from groups import outbox
from groups.listings import mails, reports, upkeep  # noqa: F401 - registers their mails
from groups.models import Job


def wanted():
    """The names of the mails that wait, in order."""
    return [job.payload["mail"] for job in Job.objects.filter(done_at=None).order_by("id")]


def send_all(now):
    """Send what is due at `now`."""
    while job := outbox.take(now):
        mails.send(job.payload, job.pk, now)
        outbox.done(job, now)


def link_in(message):
    """The path of the one address of ours in a mail that has a token."""
    [line] = [line for line in message.body.splitlines() if "/still/" in line or "/reported/" in line]
    return "/" + line.split("/", 3)[3]
