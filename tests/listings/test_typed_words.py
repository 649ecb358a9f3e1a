"""What was typed into a form that cannot be shown is said in the words of the form, and nothing of how it is sent."""

import pytest
from django.http import QueryDict

from groups.listings import editing
from groups.listings.editing import PIN_ADDRESS
from groups.listings.typed_words import typed_in_words
from groups.sheet import read
from tests import make

pytestmark = pytest.mark.django_db


def said(text):
    return typed_in_words(QueryDict(text))


@pytest.mark.parametrize(
    ("sent", "row"),
    [
        ("group_name=Hope", ("What is it called?", ["Hope"])),
        ("attendance=in_person", ("How do people take part?", ["In person"])),
        ("country=GB", ("Country", ["United Kingdom"])),
        ("t0-days=1&t0-days=3", ("Time 1: Days", ["Tuesday", "Thursday"])),
        ("o1-start=9+am", ("Open 2: From", ["9 am"])),
        ("t2-repeat=month_-1", ("Time 3: How often?", ["Last such day of the month"])),
        ("always_open=on", ("It never closes: people can come at any hour", ["Yes"])),
        ("description=Tea,%0D%0Aand+talk.", ("A few words about it", ["Tea,", "and talk."])),
        ("venue=a%00b", ("Name of the place", ["ab"])),
    ],
)
def test_a_field_is_called_as_in_its_form_and_its_value_is_in_words(sent, row):
    assert said(f"base_version=1&{sent}") == [row]


def test_the_fields_of_the_small_forms_are_called_as_on_their_pages():
    assert said("first=2026-03-04&last=2026-03-31") == [
        ("First day without a meeting", ["2026-03-04"]),
        ("Last day without a meeting", ["2026-03-31"]),
    ]
    assert said("email=nadia@example.org") == [("E-mail of the new organiser", ["nadia@example.org"])]


def test_what_nobody_typed_and_what_is_empty_is_not_said():
    assert (
        said("csrfmiddlewaretoken=x&base_version=3&waiting=0&choice=none&pin_address=|Leeds||GB&cost=&venue=%00") == []
    )


def test_nothing_of_a_whole_edit_is_said_in_the_names_of_the_program():
    group = make.group(kind="cafe", opening=[{"days": [0], "from": "09:00", "to": "17:00"}], features=["women"])
    data = QueryDict("base_version=1", mutable=True)
    for step, fields in editing.typed_of(read(group)).items():
        for name, values in fields.items():
            data.setlist(PIN_ADDRESS if (step, name) == ("pin", "address") else name, values)
    words = " ".join(word for label, lines in typed_in_words(data) for word in (label, *lines))
    assert "_" not in words
    assert "t0-" not in words
