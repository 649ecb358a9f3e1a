"""Philosophies side by side, a page for each, and the groups that follow it."""

import re

import pytest
from django.conf import settings

from groups.models import Philosophy
from tests import make
from tests.pages.schema_org import mistakes, the, things_on

pytestmark = pytest.mark.django_db

NAMES = ("Zen-like", "apple-like", "12-step", "Émile-like")


@pytest.fixture
def twelve_step():
    row = make.philosophy("12-step")
    row.description = "People share how they got better."
    row.belief = "You decide what a higher power means."
    row.sponsor = "Yes, if you want one."
    row.read_more = [{"label": "More", "url": "https://example.org/steps"}]
    row.save()
    return row


def test_the_comparison_is_a_table_with_headings_both_ways(read, twelve_step):
    page = read("/philosophies/")
    assert page.count('<th scope="col"') == 8
    assert re.search(r'<th scope="row"[^>]*><a href="/philosophies/12-step/">12-Step</a></th>', page)
    assert "You decide what a higher power means." in page
    assert "Is belief in God asked for?" in page


def test_the_order_is_that_of_the_alphabet_and_the_page_says_so(read):
    for number, name in enumerate(NAMES):
        Philosophy.objects.create(slug=f"p{number}", name=name)
    page = read("/philosophies/")
    assert re.findall(r'scope="row"[^>]*><a[^>]*>([^<]+)</a>', page) == [
        "12-step",
        "apple-like",
        "Émile-like",
        "Zen-like",
    ]
    assert "In the order of the alphabet" in page


def test_old_addresses_with_an_anchor_still_lead_to_the_philosophy(read, twelve_step):
    assert re.search(r'<li id="12-step">\s*<a class="tile"\s+href="/philosophies/12-step/"', read("/philosophies/"))


def test_the_page_of_a_philosophy_explains_it_and_links_out_without_saying_who_sent(read, twelve_step):
    page = read("/philosophies/12-step/")
    assert "People share how they got better." in page
    assert "Yes, if you want one." in page
    assert "What does it cost?" not in page, "nothing is known"
    assert re.search(r'href="https://example.org/steps"\s+rel="noreferrer"', page)


def test_search_engines_are_told_where_the_page_stands(read, twelve_step):
    things = things_on(read("/philosophies/12-step/"))
    steps = the("BreadcrumbList", things)["itemListElement"]
    assert [step["name"] for step in steps] == ["Find a group", "Philosophies", "12-Step"]
    assert steps[-1]["item"] == f"{settings.SITE_URL}/philosophies/12-step/"
    assert mistakes(things) == []


def test_its_fellowships_are_there_and_no_others(read, twelve_step):
    make.fellowship("ga", of="12-step")
    make.fellowship("smart", of="secular")
    page = read("/philosophies/12-step/")
    assert 'href="/fellowships/ga/"' in page
    assert 'href="/fellowships/smart/"' not in page


def test_the_search_box_asks_for_its_groups_alone(read, twelve_step):
    page = read("/philosophies/12-step/")
    assert 'action="/groups/"' in page
    assert '<input type="hidden" name="philosophy" value="12-step">' in page


def test_without_a_place_the_groups_online_soonest_are_shown(read, twelve_step):
    make.group(name="Far room", philosophy=twelve_step, attendance="online", meetings=[{"weekday": 2}])
    make.group(name="Soon room", philosophy=twelve_step, attendance="online", meetings=[{"weekday": 4}])
    make.group(name="Leeds room", philosophy=twelve_step)
    make.group(name="Other idea", philosophy=make.philosophy("secular"), attendance="online")
    page = read("/philosophies/12-step/")
    assert page.index("Soon room") < page.index("Far room")
    assert "Leeds room" not in page
    assert "Other idea" not in page


@pytest.mark.parametrize("where", [{"near": "Leeds"}, {"lat": "53.8", "lon": "-1.55"}])
def test_with_a_place_the_nearest_are_shown_right_there(read, twelve_step, where):
    make.group(name="Next town", philosophy=twelve_step, latitude=53.9, longitude=-1.55)
    make.group(name="Round the corner", philosophy=twelve_step)
    make.group(name="Other idea", philosophy=make.philosophy("secular"))
    page = read("/philosophies/12-step/", **where)
    assert page.index("Round the corner") < page.index("Next town")
    assert "Other idea" not in page
    assert "Nearest to" in page


def test_the_way_to_the_whole_list_keeps_the_place(read, twelve_step):
    make.group(philosophy=twelve_step)
    assert 'href="/groups/?near=Leeds&amp;philosophy=12-step"' in read("/philosophies/12-step/", near="Leeds")


def test_a_place_nobody_knows_is_said_and_the_page_is_still_there(read, twelve_step):
    page = read("/philosophies/12-step/", status=404, near="asdfgh")
    assert "We could not find “asdfgh”" in page
    assert "People share how they got better." in page
    assert 'href="/groups/?philosophy=12-step"' in page


def test_nothing_else_in_the_address_changes_what_is_shown(read, twelve_step):
    make.group(name="Round the corner", philosophy=twelve_step)
    assert "Round the corner" in read("/philosophies/12-step/", near="Leeds", philosophy="secular", page="9", q="x")


def test_an_unknown_philosophy_is_the_usual_page_for_that(read):
    assert "This page is not here" in read("/philosophies/nothing/", status=404)


def test_reading_costs_few_queries_however_much_there_is(client, django_assert_max_num_queries):
    for number in range(20):
        make.fellowship(f"f{number}", of=f"p{number}")
    with django_assert_max_num_queries(4):
        client.get("/philosophies/")
    with django_assert_max_num_queries(2):
        client.get("/philosophies/")


def test_the_page_of_one_costs_few_queries_however_many_groups_there_are(
    client, twelve_step, django_assert_max_num_queries
):
    for _ in range(12):
        make.group(philosophy=twelve_step)
        make.group(philosophy=twelve_step, attendance="online")
    with django_assert_max_num_queries(21):
        client.get("/philosophies/12-step/?near=Leeds")
    with django_assert_max_num_queries(6):
        client.get("/philosophies/12-step/?near=Leeds")
