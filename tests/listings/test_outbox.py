"""The outbox: what is wanted is done once it is due, by one worker, again when that worker dies, and not for ever."""

from datetime import timedelta

import pytest

from groups import outbox
from groups.models import Job

pytestmark = pytest.mark.django_db
SECOND = timedelta(seconds=1)


def test_a_job_is_taken_when_it_is_due_and_not_before(now):
    outbox.enqueue("mail", {"group": 1}, due_at=now)
    assert outbox.take(now - SECOND) is None
    assert outbox.take(now).payload == {"group": 1}


def test_a_job_is_taken_by_one_worker(now):
    outbox.enqueue("mail", {}, due_at=now)
    assert outbox.take(now)
    assert outbox.take(now) is None


def test_the_job_of_a_worker_that_died_is_taken_again(now):
    outbox.enqueue("mail", {}, due_at=now)
    outbox.take(now)
    assert outbox.take(now + outbox.LEASE).attempts == 2


def test_what_is_done_is_not_taken_again(now):
    outbox.enqueue("mail", {}, due_at=now)
    outbox.done(outbox.take(now), now)
    assert outbox.take(now + timedelta(days=9)) is None


def test_two_open_jobs_never_share_a_key_and_a_done_one_is_no_hindrance(now):
    outbox.enqueue("ask", {}, key="ask-1", due_at=now)
    outbox.enqueue("ask", {}, key="ask-1", due_at=now)
    assert Job.objects.count() == 1
    outbox.done(outbox.take(now), now)
    outbox.enqueue("ask", {}, key="ask-1", due_at=now)
    assert Job.objects.count() == 2


def test_a_job_that_fails_waits_longer_each_time_and_is_given_up_at_last(now):
    outbox.enqueue("mail", {}, due_at=now)
    for wait in outbox.RETRY_AFTER:
        outbox.failed(outbox.take(now), "451 Try again later", now)
        assert outbox.take(now + wait - SECOND) is None
        now += wait
    outbox.failed(outbox.take(now), "451 Try again later", now)
    assert outbox.take(now + timedelta(days=99)) is None
    assert Job.objects.get().given_up_at == now


def test_a_late_worker_does_not_undo_what_another_did(now):
    outbox.enqueue("mail", {}, due_at=now)
    late = outbox.take(now)
    other = outbox.take(now + outbox.LEASE)
    outbox.done(other, now + outbox.LEASE)
    outbox.failed(late, "timed out", now + outbox.LEASE)
    assert Job.objects.get().done_at == now + outbox.LEASE


def test_the_age_of_the_oldest_job_that_is_due(now):
    outbox.enqueue("mail", {}, due_at=now - timedelta(minutes=7))
    outbox.enqueue("mail", {}, due_at=now + timedelta(hours=1))
    assert outbox.oldest_age_seconds(now) == 420.0
