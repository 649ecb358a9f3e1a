"""The choices of a sheet are said in the words of the page's language, not in those of the back office."""

import pytest
from django.utils import translation

from groups.listings.field_words import lines_of
from groups.models import Group


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
