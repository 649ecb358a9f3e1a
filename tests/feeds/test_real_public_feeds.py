"""Real public feeds, where their folder is present: all import, again without change, with nothing private."""

import json
import os
import re
from pathlib import Path

import pytest

from groups.feeds.errors import FeedError
from groups.feeds.formats import read
from groups.models import Group, Meeting

SHARED = Path(os.environ.get("SHARED_DIR", Path(__file__).parent.parent.parent.parent / "shared")) / "data"

pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="the folder of real feeds is not here")

#: File and its rows.
FEEDS = [
    ("tsml_eda_2023", 185),
    ("tsml_edmonton_2022", 315),
    ("tsml_sussex_de_2023", 145),
    ("tsml_kansascity_2021", 206),
    ("tsml_amarillo_2021", 613),
    ("tsml_fixture_times", 9),
    ("bmlt_greater_new_york_sample", 1555),
]


def content(name):
    return (SHARED / f"{name}.json").read_bytes()


def distinct_names(name):
    return {row.get("group") or row.get("name") or row.get("meeting_name") for row in json.loads(content(name))}


@pytest.mark.parametrize(("name", "rows"), FEEDS)
def test_it_is_taken_whole_and_again_without_change(import_rows, name, rows):
    report = import_rows(content(name), time_zone="America/Chicago")
    assert (report.rows, report.rejected) == (rows, ())
    assert 0 < report.created < rows
    assert report.created <= 2 * len(distinct_names(name))
    listed_rows = rows - sum("left out" in note.note or "no meeting" in note.note for note in report.notes)
    assert Meeting.objects.count() == listed_rows
    again = import_rows(content(name))
    assert (again.created, again.updated, again.unchanged, again.suspended) == (0, 0, report.created, 0)


def test_the_second_philadelphia_snapshot_keeps_what_is_the_same(import_rows):
    import_rows(content("tsml_aasepia_2020-07"))
    first = dict(Group.objects.values_list("pk", "name"))
    report = import_rows(content("tsml_aasepia_2020-10"))
    assert report.rejected == ()
    assert report.updated + report.unchanged > 0.8 * len(first)
    same_name = sum(first.get(pk) == name for pk, name in Group.objects.listed().values_list("pk", "name"))
    assert same_name > 0.75 * len(first)
    again = import_rows(content("tsml_aasepia_2020-10"))
    assert (again.created, again.updated, again.suspended) == (0, 0, 0)


def test_the_suspended_of_philadelphia_are_inactive_and_their_names_clean(import_rows):
    import_rows(content("tsml_aasepia_2020-07"))
    assert not Group.objects.filter(name__icontains="SUSPENDED").exists()
    assert Group.objects.get(name="New Centurions").inactive
    assert not Group.objects.filter(inactive=True, attendance="online").exists()


@pytest.mark.parametrize("name", ["tsml_eda_2023", "tsml_edmonton_2022", "tsml_sussex_de_2023"])
def test_no_address_or_number_of_a_person_is_stored(import_rows, name):
    import_rows(content(name), time_zone="America/Chicago")
    texts = [
        text for row in Group.objects.values_list("name", "description", "first_visit_note", "venue") for text in row
    ]
    texts += [text for row in Meeting.objects.values_list("name", "notes") for text in row]
    assert not [text for text in texts if re.search(r"\w@\w|\b\d{3}-\d{3}-\d{4}\b|555-0100", text)]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("tsml_fixture_invalid", "not valid JSON"),
        ("oiaa_2020", "expected BMLT"),
        ("y12sr_2022", "expected BMLT"),
        ("hsds_uk_service_list_mock", "expected Meeting Guide"),
    ],
)
def test_other_formats_are_refused_with_what_was_expected(name, said):
    with pytest.raises(FeedError, match=said):
        read(content(name))
