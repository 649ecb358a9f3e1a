"""Example listings come and go as one, and are marked as examples everywhere."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from groups.models import Group, GroupCard, HelpLine, Meeting, SearchEntry, Source

pytestmark = pytest.mark.django_db


def examples(**options):
    output = StringIO()
    call_command("load_examples", stdout=output, **options)
    return output.getvalue()


@pytest.fixture
def loaded(db):
    call_command("load_vocabulary", stdout=StringIO())
    return examples()


def test_about_three_hundred_groups_are_loaded_and_listed(loaded):
    assert 280 <= Group.objects.listed().count() <= 350
    assert Group.objects.listed().values("country").distinct().count() >= 8
    assert set(Group.objects.values_list("kind", flat=True)) == set(Group.Kind.values)


def test_each_is_marked_as_an_example_in_every_output(loaded):
    assert all(json.loads(data)["example"] for data in GroupCard.objects.values_list("data", flat=True))


def test_loading_again_changes_nothing_and_says_so(loaded):
    assert "loaded already" in examples()


def test_removing_them_leaves_nothing_behind(loaded):
    lines = HelpLine.objects.count()
    assert "example listings removed" in examples(remove=True)
    left = [Group, Meeting, GroupCard, SearchEntry, Source]
    assert [model.objects.count() for model in left] == [0] * len(left)
    assert HelpLine.objects.count() == lines


def test_removing_what_is_not_there_is_no_mistake(db):
    assert "0 example listings removed" in examples(remove=True)


def test_without_a_vocabulary_it_says_what_to_do(db):
    with pytest.raises(CommandError, match="load_vocabulary"):
        examples()


def test_the_search_index_agrees_with_them(loaded):
    output = StringIO()
    call_command("rebuild_search_index", check=True, stdout=output)
    assert "agrees" in output.getvalue()


def test_a_feed_that_is_called_examples_is_never_taken_away(loaded):
    examples(remove=True)
    source = Source.objects.create(slug="examples", name="Our own feed")
    Group.objects.create(slug="ours", name="Ours", attendance="online", status="listed", source=source)

    assert "0 example listings removed" in examples(remove=True)
    with pytest.raises(CommandError, match="called"):
        examples()
    assert list(Group.objects.values_list("slug", flat=True)) == ["ours"]
