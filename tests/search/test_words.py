"""Words find names, venues, places and fellowships by how they start, and whatever is typed does no harm."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from groups.search import entries
from groups.text import words
from tests import make


def names(results):
    return [hit.card["name"] for hit in results.hits]


@pytest.mark.parametrize(
    "typed", ["serenity", "SERENITY", "seren", "serenity hill", "hill serenity", "  serenity,  hill! "]
)
def test_words_are_found_by_how_they_start_in_any_case_and_order(find, typed):
    make.group(name="Serenity on the Hill")
    make.group(name="Morning Light")
    assert names(find(q=typed)) == ["Serenity on the Hill"]


@pytest.mark.parametrize("typed", ["malmö", "malmo", "MALMÖ", "Malmo\u0308"])
def test_accents_do_not_matter(find, typed):
    make.group(name="Malmö tisdag")
    assert names(find(q=typed)) == ["Malmö tisdag"]


def test_a_word_inside_another_is_not_found(find):
    make.group(name="Serenity")
    assert names(find(q="renity")) == []


def test_every_word_must_be_found(find):
    make.group(name="Serenity on the Hill")
    assert names(find(q="serenity valley")) == []


@pytest.mark.parametrize("field", ["name", "locality", "description", "venue"])
def test_a_word_is_found_wherever_the_listing_says_it(find, field):
    group = make.group(**{field: "Quakerhouse"})
    assert names(find(q="quaker")) == [group.name]


def test_a_fellowships_abbreviation_is_a_whole_word_and_not_the_start_of_others(find):
    make.group(name="Just for today", fellowship=make.fellowship("narcotics-anonymous", "NA"))
    make.group(name="National hall group")
    assert names(find(q="na")) == ["Just for today"]
    assert names(find(q="nat")) == ["National hall group"]


@pytest.mark.parametrize(
    ("typed", "meant"), [("serennity", "serenity"), ("serentiy", "serenity"), ("mornig", "morning")]
)
def test_a_misspelt_word_is_corrected_and_the_answer_says_so(find, typed, meant):
    make.group(name="Serenity in the morning")
    found = find(q=typed)
    assert (names(found), found.corrected_words) == (["Serenity in the morning"], {typed: meant})


@pytest.mark.parametrize("typed", ["hipe", "mirnung", "sirinyty"])
def test_a_word_too_far_from_any_other_is_not_guessed(find, typed):
    make.group(name="Hope in the morning, Serenity")
    found = find(q=typed)
    assert (names(found), found.corrected_words) == ([], {})


def test_a_word_that_some_listing_has_is_never_corrected(find):
    make.group(name="Casting nets")
    make.group(name="Coasting home")
    found = find(q="casting")
    assert (names(found), found.corrected_words) == (["Casting nets"], {})


def test_a_word_is_not_corrected_to_one_whose_listing_has_gone(find):
    group = make.group(name="Serenity")
    group.status = "suspended"
    group.save()
    entries.rebuild([group.pk])
    assert find(q="serennity").corrected_words == {}


def test_words_and_filters_and_distance_work_together(find):
    make.group(name="Hope far away", latitude=55.0, longitude=-1.55)
    make.group(name="Hope here", features=["women"])
    make.group(name="Hope for men", features=["men"])
    assert names(find(near="Leeds", q="hope", **{"for": "women"})) == ["Hope here"]


AWKWARD = [
    "'; DROP TABLE groups_group; --",
    '"',
    '"hope',
    "hope*",
    "hope AND",
    "NOT hope",
    "hope OR (",
    "hope & | ! :*",
    "near(hope)",
    "name:hope",
    "\\",
    "%",
    "_",
    "-",
    "😀",
    "\u202e hope",
    "½ ²",
    "ﬁ ℌ ™",
    "שלום",
    "日本語",
]


@pytest.mark.parametrize("typed", AWKWARD)
def test_signs_that_mean_something_to_a_database_mean_nothing_here(find, typed):
    make.group(name="Hope")
    assert set(names(find(q=typed))) <= {"Hope"}


@pytest.mark.parametrize(
    "name", ["Recovery™ room", "日本語 hall", "שלום", "Ærø", "Straße", "ﬁrst light", "Cafe 24½", "O’Brien’s"]
)
def test_a_listing_is_found_by_its_own_name(find, name):
    make.group(name=name)
    assert names(find(q=name)) == [name]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
def test_any_text_is_answered(find, typed):
    assert find(q=typed.replace("\x00", " ")).total >= 0


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.text(st.characters(categories=["L", "N", "P", "M", "Zs"]), min_size=1, max_size=20))
def test_any_name_with_a_letter_is_found_by_itself(find, name):
    group = make.group(name=name)
    found = find(q=name)
    assert group.pk in [hit.card["id"] for hit in found.hits] or not words(name)
    group.delete()
