"""The staff's log-in: guesses are limited, little is kept of them, and a session ends the same day."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from axes.models import AccessAttempt, AccessLog
from django.contrib.auth.models import User

pytestmark = pytest.mark.django_db
LOGIN = "/admin/login/"
RIGHT = "a long pass phrase"


@pytest.fixture(autouse=True)
def user():
    return User.objects.create_user("mo", password=RIGHT, is_staff=True)


@pytest.fixture
def clock():
    with time_machine.travel(datetime(2026, 3, 4, 12, tzinfo=UTC), tick=False) as moved:
        yield moved


def guess(client, password="wrong", address="203.0.113.7", name="mo"):
    return client.post(LOGIN, {"username": name, "password": password}, REMOTE_ADDR=address)


def locked(client, **who):
    return [guess(client, **who) for _ in range(5)][-1]


def test_five_wrong_passwords_lock_the_name_for_that_network(client):
    answer = locked(client)
    assert answer.status_code == 429
    assert "quarter of an hour" in answer.content.decode()
    assert guess(client, RIGHT, address="203.0.113.99").status_code == 429


def test_another_network_and_another_name_are_not_locked(client):
    locked(client)
    assert guess(client, RIGHT, address="198.51.100.1").status_code == 302
    User.objects.create_user("una", password=RIGHT, is_staff=True)
    assert guess(client, RIGHT, name="una").status_code == 302


def test_the_lock_ends_after_a_quarter_of_an_hour_and_nothing_is_kept(client, clock):
    locked(client)
    clock.shift(timedelta(minutes=16))
    assert guess(client, RIGHT).status_code == 302
    assert not AccessAttempt.objects.exists()


def test_only_the_network_is_kept_and_no_password(client):
    guess(client, "hunter2 hunter2", address="2001:db8:1:2::7")
    kept = AccessAttempt.objects.get()
    assert kept.ip_address == "2001:db8:1::"
    assert "hunter2" not in str(vars(kept))
    assert not AccessLog.objects.exists()


def test_a_session_of_staff_ends_after_twelve_hours(client, clock):
    guess(client, RIGHT)
    clock.shift(timedelta(hours=11, minutes=59))
    assert client.get("/admin/").status_code == 200
    clock.shift(timedelta(minutes=2))
    assert client.get("/admin/").status_code == 302
