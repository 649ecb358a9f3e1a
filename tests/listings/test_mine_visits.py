"""Coming in to my groups: the same answer for every address, a link that works once, a visit that ends."""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail as outgoing
from django.test import Client

from groups.listings import links, mails, my_mails
from groups.models import Job, Link, Organiser
from tests.listings.visiting import come_in, guard_of

pytestmark = pytest.mark.django_db
P = Link.Purpose


@pytest.fixture
def clock(now):
    with time_machine.travel(now, tick=False) as moved:
        yield moved


@pytest.fixture
def ask(client, clock):
    """Ask for a link as a person does, who takes a while: ask(email, **more)."""

    def send(email, **more):
        page = client.get("/my-groups/")
        clock.shift(10)
        return client.post("/my-groups/", {"email": email} | guard_of(page) | more)

    return send


def mailed(now):
    """Send what is wanted and return the mails."""
    for job in Job.objects.filter(kind=mails.KIND, done_at=None):
        mails.send(job.payload, job.pk, now)
    return outgoing.outbox


def test_the_organiser_is_mailed_a_link_that_opens_her_groups(ask, organiser, group, client, now):
    assert ask("Olga@Example.org").status_code == 302
    body = mailed(now)[0].body
    path = next(line for line in body.splitlines() if "/my-groups/open/" in line).split("8000")[1]
    assert b"Open my groups" in client.get(path).content
    assert client.post(path)["Location"] == "/my-groups/"
    assert group.name in client.get("/my-groups/").content.decode()


def test_the_answer_is_the_same_for_an_address_nobody_has(ask, client, organiser, now):
    known, unknown = ask(organiser.email), ask("nobody@example.org")
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    assert known.content == unknown.content
    assert Job.objects.count() == 2
    assert [message.to for message in mailed(now)] == [["olga@example.org"]]
    assert not Organiser.objects.filter(email="nobody@example.org").exists()
    assert client.get("/my-groups/sent/").status_code == 200


def test_the_mail_names_nothing_that_exposes_its_reader(ask, organiser, group, now):
    ask(organiser.email)
    message = mailed(now)[0]
    assert message.subject == "Your link"
    assert group.name not in message.body
    assert "recover" not in message.body.lower().replace("peer support", "")


def test_whoever_asks_often_for_another_does_not_fill_the_mailbox(organiser, now):
    assert [bool(my_mails.open_my_groups(organiser, None, {}, now)) for _ in range(5)] == [True] * 3 + [False] * 2
    assert my_mails.open_my_groups(organiser, None, {}, now + timedelta(hours=2))


def test_links_that_were_used_do_not_keep_their_reader_from_another(organiser, now):
    for _ in range(5):
        assert my_mails.open_my_groups(organiser, None, {}, now)
        Link.objects.update(used_at=now)


def test_a_network_may_ask_three_times_and_is_then_held_back_with_a_sentence(ask):
    answers = [ask("a@example.org").status_code for _ in range(4)]
    assert answers == [302, 302, 302, 429]
    assert Job.objects.count() == 3


@pytest.mark.parametrize("more", [{"website2": "x"}, {"shown": ""}, {"shown": "forged"}])
def test_what_looks_like_a_program_is_asked_once_more_and_keeps_what_was_typed(ask, more):
    response = ask("me@example.org", **more)
    assert response.status_code == 422
    assert b'value="me@example.org"' in response.content
    assert not Job.objects.exists()


@pytest.mark.parametrize("typed", ["", "me at home", "x" * 300 + "@example.org", "a\r\nBcc: b@example.org"])
def test_what_is_no_address_is_said_beside_its_field(ask, typed):
    response = ask(typed)
    assert response.status_code == 422
    assert b'id="email-error"' in response.content
    assert not Job.objects.exists()


def test_headers_cannot_be_slipped_in(ask, organiser, now):
    assert ask("olga@example.org\r\nBcc: other@example.org").status_code == 422
    assert mailed(now) == []


def test_scanners_that_open_the_link_use_nothing_up(organiser, now, clock):
    token = links.make(P.OPEN, organiser, now)
    scanner = Client()
    for method in (scanner.get, scanner.head, scanner.get):
        assert method(f"/my-groups/open/{token}/").status_code == 200
    assert "sessionid" not in scanner.cookies
    assert Client().post(f"/my-groups/open/{token}/").status_code == 302


def test_a_link_opens_once(organiser, now, clock):
    token = links.make(P.OPEN, organiser, now)
    assert Client().post(f"/my-groups/open/{token}/").status_code == 302
    late = Client()
    assert late.post(f"/my-groups/open/{token}/").status_code == 410
    assert "sessionid" not in late.cookies


def test_of_two_that_found_the_link_at_once_one_comes_in(organiser, now, clock, monkeypatch):
    token = links.make(P.OPEN, organiser, now)
    found = links.find(P.OPEN, token, now)
    monkeypatch.setattr(links, "find", lambda *args: found)
    assert Client().post(f"/my-groups/open/{token}/").status_code == 302
    second = Client()
    assert second.post(f"/my-groups/open/{token}/").status_code == 200
    assert "sessionid" not in second.cookies


@pytest.mark.parametrize("token", ["guessed", "x" * 43, "%00", "é"])
def test_a_guessed_link_opens_nothing(organiser, client, clock, token):
    assert client.post(f"/my-groups/open/{token}/").status_code == 410


@pytest.mark.parametrize("purpose", [P.STILL, P.UNDO, P.CONFIRM, P.HAND_OVER_TAKE])
def test_a_link_for_something_else_does_not_open_my_groups(organiser, group, now, client, clock, purpose):
    token = links.make(purpose, organiser, now, group)
    assert client.post(f"/my-groups/open/{token}/").status_code == 410


def test_a_link_ends_after_two_hours(organiser, now, client, clock):
    token = links.make(P.OPEN, organiser, now)
    clock.shift(timedelta(hours=2))
    assert client.get(f"/my-groups/open/{token}/").status_code == 410


def test_a_session_that_somebody_planted_is_not_the_one_that_opens(organiser, now, clock):
    planted = Client()
    session = planted.session
    session["draft"] = 7
    session.save()
    before = planted.cookies["sessionid"].value
    come_in(organiser, now, planted)
    assert planted.cookies["sessionid"].value != before
    thief = Client()
    thief.cookies["sessionid"] = before
    assert b"Send me a link" in thief.get("/my-groups/").content
    assert planted.session["draft"] == 7


def test_a_visit_ends_after_two_hours(organiser, group, now, clock):
    client = come_in(organiser, now)
    clock.shift(timedelta(hours=1, minutes=59))
    assert group.name in client.get("/my-groups/").content.decode()
    clock.shift(timedelta(minutes=1))
    assert b"Send me a link" in client.get("/my-groups/").content
    assert client.get(f"/my-groups/{group.pk}/history/")["Location"] == "/my-groups/"


def test_logging_out_forgets_the_visit(organiser, now, clock):
    client = come_in(organiser, now)
    key = client.session.session_key
    assert client.post("/my-groups/leave/").status_code == 302
    assert b"Send me a link" in client.get("/my-groups/").content
    client.cookies["sessionid"] = key
    assert b"Send me a link" in client.get("/my-groups/").content


def test_reading_the_pages_makes_no_session(client, clock):
    for path in ("/my-groups/", "/my-groups/sent/", "/my-groups/open/x/"):
        response = client.get(path)
        assert "sessionid" not in response.cookies
        assert response["Cache-Control"] == "no-store"


def test_an_organiser_who_is_gone_has_no_visit(organiser, now, clock):
    client = come_in(organiser, now)
    organiser.delete()
    assert b"Send me a link" in client.get("/my-groups/").content
