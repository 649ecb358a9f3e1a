"""Due work is done by any number of workers, and no job can hold back the others."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, OperationalError

from groups import outbox
from groups.listings import due, sweeps
from groups.models import Job

pytestmark = pytest.mark.django_db


@pytest.fixture
def seen(monkeypatch):
    """What the one kind of work, "note", has done."""
    notes = []
    monkeypatch.setattr(due, "HANDLERS", {"note": lambda job, now: notes.append(job.payload["text"])})
    monkeypatch.setattr(sweeps, "SWEEPS", [])
    return notes


def work(now, more=lambda: True):
    return tuple(due.work(more, lambda: now))


def test_jobs_are_done_in_the_order_they_fall_due(seen, now):
    outbox.enqueue("note", {"text": "second"}, due_at=now)
    outbox.enqueue("note", {"text": "first"}, due_at=now - timedelta(hours=1))
    outbox.enqueue("note", {"text": "later"}, due_at=now + timedelta(hours=1))
    assert work(now) == (2, 0)
    assert seen == ["first", "second"]


def test_nothing_new_is_begun_when_time_is_up(seen, now):
    outbox.enqueue("note", {"text": "first"}, due_at=now)
    assert work(now, more=lambda: False) == (0, 0)
    assert seen == []


def test_work_of_an_unknown_kind_is_told_and_tried_again_after_an_update(seen, now):
    outbox.enqueue("new kind", {}, due_at=now)
    assert work(now) == (0, 1)
    assert Job.objects.get().trouble == "Nothing here knows how to do this kind of work."


@pytest.mark.parametrize("error", [ValueError("olga@example.org"), IntegrityError("olga@example.org")])
def test_a_job_that_breaks_holds_back_no_other_and_tells_no_text(seen, now, monkeypatch, error):
    def broken(job, now):
        raise error

    monkeypatch.setitem(due.HANDLERS, "broken", broken)
    outbox.enqueue("broken", {}, due_at=now - timedelta(hours=1))
    outbox.enqueue("note", {"text": "done"}, due_at=now)
    assert work(now) == (1, 1)
    assert seen == ["done"]
    assert Job.objects.get(kind="broken").trouble == type(error).__name__


def test_a_job_that_kills_its_worker_each_time_is_given_up(seen, now):
    outbox.enqueue("note", {"text": "deadly"}, due_at=now)
    for _ in range(len(outbox.RETRY_AFTER) + 1):
        assert outbox.take(now)
        now += outbox.LEASE
    assert work(now) == (0, 1)
    assert (seen, Job.objects.get().given_up_at) == ([], now)


def test_a_sweep_that_breaks_holds_back_neither_sweeps_nor_jobs(seen, monkeypatch):
    def broken(now):
        raise ValueError

    monkeypatch.setattr(sweeps, "SWEEPS", [broken, lambda now: seen.append("swept")])
    outbox.enqueue("note", {"text": "done"})
    with pytest.raises(CommandError, match="This broke.*broken"):
        call_command("run_due")
    assert seen == ["swept", "done"]


def test_the_command_says_what_was_done_and_nothing_when_nothing_was(seen, capsys):
    outbox.enqueue("note", {"text": "done"})
    call_command("run_due")
    assert capsys.readouterr().out == "1 done, 0 to be tried again.\n"
    call_command("run_due")
    assert capsys.readouterr().out == ""


def test_a_database_that_cannot_be_used_is_a_sentence(seen, monkeypatch):
    def down(now):
        raise OperationalError("could not connect to db.internal")

    monkeypatch.setattr(sweeps, "SWEEPS", [down])
    with pytest.raises(CommandError, match="The database cannot be used"):
        call_command("run_due")


@pytest.mark.parametrize("seconds", ["0", "-1", "soon"])
def test_a_time_that_is_none_is_refused(seconds):
    with pytest.raises(CommandError, match="give a number of seconds"):
        call_command("run_due", "--seconds", seconds)
