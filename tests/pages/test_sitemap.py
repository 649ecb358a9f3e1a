"""Search engines are led to every page worth listing, in each language, and to no other."""

from datetime import timedelta
from xml.etree import ElementTree

import pytest
from django.utils import timezone

from groups.models import Group, Source
from groups.pages import sitemaps
from tests import make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_world")]

SITE = "https://directory.example"
SPACES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "o": "http://a9.com/-/spec/opensearch/1.1/"}


@pytest.fixture(autouse=True)
def site_url(settings):
    settings.SITE_URL = SITE


@pytest.fixture
def listed(client):
    """The addresses in a file of the sitemap: listed(path)."""

    def read(path):
        response = client.get(path)
        assert response.status_code == 200
        assert response["Content-Type"] == "application/xml"
        assert not response.cookies
        return [row.text for row in ElementTree.fromstring(response.content).iterfind(".//s:loc", SPACES)]

    return read


def test_the_index_names_a_file_for_each_part_and_language(listed):
    make.group()
    assert sorted(listed("/sitemap.xml")) == sorted(
        f"{SITE}/sitemap-{part}-{language}.xml"
        for language in ("en", "es", "ar")
        for part in ("pages", "ideas", "groups", "near-gb")
    )


def test_every_address_in_it_is_a_page_that_wants_to_be_listed(listed, client):
    make.group(fellowship=make.fellowship("aa"))
    addresses = [one for file in listed("/sitemap.xml") for one in listed(file.removeprefix(SITE))]
    assert len(addresses) == len(set(addresses))
    for address in addresses:
        page = client.get(address.removeprefix(SITE)).content.decode()
        assert f'<link rel="canonical" href="{address}">' in page, address


def test_groups_stand_in_it_with_the_day_of_their_last_change(listed, client):
    group = make.group(slug="circle")
    Group.objects.filter(pk=group.pk).update(updated_at="2026-02-03T12:00:00Z")
    assert listed("/sitemap-groups-es.xml") == [f"{SITE}/es/groups/circle/"]
    assert b"<lastmod>2026-02-03</lastmod>" in client.get("/sitemap-groups-en.xml").content


def test_what_is_not_public_and_what_is_invented_stands_in_none(listed):
    make.group(slug="pending", status="pending")
    make.group(slug="invented", source=Source.objects.create(slug="examples", is_example=True))
    assert listed("/sitemap-groups-en.xml") == []
    assert not any("near" in file for file in listed("/sitemap.xml"))


def test_towns_with_groups_near_stand_in_it(listed):
    make.group()
    towns = [f"{SITE}/near/gb/{slug}/" for slug in ("leeds", "bradford", "otley")]
    assert listed("/sitemap-near-gb-en.xml") == [f"{SITE}/near/gb/", *towns]


def test_many_groups_are_cut_into_files(listed, monkeypatch):
    monkeypatch.setattr(sitemaps.Groups, "limit", 2)
    for number in range(5):
        make.group(slug=f"g{number}")
    files = [file.removeprefix(SITE) for file in listed("/sitemap.xml") if "groups-en" in file]
    assert files == ["/sitemap-groups-en.xml", "/sitemap-groups-en.xml?p=2", "/sitemap-groups-en.xml?p=3"]
    found = [address for file in files for address in listed(file)]
    assert found == [f"{SITE}/groups/g{number}/" for number in range(5)]


@pytest.mark.parametrize("path", ["/sitemap-none.xml", "/sitemap-near-fr-en.xml", "/sitemap-groups-en.xml?p=9"])
def test_a_file_that_is_not_named_is_not_there(client, path):
    assert client.get(path).status_code == 404


def test_without_place_data_towns_are_asked_for_again_later(client, settings, tmp_path):
    make.group()
    settings.GAZETTEER_PATH = tmp_path / "missing.sqlite3"
    assert client.get("/sitemap-near-gb-en.xml").status_code == 503
    assert client.get("/sitemap.xml").status_code == 200


def test_a_file_costs_few_queries_however_many_groups(client, django_assert_max_num_queries):
    for _ in range(20):
        make.group()
    with django_assert_max_num_queries(7):
        client.get("/sitemap-groups-en.xml")


def test_a_change_is_seen_at_once_and_nothing_is_made_twice(client, monkeypatch):
    make.group()
    etag = client.get("/sitemap.xml")["ETag"]
    assert client.get("/sitemap.xml", headers={"If-None-Match": etag}).status_code == 304
    make.group()
    assert client.get("/sitemap.xml", headers={"If-None-Match": etag}).status_code == 200
    later = timezone.now() + timedelta(minutes=5)
    monkeypatch.setattr(timezone, "now", lambda: later)
    assert client.get("/sitemap.xml").status_code == 200


def test_robots_are_kept_out_of_searches_in_every_language(client):
    response = client.get("/robots.txt")
    assert response["Content-Type"].startswith("text/plain")
    lines = response.content.decode().splitlines()
    assert lines[0] == "User-agent: *"
    for path in ("/groups/?", "/es/groups/?", "/ar/groups/?", "/admin/"):
        assert f"Disallow: {path}" in lines
    assert f"Sitemap: {SITE}/sitemap.xml" in lines
    assert not response.cookies


def test_a_browser_learns_how_to_search_here(client, read):
    assert 'rel="search" href="/es/opensearch.xml"' in read("/es/")
    response = client.get("/es/opensearch.xml")
    assert response["Content-Type"] == "application/opensearchdescription+xml"
    described = ElementTree.fromstring(response.content)
    assert len(described.find("o:ShortName", SPACES).text) <= 16
    assert described.find("o:Url", SPACES).get("template") == f"{SITE}/es/groups/?near={{searchTerms}}"
