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


def test_neither_the_browser_nor_the_page_nor_the_form_of_a_wrong_try_is_kept(client):
    browser = {"HTTP_USER_AGENT": "Marker/1.0", "HTTP_ACCEPT": "marker/html"}
    for password in ("marker one", "marker two"):
        client.post(f"{LOGIN}?next=/marker/", {"username": "mo", "password": password, "next": "marker"}, **browser)
    kept = AccessAttempt.objects.get()
    assert (kept.user_agent, kept.http_accept, kept.path_info, kept.get_data, kept.post_data) == ("",) * 5
    assert (kept.username, kept.failures_since_start) == ("mo", 2)


def test_another_browser_does_not_begin_to_count_anew(client):
    answers = [client.post(LOGIN, {"username": "mo", "password": "x"}, HTTP_USER_AGENT=f"B/{n}") for n in range(5)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 200, 429]


def is_in(client):
    return client.get("/admin/").status_code == 200


def is_in_all_day(client, clock):
    """Whether a page every 55 minutes opens, for eleven hours and 55 minutes."""
    return all(is_in(client) for _ in range(13) if not clock.shift(timedelta(minutes=55)))


def test_a_session_of_staff_ends_an_hour_after_its_last_request(client, clock):
    guess(client, RIGHT)
    clock.shift(timedelta(minutes=58))
    assert is_in(client)
    clock.shift(timedelta(minutes=58))
    assert is_in(client)
    clock.shift(timedelta(minutes=61))
    assert not is_in(client)


def test_a_session_of_staff_ends_after_twelve_hours_however_busy(client, clock):
    guess(client, RIGHT)
    assert is_in_all_day(client, clock)
    clock.shift(timedelta(minutes=4))
    assert is_in(client)
    clock.shift(timedelta(minutes=2))
    assert not is_in(client)


def test_a_new_log_in_has_its_twelve_hours(client, clock):
    guess(client, RIGHT)
    clock.shift(timedelta(minutes=50))
    guess(client, RIGHT)
    assert is_in_all_day(client, clock)


def test_a_session_without_an_end_gets_one(client, clock, user):
    client.force_login(user)
    assert is_in(client)
    clock.shift(timedelta(minutes=61))
    assert not is_in(client)


def test_a_page_that_does_not_ask_who_reads_it_prolongs_nothing(client, clock):
    guess(client, RIGHT)
    clock.shift(timedelta(minutes=50))
    assert not client.get("/about/").cookies
    clock.shift(timedelta(minutes=11))
    assert not is_in(client)


def test_whoever_is_locked_out_reads_so_under_the_name_of_this_place(client, clock):
    for _ in range(6):
        page = guess(client)
    assert "Please wait a quarter of an hour" in page.content.decode()
    assert "Directory: for moderators" in page.content.decode()
    assert "Django administration" not in page.content.decode()


def test_logging_out_says_what_else_to_do_on_a_shared_computer(client):
    guess(client, RIGHT)
    assert "close the browser too" in client.post("/admin/logout/").content.decode()
