"""Three groups to suggest: near, soon, different, one of them online; and what is said where that cannot be had."""

import re
from dataclasses import replace
from datetime import timedelta
from itertools import combinations

import pytest
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from groups.models import Group
from groups.schedule import Occurrence
from groups.search import entries
from groups.search.query import Query
from groups.search.results import Hit
from groups.shortlists.suggesting import best_three, candidates, suggest
from tests import make
from tests.pages.conftest import NOW
from tests.pages.test_canary import MARKER, assert_no_trace, logs  # noqa: F401 - a fixture

PATH = "/shortlist/suggest/"
LEEDS = Query(near="Leeds", country="GB")


def nearby(name, slug, north=0.0, **fields):
    """A group `north` hundredths of a degree (1.1 km each) north of the middle of Leeds."""
    return make.group(name=name, philosophy=make.philosophy(slug), latitude=53.8 + north / 100, **fields)


def online(name, slug, **fields):
    return make.group(name=name, philosophy=make.philosophy(slug), attendance="online", **fields)


def names(hits):
    return [hit.card["name"] for hit in hits]


def shown(page):
    return re.findall(r'<li class="card".*?<a href="/groups/[^"]*" dir="auto"[^>]*>([^<]*)</a>', page)


@pytest.fixture
def town(db):
    """Four steps groups at the door, and of two other philosophies one farther off and one online."""
    for number in range(4):
        nearby(f"Steps {number}", "12-step", number)
    nearby("Tools", "secular-tools", 5)
    online("Screen", "buddhist-inspired")


def test_they_are_near_different_and_one_is_online(town):
    assert names(suggest(LEEDS, NOW).hits) == ["Steps 0", "Tools", "Screen"]


def test_the_sooner_goes_before_the_slightly_nearer(db):
    nearby("Next week", "12-step", 0, meetings=[{"weekday": 2}])
    nearby("Tonight", "12-step", 2, meetings=[{"weekday": 3, "starts_at": "20:00"}])
    nearby("Tools", "secular-tools", 1)
    online("Screen", "buddhist-inspired")
    assert names(suggest(LEEDS, NOW).hits)[0] == "Tonight"


def test_two_of_them_are_to_go_to_where_there_are_two(db):
    nearby("Steps", "12-step", 5, meetings=[{"weekday": 2}])
    nearby("Tools", "secular-tools", 9, meetings=[{"weekday": 2}])
    online("Screen", "buddhist-inspired", meetings=[{"weekday": 3, "starts_at": "19:00"}])
    online("Other screen", "harm-reduction", meetings=[{"weekday": 3, "starts_at": "19:00"}])
    assert names(suggest(LEEDS, NOW).hits) == ["Steps", "Tools", "Screen"]


def test_another_philosophy_is_found_behind_a_hundred_groups_of_one(db):
    made = [nearby(f"Steps {number}", "12-step", 0, indexed=False) for number in range(120)]
    entries.rebuild([group.pk for group in made])
    nearby("Tools", "secular-tools", 20)
    online("Screen", "12-step")
    online("Late screen", "buddhist-inspired", meetings=[{"weekday": 2}])
    assert names(suggest(LEEDS, NOW).hits) == ["Steps 0", "Tools", "Late screen"]


@pytest.mark.parametrize("doubt", [{"inactive": True}, {"sunk": True}, {"reported_on": "2026-03-01"}])
def test_doubtful_groups_are_for_want_of_any_other(db, doubt):
    doubtful = nearby("Doubtful", "12-step", 0, **doubt)
    assert names(suggest(LEEDS, NOW).hits) == ["Doubtful"]
    nearby("Sound", "12-step", 30)
    assert names(suggest(LEEDS, NOW).hits) == ["Sound"]
    assert doubtful.status == Group.Status.LISTED


def test_examples_are_for_want_of_any_other(read, db):
    example = nearby("Example", "12-step", 0)
    example.source = make.source("examples")
    example.source.is_example = True
    example.source.save()
    example.save()
    entries.rebuild([example.pk])
    assert "We found none that is sure" in read(PATH, near="Leeds")
    nearby("Sound", "12-step", 30)
    assert shown(read(PATH, near="Leeds")) == ["Sound"]


def test_nobody_is_sent_beyond_a_hundred_kilometres(db):
    nearby("Far", "12-step", 100)
    assert names(suggest(LEEDS, NOW).hits) == []


def test_every_need_is_met(db):
    make.feature("step-free")
    make.feature("childcare")
    nearby("Neither", "12-step", 0)
    nearby("One", "secular-tools", 1, features=["step-free"])
    nearby("Both", "12-step", 2, features=["step-free", "childcare"])
    query = replace(LEEDS, tagged={"access": ("step-free", "childcare")})
    assert names(suggest(query, NOW).hits) == ["Both"]


def test_a_need_that_nobody_meets_is_given_up_and_said(read, db):
    make.feature("proof-of-attendance", "access")
    nearby("Steps", "12-step", 0, features=["step-free"])
    nearby("Tools", "secular-tools", 1)
    page = read(PATH, near="Leeds", access=["proof-of-attendance", "step-free"])
    assert "We found no group in reach that says it has: Proof-Of-Attendance." in page
    assert "What you asked for, they say they have: Step-Free." in page
    assert shown(page) == ["Steps"]


def test_a_page_says_why_in_whole_sentences(read, town):
    page = " ".join(read(PATH, near="Leeds").split())
    assert "Three to choose from: near, soon and different. Each follows a different philosophy." in page
    assert "You can join at least one of them online." in page
    assert "It is 0.1 miles from Leeds, England, United Kingdom. It meets within a week." in page
    assert "Its philosophy is another than that of the others: Secular-Tools." in page
    assert page == " ".join(read(PATH, near="Leeds").split())


def test_fewer_than_three_are_said_to_be_fewer(read, db, help_line):
    help_line("GB", "crisis", "Listeners", "116 123")
    nearby("Steps", "12-step")
    page = read(PATH, near="Leeds")
    assert "We found only 1 group. None of them can be joined online." in page
    assert "Add this one to my list" in page
    assert "116 123" in page


def test_with_none_it_says_so_and_gives_help_lines(read, db, help_line):
    help_line("GB", "crisis", "Listeners", "116 123")
    page = read(PATH, near="Leeds")
    assert "We found no group within reach, and none online." in page
    assert "116 123" in page


def test_of_groups_that_name_no_philosophy_nothing_is_said(read, db):
    nearby("One", "12-step")
    make.group(name="Two")
    make.group(name="Three", attendance="online")
    page = read(PATH, near="Leeds")
    assert sorted(shown(page)) == ["One", "Three", "Two"]
    assert "same philosophy" not in page
    assert "different philosophy" not in page


def test_those_of_the_same_philosophy_are_said_to_be(read, db):
    nearby("One", "12-step")
    nearby("Two", "12-step", 1)
    online("Screen", "12-step")
    assert "Some follow the same philosophy: we found no others that fit." in read(PATH, near="Leeds")


def test_others_are_the_next_three_until_there_are_no_more(read, town):
    assert f'href="{PATH}?near=Leeds&amp;page=2"' in read(PATH, near="Leeds")
    page = read(PATH, near="Leeds", page=2)
    assert sorted(shown(page)) == ["Steps 1", "Steps 2", "Steps 3"]
    assert "page=3" not in page
    assert "Back to the first three" in page


def test_all_three_go_onto_the_list_with_one_press(client, read, town):
    ids = re.findall(r'name="group" value="(\d+)">', read(PATH, near="Leeds"))[:3]
    client.post("/shortlist/add/", {"group": ids})
    assert all(name in read("/shortlist/") for name in ("Steps 0", "Tools", "Screen"))


def test_without_a_place_it_asks_for_one(read, town):
    page = read(PATH)
    assert "Type a town, and we suggest three groups" in page
    assert shown(page) == []


@pytest.mark.parametrize(
    ("typed", "status", "sentence"),
    [("asdfgh", 404, "We could not find “asdfgh”"), ("down", 503, "We cannot look up places right now")],
)
def test_a_place_that_is_not_found_or_not_looked_up_is_said_and_kept(read, town, typed, status, sentence):
    page = read(PATH, status=status, near=typed)
    assert sentence in page
    assert f'value="{typed}"' in page


def test_other_places_of_that_name_are_offered_with_the_needs_kept(read, town):
    page = read(PATH, near="Newport", access="step-free")
    other = "near=Newport%2C+Isle+of+Wight%2C+United+Kingdom&amp;access=step-free&amp;country=GB"
    assert f'<a href="{PATH}?{other}">' in page


def test_a_need_that_does_not_exist_is_said(read, town):
    assert "is not one of the choices." in read(PATH, near="Leeds", access="wings")


def test_only_fellowships_for_that_are_suggested_where_it_is_said_what_it_is_about(read, db):
    gamblers = make.fellowship("gamblers")
    gamblers.concerns = ["gambling"]
    gamblers.save()
    make.group(name="Steps")
    make.group(name="Dice", fellowship=gamblers)
    assert shown(read(PATH, near="Leeds", about="gambling")) == ["Dice"]


def test_a_browser_without_cookies_takes_its_list_along(town):
    first = Client().post("/shortlist/add/", {"group": Group.objects.first().pk})
    signed = first.url.partition("list=")[2]
    page = Client().get(f"{PATH}?near=Leeds&list={signed}").content.decode()
    assert page.count('name="list"') == 2
    assert "&amp;list=" in page


def test_the_clients_town_leaves_no_trace(client, town, logs):  # noqa: F811 - the fixture
    client.get(PATH, {"near": MARKER, "access": MARKER, "about": MARKER})
    client.get(PATH, {"lat": "-41.41", "lon": "-131.31"})
    assert_no_trace(logs)


def test_a_suggestion_takes_few_questions(client, town, django_assert_max_num_queries):
    client.get(PATH, {"near": "Berlin"})
    with django_assert_max_num_queries(40):
        client.get(PATH, {"near": "Leeds"})


def test_results_and_the_empty_list_lead_here(read, town):
    assert f'href="{PATH}?near=Leeds"' in read("/groups/", near="Leeds")
    assert f'href="{PATH}"' in read("/shortlist/")
    assert PATH not in read("/groups/")


def _hit(number, philosophy, km, hours, way):
    """A hit of the least that choosing looks at."""
    start = NOW + timedelta(hours=hours)
    card = {"id": number, "philosophy": philosophy, "attendance": [way], "join_link": "", "dial_in": ""}
    card |= {"always_open": False, "opening": [], "inactive": False}
    return Hit(card, None if way == "online" else km, Occurrence(start, start))


_HITS = st.lists(
    st.tuples(
        st.sampled_from(["a", "b", "c", "d", None]),
        st.integers(0, 90),
        st.integers(0, 200),
        st.sampled_from(["online", "in_person"]),
    ),
    max_size=9,
)


@settings(deadline=None, max_examples=150)
@given(rows=_HITS, shuffled=st.randoms())
def test_the_best_three_are_what_trying_all_threes_says(rows, shuffled):
    hits = [_hit(number, *row) for number, row in enumerate(rows, 1)]

    def merit(three):
        online = any(hit.card["attendance"] == ["online"] for hit in three)
        named = [hit.card["philosophy"] for hit in three if hit.card["philosophy"]]
        ideas = len(set(named)) + len(three) - len(named)
        days = sum((hit.distance_km or 0) / 10 + (hit.next.starts_at - NOW).total_seconds() / 86_400 for hit in three)
        to_go_to = min(2, sum(hit.distance_km is not None for hit in three))
        return not online, -ideas, -to_go_to, round(days, 6)

    best = min((merit(three) for three in combinations(hits, min(3, len(hits)))), default=None)
    mixed = shuffled.sample(hits, len(hits))
    found = best_three(mixed, NOW)
    assert (merit(found) if found else None) == (best if hits else None)
    assert {hit.card["id"] for hit in found} == {hit.card["id"] for hit in best_three(hits, NOW)}


def test_candidates_are_listed_groups_alone(db):
    nearby("Hidden", "12-step", 0, status="pending")
    assert candidates(LEEDS, NOW)[1] == []
