"""The vocabulary we ship is loaded once, and an operator's own words are safe."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command

from groups.models import Feature, Fellowship, HelpLine, Language, Philosophy, PracticalLink
from groups.search import entries
from tests import make

pytestmark = pytest.mark.django_db


def load(**options):
    output = StringIO()
    call_command("load_vocabulary", stdout=output, **options)
    return output.getvalue()


def test_everything_we_ship_is_there():
    load()
    assert Philosophy.objects.count() >= 10
    assert Fellowship.objects.count() >= 45
    assert HelpLine.objects.values("country").distinct().count() >= 15
    assert HelpLine.objects.get(slug="gb-na").opening == [
        {"days": [0, 1, 2, 3, 4, 5, 6], "from": "10:00", "to": "24:00"}
    ]
    assert PracticalLink.objects.values("country").distinct().count() >= 15
    assert Feature.objects.get(slug="open").parameter == "for"
    assert Language.objects.filter(code="en").exists()


def test_a_second_run_adds_and_changes_nothing():
    load()
    assert "philosophies: 15 shipped, 0 added, 0 updated" in load()


def test_an_operators_text_stays_unless_ours_is_asked_for():
    load()
    Philosophy.objects.filter(slug="12-step").update(summary="In our words")
    load()
    assert Philosophy.objects.get(slug="12-step").summary == "In our words"
    assert "philosophies: 15 shipped, 0 added, 1 updated" in load(refresh=True)
    assert Philosophy.objects.get(slug="12-step").summary != "In our words"


def test_a_refresh_fills_in_what_the_comparison_says():
    load()
    Philosophy.objects.update(belief="", sponsor="")
    load(refresh=True)
    assert not Philosophy.objects.filter(belief="").exists()
    assert not Philosophy.objects.filter(sponsor="").exists()


def test_no_help_line_counts_as_rung_until_somebody_says_so():
    load()
    assert not HelpLine.objects.exclude(confirmed_on=None).exists()


def test_a_day_of_ringing_outlives_a_refresh_but_not_a_new_number():
    load()
    rung = date(2026, 11, 1)
    HelpLine.objects.filter(slug="gb-samaritans").update(confirmed_on=rung)
    HelpLine.objects.filter(slug="gb-999").update(confirmed_on=rung, number="000")
    load(refresh=True)
    assert HelpLine.objects.get(slug="gb-samaritans").confirmed_on == rung
    assert HelpLine.objects.get(slug="gb-999").confirmed_on is None


def test_groups_are_found_by_the_new_words_at_once():
    load()
    group = make.group(fellowship=Fellowship.objects.get(slug="aa"))
    Fellowship.objects.filter(slug="aa").update(name="Something Else")
    entries.rebuild([group.pk])
    load(refresh=True)
    assert "alcoholics" in group.search_entries.get().words
