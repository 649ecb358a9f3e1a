"""Looking changes nothing, and a form that is not from a page of ours changes nothing, at any address there is."""

import pytest
from django.test import Client

from groups.models import Link
from tests.listings.visiting import come_in
from tests.security.addresses import every_address, stored

pytestmark = pytest.mark.django_db

#: Fields of every form, filled in well enough to act.
FILLED_IN = {"email": "eve@example.org", "first": "2026-03-05", "last": "2026-03-06", "day": "2026-03-09"} | {
    "kind": "nobody",
    "text": "x",
    "answer": "yes",
    "yes": "1",
    "name": "Eve's",
}


@pytest.fixture
def addresses(group, organiser, now, clock):
    return list(every_address(group, organiser, now))


@pytest.mark.parametrize("method", ["get", "head", "options"])
def test_looking_changes_nothing_and_uses_no_link_up(addresses, olga, method):
    before = stored()
    for address in addresses:
        assert getattr(olga, method)(address).status_code < 500, address
        getattr(Client(), method)(address)
    assert stored() == before


def test_a_form_without_its_token_changes_nothing(addresses, organiser, now):
    olga = come_in(organiser, now, Client())
    olga.handler.enforce_csrf_checks = True
    before = stored()
    for address in addresses:
        assert olga.post(address, FILLED_IN).status_code < 500, address
    assert stored() == before


def test_a_form_of_another_site_changes_nothing_even_with_a_token(addresses, organiser, now):
    olga = come_in(organiser, now, Client())
    olga.handler.enforce_csrf_checks = True
    page = olga.get("/contact/")
    token = page.content.decode().split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
    before = stored()
    for address in addresses:
        olga.post(address, FILLED_IN | {"csrfmiddlewaretoken": token}, headers={"Origin": "https://evil.example"})
    assert stored() == before


def test_a_method_that_no_form_has_changes_nothing(addresses, olga):
    before = stored()
    for address in addresses:
        for method in ("put", "patch", "delete", "trace"):
            assert getattr(olga, method)(address).status_code in (302, 403, 404, 405, 410), (method, address)
    assert stored() == before


def test_the_same_button_is_pressed_by_nobody_without_the_visit_or_the_link(addresses, now):
    Link.objects.update(expires_at=now)
    before = stored()
    for address in addresses:
        if "/my-groups/" in address and address != "/my-groups/":
            Client().post(address, FILLED_IN)
    assert stored() == before


def test_no_page_of_theirs_is_kept_by_a_cache_listed_by_an_engine_or_framed(addresses, olga):
    for address in addresses:
        response = olga.get(address)
        if response.status_code in (302, 404, 405):
            continue
        assert "no-store" in response["Cache-Control"], address
        assert "noindex" in response["X-Robots-Tag"], address
        assert "frame-ancestors 'none'" in response["Content-Security-Policy"], address
        assert response["Referrer-Policy"] == "same-origin", address
        assert not response.has_header("ETag"), address
