"""Attendance and activity, from all that a Meeting Guide row says about them."""

import json

import pytest

from groups.feeds.formats import read
from tests.feeds.conftest import row

LINK = {"conference_url": "https://zoom.us/j/123"}
TOWN_ONLY = {"formatted_address": "Philadelphia, PA, USA", "location": ""}


def attendance(**fields):
    _, found = read(json.dumps([row(**fields)]).encode())
    record = next(iter(found))
    return record.attendance, record.inactive


@pytest.mark.parametrize("stated", ["in_person", "online", "hybrid", "In-Person"])
def test_what_the_feed_states_wins(stated):
    assert attendance(attendance_option=stated, **LINK)[0] == stated.lower().replace("-", "_")


def test_a_row_stated_inactive_is_inactive():
    assert attendance(attendance_option="inactive") == ("in_person", True)


def test_an_address_alone_is_in_person():
    assert attendance() == ("in_person", False)


def test_a_link_and_an_address_are_hybrid():
    assert attendance(**LINK) == ("hybrid", False)


def test_a_link_and_only_a_town_are_online():
    assert attendance(**LINK, **TOWN_ONLY) == ("online", False)


def test_a_dial_in_number_is_a_way_to_join_too():
    assert attendance(conference_phone="+1 215 555 0100,,123#", **TOWN_ONLY) == ("online", False)


def test_a_venue_called_online_is_none():
    assert attendance(location="Virtual Only (D38)", **LINK) == ("online", False)


def test_a_name_that_says_online_is_online_even_with_an_address():
    assert attendance(name="Wake Up (ONLINE)", **LINK) == ("online", False)


def test_a_closed_venue_with_a_link_is_online_for_now():
    assert attendance(types=["O", "TC"], **LINK) == ("online", False)


def test_a_closed_venue_without_a_link_is_inactive():
    assert attendance(types=["O", "TC"]) == ("in_person", True)


def test_a_suspended_group_is_inactive_even_with_a_link():
    assert attendance(name="(SUSPENDED) Wake Up", **LINK)[1] is True


def test_a_suspended_group_that_says_it_is_online_meets_online():
    assert attendance(name="(SUSPENDED) Wake Up (ONLINE)", **LINK) == ("online", False)


@pytest.mark.parametrize("code", ["ONL", "onl", "online"])
def test_a_type_that_says_online_counts_in_any_capitals(code):
    assert attendance(types=["O", code], **LINK, **TOWN_ONLY) == ("online", False)
