"""Fellowships by philosophy and by what they are for, and a page for each."""

import re

import pytest

from tests import make
from tests.pages.schema_org import mistakes, the, things_on

pytestmark = pytest.mark.django_db


@pytest.fixture
def fellowship():
    """Makes a fellowship: fellowship(slug, of=philosophy, **columns)."""

    def made(slug, of="12-step", **columns):
        row = make.fellowship(slug, of=of)
        for name, value in columns.items():
            setattr(row, name, value)
        row.save()
        return row

    return made


def headings(page):
    return re.findall(r'<h2 id="h-[^"]*">(?:<a[^>]*>)?([^<]+)', page)


def test_they_stand_under_their_philosophy_with_their_own_site(read, fellowship):
    fellowship("smart-recovery", of="secular", website="https://example.org/", for_whom="Anyone with a habit")
    page = read("/fellowships/")
    assert page.index("Secular</a></h2>") < page.index("Smart Recovery")
    assert 'href="https://example.org/" rel="noreferrer"' in page
    assert "For: Anyone with a habit" in page
    assert "We are not affiliated with" in page


def test_they_can_be_seen_by_what_they_are_for(read, fellowship):
    fellowship("ga", concerns=["gambling"])
    fellowship("na", concerns=["drugs", "alcohol"])
    fellowship("chess", concerns=["playing-chess"])
    page = read("/fellowships/", by="concern")
    assert headings(page) == ["Alcohol", "Drugs", "Gambling", "Playing chess"]
    assert page.count('<h3><a href="/fellowships/na/">') == 2
    assert 'href="/fellowships/"' in page, "the way back to the other view"


def test_one_for_families_is_not_offered_to_those_they_worry_about(read, fellowship):
    fellowship("al-anon", of="family-and-friends", concerns=["family-and-friends", "alcohol"])
    assert headings(read("/fellowships/", by="concern")) == ["Family and friends"]


def test_a_country_leaves_its_own_and_those_of_the_whole_world(read, fellowship):
    fellowship("kreuzbund", countries=["DE"])
    fellowship("learn-to-cope", countries=["US"])
    fellowship("aa")
    page = read("/fellowships/", country="DE")
    assert 'href="/fellowships/kreuzbund/"' in page
    assert 'href="/fellowships/aa/"' in page
    assert 'href="/fellowships/learn-to-cope/"' not in page
    assert '<option value="DE" selected>Germany</option>' in page
    assert 'href="/fellowships/?by=concern&amp;country=DE"' in page


@pytest.mark.parametrize("asked", [{"country": "ZZ"}, {"country": "<script>"}, {"by": "nonsense"}])
def test_a_choice_we_do_not_know_leaves_everything(read, fellowship, asked):
    fellowship("kreuzbund", countries=["DE"])
    page = read("/fellowships/", **asked)
    assert 'href="/fellowships/kreuzbund/"' in page
    assert "<script>" not in page.replace('<script type="module"', "")


def test_old_addresses_with_an_anchor_still_lead_to_the_fellowship(read, fellowship):
    fellowship("aa")
    assert '<li id="aa">' in read("/fellowships/")


def test_no_two_things_on_the_page_share_an_id(read, fellowship):
    fellowship("na", concerns=["drugs", "alcohol"])
    ids = re.findall(r' id="([^"]+)"', read("/fellowships/", by="concern"))
    assert len(ids) == len(set(ids))


def test_the_page_of_one_says_what_it_is_and_whose_it_is_not(read, fellowship):
    fellowship(
        "guttempler",
        of="peer-support",
        summary="A society without alcohol.",
        for_whom="People in Germany",
        concerns=["alcohol"],
        countries=["DE"],
        website="https://example.org/gut",
    )
    page = read("/fellowships/guttempler/")
    for text in ("A society without alcohol.", "People in Germany", "Alcohol", "Germany"):
        assert text in page
    assert 'href="/philosophies/peer-support/"' in page
    assert re.search(r'href="https://example.org/gut"\s+rel="noreferrer"', page)
    assert "We are not affiliated with, or endorsed by, Guttempler." in page


def test_search_engines_are_told_where_the_page_stands(read, fellowship):
    fellowship("al-anon")
    things = things_on(read("/fellowships/al-anon/"))
    steps = the("BreadcrumbList", things)["itemListElement"]
    assert [step["name"] for step in steps] == ["Find a group", "Fellowships and networks", "Al Anon"]
    assert mistakes(things) == []


def test_the_search_box_asks_for_its_groups_alone(read, fellowship):
    fellowship("aa")
    assert '<input type="hidden" name="fellowship" value="aa">' in read("/fellowships/aa/")


def test_its_nearest_groups_are_shown_for_a_place_and_the_next_online_without(read, fellowship):
    row = fellowship("aa")
    make.group(name="Round the corner", fellowship=row)
    make.group(name="In the cloud", fellowship=row, attendance="online")
    make.group(name="Another fellowship", fellowship=fellowship("ga"))
    without, near = read("/fellowships/aa/"), read("/fellowships/aa/", near="Leeds")
    assert "In the cloud" in without
    assert "Round the corner" not in without
    assert near.index("Round the corner") < near.index("In the cloud")
    assert "Another fellowship" not in near


def test_one_without_groups_says_so_and_still_leads_on(read, fellowship):
    fellowship("aa", website="https://example.org/")
    page = read("/fellowships/aa/", near="Leeds")
    assert "No group to show here yet." in page
    assert 'href="https://example.org/"' in page


def test_an_unknown_fellowship_is_the_usual_page_for_that(read):
    assert "This page is not here" in read("/fellowships/nothing/", status=404)


def test_cards_lead_to_the_fellowship_and_the_philosophy(read, fellowship):
    make.group(fellowship=fellowship("aa"))
    page = read("/groups/", near="Leeds")
    assert '<a href="/fellowships/aa/">Aa</a> · <a href="/philosophies/12-step/">12-Step</a>' in page


def test_reading_costs_few_queries_however_much_there_is(client, django_assert_max_num_queries):
    for number in range(20):
        make.fellowship(f"f{number}", of=f"p{number}")
    with django_assert_max_num_queries(4):
        client.get("/fellowships/?by=concern")
