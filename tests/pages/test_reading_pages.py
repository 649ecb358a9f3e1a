"""About, privacy and what is shown when things go wrong."""

import pytest
from django.urls import path

from groups.listings.urls import urlpatterns as listing_urls
from groups.models import Source
from groups.pages import errors, urls
from groups.paper.booklet.urls import urlpatterns as booklet_urls
from groups.places import chain
from groups.places.place import LookupUnavailable
from groups.shortlists.urls import urlpatterns as shortlist_urls
from tests import make

pytestmark = pytest.mark.django_db


def broken(request):
    raise RuntimeError("broken on purpose")


handler500 = errors.server_error
handler404 = errors.not_found
urlpatterns = [*listing_urls, *shortlist_urls, *booklet_urls, *urls.urlpatterns, path("broken/", broken)]


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
    assert "nominatim:" not in page


def test_the_privacy_page_names_the_server_that_map_pictures_come_from(read, settings):
    assert "The pictures of a street map" not in read("/privacy/")
    settings.TILE_URL = "https://tiles.example.org/{z}/{x}/{y}.png"
    page = read("/privacy/")
    assert "The pictures of a street map come from tiles.example.org." in page
    assert "Only the street map is different" in page


@pytest.mark.parametrize(
    "fact",
    [
        "rounds your position to about a kilometre",
        "It asks your browser for your time zone, or you choose one,",
        "The language is part of the address too",
        "We store nothing on your device until you ask for it.",
        "goes when you close the browser",
        "Leaving does not erase your history",
    ],
)
def test_the_privacy_page_says_what_this_site_does(read, fact):
    assert fact in read("/privacy/")


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
    assert b'href="tel:999"' in response.content


@pytest.mark.parametrize(("handler", "status"), [(errors.bad_request, 400), (errors.permission_denied, 403)])
def test_refusals_are_pages_too(rf, handler, status):
    response = handler(rf.get("/"), Exception())
    assert response.status_code == status
    assert b"Find a group" in response.content


def test_pages_only_answer_reading(client):
    assert client.post("/groups/").status_code == 405


@pytest.mark.parametrize(
    "path", ["/", "/groups/?near=Leeds", "/philosophies/", "/about/", "/peer-support/", "/help-others/", "/nothing/"]
)
def test_no_reading_page_sets_a_cookie(client, path):
    assert not client.get(path).cookies
