"""BMLT's GetSearchResults, row by row, without a database."""

import json
from datetime import time

import pytest

from groups.feeds.formats import read
from groups.feeds.record import Note, Rejected
from tests.feeds.conftest import bmlt_row


def outcomes(*rows):
    name, found = read(json.dumps(list(rows)).encode())
    assert name == "bmlt"
    return list(found)


def test_a_plain_row_becomes_one_record():
    [record] = outcomes(bmlt_row())
    assert (record.external_id, record.name, record.weekday) == ("7", "Just for Today", 6)
    assert (record.starts_at, record.duration_minutes, record.codes) == (time(19, 30), 90, ("O", "St"))
    assert (record.street, record.locality, record.country) == ("100 Market St", "Philadelphia", "USA")


def test_a_jsonp_wrapper_is_taken_off():
    wrapped = b"/**/bmlt_callback(" + json.dumps([bmlt_row()]).encode() + b");"
    name, found = read(wrapped)
    assert (name, len(list(found))) == ("bmlt", 1)


def test_an_unpublished_row_becomes_a_note():
    assert outcomes(bmlt_row(published="0")) == [Note(1, "Just for Today", "it is not published: left out")]


def test_a_row_without_an_id_is_rejected():
    assert outcomes(bmlt_row(), bmlt_row(id_bigint=""))[1] == Rejected(2, "Just for Today", "it has no id_bigint")


@pytest.mark.parametrize(
    ("fields", "attendance", "inactive"),
    [
        ({"venue_type": "1"}, "in_person", False),
        ({"venue_type": "2"}, "online", False),
        ({"venue_type": "3", "virtual_meeting_link": "https://zoom.us/j/1"}, "hybrid", False),
        ({"formats": "O,VM"}, "online", False),
        ({"formats": "O,HY"}, "hybrid", False),
        ({"formats": "O,TC"}, "in_person", True),
        ({"formats": "O,TC,VM", "virtual_meeting_link": "https://zoom.us/j/1"}, "online", False),
    ],
)
def test_attendance_comes_from_the_venue_type_else_from_the_formats(fields, attendance, inactive):
    [record] = outcomes(bmlt_row(**fields))
    assert (record.attendance, record.inactive) == (attendance, inactive)


def test_formats_are_known_by_their_world_id_where_the_feed_brings_it():
    used = [{"key_string": "Ö", "world_id": "OPEN"}, {"key_string": "ES", "world_id": "LANG"}]
    feed = {"meetings": [bmlt_row(formats="Ö,ES")], "formats": used}
    _, found = read(json.dumps(feed).encode())
    assert next(iter(found)).codes == ("OPEN", "ES")


def test_rows_of_two_servers_with_one_id_are_two_meetings():
    first, second = outcomes(bmlt_row(root_server_id="1"), bmlt_row(root_server_id="2"))
    assert {first.external_id, second.external_id} == {"1-7", "2-7"}


def test_contact_fields_are_not_read_at_all():
    private = ["contact_name_1", "contact_phone_1", "contact_email_1", "contact_name_2", "email_contact"]
    [record] = outcomes(bmlt_row(**dict.fromkeys(private, "canary")))
    assert "canary" not in repr(record)
