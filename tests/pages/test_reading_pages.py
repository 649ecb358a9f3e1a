"""Philosophies, fellowships, about, privacy and what is shown when things go wrong."""

import pytest
from django.urls import path

from groups.models import Source
from groups.pages import errors, urls
from groups.places import chain
from groups.places.place import LookupUnavailable
from tests import make

pytestmark = pytest.mark.django_db


def broken(request):
    raise RuntimeError("broken on purpose")


handler500 = errors.server_error
handler404 = errors.not_found
urlpatterns = [*urls.urlpatterns, path("broken/", broken)]


def test_each_philosophy_is_explained_and_leads_to_its_groups(read):
    row = make.philosophy("12-step")
    row.description = "People share how they got better."
    row.read_more = [{"label": "More", "url": "https://example.org/steps"}]
    row.save()
    page = read("/philosophies/")
    assert "People share how they got better." in page
    assert 'href="/groups/?philosophy=12-step"' in page
    assert 'href="https://example.org/steps" rel="noreferrer"' in page


def test_fellowships_stand_under_their_philosophy_with_their_own_site(read):
    row = make.fellowship("smart-recovery", of="secular")
    row.website = "https://example.org/"
    row.for_whom = "Anyone with a habit"
    row.save()
    page = read("/fellowships/")
    assert page.index("Secular</a></h2>") < page.index("Smart Recovery")
    assert 'href="https://example.org/" rel="noreferrer"' in page
    assert "For: Anyone with a habit" in page
    assert "We are not affiliated with" in page


def test_the_about_page_credits_places_and_feeds(read):
    feed = Source.objects.create(slug="city", name="City feed", credit="© City office", licence="CC BY 4.0")
    make.group(source=feed)
    page = read("/about/")
    assert "Place data © Somebody, CC BY 4.0" in page
    assert "City feed: © City office (CC BY 4.0)" in page


def test_the_about_page_stands_without_place_data(read, monkeypatch):
    class Missing:
        @property
        def meta(self):
            raise LookupUnavailable("The place data cannot be read.")

    monkeypatch.setattr(chain, "gazetteer", Missing)
    assert "Credits" in read("/about/")


def test_the_privacy_page_names_whoever_else_looks_places_up(read, settings):
    assert "sent to nobody else" in read("/privacy/")
    settings.GEOCODERS = ["nominatim:https://places.example.org"]
    page = read("/privacy/")
    assert "sent to nobody else" not in page
    assert "places.example.org" in page


def test_an_unknown_address_is_a_page_with_a_way_on(read):
    page = read("/no/such/page/", status=404)
    assert "This page is not here" in page
    assert 'class="button" href="/"' in page


@pytest.mark.urls(__name__)
def test_our_fault_is_a_page_that_needs_no_database(client, django_assert_num_queries):
    client.raise_request_exception = False
    with django_assert_num_queries(0):
        response = client.get("/broken/")
    assert response.status_code == 500
    assert b"This is our fault, not yours." in response.content
    assert b"local emergency number" in response.content


@pytest.mark.parametrize(("handler", "status"), [(errors.bad_request, 400), (errors.permission_denied, 403)])
def test_refusals_are_pages_too(rf, handler, status):
    response = handler(rf.get("/"), Exception())
    assert response.status_code == status
    assert b"Find a group" in response.content


def test_pages_only_answer_reading(client):
    assert client.post("/groups/").status_code == 405


@pytest.mark.parametrize("path", ["/", "/groups/?near=Leeds", "/philosophies/", "/about/", "/nothing/"])
def test_no_reading_page_sets_a_cookie(client, path):
    assert not client.get(path).cookies
