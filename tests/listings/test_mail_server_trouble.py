"""A mail server that is down, slow, refusing or greylisting loses no mail and doubles none."""

import socket
import threading
from contextlib import contextmanager
from datetime import timedelta

import pytest

from groups import outbox
from groups.listings import delivery, due, mails
from groups.models import Job
from tests.listings import mail_server

pytestmark = pytest.mark.django_db


class Clock:
    """Stands still unless moved."""

    def __init__(self, now):
        self.now = now

    def __call__(self):
        return self.now


@pytest.fixture
def clock(now):
    return Clock(now)


@pytest.fixture
def server(smtp):
    with mail_server.running() as server:
        smtp.EMAIL_PORT = server.port
        yield server


@pytest.fixture
def smtp(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_TIMEOUT = "127.0.0.1", 1
    return settings


@pytest.fixture
def wanted(organiser, group, now, monkeypatch):
    """A mail that is due."""
    group.status = "submitted"
    group.save()
    monkeypatch.setattr(mails, "address", lambda name, *args: f"http://127.0.0.1:8000/{name}/{args[0]}/")
    mails.want("confirm_new", organiser, group, due_at=now)


def work(clock):
    return tuple(due.work(lambda: True, clock))


def test_a_mail_is_sent_once(server, wanted, clock):
    assert work(clock) == (1, 0)
    assert work(clock) == (0, 0)
    assert len(server.messages) == 1


def test_a_server_that_is_down_gets_the_mail_when_it_is_back(smtp, wanted, clock):
    smtp.EMAIL_PORT = mail_server.free_port()
    assert work(clock) == (0, 1)
    assert Job.objects.get().trouble == "ConnectionRefusedError"
    with mail_server.running(smtp.EMAIL_PORT) as server:
        assert work(clock) == (0, 0)
        clock.now += outbox.RETRY_AFTER[0]
        assert work(clock) == (1, 0)
    assert len(server.messages) == 1


def test_a_greylisting_server_gets_the_mail_at_the_second_call(server, wanted, clock):
    server.to_recipient = ["451 4.7.1 Greylisted, try again later"]
    assert work(clock) == (0, 1)
    assert Job.objects.get().trouble == "SMTPRecipientsRefused 451"
    clock.now += outbox.RETRY_AFTER[0]
    assert work(clock) == (1, 0)
    assert (len(server.messages), server.tried) == (1, 2)


@pytest.mark.parametrize(
    ("answer", "code"), [("554 5.7.1 Looks like spam", 554), ("452 4.3.1 Full", 452), ("421 Busy", 421)]
)
def test_a_server_that_refuses_the_message_gets_it_again(server, wanted, clock, organiser, answer, code):
    server.to_message = [answer]
    assert work(clock) == (0, 1)
    assert Job.objects.get().trouble == f"SMTPDataError {code}"
    clock.now += outbox.RETRY_AFTER[0]
    assert work(clock) == (1, 0)
    organiser.refresh_from_db()
    assert organiser.bounced_at is None


@pytest.mark.parametrize("answer", ["550 5.1.1 No such user", "550 No such user", "551 Moved", "550 5.2.1 Closed"])
def test_an_address_that_is_gone_counts_as_a_bounce_and_is_not_tried_again(server, wanted, clock, organiser, answer):
    server.to_recipient = [answer]
    assert work(clock) == (1, 0)
    organiser.refresh_from_db()
    assert organiser.bounced_at == clock.now
    assert Job.objects.get().done_at


@pytest.mark.parametrize("answer", ["554 5.7.1 Relay access denied", "550 relay not permitted", "552 5.2.2 Full"])
def test_a_refusal_that_is_not_about_the_address_is_no_bounce(server, wanted, clock, organiser, answer):
    server.to_recipient = [answer]
    assert work(clock) == (0, 1)
    organiser.refresh_from_db()
    assert organiser.bounced_at is None


def test_a_slow_server_that_takes_the_mail_at_last_gets_it_once(server, wanted, clock):
    server.thinks_seconds = 1.5  # longer than EMAIL_TIMEOUT
    assert work(clock) == (1, 0)
    clock.now += timedelta(days=9)
    assert work(clock) == (0, 0)
    assert len(server.messages) == 1


@contextmanager
def silent(smtp, says=b""):
    """A server that takes the call and then says next to nothing."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        smtp.EMAIL_PORT = listening.getsockname()[1]
        stop = threading.Event()

        def drip():
            peer, _ = listening.accept()
            with peer:
                while not stop.wait(0.1) and says:
                    peer.sendall(says)

        thread = threading.Thread(target=drip)
        thread.start()
        try:
            yield
        finally:
            stop.set()
            thread.join()


def test_a_server_that_says_nothing_is_left_after_the_timeout(smtp, wanted, clock):
    with silent(smtp):
        assert work(clock) == (0, 1)
    assert Job.objects.get().trouble in ("TimeoutError", "SMTPServerDisconnected")


def test_a_server_that_sends_a_letter_at_a_time_is_left_as_well(smtp, wanted, clock, monkeypatch):
    monkeypatch.setattr(delivery, "LONGEST", 1)
    with silent(smtp, says=b"2"):
        assert work(clock) == (0, 1)
    assert Job.objects.get().trouble in ("TimeoutError", "SMTPServerDisconnected")


def test_a_mail_that_never_goes_out_is_given_up_and_kept_for_the_operator(smtp, wanted, clock):
    smtp.EMAIL_PORT = mail_server.free_port()
    for _ in range(len(outbox.RETRY_AFTER) + 1):
        assert work(clock) == (0, 1)
        clock.now += timedelta(days=2)
    assert work(clock) == (0, 0)
    assert Job.objects.get().given_up_at


def test_neither_the_job_nor_the_log_tells_the_address(server, wanted, clock, caplog):
    server.to_recipient = ["550 5.7.1 olga@example.org may not read this"]
    work(clock)
    assert "olga" not in caplog.text + Job.objects.get().trouble
    assert "SMTPRecipientsRefused 550" in caplog.text


def test_an_address_that_is_more_than_one_is_written_to_by_none(server, wanted, clock, organiser):
    organiser.email = "olga@example.org, all@example.org"
    organiser.save()
    assert work(clock) == (0, 1)
    assert (server.tried, Job.objects.get().trouble) == (0, "ValueError")
