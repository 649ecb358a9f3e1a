"""Pages about places: one address for each town, what there is near it, and a way on where there is nothing."""

import re

import pytest
from django.conf import settings

from groups.models import Source
from tests import make
from tests.pages.schema_org import mistakes, the, things_on

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_world")]

NOINDEX = '<meta name="robots" content="noindex">'
LONDON = {"latitude": 51.5, "longitude": -0.12, "locality": "London"}
NEWPORT = {"latitude": 51.58, "longitude": -3.0, "locality": "Newport"}


def test_a_town_has_a_page_with_its_groups(read):
    make.group(name="Circle", meetings=[{"weekday": 3, "starts_at": "19:00"}])
    make.group(name="Blue Heron", kind="cafe", philosophy=make.philosophy("secular"))
    make.group(name="Elsewhere", **LONDON)
    page = read("/near/gb/leeds/")
    assert "<h1>Peer-support groups near Leeds</h1>" in page
    assert "2 groups are listed within 25 miles of Leeds." in page
    assert "Tonight 19:00, starts in 1 hour" in page
    assert "Recovery café or community space: 1" in page
    assert "Secular: 1" in page
    assert "Blue Heron" in page
    assert "Elsewhere" not in page
    assert 'href="/groups/?near=Leeds%2C+England%2C+United+Kingdom&amp;country=GB"' in page
    assert NOINDEX not in page


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("/near/gb/Leeds/", "/near/gb/leeds/"),
        ("/near/GB/leeds/", "/near/gb/leeds/"),
        ("/near/GB/", "/near/gb/"),
        ("/near/us/new-york/", "/near/us/new-york-city/"),
        ("/near/dk/København/", "/near/dk/copenhagen/"),
        ("/near/gb/newport-wales/", "/near/gb/newport/"),
        ("/es/near/gb/LEEDS/?q=1", "/es/near/gb/leeds/"),
    ],
)
def test_another_spelling_leads_to_the_one_address(client, typed, address):
    response = client.get(typed)
    assert response.status_code == 301
    assert response["Location"] == address


def test_the_largest_of_a_name_has_it_alone_and_others_their_region(read):
    assert "near Newport</h1>" in read("/near/gb/newport/")
    assert "near Newport, Isle of Wight</h1>" in read("/near/gb/newport-isle-of-wight/")


def test_neighbours_with_groups_are_one_link_away(read):
    make.group()
    make.group(**LONDON)
    page = read("/near/gb/leeds/")
    assert re.findall(r'href="(/near/gb/[a-z-]+/)">', page) == ["/near/gb/bradford/", "/near/gb/otley/"]


def test_a_town_with_nothing_in_reach_shows_the_nearest_and_is_not_to_be_listed(read):
    make.group(name="Circle")
    page = read("/near/gb/southampton/")
    assert "No group is listed within 25 miles of Southampton yet. These are the nearest." in page
    assert "Circle" in page
    assert NOINDEX in page


def test_an_empty_directory_still_answers(read):
    page = read("/near/gb/leeds/")
    assert "No group is listed near Leeds yet." in page
    assert "Groups to join online" in page
    assert NOINDEX in page


def test_a_village_is_not_to_be_listed_beside_its_town(read):
    make.group(latitude=42.99, longitude=-71.1, country="US", locality="Southampton")
    assert NOINDEX in read("/near/us/southampton/")


def test_a_town_with_invented_examples_alone_is_not_to_be_listed(read):
    make.group(source=Source.objects.create(slug="examples", is_example=True))
    assert NOINDEX in read("/near/gb/leeds/")
    assert NOINDEX in read("/near/gb/")
    assert NOINDEX in read("/near/")


@pytest.mark.parametrize(
    "path", ["/near/gb/nowhere-at-all/", "/near/xx/", "/near/xx/leeds/", f"/near/gb/{'a-' * 300}/"]
)
def test_an_unknown_place_is_a_page_with_help(read, path):
    page = read(path, status=404)
    assert "We have no page for this place" in page
    assert 'action="/groups/"' in page
    assert NOINDEX in page


def test_the_words_of_an_unknown_place_can_be_searched_for_at_once(read):
    page = read("/near/gb/nowhere-at-all/", status=404)
    assert 'value="nowhere at all"' in page
    assert 'name="country" value="GB"' in page


def test_without_place_data_the_pages_say_so(read, settings, tmp_path):
    settings.GAZETTEER_PATH = tmp_path / "missing.sqlite3"
    for path in ("/near/gb/leeds/", "/near/gb/"):
        assert "We cannot look up places right now" in read(path, status=503)


def test_countries_and_towns_are_those_with_groups(read):
    make.group()
    make.group(**NEWPORT)
    make.group(country="FR", latitude=48.85, longitude=2.35, locality="Paris", status="pending")
    assert re.findall(r'href="(/near/[a-z]+/)"', read("/near/")) == ["/near/gb/"]
    towns = re.findall(r'href="(/near/gb/[a-z-]+/)"', read("/near/gb/"))
    assert towns == [f"/near/gb/{slug}/" for slug in ("bradford", "leeds", "newport", "otley")]


def test_a_country_without_groups_says_so(read):
    page = read("/near/fr/")
    assert "No group is listed here yet." in page
    assert NOINDEX in page


def test_a_new_group_is_seen_at_once(read):
    assert "/near/gb/leeds/" not in read("/near/gb/")
    make.group()
    assert "/near/gb/leeds/" in read("/near/gb/")


def test_each_page_says_where_it_stands(read):
    make.group()
    things = things_on(read("/near/gb/leeds/"))
    steps = the("BreadcrumbList", things)["itemListElement"]
    assert [step["name"] for step in steps] == ["Find a group", "Groups by place", "United Kingdom", "Leeds"]
    assert steps[-1]["item"] == f"{settings.SITE_URL}/near/gb/leeds/"
    assert mistakes(things) == []


def test_reading_about_a_place_sets_no_cookie_and_may_be_shared_for_a_minute(client):
    response = client.get("/near/gb/leeds/")
    assert not response.cookies
    assert "s-maxage=60" in response["Cache-Control"]
