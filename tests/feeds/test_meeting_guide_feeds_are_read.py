"""Meeting Guide JSON, row by row, without a database."""

import json
from datetime import time

import pytest

from groups.feeds.formats import read
from groups.feeds.record import Note, Record, Rejected
from tests.feeds.conftest import row


def outcomes(*rows):
    name, found = read(json.dumps(list(rows)).encode())
    assert name == "meeting-guide"
    return list(found)


def test_a_plain_row_becomes_one_record():
    [record] = outcomes(row())
    assert (record.row, record.external_id, record.name) == (1, "wake-up", "Wake Up")
    assert (record.weekday, record.starts_at, record.duration_minutes) == (0, time(19), 60)
    assert (record.attendance, record.inactive, record.codes) == ("in_person", False, ("O",))
    assert (record.latitude, record.longitude) == (39.9501, -75.1479)


def test_a_row_on_several_days_becomes_a_record_for_each():
    found = outcomes(row(day=[1, 3]))
    assert [(record.external_id, record.weekday) for record in found] == [("wake-up:0", 0), ("wake-up:2", 2)]


def test_the_old_shape_with_strings_for_numbers_is_the_same():
    [old] = outcomes(row(day="1", latitude="39.9501", longitude="-75.1479", slug=5181, time="7:00 PM"))
    assert (old.external_id, old.weekday, old.latitude, old.starts_at) == ("5181", 0, 39.9501, time(19))


@pytest.mark.parametrize("written", ["[open]", "Open", ["open"], "open,"])
def test_types_may_be_one_text(written):
    [record] = outcomes(row(types=written))
    assert [code.lower() for code in record.codes] == ["open"]


def test_types_in_one_text_are_taken_apart():
    assert outcomes(row(types="O, D;ST"))[0].codes == ("O", "D", "ST")


def test_coordinates_in_one_text_are_read():
    [record] = outcomes(row(latitude=None, longitude=None, coordinates="39.95,-75.14"))
    assert (record.latitude, record.longitude) == (39.95, -75.14)


def test_a_row_without_a_day_or_time_becomes_a_note():
    found = outcomes(row(day=None), row(slug="b", time=""))
    assert [type(outcome) for outcome in found] == [Note, Note]


def test_a_row_with_an_unreadable_day_or_time_is_rejected_with_what_it_says():
    found = outcomes(row(day="Someday"), row(time="soon"), row(name="", group="", location=""))
    assert found == [
        Rejected(1, "Wake Up", 'day "Someday" is not a day of the week'),
        Rejected(2, "Wake Up", 'time "soon" is not a time of day'),
        Rejected(3, "", "it has no name"),
    ]


def test_an_unreadable_end_is_taken_as_an_hour_and_said():
    [record] = outcomes(row(end_time="late"))
    assert record.duration_minutes == 60
    assert "end_time" in record.remarks[0]


def test_the_same_row_twice_is_read_once():
    first, second = outcomes(row(), row())
    assert isinstance(first, Record)
    assert second == Note(2, "Wake Up", "the same meeting as row 1, under the same id: left out")


def test_two_meetings_under_one_slug_are_both_kept():
    first, second = outcomes(row(), row(day=2))
    assert first.external_id == "wake-up"
    assert second.external_id.startswith("wake-up:")
    assert "also that of row 1" in second.remarks[0]


def test_a_row_without_a_slug_keeps_its_id_wherever_it_stands():
    [alone] = outcomes(row(slug=None))
    _, moved = outcomes(row(slug="other", name="Other"), row(slug=None))
    assert alone.external_id == moved.external_id


def test_a_row_that_is_no_object_is_rejected():
    _, rejected = outcomes(row(), "hello")
    assert rejected == Rejected(2, "", '"hello" is not an object with fields')


def test_contact_fields_are_not_read_at_all():
    private = ["contact_1_name", "contact_1_email", "contact_1_phone", "email", "phone", "venmo", "paypal", "square"]
    private += ["people", "edit_url", "feedback_emails", "mailing_address", "entity_email", "author"]
    [record] = outcomes(row(**dict.fromkeys(private, "canary")))
    assert "canary" not in repr(record)
