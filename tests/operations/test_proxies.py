"""`X-Forwarded-Proto` and `X-Forwarded-For` are believed from the proxies we know, and from nobody else."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from directory.middleware import trusted_proxies


@pytest.fixture
def is_secure(settings):
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    settings.TRUSTED_PROXIES = ["192.0.2.7", "10.0.0.0/8", "2001:db8::/32"]

    def ask(address):
        answered = trusted_proxies(lambda request: HttpResponse(str(request.is_secure())))
        request = RequestFactory().get("/", REMOTE_ADDR=address, headers={"X-Forwarded-Proto": "https"})
        return answered(request).content == b"True"

    return ask


@pytest.mark.parametrize("address", ["192.0.2.7", "10.1.2.3", "2001:db8::1"])
def test_a_proxy_we_know_is_believed(is_secure, address):
    assert is_secure(address)


@pytest.mark.parametrize("address", ["192.0.2.8", "203.0.113.9", "::1", "", "not an address"])
def test_a_stranger_is_not(is_secure, address):
    assert not is_secure(address)


@pytest.mark.parametrize(
    ("peer", "forwarded", "client"),
    [
        ("192.0.2.7", "203.0.113.9", "203.0.113.9"),
        ("192.0.2.7", "198.51.100.1, 203.0.113.9, 10.1.1.1", "203.0.113.9"),
        ("192.0.2.7", "", "192.0.2.7"),
        ("192.0.2.7", "10.1.1.1", "192.0.2.7"),
        ("203.0.113.9", "198.51.100.1", "203.0.113.9"),
    ],
)
def test_the_client_is_the_nearest_address_that_is_no_proxy_of_ours(settings, peer, forwarded, client):
    settings.TRUSTED_PROXIES = ["192.0.2.7", "10.0.0.0/8"]
    answered = trusted_proxies(lambda request: HttpResponse(request.META["REMOTE_ADDR"]))
    request = RequestFactory().get("/", REMOTE_ADDR=peer, headers={"X-Forwarded-For": forwarded})
    assert answered(request).content.decode() == client
