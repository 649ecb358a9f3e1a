"""Public pages may be kept for a minute and asked for again cheaply."""

from datetime import timedelta

import pytest
from django.utils import timezone

from groups.pages.views import finding
from tests import make
from tests.pages.conftest import NOW

pytestmark = pytest.mark.django_db


def test_an_unchanged_page_is_not_searched_for_again(client, monkeypatch):
    make.group()
    etag = client.get("/groups/?near=Leeds")["ETag"]
    monkeypatch.setattr(finding, "search", None)
    response = client.get("/groups/?near=Leeds", headers={"If-None-Match": etag})
    assert response.status_code == 304
    assert not response.content


def test_not_modified_costs_one_query(client, django_assert_num_queries):
    etag = client.get("/groups/?near=Leeds")["ETag"]
    with django_assert_num_queries(1):
        client.get("/groups/?near=Leeds", headers={"If-None-Match": etag})


def test_a_change_of_the_directory_is_seen_at_once(client):
    group = make.group(name="Old")
    etag = client.get("/groups/?near=Leeds")["ETag"]
    make.entries.rebuild([group.pk])
    assert client.get("/groups/?near=Leeds", headers={"If-None-Match": etag}).status_code == 200


def test_a_minute_later_the_words_about_time_are_made_anew(client, monkeypatch):
    etag = client.get("/groups/?near=Leeds")["ETag"]
    monkeypatch.setattr(timezone, "now", lambda: NOW + timedelta(minutes=1))
    assert client.get("/groups/?near=Leeds", headers={"If-None-Match": etag}).status_code == 200


def test_each_address_has_its_own_etag(client):
    assert client.get("/groups/?near=Leeds")["ETag"] != client.get("/groups/?near=Berlin")["ETag"]


def test_shared_caches_may_keep_a_page_for_a_minute_and_browsers_ask_again(client):
    rules = client.get("/groups/?near=Leeds")["Cache-Control"]
    assert "s-maxage=60" in rules
    assert "max-age=0" in rules


def test_pages_are_compressed_for_who_asks(client):
    response = client.get("/groups/?near=Leeds", headers={"Accept-Encoding": "gzip"})
    assert response["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in response["Vary"]


def test_a_broken_cookie_is_not_answered_with_one_that_a_cache_could_hand_to_others(client):
    response = client.get("/groups/?near=Leeds", headers={"Cookie": 'csrftoken=x; sessionid=""'})
    assert response.status_code == 200
    assert not response.cookies
