"""Caches may keep an answer for a minute, unchanged answers cost one query, and any site may read them."""

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import make

PATHS = ["/groups", "/groups?near=Leeds", "/places?q=Leeds", "/philosophies", "/fellowships", "/features"]


@pytest.fixture(autouse=True)
def one_moment():
    with time_machine.travel("2026-11-21T12:00:10Z", tick=False):
        yield


@pytest.mark.parametrize("path", PATHS)
def test_an_unchanged_answer_is_304_for_one_query(get, path):
    first = get(path)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        again = get(path, **{"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content, len(queries)) == (304, b"", 1)
    assert again["ETag"] == first["ETag"]


@pytest.mark.parametrize("path", PATHS)
def test_a_shared_cache_may_keep_it_for_a_minute_and_a_browser_asks_again(get, path):
    kept = get(path)["Cache-Control"]
    assert all(part in kept for part in ("public", "max-age=0", "s-maxage=60"))


def test_an_etag_is_weak_and_differs_by_address(get):
    tags = [get(path)["ETag"] for path in PATHS]
    assert all(tag.startswith('W/"') for tag in tags)
    assert len(set(tags)) == len(tags)


def test_a_change_of_the_directory_is_a_new_answer(get):
    make.group()
    first = get("/groups")
    make.group()
    assert get("/groups", **{"If-None-Match": first["ETag"]}).json()["total"] == 2


def test_the_next_minute_is_a_new_answer(get):
    first = get("/groups")
    with time_machine.travel("2026-11-21T12:01:00Z", tick=False):
        assert get("/groups", **{"If-None-Match": first["ETag"]}).status_code == 200


@pytest.mark.parametrize("path", ["/groups?near=asdfgh", "/groups?kind=party", "/groups/none-such", "/none-such"])
def test_a_problem_is_never_kept(get, path):
    response = get(path)
    assert response["Cache-Control"] == "no-store"
    assert "ETag" not in response


@pytest.mark.parametrize("path", PATHS)
def test_head_answers_like_get_without_a_body(get, client, path):
    head, whole = client.head(f"/api/v1{path}"), get(path)
    assert (head.status_code, head.content) == (200, b"")
    assert (head["ETag"], head["Content-Type"]) == (whole["ETag"], whole["Content-Type"])


@pytest.mark.parametrize("path", [*PATHS, "/groups?kind=party", "/none-such", "/openapi.json"])
def test_any_site_may_read_it_without_credentials(get, path):
    response = get(path, Origin="https://elsewhere.example")
    assert response["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in response


def test_a_browser_may_ask_first(client, db):
    response = client.options("/api/v1/groups", headers={"Origin": "https://elsewhere.example"})
    assert (response.status_code, response.content) == (204, b"")
    assert response["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize("path", PATHS)
def test_no_cookie_is_set(get, path):
    assert not get(path).cookies


def test_an_answer_is_compressed_for_who_asks(get):
    make.group(), make.group()
    response = get("/groups", **{"Accept-Encoding": "gzip"})
    assert response["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in response["Vary"]
