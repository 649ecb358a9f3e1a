"""What each kind of support says on its card and its page. Now is Thursday 5 March 2026, 18:00 in Leeds."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests import make
from tests.pages.conftest import NOW

pytestmark = pytest.mark.django_db

TEN_TO_FOUR = [{"days": [0, 1, 2, 3, 4], "from": "10:00", "to": "16:00"}]
LATE = [{"days": [3], "from": "12:00", "to": "20:30"}]


@pytest.fixture
def shown(read):
    """The list a group stands in, and its own page."""

    def pages(**fields):
        group = make.group(meetings=fields.pop("meetings", []), **fields)
        return read("/groups/"), read(f"/groups/{group.slug}/")

    return pages


def test_a_cafe_that_is_open_says_until_when(shown):
    for page in shown(kind="cafe", opening=LATE, opening_hours="Thursdays until late"):
        assert "Open now until 20:30" in page
        assert "Open: Thursdays until late" in page


def test_a_cafe_that_is_closed_says_when_it_opens(shown):
    for page in shown(kind="cafe", opening=TEN_TO_FOUR, cost="Pay what you can"):
        assert "Opens tomorrow 10:00" in page
        assert "Pay what you can" in page


def test_hours_for_machines_alone_are_said_in_words(shown):
    for page in shown(kind="cafe", opening=[*TEN_TO_FOUR, {"days": [5], "from": "10:00", "to": "24:00"}]):
        assert "Open: Monday to Friday 10:00 to 16:00, Saturday 10:00 to midnight" in page


def test_a_cafe_in_another_zone_is_open_by_its_own_clock_and_written_as_there(shown):
    noon_to_six = [{"days": [3], "from": "12:00", "to": "18:00"}]
    for page in shown(kind="cafe", opening=noon_to_six, time_zone="America/New_York", country="US"):
        assert "Open now until 6:00 pm" in page


def test_a_cafe_names_its_next_meeting_as_one(shown):
    for page in shown(kind="cafe", opening=LATE, meetings=[{"weekday": 4, "starts_at": "19:30"}]):
        assert "Open now until 20:30" in page
        assert "Next meeting: Tomorrow 19:30" in page


@pytest.mark.parametrize("fields", [{"inactive": True}, {"always_open": True}, {"opening": []}])
def test_a_place_that_is_paused_or_never_closes_or_says_no_hours_is_neither_open_nor_closed(shown, fields):
    for page in shown(**{"kind": "cafe", "opening": LATE} | fields):
        assert "Open now" not in page
        assert "Opens " not in page


def test_open_now_is_as_of_the_search_not_of_the_first_look(read, monkeypatch):
    make.group(kind="cafe", opening=LATE, meetings=[])
    assert "Open now until 20:30" in read("/groups/")
    monkeypatch.setattr(timezone, "now", lambda: NOW + timedelta(hours=3))
    assert "Opens next Thursday 12:00" in read("/groups/")


def test_one_to_one_support_says_how_to_ask_what_it_costs_the_training_and_the_area(shown):
    facts = {
        "phone": "0113 496 0123",
        "email": "ask@example.org",
        "cost": "Sliding scale",
        "training": "Five days",
        "area_served": "West Yorkshire",
        "by_appointment": True,
    }
    in_list, page = shown(kind="one_to_one", **facts)
    assert "<dt>How to ask</dt><dd><bdi>Phone, E-mail</bdi></dd>" in in_list
    for words in ("Sliding scale", "Five days", "Serves West Yorkshire", "By appointment"):
        assert words in in_list
        assert words in page
    assert page.count("Sliding scale") == page.count("Five days") == 1
    assert "0113 496 0123" not in in_list


def test_aftercare_says_who_holds_it_and_who_visits(shown):
    for page in shown(kind="aftercare", host_centre="Fennimore Farm", visits="Every Sunday. Ask the team."):
        assert "Fennimore Farm" in page
        assert "Every Sunday. Ask the team." in page


def test_an_online_community_says_who_runs_it_how_it_is_moderated_and_where_it_is(shown):
    facts = {"run_by": "Its members", "moderation": "Two read along", "join_link": "https://forum.example.org/x"}
    for page in shown(kind="online_community", attendance="online", **facts):
        for words in ("Its members", "Two read along", "forum.example.org"):
            assert words in page


def test_an_online_community_that_says_nothing_of_moderation_is_met_with_care(shown):
    _, page = shown(kind="online_community", attendance="online", join_link="https://forum.example.org/x")
    assert "We do not know how it is moderated." in page


def test_the_page_of_a_group_leads_to_what_its_kind_is(shown):
    _, page = shown(kind="cafe")
    assert 'href="/support/recovery-cafes/">Recovery café or community space</a>' in page


def test_what_a_listing_says_of_its_kind_is_never_markup(shown):
    for page in shown(kind="aftercare", host_centre="<b>x</b>", visits="<i>y</i>"):
        assert "<b>x" not in page
        assert "<i>y" not in page


def test_what_most_groups_are_like_is_not_said_of_one_person(shown):
    _in_list, page = shown(kind="one_to_one", area_served="Leeds")
    assert "Your first visit</h2>" not in page
    _in_list, page = shown(kind="one_to_one", area_served="Leeds", first_visit_note="We meet in a library.")
    assert "We meet in a library." in page
    assert "Most groups are glad" not in page
