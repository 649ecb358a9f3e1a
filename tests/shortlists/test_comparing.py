"""The groups of a list side by side: what differs, what is the same, and how far each is from a town."""

import re

import pytest
from django.test import Client

from groups.models import Group
from groups.shortlists.compare_page import Cell, folded
from tests import make
from tests.pages.test_canary import MARKER, assert_no_trace, logs  # noqa: F401 - a fixture

PATH = "/shortlist/compare/"


@pytest.fixture
def oak(db):
    tuesday = {"weekday": 1, "starts_at": "19:30", "duration_minutes": 90}
    return make.group(
        [tuesday, {"weekday": 3}], name="Oak", philosophy=make.philosophy(), features=["closed"], cost="Free"
    )


@pytest.fixture
def elm(db):
    return make.group(
        [{"weekday": 4, "starts_at": "20:00"}],
        name="Elm",
        attendance="online",
        time_zone="Europe/Berlin",
        facilitation="professional",
        philosophy=make.philosophy("secular-tools"),
    )


def cells(page, group):
    """{heading: text} of a group's row."""
    row = re.search(rf'<tr> <th scope="row"><a [^>]*>{group}</a>.*?</tr>', page)[0]
    found = re.findall(r'<td><b class="asked">([^<]*)</b>(.*?)</td>', row)
    return {heading: " ".join(re.sub(r"<[^>]+>", " ", text).split()) for heading, text in found}


def same(page):
    found = re.findall(r"<div><dt>([^<]*)</dt><dd>(.*?)</dd></div>", page)
    return {heading: " ".join(re.sub(r"<[^>]+>", " ", text).split()) for heading, text in found}


def test_groups_stand_side_by_side_with_what_differs(read, add, oak, elm):
    add(oak, elm)
    page = read(PATH)
    assert cells(page, "Oak")["Who may come"] == "Closed"
    assert cells(page, "Elm")["Who may come"] == "Not said"
    assert cells(page, "Oak")["Philosophy"] == "12-Step 12-step"
    assert cells(page, "Elm")["Who runs it"] == "Run by professionals"
    assert cells(page, "Oak")["Cost"] == "Free"


def test_what_is_the_same_for_all_is_said_once(read, add, oak, elm):
    add(oak, elm)
    page = read(PATH)
    assert same(page) == {
        "Access": "Not said",
        "Language": "Not said",
        "How sure it is": "Nobody has confirmed this yet: check before you go",
    }
    assert "Access" not in cells(page, "Oak")


def test_nothing_is_folded_where_there_is_one_group(read, add, oak):
    add(oak)
    assert same(read(PATH)) == {}
    assert cells(read(PATH), "Oak")["Language"] == "Not said"


def test_a_warning_stays_with_its_group():
    warned = Cell("Sure", ("Confirmed",), ("Reported",))
    assert folded([[warned], [warned]]) == ([], [[warned], [warned]])


def test_the_next_three_meetings_have_their_dates_on_the_clock_of_the_group(read, add, oak):
    add(oak)
    assert cells(read(PATH), "Oak")["Next meetings"] == (
        "Thursday 5 March, 19:00 to 20:00 Tuesday 10 March, 19:30 to 21:00 Thursday 12 March, 19:00 to 20:00 "
        "(London time)"
    )


def test_online_meetings_are_told_on_the_clock_of_the_place(read, add, elm):
    add(elm)
    assert cells(read(PATH), "Elm")["Next meetings"].startswith("Friday 6 March, 20:00 to 21:00")
    there = cells(read(PATH, near="Leeds"), "Elm")["Next meetings"]
    assert there.startswith("Friday 6 March, 19:00 to 20:00")
    assert there.endswith("(London time)")


def test_a_meeting_that_is_on_is_said_first(read, add, db):
    add(make.group([{"weekday": 3, "starts_at": "17:30"}], name="Oak"))
    assert cells(read(PATH), "Oak")["Next meetings"].startswith("On now until 18:30 Thursday 12 March")


def test_facts_of_some_meetings_are_said_to_be_of_some(read, add, db):
    rows = [{"features": ["open", "step-free"]}, {"weekday": 2, "features": ["closed", "step-free"]}]
    add(make.group(rows, name="Oak"))
    assert cells(read(PATH), "Oak")["Who may come"] == "Some meetings: Closed, Open"
    assert cells(read(PATH), "Oak")["Access"] == "Step-Free"


def test_distances_are_from_the_place_that_is_typed(read, add, oak, elm):
    add(oak, elm)
    assert "Distance" not in cells(read(PATH), "Oak")
    page = read(PATH, near="Berlin")
    # By the haversine formula: h = 0.0062069, and 2 × 6,371.0088 km × asin(√h) = 1,004.91 km.
    assert cells(page, "Oak")["Distance"] == "1,005 km"
    assert cells(page, "Elm")["Distance"] == "Online"
    assert 'value="Berlin"' in page
    assert "in a straight line" in page


def test_other_places_of_that_name_are_offered(read, add, oak):
    add(oak)
    page = read(PATH, near="Newport")
    assert "Another place of that name?" in page
    assert 'href="/shortlist/compare/?near=Newport%2C+Isle+of+Wight%2C+United+Kingdom&amp;country=GB"' in page


@pytest.mark.parametrize(
    ("typed", "status", "sentence"),
    [("asdfgh", 404, "We could not find “asdfgh”"), ("down", 503, "We cannot look up places right now")],
)
def test_a_place_that_is_not_found_or_not_looked_up_is_said_and_kept(read, add, oak, typed, status, sentence):
    add(oak)
    page = read(PATH, status=status, near=typed)
    assert f'<span class="error" id="near-error">{sentence}</span>' in page
    assert f'value="{typed}"' in page
    assert "Oak" in page


def test_a_place_that_is_too_long_is_asked_again(read, add, oak):
    add(oak)
    assert "This is too long: use 300 letters or fewer." in read(PATH, near="x" * 301)


def test_what_became_of_groups_is_said(read, add, oak, elm):
    add(oak, elm, make.group(name="Ash"))
    Group.objects.filter(pk=oak.pk).update(version=2)
    Group.objects.filter(name="Ash").update(status="suspended", suspended_because="reported")
    page = read(PATH)
    assert "1 group of your list is not shown any more." in page
    assert "This listing has changed since you put it here." in cells(page, "Oak")["How sure it is"]


def test_a_paused_group_says_so_instead_of_its_meetings(read, add, db):
    add(make.group(name="Oak", inactive=True))
    assert cells(read(PATH), "Oak")["Next meetings"] == "Not meeting for now"


def test_an_empty_list_leads_on(read, db):
    page = read(PATH)
    assert "There is nothing on it yet." in page
    assert "<table" not in page


def test_a_list_of_groups_that_are_all_gone_is_not_called_empty(read, add, oak, elm):
    add(oak, elm)
    Group.objects.update(status="archived")
    page = read(PATH)
    assert "2 groups of your list are not shown any more." in page
    assert "There is nothing on it yet." not in page


def test_a_browser_without_cookies_takes_its_list_along(oak):
    first = Client().post("/shortlist/add/", {"group": oak.pk})
    page = Client().get(first.url).content.decode()
    signed = re.search(r'name="list" value="([^"]+)"', page)[1]
    page = Client().get(PATH, {"list": signed, "near": "Newport"}).content.decode()
    assert ">Oak</a>" in page
    assert f'name="list" value="{signed.partition(":")[0]}:' in page
    assert page.count("list=") >= 2


def test_no_cache_keeps_the_comparison(client, add, oak):
    add(oak)
    response = client.get(PATH)
    assert (response["Cache-Control"], response["X-Robots-Tag"]) == ("no-store", "noindex")


def test_thirty_groups_are_compared_with_few_questions(db, client, django_assert_max_num_queries):
    groups = [make.group(name=f"Group {number}") for number in range(30)]
    client.post("/shortlist/add/", {"group": [group.pk for group in groups]})
    client.get(PATH)
    with django_assert_max_num_queries(8):
        client.get(PATH, {"near": "Leeds"})


def test_the_clients_town_leaves_no_trace(client, add, oak, logs):  # noqa: F811 - the fixture
    add(oak)
    client.get(PATH, {"near": MARKER}, headers={"Referer": f"https://example.org/?near={MARKER}"})
    assert_no_trace(logs)


def test_the_list_leads_to_the_comparison(read, add, oak):
    add(oak)
    page = read("/shortlist/")
    assert "Compare side by side" in page[page.index('value="compare"') :]
