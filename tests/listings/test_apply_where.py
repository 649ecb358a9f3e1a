"""Where, or how to join: the fields each kind and attendance asks for, and nothing of the others."""

from datetime import date

import pytest

from groups.listings.applying import Walk
from groups.listings.step_where import WhereForm
from tests.listings.typing_in import PIN, WHAT, WHERE
from tests.pages.conftest import places  # noqa: F401 - fixture

pytestmark = pytest.mark.django_db
DOOR = {"venue", "address", "locality", "region", "postal_code", "country", "public_location"}
JOIN = {"join_link", "dial_in", "join_notes"}
REACH = {"phone", "email", "website"}


def walk(where, what=None, **steps):
    """A walk with these steps typed."""
    typed = {"what": WHAT | (what or {}), "where": where, **steps}
    return Walk({step: {name: [value] for name, value in own.items()} for step, own in typed.items()}, date(2026, 3, 4))


def mistakes(where, **what):
    """The mistakes of the step, by field."""
    return dict(walk(where, what).forms["where"].mistakes)


@pytest.mark.parametrize(
    ("kind", "attendance", "fields"),
    [
        ("meeting", "in_person", DOOR | REACH),
        ("meeting", "online", {"country"} | JOIN | REACH),
        ("meeting", "hybrid", DOOR | JOIN | REACH),
        ("cafe", "in_person", DOOR | REACH),
        ("one_to_one", "in_person", DOOR | REACH | {"area_served", "training"}),
        ("aftercare", "in_person", DOOR | REACH | {"host_centre", "visits"}),
        ("online_community", "in_person", {"country"} | JOIN | REACH | {"run_by", "moderation"}),
    ],
)
def test_each_kind_is_asked_what_makes_sense_for_it(kind, attendance, fields):
    assert set(walk({}, {"kind": kind, "attendance": attendance}).forms["where"].fields) == fields


def test_every_field_stands_on_the_page_once():
    form = walk({}, {"attendance": "hybrid", "kind": "aftercare"}).forms["where"]
    assert sorted(field.name for section in form.sections for field in section.fields) == sorted(form.fields)


def test_a_place_needs_a_town_and_a_country():
    assert set(mistakes({"venue": "Hall"})) == {"locality", "country"}


def test_one_to_one_support_may_name_the_area_it_serves_instead_of_a_town():
    assert mistakes({"area_served": "Leeds and around", "country": "GB"}, kind="one_to_one") == {}


@pytest.mark.parametrize("way", [{"phone": "0113 123"}, {"join_link": "example.org"}, {"join_notes": "Ask us"}])
def test_an_online_group_says_how_to_join(way):
    assert "join_link" in mistakes({}, attendance="online")
    assert mistakes(way, attendance="online") == {}


def test_a_hidden_address_needs_somebody_to_ask():
    hidden = WHERE | {"public_location": "area"}
    assert "People will have to ask you" in mistakes(hidden)["phone"]
    assert mistakes(hidden | {"email": "door@example.org"}) == {}
    assert walk(hidden | {"phone": "0113 123"}).sheet()["public_location"] == "area"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("join_link", "javascript:alert(1)"),
        ("website", "https://user@example.org/"),
        ("website", "https://127.0.0.1/"),
        ("email", "me at home"),
        ("phone", "ring me"),
        ("venue", "x" * 256),
        ("join_link", "https://example.org/" + "x" * 500),
    ],
)
def test_what_cannot_be_used_is_said_beside_its_field(field, value):
    assert field in mistakes(WHERE | {field: value}, attendance="hybrid")


def test_what_was_typed_for_another_attendance_does_not_get_into_the_listing():
    values = walk(WHERE | {"join_link": "https://example.org/room"}, {"attendance": "in_person"}).sheet()
    assert values["join_link"] == ""
    online = walk(WHERE | {"join_link": "https://example.org/room"}, {"attendance": "online"}, pin=PIN).sheet()
    assert (online["venue"], online["locality"], online["latitude"]) == ("", "", None)


def test_the_sheet_has_every_field_of_the_step_under_its_own_name():
    assert set(WhereForm.base_fields) == WhereForm.of_sheet


def test_an_online_group_is_asked_for_its_country_last_and_under_no_place():
    *_rest, last = walk({}, {"attendance": "online"}).forms["where"].sections
    assert (last.heading, [field.name for field in last.fields]) == ("", ["country"])
    assert "only if" in str(last.fields[0].help_text).casefold()


def test_mistakes_stand_in_the_order_of_the_page():
    fields = list(mistakes({"website": "javascript:alert(1)", "country": "GB"}))
    assert fields == ["locality", "website"]
