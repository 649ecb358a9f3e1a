"""Whatever a moderator saves, deletes or changes in bulk is found, or gone, with the next search."""

import pytest
from django.core.management import call_command

from groups.models import Feature, Group
from groups.search import entries
from groups.search.vocabulary import directory_version
from tests import make


@pytest.fixture(autouse=True)
def index_agrees_at_the_end(db):
    yield
    call_command("rebuild_search_index", "--check", verbosity=0)


@pytest.fixture
def found(client):
    """The names a visitor finds with these parameters."""

    def ask(**parameters):
        return [group["name"] for group in client.get("/api/v1/groups", parameters).json()["results"]]

    return ask


def test_saving_a_group(edit, found):
    group = make.group(name="Old name")
    assert edit(group, name="Riverside").status_code == 302
    assert found(q="riverside") == ["Riverside"]


def test_saving_a_group_counts_its_version(edit):
    group = make.group()
    edit(group, cost="Free")
    assert Group.objects.get().version == group.version + 1


def test_adding_and_removing_a_feature_of_a_group(edit, found):
    group = make.group(features=["men"])
    edit(group, features=[make.feature("women").pk])
    assert (found(**{"for": "men"}), found(**{"for": "women"})) == ([], [group.name])


def test_changing_a_meeting_inline(edit, found):
    group = make.group(meetings=[{"weekday": 0}])
    edit(group, **{"meetings-0-weekday": "4"})
    assert (found(day="mon"), found(day="fri")) == ([], [group.name])


def test_removing_a_meeting_inline(edit, found):
    group = make.group(meetings=[{"weekday": 0}, {"weekday": 4}])
    edit(group, **{"meetings-0-DELETE": "on"})
    assert (found(day="mon"), found(day="fri")) == ([], [group.name])


def test_adding_a_group_by_hand(moderator, found):
    fields = {
        "name": "Brand new",
        "slug": "brand-new",
        "status": "listed",
        "kind": "meeting",
        "facilitation": "peer",
        "attendance": "in_person",
        "locality": "Leeds",
        "public_location": "exact",
        "time_zone": "Europe/London",
        "country": "gb",
        "meetings-TOTAL_FORMS": "0",
        "meetings-INITIAL_FORMS": "0",
    }
    assert moderator.post("/admin/groups/group/add/", fields).status_code == 302
    assert found(q="brand") == ["Brand new"]
    assert Group.objects.get().country == "GB"


@pytest.mark.parametrize(
    ("action", "before", "after"),
    [("list_groups", "pending", 2), ("suspend_groups", "listed", 0), ("archive_groups", "listed", 0)],
)
def test_bulk_actions(act, found, action, before, after):
    groups = [make.group(status=before), make.group(status=before)]
    page = act(action, *groups)
    assert "2 groups" in page.content.decode()
    assert len(found()) == after
    assert {group.version for group in Group.objects.all()} == {2}


def test_confirming_in_bulk_says_by_whom_and_when(act):
    group = make.group()
    act("confirm_groups", group)
    confirmed = Group.objects.get()
    assert (confirmed.confirmed_by, bool(confirmed.confirmed_at)) == ("moderator", True)


def test_deleting_a_group(moderator, found):
    group, other = make.group(), make.group()
    assert moderator.post(f"/admin/groups/group/{group.pk}/delete/", {"post": "yes"}).status_code == 302
    assert found() == [other.name]


def test_deleting_groups_in_bulk(act, found):
    groups = [make.group(), make.group()]
    act("delete_selected", *groups, post="yes")
    assert found() == []


def test_renaming_a_fellowship(edit, found):
    fellowship = make.fellowship("aa", "AA")
    group = make.group(fellowship=fellowship)
    edit(fellowship, name="Sunrise Fellowship", slug="sunrise")
    assert (found(q="sunrise"), found(fellowship="sunrise")) == ([group.name], [group.name])


def test_moving_a_fellowship_to_another_philosophy(edit, found):
    fellowship = make.fellowship("aa", of="12-step")
    group = make.group(fellowship=fellowship)
    edit(fellowship, philosophy=make.philosophy("secular").pk)
    assert (found(philosophy="12-step"), found(philosophy="secular")) == ([], [group.name])


def test_a_new_slug_of_a_philosophy_feature_or_language(edit, found):
    philosophy, feature, language = make.philosophy("secular"), make.feature("women"), make.language("en")
    through_fellowship = make.group(fellowship=make.fellowship("smart", of="secular"))
    through_meeting = make.group(meetings=[{"features": ["women"], "languages": ["en"]}])
    edit(philosophy, slug="worldly", description="…")
    edit(feature, slug="all-women")
    edit(language, code="eng")
    assert found(philosophy="worldly") == [through_fellowship.name]
    assert found(**{"for": "all-women"}) == found(language="eng") == [through_meeting.name]


@pytest.mark.parametrize("in_bulk", [False, True])
def test_deleting_a_feature(moderator, act, found, in_bulk):
    feature = make.feature("women")
    make.group(features=["women"])
    make.group(meetings=[{"features": ["women"]}])
    if in_bulk:
        act("delete_selected", feature, post="yes")
    else:
        moderator.post(f"/admin/groups/feature/{feature.pk}/delete/", {"post": "yes"})
    assert not Feature.objects.exists()
    assert len(found()) == 2


def test_renaming_a_source_shows_on_its_listings(edit, client):
    source = make.source("feed")
    make.group(source=source)
    edit(source, name="The Feed")
    assert client.get("/api/v1/groups").json()["results"][0]["source"] == "The Feed"


def test_a_new_name_alone_is_shown_at_once_without_remaking_entries(edit, client):
    feature = make.feature("women")
    make.group(features=["women"])
    before = directory_version()
    edit(feature, name="Women only")
    assert client.get("/api/v1/groups").json()["facets"]["for"][0]["label"] == "Women only"
    assert directory_version() == before + 1


def test_a_refused_save_changes_nothing(edit, found):
    group = make.group(name="As it was")
    assert edit(group, name="Otherwise", time_zone="Mars/Olympus").status_code == 200
    assert found() == ["As it was"]


def test_a_write_whose_entries_cannot_be_made_is_not_kept(edit, moderator, monkeypatch):
    def fails(ids):
        raise RuntimeError

    group = make.group(name="As it was")
    with monkeypatch.context() as patch:
        patch.setattr(entries, "rebuild", fails)
        moderator.raise_request_exception = False
        assert edit(group, name="Half done").status_code == 500
    assert Group.objects.get().name == "As it was"
