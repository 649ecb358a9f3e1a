"""Edits: a trusted organiser's small ones are published at once, the others wait; nobody overwrites anybody unseen."""

import pytest

from groups import sheet
from groups.listings import proposals, reports
from groups.listings.changes import put, recorded, undo
from groups.models import Change, Group, Job, Proposal
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def trusted(organiser):
    organiser.trusted = True
    organiser.save()
    return organiser


def propose(group, organiser, now, **fields):
    group.refresh_from_db()
    return proposals.propose_edit(group, sheet.read(group) | fields, organiser, group.version, now)


def rename(group, who, now, **fields):
    with recorded(group.pk, "edited", who, now) as own:
        put(own, sheet.read(own) | fields)


def test_an_edit_waits_and_the_public_page_stays(group, organiser, now):
    proposal = propose(group, organiser, now, name="Calm Seas")
    assert (proposal.state, Group.objects.get().name) == ("waiting", group.name)


def test_a_trusted_organiser_s_small_edit_is_published_at_once_and_can_be_undone(group, trusted, by_organiser, now):
    proposal = propose(group, trusted, now, first_visit_note="Ring the bell.")
    assert (proposal.state, Group.objects.get().first_visit_note) == ("approved", "Ring the bell.")
    assert Job.objects.get().payload["mail"] == "changed"
    undo(Change.objects.first(), by_organiser, now)
    assert Group.objects.get().first_visit_note == ""


@pytest.mark.parametrize(
    "fields",
    [
        {"name": "Calm Seas"},
        {"venue": "Other hall"},
        {"website": "https://other.example/"},
        {"description": "Call now, insurance accepted."},
        {"description": "See www.other.example"},
        {"fellowship": None, "facilitation": "professional"},
        {"email": "new@example.org"},
    ],
)
def test_a_trusted_organiser_s_other_edits_wait(group, trusted, now, fields):
    assert propose(group, trusted, now, **fields).state == "waiting"


def test_an_edit_that_changes_nothing_is_a_confirmation(group, organiser, now, later):
    assert propose(group, organiser, later).state == "approved"
    assert Group.objects.get().confirmed_at == later
    assert not Job.objects.exists()


def test_an_approved_edit_confirms_the_listing_at_the_time_it_was_made(group, organiser, moderator, now, later):
    proposal = propose(group, organiser, now, name="Calm Seas")
    proposals.approve(proposal, moderator, later)
    assert (Group.objects.get().name, Group.objects.get().confirmed_at) == ("Calm Seas", now)
    assert Job.objects.get().payload["mail"] == "edit_published"


def test_a_report_that_came_after_the_edit_stays(group, organiser, moderator, now, later):
    proposal = propose(group, organiser, now, name="Calm Seas")
    reports.receive(group, "time", "", later)
    proposals.approve(proposal, moderator, later)
    assert Group.objects.get().reported_on == later.date()


def test_a_newer_edit_replaces_the_one_that_waits(group, organiser, now):
    first = propose(group, organiser, now, name="First")
    wanted = first.sheet | {"name": "Second"}
    proposals.propose_edit(group, wanted, organiser, first.base_version, now, seen=first.pk)
    states = Proposal.objects.order_by("pk").values_list("state", flat=True)
    assert list(states) == ["withdrawn", "waiting"]


def test_a_rejected_edit_leaves_the_listing_alone(group, organiser, moderator, now):
    proposals.reject(propose(group, organiser, now, name="Calm Seas"), moderator, "Why?", now)
    assert (Group.objects.get().name, Group.objects.get().status) == (group.name, "listed")


def test_an_edit_of_an_older_version_keeps_what_others_changed(group, organiser, moderator, by_moderator, now):
    proposal = propose(group, organiser, now, name="Calm Seas")
    rename(group, by_moderator, now, cost="Free")
    proposals.approve(proposal, moderator, now)
    assert (Group.objects.get().name, Group.objects.get().cost) == ("Calm Seas", "Free")


def test_an_edit_that_collides_is_not_approved(group, organiser, moderator, by_moderator, now):
    proposal = propose(group, organiser, now, name="Calm Seas", cost="Free")
    rename(group, by_moderator, now, name="Wild Seas")
    with pytest.raises(proposals.Conflict) as conflict:
        proposals.approve(proposal, moderator, now)
    assert [(one.field, one.before, one.after) for one in conflict.value.fields] == [("name", "Wild Seas", "Calm Seas")]
    assert Group.objects.get().name == "Wild Seas"


def test_an_organiser_with_an_old_form_is_told_of_the_conflict(group, organiser, by_moderator, now):
    own, version = sheet.read(group), group.version
    rename(group, by_moderator, now, name="Wild Seas")
    with pytest.raises(proposals.Conflict) as conflict:
        proposals.propose_edit(group, own | {"name": "Calm Seas"}, organiser, version, now)
    assert conflict.value.version == version + 1
    again = proposals.propose_edit(group, conflict.value.wanted, organiser, conflict.value.version, now)
    assert again.sheet["name"] == "Calm Seas"


def test_both_sides_doing_the_same_is_no_conflict(group, organiser, by_moderator, now):
    own, version = sheet.read(group), group.version
    rename(group, by_moderator, now, name="Calm Seas")
    assert proposals.propose_edit(group, own | {"name": "Calm Seas"}, organiser, version, now).state == "approved"


def test_where_the_history_has_a_gap_every_difference_is_a_conflict(group, organiser, now):
    own, version = sheet.read(group), group.version
    Group.objects.update(name="From the feed", version=version + 1)
    with pytest.raises(proposals.Conflict):
        proposals.propose_edit(group, own | {"cost": "Free"}, organiser, version, now)


def test_an_edit_to_a_place_where_it_is_listed_already_is_flagged(group, organiser, now):
    make.group(name="Calm Seas", latitude=53.9, longitude=-1.6)
    proposal = propose(group, organiser, now, name="Calm Seas", latitude=53.9, longitude=-1.6)
    assert "duplicate" in proposal.flags
