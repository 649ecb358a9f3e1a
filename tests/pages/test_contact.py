"""Telling us what is wrong or good: nothing typed is lost, nothing about the writer is kept."""

import logging
from datetime import timedelta

import pytest
from django.test import Client

from groups.models import Bucket, ContactMessage
from groups.pages.contact import MOST_AN_HOUR, keep
from tests import make, stamps
from tests.pages.conftest import NOW

pytestmark = pytest.mark.django_db

GOOD = {"about": "wrong", "text": "The hall is shut on Mondays."}


@pytest.fixture
def good():
    """What a person sends who wrote for a minute."""
    return GOOD | {"shown": stamps.shown("contact")}


@pytest.fixture
def send(client, good):
    """Post the form: send(**fields) answers the response."""
    return lambda **fields: client.post("/contact/", good | fields)


def test_a_message_is_kept_and_the_writer_thanked(client, send):
    response = send(answer_to="me@example.org")
    assert response.status_code == 302
    assert b"Your message has arrived." in client.get(response["Location"]).content
    message = ContactMessage.objects.get()
    kept = (message.about, message.text, message.answer_to, message.listing_slug, message.done)
    assert kept == ("wrong", "The hall is shut on Mondays.", "me@example.org", "", False)


def test_no_address_is_needed(send):
    assert send().status_code == 302
    assert ContactMessage.objects.get().answer_to == ""


def test_only_this_page_sets_a_cookie_and_it_goes_with_the_browser(client):
    response = client.get("/contact/")
    assert list(response.cookies) == ["csrftoken"]
    assert response.cookies["csrftoken"]["max-age"] == ""
    assert response["Cache-Control"] == "no-store"
    assert not client.get("/contact/thanks/").cookies


def test_the_listing_it_is_about_is_named_and_kept(client, send):
    group = make.group(name="Hope <Hall>")
    page = client.get("/contact/", {"about": group.slug}).content.decode()
    assert "About the listing “Hope &lt;Hall&gt;”." in page
    assert f'name="listing" value="{group.slug}"' in page
    send(listing=group.slug)
    assert ContactMessage.objects.get().listing_slug == group.slug


@pytest.mark.parametrize("slug", ["no-such-group", "<script>", "a\0b", "x" * 5000])
def test_an_unknown_listing_is_left_out(client, send, slug):
    page = client.get("/contact/", {"about": slug})
    assert page.status_code == 200
    assert b"About the listing" not in page.content
    assert send(listing=slug).status_code == 302
    assert ContactMessage.objects.get().listing_slug == ""


def test_a_listing_that_is_not_public_is_not_named(client):
    group = make.group(name="Hidden House", status="suspended")
    assert b"Hidden House" not in client.get("/contact/", {"about": group.slug}).content


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("about", "", "Choose one, so that we know what it is about."),
        ("about", "party", "Choose one of these three."),
        ("text", " \n\t\x00\x07 ", "Write a few words here."),
        ("text", "x" * 4001, "This is too long: it has 4001 letters, and 4000 fit."),
        ("answer_to", "me at home", "This is not an e-mail address"),
        ("answer_to", f"{'x' * 250}@example.org", "This address is too long."),
    ],
)
def test_a_mistake_is_said_beside_its_field_and_at_the_top_and_nothing_typed_is_lost(send, field, value, sentence):
    response = send(**{"answer_to": "me@example.org", field: value})
    page = response.content.decode()
    assert response.status_code == 422
    assert f'<a href="#{field}">{sentence}' in page
    assert f'id="{field}-error">{sentence}' in page
    assert f'id="{field}"' in page
    kept = {"text": ">\nThe hall is shut on Mondays.</textarea>", "answer_to": 'value="me@example.org"'}
    assert all(words in page for name, words in kept.items() if name != field)
    assert ContactMessage.objects.count() == 0


def test_as_many_letters_fit_as_the_page_says_counting_a_line_end_once(send):
    assert send(text="x\r\n" * 1999 + "xx").status_code == 302
    assert len(ContactMessage.objects.get().text) == 4000


def test_control_characters_and_turned_round_text_are_dropped_the_rest_stays(send):
    send(text="One\x00 line\r\n\tand \u202eanother\x1b[31m 🙂 العربية\x85", answer_to="me\x00@example.org")
    message = ContactMessage.objects.get()
    assert message.text == "One line\n\tand another[31m 🙂 العربية"
    assert message.answer_to == "me@example.org"


def test_what_was_typed_can_do_nothing_to_the_page(send):
    page = send(about="", text="</textarea><script>alert(1)</script>").content.decode()
    assert "<script>alert" not in page
    assert "&lt;/textarea&gt;&lt;script&gt;" in page


def test_a_program_that_fills_in_every_box_is_asked_once_more_and_so_is_a_person(send):
    response = send(website2="https://spam.example")
    assert response.status_code == 422
    assert "Please press “Send” once more." in response.content.decode()
    assert b"The hall is shut on Mondays." in response.content
    assert b"spam.example" not in response.content
    assert ContactMessage.objects.count() == 0


@pytest.mark.parametrize("seconds", [0, 49 * 3600])
def test_a_form_sent_at_once_or_after_two_days_is_asked_once_more(send, seconds):
    response = send(shown=stamps.shown("contact", seconds))
    assert response.status_code == 422
    assert b"The hall is shut on Mondays." in response.content
    assert ContactMessage.objects.count() == 0


def test_a_flood_is_held_back_kindly_and_over_with_the_hour(send):
    Bucket.objects.create(key="contact", tokens=1, filled_at=NOW)
    assert send().status_code == 302
    refused = send(text="One too many")
    assert refused.status_code == 429
    assert "press “Send” again in an hour" in refused.content.decode()
    assert b"One too many" in refused.content
    assert ContactMessage.objects.count() == 1
    cleaned = GOOD | {"answer_to": "", "listing": ""}
    later = NOW + timedelta(hours=1)
    assert [keep(cleaned, later) for _ in range(MOST_AN_HOUR + 1)] == [True] * MOST_AN_HOUR + [False]


def test_a_form_that_was_open_too_long_comes_back_with_what_was_written(good):
    strict = Client(enforce_csrf_checks=True)
    group = make.group(name="Hope Hall")
    response = strict.post("/contact/", good | {"listing": group.slug, "csrfmiddlewaretoken": "stale"})
    page = response.content.decode()
    assert response.status_code == 403
    assert "Your message is not sent yet." in page
    assert "The hall is shut on Mondays.</textarea>" in page
    assert "About the listing “Hope Hall”." in page
    assert ContactMessage.objects.count() == 0
    token = page.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
    assert strict.post("/contact/", good | {"csrfmiddlewaretoken": token}).status_code == 302
    assert ContactMessage.objects.count() == 1


def test_it_works_in_every_language(client, good):
    assert client.post("/es/contact/", good)["Location"] == "/es/contact/thanks/"


def test_no_log_holds_what_was_written(client, good, caplog, monkeypatch):
    def fail(data, now):
        raise RuntimeError(f"cannot keep {data}")

    monkeypatch.setattr("groups.pages.views.contact.keep", fail)
    client.raise_request_exception = False
    with caplog.at_level(logging.DEBUG):
        assert client.post("/contact/", good | {"text": "zzcanaryzz"}).status_code == 500
    formatted = "\n".join(logging.getLogger("django").handlers[0].formatter.format(row) for row in caplog.records)
    assert "RuntimeError" in formatted
    assert "zzcanaryzz" not in formatted


def test_other_methods_are_refused(client):
    assert client.put("/contact/").status_code == 405
