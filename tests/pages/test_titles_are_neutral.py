"""A tab, a history or a home screen that somebody else sees does not say what the visitor needs help with."""

import re

import pytest
from django.urls import reverse

from groups.listings import urls as listing_urls
from groups.pages import urls

pytestmark = pytest.mark.django_db

TELLING = re.compile("addict|alcohol|drug|drink|gambl|sober|recover|abus|anonymous|crisis|suicid", re.IGNORECASE)
#: Pages of one group or fellowship bear its own name: there is no other word for them.
PAGES = [
    reverse(pattern.name)
    for pattern in (*urls.urlpatterns, *listing_urls.urlpatterns)
    if not pattern.pattern.converters
]
SEARCHES = [
    "?near=Leeds",
    "?near=Leeds&kind=cafe&q=alcohol",
    "?attendance=online&for=women",
    "?near=asdfgh",
    "?page=xyz",
]


@pytest.mark.parametrize("address", [*PAGES, *(f"/groups/{search}" for search in SEARCHES), "/nothing/"])
def test_no_title_names_a_problem(client, address):
    # What is only sent to (405) has no page at all.
    response = client.get(address, follow=True)
    titles = re.findall(r"<title>(.*?)</title>", response.content.decode(), re.DOTALL)
    is_page = response["Content-Type"].startswith("text/html") and response.status_code != 405
    assert len(titles) == is_page
    assert not any(TELLING.search(title) for title in titles)


def test_the_installed_site_and_the_search_box_have_names_that_say_nothing(client):
    facts = client.get("/manifest.webmanifest").json()
    assert not TELLING.search(facts["name"] + facts["short_name"])
    box = client.get("/opensearch.xml").content.decode()
    assert not TELLING.search(box.split("<ShortName>")[1].split("</ShortName>")[0])
