"""Whatever a row holds, the loader lists it, leaves it out or rejects it, on either database."""

import json
import random
import string

import pytest

from groups.feeds.errors import FeedError
from groups.models import Group, Source
from tests.feeds.conftest import row

_VALUES = [
    None, True, 0, -1, 1.5, 1e308, 10**30, "", " ", "\0", "\ud800", "x" * 70_000, "é" * 300, "<b>&amp;</b>", "{}", [],
    [[]], {}, ["a", 1], "0", "NaN", "noon", "Sunday", "24:00", "https://zoom.us/j/1", "http://[", "USA", "Online",
    "a, b, c, d, e", "19106", "TC", ["TC", "ONL"], "yes", "online", "inactive", "hybrid", "in_person", "Europe/Paris",
    "(SUSPENDED)", "2099-01-01 00:00:00", "١٩:٠٠", "📞 215-555-0100", "|", "%s", "'; --",
]  # fmt: skip
_FIELDS = [
    *sorted(row()), "address", "approximate", "attendance_option", "city", "conference_phone", "conference_url",
    "coordinates", "country", "group", "group_id", "group_notes", "location_notes", "notes", "postal_code", "region",
    "state", "timezone", "website",
]  # fmt: skip


@pytest.mark.parametrize("seed", range(8))
def test_odd_values_in_any_field_never_break_an_import(import_rows, seed):
    chance = random.Random(seed)
    odd = [
        row(slug=f"s{n}") | {chance.choice(_FIELDS): chance.choice(_VALUES) for _ in range(chance.randint(1, 6))}
        for n in range(150)
    ]
    report = import_rows([row(slug="plain"), *odd], time_zone="America/New_York")
    again = import_rows([row(slug="plain"), *odd], time_zone="America/New_York")
    assert report.rows == 151
    assert (again.created, again.updated, again.suspended) == (0, 0, 0)
    assert Group.objects.listed().count() == report.created


def test_a_name_of_every_printable_character_is_listed(one_group):
    assert one_group(name=string.printable).name


def test_the_invented_examples_cannot_be_overwritten(import_rows):
    import_rows([row()], source="county")
    Source.objects.update(is_example=True)
    with pytest.raises(FeedError, match="invented examples"):
        import_rows([row()], source="county")


def test_an_address_that_says_online_is_no_town(one_group):
    group = one_group(formatted_address="Online", conference_url="https://zoom.us/j/1", timezone="Europe/Paris")
    assert (group.attendance, group.locality) == ("online", "")


def test_a_feed_of_a_thousand_fields_in_one_row_is_read(import_rows):
    wide = row() | {f"field_{n}": n for n in range(1000)}
    assert import_rows(json.dumps([wide]).encode()).created == 1
