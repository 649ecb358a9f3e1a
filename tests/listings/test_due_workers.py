"""Workers are processes: several at once send each mail once, and what a killed one left is sent by the next."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from datetime import timedelta
from email import message_from_bytes

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.db import connection
from django.utils import timezone

from groups.listings import mails
from groups.models import Change, Organiser, Source
from tests import make
from tests.listings import mail_server

pytestmark = pytest.mark.django_db(transaction=True)


class Directory:
    """A database that other processes can open, and workers on it."""

    def __init__(self, folder, mail_port):
        self.file = folder / "directory.sqlite3"
        self.url = self._sqlite() if connection.vendor == "sqlite" else self._postgresql()
        self.mail = f"smtp://127.0.0.1:{mail_port}"

    def _sqlite(self):
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(self.file)])
        return f"sqlite:///{self.file}"

    def _postgresql(self):
        own = connection.settings_dict
        return f"postgres://{own['USER']}:{own['PASSWORD']}@{own['HOST']}:{own['PORT']}/{own['NAME']}"

    def worker(self):
        env = {**os.environ, "DATABASE_URL": self.url, "EMAIL_URL": self.mail}
        return subprocess.Popen(
            [sys.executable, "manage.py", "run_due"], cwd=settings.BASE_DIR, env=env, stdout=subprocess.PIPE
        )

    def actions(self):
        """What the histories say, sorted."""
        statement = "SELECT action FROM groups_change ORDER BY action"
        if connection.vendor == "sqlite":
            with sqlite3.connect(self.file) as own:
                return [action for (action,) in own.execute(statement)]
        return list(Change.objects.order_by("action").values_list("action", flat=True))

    def end_all_leases(self):
        """As if five minutes had passed."""
        statement = "UPDATE groups_job SET leased_until = '2026-01-01 00:00:00+00:00' WHERE leased_until IS NOT NULL"
        if connection.vendor == "sqlite":
            with sqlite3.connect(self.file) as own:
                own.execute(statement)
        else:
            with connection.cursor() as cursor:
                cursor.execute(statement)


@pytest.fixture
def server():
    with mail_server.running() as server:
        yield server


def want_mails(how_many):
    for number in range(how_many):
        organiser = Organiser.objects.create(email=f"organiser{number}@example.org")
        mails.want("confirm_new", organiser, make.group(organiser=organiser, status="submitted", indexed=False))


def kill_once(worker, condition):
    wait_until(condition)
    worker.send_signal(signal.SIGKILL)
    worker.wait(60)


def wait_until(condition):
    end = time.monotonic() + 30
    while not condition():
        assert time.monotonic() < end, "It did not happen."
        time.sleep(0.05)


def test_several_workers_at_once_send_each_mail_once(server, tmp_path):
    want_mails(20)
    directory = Directory(tmp_path, server.port)
    workers = [directory.worker() for _ in range(3)]
    assert [worker.wait(60) for worker in workers] == [0, 0, 0]
    assert sorted(server.recipients) == sorted(f"organiser{number}@example.org" for number in range(20))


def test_several_workers_that_sweep_at_once_ask_suspend_and_tell_of_each_listing_once(server, tmp_path):
    now, day = timezone.now(), timedelta(days=1)
    User.objects.create_user("mo", "mo@example.org", is_staff=True, is_superuser=True)
    for number in range(8):
        olga = Organiser.objects.create(email=f"asked{number}@example.org")
        make.group(organiser=olga, confirmed_by="organiser", confirmed_at=now - 91 * day, indexed=False)
        olga = Organiser.objects.create(email=f"suspended{number}@example.org")
        make.group(organiser=olga, confirmed_at=now, reported_on=now.date(), answer_due_at=now - day, indexed=False)
    silent = Source.objects.create(slug="silent", last_run_at=now - 31 * day)
    make.group(source=silent, confirmed_by="feed", confirmed_at=now - 31 * day, indexed=False)
    directory = Directory(tmp_path, server.port)
    workers = [directory.worker() for _ in range(3)]
    assert [worker.wait(120) for worker in workers] == [0, 0, 0]
    assert directory.actions() == ["asked"] * 8 + ["suspended"] * 8
    organisers = [f"{what}{number}@example.org" for what in ("asked", "suspended") for number in range(8)]
    assert sorted(server.recipients) == sorted([*organisers, *["mo@example.org"] * 9])


def test_the_mail_of_a_worker_killed_while_it_sends_is_sent_by_the_next(server, tmp_path):
    want_mails(1)
    directory = Directory(tmp_path, server.port)
    server.hesitates_seconds = 60
    kill_once(directory.worker(), lambda: server.tried)
    server.hesitates_seconds = 0
    assert directory.worker().wait(60) == 0
    assert server.recipients == []  # its lease has not ended
    directory.end_all_leases()
    assert directory.worker().wait(60) == 0
    assert server.recipients == ["organiser0@example.org"]


def test_a_worker_killed_after_the_server_took_the_mail_leaves_a_repeat_that_can_be_told(server, tmp_path):
    want_mails(1)
    directory = Directory(tmp_path, server.port)
    server.answers_late_seconds = 60
    kill_once(directory.worker(), lambda: server.messages)
    server.answers_late_seconds = 0
    directory.end_all_leases()
    assert directory.worker().wait(60) == 0
    first, second = (message_from_bytes(message) for message in server.messages)
    assert first["Message-ID"] == second["Message-ID"]


def test_a_worker_told_to_stop_finishes_the_mail_in_hand(server, tmp_path):
    want_mails(2)
    directory = Directory(tmp_path, server.port)
    server.hesitates_seconds = 1
    worker = directory.worker()
    wait_until(lambda: server.tried)
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(60) == 0
    assert len(server.recipients) == 1
    assert worker.stdout.read() == b"1 done, 0 to be tried again.\n"
