"""A bounce counts when it bears the mark of our own mail, and nothing that strangers send breaks anything."""

import io
import subprocess
import sys
from email.message import Message
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText

import pytest
from django.conf import settings as site
from django.core.management import CommandError, call_command
from django.db import OperationalError
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as some

from groups.listings import bounces, links, mails, marks
from groups.models import Job, Link

pytestmark = pytest.mark.django_db
COUNTED = "They get no more until they use a link."
IGNORED = "This message tells of no mail of ours that failed for good. Nothing was changed."


@pytest.fixture(autouse=True)
def bounce_address(settings):
    settings.BOUNCE_ADDRESS = "bounces@directory.example"


def report(to, failed="olga@example.org", action="failed", status="5.1.1", original=""):
    """What a mail server writes of a mail that it could not deliver (RFC 3464)."""
    message = MIMEMultipart("report", **{"report-type": "delivery-status"})
    message["From"], message["To"], message["Subject"] = "mailer-daemon@example.org", to, "Undelivered"
    message.attach(MIMEText("I am sorry."))
    status_part = Message()
    status_part["Content-Type"] = "message/delivery-status"
    whole, one = Message(), Message()
    whole["Reporting-MTA"] = "dns; mail.example.org"
    one["Final-Recipient"], one["Action"], one["Status"] = f"rfc822; {failed}", action, status
    status_part.set_payload([whole, one])
    message.attach(status_part)
    message.attach(MIMEText(original, "rfc822-headers"))
    return message.as_bytes()


def test_a_bounce_to_the_signed_address_says_whose_mail_came_back(organiser, now):
    assert bounces.take(report(marks.return_address(organiser)), now).endswith(COUNTED)
    organiser.refresh_from_db()
    assert organiser.bounced_at == now


def test_the_mail_server_may_say_the_address_itself_and_in_capital_letters(organiser, now):
    recipient = marks.return_address(organiser).upper()
    assert bounces.take(report("undisclosed"), now, recipient).endswith(COUNTED)


def test_a_bounce_without_the_signed_address_counts_with_the_message_id_of_our_mail(organiser, group, now):
    mails.want("confirm_new", organiser, group)
    original = f"Message-ID: {marks.message_id(Job.objects.get().pk)}\nSubject: Please confirm\n"
    assert bounces.take(report("bounces@directory.example", original=original), now).endswith(COUNTED)


@pytest.mark.parametrize("to", ["bounces@directory.example", "bounces+{}.0000@d.example", "bounces+x.y@d.example", ""])
def test_whoever_knows_an_address_cannot_make_it_bounce(organiser, now, to):
    assert bounces.take(report(to.format(organiser.pk)), now) == IGNORED
    organiser.refresh_from_db()
    assert organiser.bounced_at is None


def test_the_signature_of_one_organiser_is_not_that_of_another(organiser, stranger, now):
    forged = marks.return_address(organiser).replace(f"+{organiser.pk}.", f"+{stranger.pk}.")
    assert bounces.take(report(forged, failed=stranger.email), now) == IGNORED


@pytest.mark.parametrize(
    "raw", [b"", b"\0", b"Subject: Out of office\n\nI am away.", b"Content-Type: multipart/report\n\n"]
)
def test_what_tells_of_no_failure_changes_nothing(raw, now):
    assert "Nothing was changed." in bounces.take(raw, now)


def test_a_mail_that_is_only_late_changes_nothing(organiser, now):
    late = report(marks.return_address(organiser), action="delayed", status="4.4.1")
    assert bounces.take(late, now) == IGNORED


def test_using_a_link_ends_it(organiser, now):
    bounces.take(report(marks.return_address(organiser)), now)
    links.make(Link.Purpose.OPEN, organiser, now)
    links.use(Link.objects.get(), now)
    organiser.refresh_from_db()
    assert organiser.bounced_at is None


def test_the_first_bounce_is_the_one_that_is_kept(organiser, now):
    bounces.record(organiser.pk, now)
    bounces.record(organiser.pk, now.replace(year=2027))
    organiser.refresh_from_db()
    assert organiser.bounced_at == now


def test_a_mail_within_a_mail_without_end_changes_nothing(now):
    assert "Nothing was changed." in bounces.take(b"Content-Type: message/rfc822\n\n" * 5_000, now)


@given(some.binary(max_size=2_000), some.sampled_from([b"", b"Content-Type: multipart/report; boundary=x\n\n--x\n"]))
@hypothesis_settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_message_breaks_the_reader(now, raw, head):
    assert "Nothing was changed." in bounces.take(head + raw, now)


class Input:
    def __init__(self, raw):
        self.buffer = io.BytesIO(raw)


def test_the_command_reads_what_the_mail_server_pipes_in(organiser, monkeypatch, capsys):
    monkeypatch.setattr(sys, "stdin", Input(report(marks.return_address(organiser))))
    call_command("take_bounce")
    told = capsys.readouterr().out
    assert COUNTED in told
    assert "olga" not in told


def test_a_database_that_is_down_lets_the_mail_server_try_again(organiser, monkeypatch):
    def down(*args):
        raise OperationalError

    monkeypatch.setattr(sys, "stdin", Input(b""))
    monkeypatch.setattr(bounces, "take", down)
    with pytest.raises(CommandError, match="Try again later") as told:
        call_command("take_bounce")
    assert told.value.returncode == 75


def test_the_command_ends_well_for_a_message_that_nobody_can_read():
    ended = subprocess.run(
        [sys.executable, "manage.py", "take_bounce"],
        cwd=site.BASE_DIR, input=b"\xff\0" + b"x" * 2_000_000, capture_output=True, check=False,
    )  # fmt: skip
    assert (ended.returncode, ended.stderr) == (0, b"")
    assert b"Nothing was changed." in ended.stdout
