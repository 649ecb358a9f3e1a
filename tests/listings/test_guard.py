"""Forms ask a person for nothing more, and hold programs, floods and unprintable text back."""

from datetime import timedelta

import pytest
import time_machine
from django.test import RequestFactory

from groups.listings import guard
from groups.models import Bucket, DailySalt

SECOND, HOUR = timedelta(seconds=1), timedelta(hours=1)


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


def test_no_address_is_stored_and_yesterday_s_salt_is_gone(db, now):
    guard.allowed(asked(), "report", now, burst=1, an_hour=1)
    later = now + timedelta(days=1, hours=1)
    guard.allowed(asked(), "report", later, burst=1, an_hour=1)
    guard.forget_other_days(later)
    assert "192.0" not in str([*Bucket.objects.values(), *DailySalt.objects.values("day")])
    assert DailySalt.objects.get().day == later.date()
    assert Bucket.objects.count() == 1


@pytest.mark.parametrize(
    ("typed", "stored"),
    [("example.org/room", "https://example.org/room"), ("http://example.org", "https://example.org"), ("", "")],
)
def test_a_web_address_gets_https(typed, stored):
    assert guard.HttpsField(required=False).clean(typed) == stored


@pytest.mark.parametrize(
    "typed",
    [
        "javascript:alert(1)",
        "java\nscript:alert(1)",
        "data:text/html,x",
        "ftp://example.org",
        "https://user@example.org",
        "https://127.0.0.1/",
        "https://[::1]/",
        "https://localhost/",
        "https://example.org/<script>",
        "https://example.org:99999/",
        "mailto:a@example.org",
    ],
)
def test_what_is_no_public_web_address_is_refused(typed):
    with pytest.raises(Exception, match="web address"):
        guard.HttpsField().clean(typed)


def test_text_loses_what_cannot_be_seen_and_nothing_else():
    typed = "Caf\u00e9\0\u202e \ud800ok\r\nline\ttwo \u0627\u0644"
    assert guard.PlainField().clean(typed) == "Caf\u00e9 ok\nline\ttwo \u0627\u0644"
