"""What an organiser is mailed about a proposal, and the page on which a question is answered."""

import re

import pytest
from django.utils import timezone

from groups import sheet
from groups.listings import due, links, mails, proposals
from groups.models import Job, Link, Proposal

pytestmark = pytest.mark.django_db


@pytest.fixture
def proposal(group, organiser, now):
    group.refresh_from_db()
    return proposals.propose_edit(group, sheet.read(group) | {"name": "Calm Seas"}, organiser, group.version, now)


def send(mailoutbox):
    """The last mail wanted, sent now."""
    assert due.WRITERS
    job = Job.objects.order_by("id").last()
    mails.send(job.payload, job.pk, timezone.now())
    return mailoutbox[-1]


def test_each_decision_is_mailed_in_neutral_words(proposal, moderator, now, mailoutbox):
    proposals.reject(proposal, moderator, "We could not find the hall.", now)
    mail = send(mailoutbox)
    assert "We could not find the hall." in mail.body
    assert "Calm Seas" not in mail.subject + mail.body
    assert mail.to == ["olga@example.org"]


def test_what_was_approved_is_linked(proposal, moderator, now, mailoutbox):
    proposals.approve(proposal, moderator, now)
    mail = send(mailoutbox)
    assert f"/g/{proposal.group.pk}/" in mail.body
    assert proposal.group.slug not in str(mail.message())


def test_a_question_is_answered_behind_its_link_once(client, proposal, moderator, now, mailoutbox):
    proposals.ask(proposal, moderator, "Which door is it?", now)
    body = send(mailoutbox).body
    address = re.search(r"/answer/[\w-]+/", body)[0]
    assert "Which door is it?" in body
    assert "Which door is it?" in client.get(address).content.decode()
    assert Proposal.objects.get().state == "asked"
    assert client.post(address, {"answer": " "}).status_code == 422
    assert client.post(address, {"answer": "The blue one."}).status_code == 200
    assert (Proposal.objects.get().state, Proposal.objects.get().answer) == ("waiting", "The blue one.")
    assert client.post(address, {"answer": "Again."}).status_code == 410


def test_a_question_that_was_decided_meanwhile_is_not_mailed(proposal, moderator, now, mailoutbox):
    proposals.ask(proposal, moderator, "Which door is it?", now)
    question = Job.objects.order_by("id").last()
    proposals.reject(proposal, moderator, "No.", now)
    mails.send(question.payload, question.pk, timezone.now())
    assert mailoutbox == []


def test_another_organiser_s_link_opens_no_question(client, proposal, moderator, stranger, now):
    proposals.ask(proposal, moderator, "Which door is it?", now)
    token = links.make(Link.Purpose.ANSWER, stranger, timezone.now(), proposal.group, proposal=proposal.pk)
    assert client.get(f"/answer/{token}/").status_code == 410
