"""What a mail says and what it keeps to itself: text and HTML, a neutral subject, headers that nobody can bend."""

import re
from email.utils import parseaddr
from html import unescape

import pytest
from django.conf import settings
from django.core import mail as outgoing
from django.core.mail import BadHeaderError
from django.template import engines
from django.utils import translation

from groups.listings import due, letters, mails, marks
from groups.models import Organiser
from tests import make

pytestmark = pytest.mark.django_db
assert due.WRITERS  # its import registers every mail


@pytest.fixture
def letter(monkeypatch, settings):
    """Sends a mail of this text to an organiser, and returns it."""
    settings.BOUNCE_ADDRESS = "bounces@directory.example"
    settings.MAIL_FROM = "The directory <mail@directory.example>"

    def send(text, organiser, group=None, number=7, **context):
        template = engines["django"].from_string(text)
        monkeypatch.setattr(letters, "get_template", lambda name: template)
        message = letters.write("any", organiser, group, context, number)
        message.send()
        return outgoing.outbox[-1]

    return send


@pytest.fixture
def confirmation(organiser, group, now):
    """The mail about a new listing, as it is sent."""
    group.status, group.name = "submitted", "Serenity for alcoholics"
    group.save()
    mails.send({"mail": "confirm_new", "organiser": organiser.pk, "group": group.pk}, 7, now)
    return outgoing.outbox[0]


def test_the_first_line_is_the_subject_and_the_rest_the_text(letter, organiser):
    sent = letter("Your  listing\n\nHello,\nyou.\n\n\n\nBye", organiser)
    assert (sent.subject, sent.body) == ("Your listing", "Hello,\nyou.\n\nBye\n")


def test_the_html_says_the_same_and_makes_a_button_of_our_link(letter, organiser, settings):
    sent = letter(f"S\n\nA < B\n\nPress here:\n{settings.SITE_URL}/x/\n\nElsewhere:\nhttps://evil.example/", organiser)
    (html, kind) = sent.alternatives[0]
    assert kind == "text/html"
    assert "A &lt; B" in html
    assert re.search(rf'<a class="button" href="{settings.SITE_URL}/x/">Press here</a>', html)
    assert html.count("<a ") == 1


def test_an_address_of_ours_in_a_sentence_is_a_link_without_the_full_stop_after_it(letter, organiser, settings):
    sent = letter(f"S\n\nSee {settings.SITE_URL}/x/. Or not.", organiser)
    html = sent.alternatives[0][0]
    assert f'<a href="{settings.SITE_URL}/x/">{settings.SITE_URL}/x/</a>. Or not.' in html
    assert "button" not in html.partition("<body>")[2]


def test_what_somebody_typed_is_text_in_both(letter, organiser):
    sent = letter("S\n\n{{ name }}", organiser, name="<script>alert('x')</script> & co")
    assert "<script>alert('x')</script> & co" in sent.body
    assert "<script>" not in sent.alternatives[0][0]
    assert "<script>alert('x')</script>" in unescape(sent.alternatives[0][0])


@pytest.mark.parametrize(
    "bad", ["x\r\nBcc: all@example.org", "x\nBcc: all@example.org", "x\r\n\r\nbody", "x\0\x1b[31m"]
)
def test_no_name_bends_the_headers(letter, organiser, bad):
    sent = letter("{{ name }}\n\nText", organiser, name=bad).message()
    assert sent["Bcc"] is None
    assert not re.search(r"[\r\n\0]", sent["Subject"])


def test_an_address_with_a_header_in_it_is_never_written_to(letter):
    # No form lets one in; a row changed by hand could hold it.
    with pytest.raises(BadHeaderError):
        letter("S\n\nText", Organiser.objects.create(email="a@example.org\nbcc: b@example.org"))
    assert outgoing.outbox == []


def test_a_reader_is_written_to_in_their_language(organiser, group, now):
    Organiser.objects.filter(pk=organiser.pk).update(language="ar")
    group.status = "submitted"
    group.save()
    mails.send({"mail": "confirm_new", "organiser": organiser.pk, "group": group.pk}, 7, now)
    assert "/ar/list-a-group/confirm/" in outgoing.outbox[0].body
    assert 'dir="rtl"' in outgoing.outbox[0].alternatives[0][0]
    assert translation.get_language() == "en"


def test_a_language_that_the_site_no_longer_speaks_is_english(organiser, group, now):
    Organiser.objects.filter(pk=organiser.pk).update(language="tlh")
    group.status = "submitted"
    group.save()
    mails.send({"mail": "confirm_new", "organiser": organiser.pk, "group": group.pk}, 7, now)
    assert "/list-a-group/confirm/" in outgoing.outbox[0].body


def test_other_programs_are_told_that_a_machine_wrote_it(confirmation):
    sent = confirmation.message()
    assert sent["Auto-Submitted"] == "auto-generated"
    assert sent["List-Unsubscribe"] is None


def test_a_repeat_of_a_job_has_the_same_message_id_and_another_job_another(letter, organiser):
    first, again, other = (letter("S\n\nText", organiser, number=number).message() for number in (7, 7, 8))
    assert first["Message-ID"] == again["Message-ID"] != other["Message-ID"]


def test_the_envelope_says_whose_mail_it_is_and_the_header_who_we_are(letter, organiser):
    sent = letter("S\n\nText", organiser)
    assert marks.organiser_of(sent.from_email) == organiser
    assert parseaddr(sent.message()["From"]) == ("The directory", "mail@directory.example")


def test_without_a_bounce_address_mail_comes_back_to_where_it_came_from(letter, organiser, settings):
    settings.BOUNCE_ADDRESS = ""
    assert marks.return_address(organiser) == settings.MAIL_FROM


def test_a_listing_is_told_by_day_and_town_and_not_by_its_name():
    group = make.group(name="Serenity", meetings=[{"weekday": 1, "starts_at": "19:00"}])
    assert letters.which(group) == "Tuesday 19:00, Leeds"
    assert letters.which(make.group(attendance="online", meetings=[])) == "online"


def test_a_time_is_written_as_the_country_of_the_listing_writes_it():
    group = make.group(country="US", locality="Salem", meetings=[{"weekday": 1, "starts_at": "19:00"}])
    assert letters.which(group) == "Tuesday 7:00 pm, Salem"


def test_a_confirmation_exposes_nobody(confirmation):
    whole = confirmation.message().as_string() + confirmation.body + confirmation.alternatives[0][0]
    assert not re.search(r"serenity|alcohol|recovery|addict|meeting", whole, re.IGNORECASE)
    assert confirmation.subject == "Please confirm"


def test_a_confirmation_says_why_it_came_and_what_to_do_if_one_did_not_ask(confirmation):
    assert "You get this mail because this address was typed in on our site." in confirmation.body
    assert "If it was not you, do nothing." in confirmation.body


def test_nothing_is_asked_once_it_was_confirmed(organiser, group, now):
    mails.send({"mail": "confirm_new", "organiser": organiser.pk, "group": group.pk}, 7, now)
    assert outgoing.outbox == []


TEMPLATES = sorted((settings.BASE_DIR / "templates/emails").glob("*.txt"))


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.stem)
def test_no_mail_says_what_the_site_is_about_or_names_a_group(template):
    told = template.read_text()
    assert not re.search(r"recover|addict|alcohol|drug|sober|peer|\bname\b", told, re.IGNORECASE)


@pytest.mark.parametrize("template", [path for path in TEMPLATES if path.stem != "base"], ids=lambda path: path.stem)
def test_each_mail_has_a_subject_and_says_why_it_came(template):
    told = template.read_text()
    assert "{% block subject %}" in told
    assert "{% block why %}" in told
