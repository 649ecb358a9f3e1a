"""Which point is believed, and in which zone a row's time is meant."""

import pytest

from groups.feeds.errors import FeedError
from groups.models import Group
from tests.feeds.conftest import row
from tests.feeds.places import PHILADELPHIA, ZIP_19106

NOWHERE = {"latitude": None, "longitude": None}
ONLINE = {"conference_url": "https://zoom.us/j/1", "attendance_option": "online", "location": "Online"}


def point(group):
    return group.latitude, group.longitude, group.precision


@pytest.mark.parametrize(
    ("latitude", "longitude"),
    [(0, 0), ("0.0", "0"), (39.95, 0), (0, -75.1), ("-", "-"), (None, None), (95, -75), (51.5, -0.12), ("NaN", "x")],
)
def test_a_point_that_cannot_be_right_gives_way_to_the_postal_code(one_group, latitude, longitude):
    group = one_group(latitude=latitude, longitude=longitude)
    assert point(group) == (ZIP_19106.latitude, ZIP_19106.longitude, "postcode")


def test_fifty_digits_are_no_harm(one_group):
    group = one_group(latitude="39." + "95" * 25, longitude="-75." + "14" * 25)
    assert point(group) == (39.9595960, -75.1414141, "exact")


def test_without_a_postal_code_the_town_is_the_place(one_group):
    group = one_group(formatted_address="100 Market St, Philadelphia, PA, USA", **NOWHERE)
    assert point(group) == (PHILADELPHIA.latitude, PHILADELPHIA.longitude, "locality")


def test_a_point_far_from_its_address_is_noted(import_rows):
    report = import_rows([row(latitude=51.5, longitude=-0.12)])
    assert "km from 19106" in report.notes[0].note


def test_a_group_in_person_in_a_town_nobody_knows_is_listed_without_a_point(one_group):
    group = one_group(formatted_address="1 High St, Smallville, PA, USA", timezone="America/New_York", **NOWHERE)
    assert (group.locality, point(group)) == ("Smallville", (None, None, ""))


def test_an_in_person_row_that_names_only_a_country_is_rejected(import_rows):
    report = import_rows([row(), row(slug="b", formatted_address="USA", **NOWHERE)])
    assert [(rejected.row, rejected.reason) for rejected in report.rejected] == [
        (2, "it meets in person, but its address names no town")
    ]


def test_an_online_group_without_a_venue_has_no_point(one_group):
    group = one_group(formatted_address="Philadelphia, PA, USA", approximate="yes", **ONLINE)
    assert (group.attendance, point(group), group.venue) == ("online", (None, None, ""), "")


def test_an_online_group_with_a_real_venue_keeps_its_point(one_group):
    group = one_group(types=["TC"], conference_url="https://zoom.us/j/1")
    assert (group.attendance, group.precision) == ("online", "exact")


@pytest.mark.parametrize(
    ("written", "zone"), [("Europe/Paris", "Europe/Paris"), ("america/los angeles", "America/Los_Angeles")]
)
def test_the_rows_own_zone_comes_first(one_group, written, zone):
    assert one_group(timezone=written).time_zone == zone


def test_a_zone_that_is_not_iana_is_noted_and_the_points_is_taken(import_rows):
    report = import_rows([row(timezone="Eastern Standard Time")])
    assert Group.objects.get().time_zone == "America/New_York"
    assert "not an IANA name" in report.notes[0].note


def test_a_row_without_a_place_takes_the_feeds_commonest_zone_and_says_so(import_rows):
    report = import_rows([row(), row(slug="b", name="Far", formatted_address="USA", **ONLINE, **NOWHERE)])
    assert {group.time_zone for group in Group.objects.all()} == {"America/New_York"}
    assert "the feed's commonest" in report.notes[0].note


def test_the_given_zone_stands_where_the_feed_tells_none(import_rows):
    import_rows([row(formatted_address="USA", **ONLINE, **NOWHERE)], time_zone="America/Denver")
    assert Group.objects.get().time_zone == "America/Denver"


def test_without_any_zone_a_row_is_rejected(import_rows):
    with pytest.raises(FeedError, match="--time-zone"):
        import_rows([row(formatted_address="USA", **ONLINE, **NOWHERE)])


def test_a_zone_stated_in_an_online_rows_name_beats_its_far_town(one_group):
    far = {"formatted_address": "London, UK", "latitude": 51.5, "longitude": -0.1, "approximate": "yes"}
    group = one_group(name="Daily Readings - 2am Eastern", time="02:00", **far, **ONLINE)
    assert group.time_zone == "America/New_York"


def test_a_country_that_is_not_named_is_that_of_the_point(one_group):
    assert one_group(formatted_address="100 Market St, Philadelphia").country == "US"


def test_the_given_country_stands_where_the_address_names_none(import_rows):
    import_rows([row(formatted_address="1 High St, London", **NOWHERE)], country="GB")
    assert Group.objects.get().country == "GB"
