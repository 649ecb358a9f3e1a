"""The browser talks to us alone, keeps no cookie, breaks no rule of the content security policy, and loads little."""

import gzip
from urllib.parse import urlsplit

import pytest

pytestmark = pytest.mark.browser

PAGES = [
    "/",
    "/groups/?near=Leeds",
    "/groups/?near=Leeds&map=1",
    "/groups/after-the-front-door-leeds/",
    "/philosophies/",
    "/fellowships/",
    "/about/",
    "/privacy/",
]
MOST_BYTES = 60_000


def test_no_other_host_is_asked_for_anything_and_no_cookie_is_kept(visit):
    page = visit("/")
    site = page.url.rstrip("/")
    for path in PAGES:
        page.goto(site + path)
    assert {urlsplit(address).netloc for address in page.requests} == {urlsplit(site).netloc}
    assert page.context.cookies() == []


def test_the_content_security_policy_is_never_broken(visit):
    page = visit("/")
    site = page.url.rstrip("/")
    said = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    for path in PAGES:
        page.goto(site + path)
    assert said == []


def test_the_results_page_weighs_little(visit):
    page = visit("/groups/?near=Leeds")
    page.wait_for_load_state("networkidle")
    weights = {address: len(gzip.compress(page.request.get(address).body())) for address in set(page.requests)}
    assert len(weights) >= 4, "the page, its style and its scripts"
    assert sum(weights.values()) <= MOST_BYTES, weights


def test_nothing_is_kept_on_the_device(visit):
    page = visit("/groups/?near=Leeds")
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
