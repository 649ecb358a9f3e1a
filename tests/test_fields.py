"""What people type is stored as text that can be shown, and as addresses that lead somewhere public."""

import pytest
from django.core.exceptions import ValidationError

from groups.fields import AddressField, HttpsField, PlainField


@pytest.mark.parametrize(
    ("typed", "stored"),
    [("example.org/room", "https://example.org/room"), ("http://example.org", "https://example.org"), ("", "")],
)
def test_a_web_address_gets_https(typed, stored):
    assert HttpsField(required=False).clean(typed) == stored


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
        HttpsField().clean(typed)


def test_text_loses_what_cannot_be_seen_and_nothing_else():
    typed = "Caf\u00e9\0\u202e \ud800ok\r\nline\ttwo \u0627\u0644"
    assert PlainField().clean(typed) == "Caf\u00e9 ok\nline\ttwo \u0627\u0644"


@pytest.mark.parametrize("typed", [None, "", " \n\t\0", "\u200b\u2060", "\u200f\u200d", "\u3164"])
def test_what_cannot_be_seen_is_no_answer(typed):
    assert PlainField(required=False).clean(typed) == ""
    with pytest.raises(ValidationError, match="required"):
        PlainField().clean(typed)


def test_letters_are_counted_as_the_browser_counts_them():
    assert PlainField(max_length=3).clean("a\r\nb") == "a\nb"


@pytest.mark.parametrize("typed", [" Anna@Example.org ", "anna\0@example.org", "\u202aanna@example.org\u202c"])
def test_a_mail_address_is_stored_in_small_letters_without_what_came_along_when_it_was_copied(typed):
    assert AddressField().clean(typed) == "anna@example.org"
