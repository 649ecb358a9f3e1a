"""`manage.py import_feed`: its report, its exit status and its sentences."""

import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError

from groups.management.commands import import_feed
from groups.models import Group, Source
from groups.places.place import LookupUnavailable
from tests.feeds.places import LOOKUPS

DATA = Path(__file__).parent.parent / "data"
MEETING_GUIDE, BMLT = str(DATA / "meeting_guide.json"), str(DATA / "bmlt.jsonp")


@pytest.fixture(autouse=True)
def a_gazetteer_of_a_few_places(monkeypatch, vocabulary):
    monkeypatch.setattr(import_feed, "gazetteer_lookups", lambda gazetteer: LOOKUPS)


def test_the_json_report_is_all_that_is_printed(capsys):
    call_command("import_feed", MEETING_GUIDE, source="small", report="json")
    report = json.loads(capsys.readouterr().out)
    assert list(report) == "source format rows created updated unchanged suspended rejected notes".split()
    assert (report["source"], report["format"], report["rows"], report["created"]) == ("small", "meeting-guide", 5, 3)
    assert report["rejected"] == [{"row": 4, "name": "Someday", "reason": 'day "Someday" is not a day of the week'}]
    assert {"row", "name", "note"} == set(report["notes"][0])


def test_the_words_name_each_rejected_row_and_why(capsys):
    call_command("import_feed", MEETING_GUIDE, source="small")
    printed = capsys.readouterr().out
    assert "small: 5 rows read as meeting-guide." in printed
    assert "Groups: 3 new" in printed
    assert 'row 4 "Someday": day "Someday" is not a day of the week' in printed


def test_the_small_meeting_guide_feed_says_what_its_rows_say():
    call_command("import_feed", MEETING_GUIDE, source="small")
    owls, noon, birds = (Group.objects.get(slug=slug) for slug in ("night-owls", "noon", "early-birds"))
    assert (owls.inactive, owls.locality, owls.latitude) == (True, "Media", None)
    assert [(m.weekday, m.duration_minutes) for m in owls.meetings.all()] == [(4, 60)]
    assert (noon.attendance, noon.join_link) == ("online", "https://example.org/j/1")
    assert [m.weekday for m in noon.meetings.all()] == [5, 6]
    assert birds.description == "Side door.\nRing twice."


def test_the_small_bmlt_feed_says_what_its_rows_say():
    call_command("import_feed", BMLT, source="small")
    sunday, saturday = Group.objects.get(name="Sunday Example"), Group.objects.get(name="Saturday Example")
    assert [(m.weekday, m.duration_minutes) for m in sunday.meetings.all()] == [(6, 90)]
    assert (saturday.attendance, saturday.inactive) == ("online", False)
    assert Source.objects.get().format == "bmlt"


def test_a_dry_run_says_so_and_writes_nothing(capsys):
    call_command("import_feed", MEETING_GUIDE, source="small", dry_run=True)
    assert "nothing written" in capsys.readouterr().out
    assert (Group.objects.count(), Source.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"feed": "/nowhere/feed.json"}, "There is no file"),
        ({"feed": str(DATA)}, "is a directory"),
        ({"feed": "http://example.org/feed"}, "https://"),
        ({"format": "bmlt"}, "expected BMLT"),
        ({"format": "csv"}, "There is no format"),
        ({"time_zone": "Mars/Olympus"}, "IANA name"),
        ({"country": "Narnia"}, "ISO code"),
        ({"country": "ZZ"}, "ISO code"),
        ({"fellowship": "knights"}, "There is no fellowship"),
        ({"source": "no spaces please"}, "--source takes"),
        ({"source": "x" * 61}, "--source takes"),
    ],
)
def test_every_foreseeable_mistake_is_one_sentence(options, said):
    given = {"feed": MEETING_GUIDE, "source": "small"} | options
    with pytest.raises(CommandError, match=said) as failure:
        call_command("import_feed", given.pop("feed"), **given)
    assert "\n" not in str(failure.value)
    assert Group.objects.count() == 0


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (OperationalError("database is locked"), "database is locked"),
        (LookupUnavailable("The place data is missing. Run: manage.py build_gazetteer"), "build_gazetteer"),
    ],
)
def test_trouble_with_the_database_or_the_place_data_is_one_sentence(monkeypatch, error, said):
    def fail(*args, **kwargs):
        raise error

    monkeypatch.setattr(import_feed, "load", fail)
    with pytest.raises(CommandError, match=said):
        call_command("import_feed", MEETING_GUIDE, source="small")
