"""A body that is too large, has too many parts, or cannot be read is refused before it costs anything."""

import io

import pytest
from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.test import Client

from groups.models import ContactMessage
from tests import stamps

pytestmark = pytest.mark.django_db

GOOD = {"about": "wrong", "text": "The hall is shut on Mondays."}
MORE_THAN_ANY_FORM = b"x" * 1_000_001


def test_a_large_file_is_refused_before_it_is_read(client, monkeypatch):
    def read(*args, **kwargs):
        raise AssertionError("a file was read")

    monkeypatch.setattr(MemoryFileUploadHandler, "handle_raw_input", read)
    response = client.post("/contact/", GOOD | {"file": io.BytesIO(MORE_THAN_ANY_FORM)})
    assert response.status_code == 400
    assert ContactMessage.objects.count() == 0


def test_a_small_file_is_never_kept(client):
    shown = stamps.shown("contact")
    response = client.post("/contact/", GOOD | {"shown": shown, "file": io.BytesIO(b"#!/bin/sh")})
    assert response.status_code == 302
    assert "bin/sh" not in str(ContactMessage.objects.values())


def test_a_large_form_is_refused_with_our_own_page(client):
    response = client.post("/contact/", GOOD | {"text": MORE_THAN_ANY_FORM.decode()})
    assert response.status_code == 400
    assert "frame-ancestors 'none'" in response["Content-Security-Policy"]
    assert b"xxxx" not in response.content


def test_the_admin_refuses_it_too(client):
    assert client.post("/admin/login/", {"username": MORE_THAN_ANY_FORM.decode()}).status_code == 400


def test_a_form_of_too_many_fields_is_refused(client):
    body = "&".join(f"a{number}=" for number in range(5_001))
    answer = client.post("/contact/", body, content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 400


@pytest.mark.parametrize("length", ["-1", "many", "1e9"])
def test_a_length_that_is_no_number_is_refused(client, length):
    assert client.post("/contact/", GOOD, headers={"Content-Length": length}).status_code == 400


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("multipart/form-data; boundary=", b"--"),
        ("multipart/form-data", b"--x--"),
        ("multipart/form-data; boundary=x", b"--x\r\nContent-Disposition: form-data; name=text\r\n\r\nno end"),
        ("application/json", b'{"text": "x"}'),
        ("text/xml", b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'),
    ],
)
def test_a_body_that_is_no_form_of_ours_does_nothing(kind, body):
    client = Client(raise_request_exception=False)
    response = client.post("/contact/", body, content_type=kind)
    assert response.status_code in (400, 422)
    assert b"passwd" not in response.content
    assert ContactMessage.objects.count() == 0
