"""Each page worth listing has one address, says which language it is in, and can be shared; no other may be listed."""

import re

import pytest

from tests import make

pytestmark = pytest.mark.django_db

NOINDEX = '<meta name="robots" content="noindex">'
READING = [
    *("/", "/philosophies/", "/fellowships/", "/about/", "/privacy/"),
    *("/peer-support/", "/first-meeting/", "/help-others/", "/for-counsellors/", "/contact/"),
]


@pytest.fixture(autouse=True)
def site_url(settings):
    settings.SITE_URL = "https://directory.example"


def metas(page):
    return dict(re.findall(r'<meta (?:name|property)="([^"]+)" content="([^"]*)">', page))


@pytest.mark.parametrize("path", READING)
def test_a_page_has_one_address_in_each_language(read, path):
    for own in (path, f"/es{path}"):
        page = read(own)
        assert re.findall(r'rel="canonical" href="([^"]+)"', page) == [f"https://directory.example{own}"]
        assert dict(re.findall(r'rel="alternate" hreflang="([^"]+)" href="([^"]+)"', page)) == {
            "en": f"https://directory.example{path}",
            "x-default": f"https://directory.example{path}",
            "es": f"https://directory.example/es{path}",
            "ar": f"https://directory.example/ar{path}",
        }
        assert NOINDEX not in page


def test_a_page_can_be_shared_without_anything_from_elsewhere(read, settings):
    found = metas(read("/es/about/"))
    assert found["og:url"] == "https://directory.example/es/about/"
    assert found["og:type"] == "website"
    assert found["og:locale"] == "es_ES"
    assert found["og:site_name"] == settings.SITE_NAME
    assert found["og:title"]
    assert found["og:description"] == found["description"]
    assert found["og:image"] == "https://directory.example/static/icon-512.png"


def test_each_page_describes_itself(read):
    described = [metas(read(path))["description"] for path in READING]
    assert len(set(described)) == len(READING)
    assert all(50 <= len(text) <= 170 for text in described)


def test_a_group_is_described_by_what_it_is_and_where(read):
    make.group(slug="circle", name='The "Circle" & Co', venue="Hall", description="We talk.\nWe listen.")
    found = metas(read("/groups/circle/"))
    assert found["description"] == "Group meeting. In person. Hall, Leeds. We talk. We listen."
    assert found["og:title"] == "The &quot;Circle&quot; &amp; Co"


@pytest.mark.parametrize("query", ["", "?near=Leeds", "?lat=53.8&lon=-1.55", "?page=2", "?kind=cafe"])
def test_no_list_of_results_is_to_be_listed(client, query):
    page = client.get(f"/groups/{query}").content.decode()
    assert NOINDEX in page
    assert "canonical" not in page


@pytest.mark.parametrize("path", ["/about/?from=somewhere", "/?near=Leeds"])
def test_no_address_with_a_query_is_to_be_listed(client, path):
    assert NOINDEX in client.get(path).content.decode()


def test_what_is_not_there_is_not_to_be_listed(read):
    assert NOINDEX in read("/nothing/", status=404)
