"""Every answer tells the browser to run nothing of others, to be framed by nobody, and to guess nothing."""

import pytest
from django.urls import reverse

from groups.listings import urls as listing_urls
from groups.pages import urls as page_urls
from tests import make

PAGES = [
    reverse(pattern.name)
    for pattern in [*page_urls.urlpatterns, *listing_urls.urlpatterns]
    if pattern.name and not pattern.pattern.converters
]
OTHERS = [
    *["/groups/calm-seas/", "/admin/login/", "/admin/", "/no-such-page/", "/api/v1/groups", "/api/v1/docs", "/livez"],
    *["/sw.js", "/sitemap.xml", "/robots.txt", "/static/site.css", "/static/icon.svg", "/groups/%00/"],
]

pytestmark = pytest.mark.django_db


@pytest.fixture
def answer(client, settings):
    """What the site answers to a path, its static files and its errors included."""
    settings.WHITENOISE_AUTOREFRESH = settings.WHITENOISE_USE_FINDERS = True
    client.raise_request_exception = False
    make.group(slug="calm-seas", name="Calm Seas")
    return client.get


@pytest.mark.parametrize("path", [*PAGES, *OTHERS])
def test_every_answer_is_guarded(answer, path):
    response = answer(path)
    policy = response["Content-Security-Policy"].split("; ")
    assert {"default-src 'none'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"} <= set(policy)
    assert {"script-src 'self'", "form-action 'self'"} <= set(policy)
    assert "unsafe" not in response["Content-Security-Policy"]
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"


@pytest.mark.parametrize("path", [*PAGES, *OTHERS])
def test_every_answer_says_what_it_is(answer, path):
    response = answer(path)
    is_text = response["Content-Type"].startswith(("text/html", "text/plain"))
    assert "charset=utf-8" in response["Content-Type"].lower() or not (is_text and response.getvalue())


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "trace"])
@pytest.mark.parametrize("path", ["/", "/groups/calm-seas/", "/api/v1/groups", "/livez", "/about/"])
def test_what_can_only_be_read_takes_no_other_method(answer, client, path, method):
    answer("/")
    response = getattr(client, method)(path)
    assert response.status_code == 405
    assert "frame-ancestors 'none'" in response["Content-Security-Policy"]


def test_other_sites_read_the_api_and_static_files_alone_and_never_with_credentials(answer):
    shared = [path for path in [*PAGES, *OTHERS] if answer(path).has_header("Access-Control-Allow-Origin")]
    assert all(path.startswith(("/api/", "/static/")) for path in shared)
    assert not answer("/api/v1/groups").has_header("Access-Control-Allow-Credentials")
    assert not answer("/api/v1/groups").cookies
