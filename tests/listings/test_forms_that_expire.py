"""A form whose anti-forgery token is gone or old loses nothing, and acts on nothing."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from groups.listings.page import keeps_what_was_typed, listing_page

pytestmark = pytest.mark.django_db


@keeps_what_was_typed
def view(request):
    return HttpResponse(f"{request.expired} {request.POST.get('name', '')}")


def test_without_a_token_the_view_still_sees_what_was_typed():
    request = RequestFactory(enforce_csrf_checks=True).post("/", {"name": "Calm Seas"})
    request._dont_enforce_csrf_checks = False
    assert view(request).content == b"True Calm Seas"


def test_with_the_token_of_the_page_it_acts():
    token = "a" * 32
    request = RequestFactory().post("/", {"csrfmiddlewaretoken": token, "name": "x"})
    request.COOKIES["csrftoken"] = token
    request._dont_enforce_csrf_checks = False
    assert view(request).content == b"False x"


def test_a_form_of_another_site_is_not_acted_on():
    token = "a" * 32
    request = RequestFactory().post("/", {"csrfmiddlewaretoken": token}, headers={"Origin": "https://evil.example"})
    request.COOKIES["csrftoken"] = token
    request._dont_enforce_csrf_checks = False
    assert view(request).content.startswith(b"True")


def test_an_acting_page_is_kept_by_no_cache_and_no_engine():
    request = RequestFactory().get("/contact/")
    response = listing_page(request, "pages/contact_thanks.html", {})
    assert response["Cache-Control"] == "no-store"
    assert response["X-Robots-Tag"] == "noindex"
