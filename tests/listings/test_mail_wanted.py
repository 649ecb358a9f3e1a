"""A mail is wanted with the change that causes it, and each reader is found when it is sent."""

import pytest
from django.contrib.auth.models import User
from django.core import mail as outgoing
from django.db import transaction

from groups.listings import letters, mails
from groups.models import Fellowship, Job, ModeratorScope
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def hello(monkeypatch):
    """One mail that a test may want; its template is the base with nothing filled in."""
    monkeypatch.setattr(mails, "MAILS", {})
    monkeypatch.setattr(letters, "_paragraphs", lambda name, context: ["Your listing", context["words"]])
    return mails.mail("hello")(lambda reader, group, data, now: {"words": f"About {group} {data.get('what', '')}"})


def _moderator(name, **scope):
    user = User.objects.create_user(name, f"{name}@example.org", is_staff=True)
    ModeratorScope.objects.create(user=user, **scope)
    return user


def test_a_wanted_mail_is_a_job_that_names_rows_and_no_address(organiser, group, now):
    mails.want("hello", organiser, group, what="this")
    job = Job.objects.get()
    assert (job.kind, job.payload["organiser"], job.payload["group"]) == ("mail", organiser.pk, group.pk)
    assert organiser.email not in str(job.payload)


def test_a_mail_is_forgotten_with_the_change_that_wanted_it(organiser, group):
    with transaction.atomic():
        mails.want("hello", organiser, group)
        transaction.set_rollback(True)
    assert not Job.objects.exists()


def test_a_second_mail_with_the_same_key_is_not_made_while_the_first_waits(organiser, group):
    mails.want("hello", organiser, group, key="hello:1")
    mails.want("hello", organiser, group, key="hello:1")
    assert Job.objects.count() == 1


def test_a_mail_is_sent_to_the_organisers_address_of_now(organiser, group, now):
    mails.send({"mail": "hello", "organiser": organiser.pk, "group": group.pk, "what": "this"}, 7, now)
    assert outgoing.outbox[0].to == ["olga@example.org"]
    assert outgoing.outbox[0].body == f"About {group.name} this\n"


@pytest.mark.parametrize("gone", ["organiser", "group"])
def test_nothing_is_sent_when_the_reader_or_the_listing_is_gone(organiser, group, now, gone):
    payload = {"mail": "hello", "organiser": organiser.pk, "group": group.pk} | {gone: -1}
    mails.send(payload, 7, now)
    assert outgoing.outbox == []


def test_a_mailbox_that_failed_gets_only_what_its_owner_has_just_asked_for(organiser, group, now, hello):
    organiser.bounced_at = now
    organiser.save()
    mails.mail("asked for", to_bounced=True)(hello)
    payload = {"organiser": organiser.pk, "group": group.pk}
    mails.send(payload | {"mail": "hello"}, 7, now)
    assert outgoing.outbox == []
    mails.send(payload | {"mail": "asked for"}, 8, now)
    assert len(outgoing.outbox) == 1


def test_moderators_are_told_of_the_groups_they_look_after(moderator, now):
    anonymous = make.fellowship("aa")
    group = make.group(country="GB", region="Wales", fellowship=anonymous)
    inside = [_moderator("gb", country="GB"), _moderator("wales", country="GB", region="wales"), _moderator("all")]
    inside.append(_moderator("aa", fellowship=Fellowship.objects.get(slug="aa")))
    _moderator("fr", country="FR")
    _moderator("kent", country="GB", region="Kent")
    User.objects.create_user("nobody", "nobody@example.org", is_staff=True)
    mails.tell_moderators("hello", group)
    assert {job.payload["user"] for job in Job.objects.all()} == {moderator.pk, *(user.pk for user in inside)}


def test_scopes_of_one_moderator_add_up_and_do_not_mix(now):
    both = _moderator("both", country="FR")
    ModeratorScope.objects.create(user=both, country="GB", region="Kent")
    mails.tell_moderators("hello", make.group(country="GB", region="Wales"))
    assert not Job.objects.exists()
    mails.tell_moderators("hello", make.group(country="GB", region="Kent"))
    assert Job.objects.get().payload["user"] == both.pk


def test_a_moderator_who_left_is_told_nothing(moderator, group, now):
    mails.tell_moderators("hello", group)
    User.objects.update(is_active=False)
    mails.send(Job.objects.get().payload, 7, now)
    assert outgoing.outbox == []
