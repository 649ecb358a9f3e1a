"""The choices of a sheet are said in the words of the page's language, not in those of the back office."""

from datetime import time

import pytest
from django.utils import translation

from groups.listings.field_words import lines_of
from groups.listings.step_rows import meeting_of
from groups.listings.times import Slot
from groups.models import Group

MEETING = meeting_of(Slot(0, time(18, 0)), "in_person")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("kind", Group.Kind.MEETING),
        ("facilitation", Group.Facilitation.PEER),
        ("attendance", "in_person"),
        *(("public_location", value) for value in Group.PublicLocation.values),
        *(("status", value) for value in Group.Status.values),
    ],
)
def test_a_choice_has_words_in_another_language(field, value):
    said = {language: _said(language, field, value) for language in ("en", "es")}
    assert said["es"] not in (said["en"], value)


def _said(language, field, value):
    with translation.override(language):
        return lines_of(field, value, "GB")[0]


def test_no_two_states_are_said_alike():
    assert len({_said("en", "status", value) for value in Group.Status.values}) == len(Group.Status.values)


def test_the_date_from_which_weeks_are_counted_is_said():
    every_2nd = MEETING | {"recurrence": "every_n_weeks", "interval_weeks": 2, "anchor_date": "2026-11-23"}
    assert lines_of("meetings", [every_2nd], "GB") == ["Monday 18:00 to 19:00, Every 2nd week; From 23 November 2026"]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"attendance": "online"}, "Online"),
        ({"valid_from": "2026-12-07"}, "From 7 December 2026"),
        ({"valid_until": "2026-12-07"}, "Until 7 December 2026"),
        ({"notes": "Ring the bell"}, "Ring the bell"),
        ({"languages": ["es"]}, "es"),
    ],
)
@pytest.mark.django_db
def test_whatever_an_edit_changes_in_a_meeting_is_seen_in_its_line(changed, said):
    (before,), (after,) = (lines_of("meetings", [one], "GB") for one in (MEETING, MEETING | changed))
    assert after == f"{before}; {said}"
