"""Forms ask a person for nothing more, and hold programs and floods back."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import RequestFactory

from groups import guard
from groups.models import Bucket, DailySalt

NOW = datetime(2026, 3, 5, 18, 0, tzinfo=UTC)
SECOND, HOUR = timedelta(seconds=1), timedelta(hours=1)


@pytest.fixture
def now():
    return NOW


def asked(address="192.0.2.7"):
    return RequestFactory().post("/", REMOTE_ADDR=address)


def sent(shown, **data):
    form = guard.GuardedForm({"shown": shown, **data})
    form.is_valid()
    return form


def shown_at(moment):
    with time_machine.travel(moment, tick=False):
        return guard.stamp("form")


@pytest.mark.parametrize("age", [SECOND, timedelta(minutes=5), timedelta(hours=24), timedelta(hours=48)])
def test_a_form_lives_a_day_and_longer(now, age):
    with time_machine.travel(now, tick=False):
        assert sent(shown_at(now - age)).is_valid()


@pytest.mark.parametrize("age", [timedelta(0), timedelta(hours=49)])
def test_a_form_sent_at_once_or_days_later_is_asked_again_in_a_sentence(now, age):
    with time_machine.travel(now, tick=False):
        form = sent(shown_at(now - age))
    assert "Please send it again" in str(form.non_field_errors())


def test_the_second_press_of_a_fast_person_is_not_too_fast_again(now):
    with time_machine.travel(now, tick=False):
        first = sent(guard.stamp("form"))
        assert first.data["shown"] in first.guard


@pytest.mark.parametrize("shown", ["", "x", "\0", "é:é:é", guard.stamp("other")])
def test_a_stamp_of_another_form_or_of_nobody_is_not_believed(shown):
    assert not sent(shown).is_valid()


def test_a_filled_trap_is_asked_again(now):
    with time_machine.travel(now, tick=False):
        form = sent(shown_at(now - HOUR), website2="https://spam.example")
    assert "hidden box" in str(form.non_field_errors())


def test_so_many_at_once_and_then_so_many_an_hour(db, now):
    answers = [guard.allowed(asked(), "report", now, burst=2, an_hour=1) for _ in range(3)]
    assert answers == [True, True, False]
    assert guard.allowed(asked(), "report", now + HOUR, burst=2, an_hour=1)
    assert not guard.allowed(asked(), "report", now + HOUR, burst=2, an_hour=1)


@pytest.mark.parametrize(("one", "other"), [("192.0.2.7", "192.0.2.250"), ("2001:db8::1", "2001:db8:0:ffff::9")])
def test_neighbours_in_a_network_share_a_bucket(db, now, one, other):
    assert guard.allowed(asked(one), "report", now, burst=1, an_hour=1)
    assert not guard.allowed(asked(other), "report", now, burst=1, an_hour=1)


@pytest.mark.parametrize("other", ["192.0.3.7", "2001:db8::1", "::ffff:192.0.2.7"])
def test_other_networks_and_other_actions_do_not(db, now, other):
    assert guard.allowed(asked(), "report", now, burst=1, an_hour=1)
    assert guard.allowed(asked(other), "report", now, burst=1, an_hour=1)
    assert guard.allowed(asked(), "link", now, burst=1, an_hour=1)


def test_a_flood_from_many_networks_is_held_back_where_all_are_counted_together(db, now):
    answers = [guard.allowed_to_all("message", now, burst=2, an_hour=1) for _ in range(3)]
    assert answers == [True, True, False]
    assert guard.allowed_to_all("message", now + HOUR, burst=2, an_hour=1)
    assert guard.allowed(asked(), "message", now, burst=1, an_hour=1)
    assert DailySalt.objects.count() == 1


def test_no_address_is_stored_and_yesterday_s_salt_is_gone(db, now):
    guard.allowed(asked(), "report", now, burst=1, an_hour=1)
    later = now + timedelta(days=1, hours=1)
    guard.allowed(asked(), "report", later, burst=1, an_hour=1)
    guard.forget_other_days(later)
    assert "192.0" not in str([*Bucket.objects.values(), *DailySalt.objects.values("day")])
    assert DailySalt.objects.get().day == later.date()
    assert Bucket.objects.count() == 1
