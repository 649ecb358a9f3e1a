"""New listings: nobody sees one before its organiser's mail is confirmed and a moderator agrees."""

import pytest

from groups import sheet
from groups.listings import changes, life, links, mine, my_list, proposals
from groups.listings.changes import CannotUndo
from groups.models import Change, Group, Job, Link, Organiser, PaidProvider, Proposal
from tests import make

pytestmark = pytest.mark.django_db
S = Group.Status


@pytest.fixture
def wanted(db):
    """A whole sheet of a group in Leeds that nobody has listed."""
    meeting = {"weekday": 1, "starts_at": "19:00", "duration_minutes": 60, "recurrence": "weekly"}
    blanks = {"interval_weeks": 1, "anchor_date": None, "monthly_week": None, "valid_from": None, "valid_until": None}
    rest = {"exceptions": [], "attendance": "in_person", "name": "", "notes": "", "features": [], "languages": []}
    place = {"latitude": 53.8, "longitude": -1.55, "precision": "exact", "locality": "Leeds", "country": "GB"}
    own = {"name": "Calm Seas", "time_zone": "Europe/London", "meetings": [meeting | blanks | rest]}
    return sheet.empty() | place | own


@pytest.fixture
def newcomer(db):
    """Somebody whose address nobody has seen working."""
    return Organiser.objects.create(email="nina@example.org")


def confirm(proposal, now):
    token = links.make(Link.Purpose.CONFIRM, proposal.organiser, now, proposal.group)
    return proposals.mail_confirmed(links.find(Link.Purpose.CONFIRM, token, now), now)


@pytest.fixture
def waiting(wanted, newcomer, now):
    return confirm(proposals.submit_new(wanted, newcomer, now), now)


def mails():
    return [job.payload["mail"] for job in Job.objects.filter(kind="mail").order_by("id")]


def test_a_new_listing_is_stored_and_waits_for_its_mail(wanted, newcomer, now):
    proposal = proposals.submit_new(wanted, newcomer, now)
    group = Group.objects.get()
    assert (group.status, group.slug, group.organiser) == (S.SUBMITTED, "calm-seas", newcomer)
    assert sheet.read(group) == wanted
    assert proposal.state == "unconfirmed"
    assert mails() == ["confirm_new"]
    assert "nina" not in str(list(Job.objects.values()))


def test_a_second_group_of_the_name_is_called_after_its_town_and_a_third_has_a_number(wanted, newcomer, now):
    slugs = [proposals.submit_new(wanted, newcomer, now).group.slug for _ in range(4)]
    assert slugs == ["calm-seas", "calm-seas-leeds", "calm-seas-leeds-2", "calm-seas-leeds-3"]


def test_a_name_without_a_latin_letter_has_an_address_too(wanted, newcomer, now):
    proposal = proposals.submit_new(wanted | {"name": "無名", "locality": "東京"}, newcomer, now)
    assert proposal.group.slug == "group"


def test_the_link_in_the_mail_puts_it_into_the_queue(wanted, newcomer, now):
    proposal = confirm(proposals.submit_new(wanted, newcomer, now), now)
    group = Group.objects.get()
    assert proposal.state == "waiting"
    assert (group.status, group.confirmed_at, group.confirmed_by) == (S.PENDING, now, "organiser")
    assert proposal.risk > 0
    assert {"new", "new_organiser"} <= set(proposal.flags)


def test_the_link_in_the_mail_works_once(wanted, newcomer, now):
    proposal = proposals.submit_new(wanted, newcomer, now)
    link = links.find(Link.Purpose.CONFIRM, links.make(Link.Purpose.CONFIRM, newcomer, now, proposal.group), now)
    assert proposals.mail_confirmed(link, now)
    assert proposals.mail_confirmed(link, now) is None


def test_nobody_is_asked_about_a_listing_whose_mail_is_not_confirmed(wanted, newcomer, moderator, now):
    proposal = proposals.submit_new(wanted, newcomer, now)
    with pytest.raises(proposals.CannotDecide):
        proposals.approve(proposal, moderator, now)
    assert not Group.objects.listed().exists()


def test_an_approved_listing_is_public_and_its_organiser_hears_of_it(waiting, moderator, now):
    proposals.approve(waiting, moderator, now)
    assert Group.objects.listed().get().confirmed_by == "organiser"
    assert mails() == ["confirm_new", "published"]
    assert Change.objects.first().user == moderator


def test_what_a_moderator_changed_before_approving_stays(waiting, moderator, now):
    Group.objects.update(name="Calm Seas Group")
    proposals.approve(waiting, moderator, now)
    assert Group.objects.listed().get().name == "Calm Seas Group"


def test_a_rejected_listing_is_archived_and_the_reason_mailed(waiting, moderator, now):
    proposals.reject(waiting, moderator, "We could not find the hall.", now)
    assert Group.objects.get().status == S.ARCHIVED
    assert Proposal.objects.get().reason == "We could not find the hall."
    assert mails()[-1] == "rejected"


def test_a_listing_that_was_archived_in_the_queue_is_still_turned_down_with_a_mail(
    waiting, moderator, by_moderator, now
):
    with changes.recorded(waiting.group_id, "archived", by_moderator, now) as own:
        life.set_status(own, S.ARCHIVED, now)
    proposals.reject(waiting, moderator, "We could not find the hall.", now)
    assert (Proposal.objects.get().state, mails()[-1]) == ("rejected", "rejected")
    assert Group.objects.get().status == S.ARCHIVED


def test_the_link_in_the_mail_brings_nothing_back_that_was_archived(wanted, newcomer, by_moderator, now):
    proposal = proposals.submit_new(wanted, newcomer, now)
    with changes.recorded(proposal.group_id, "archived", by_moderator, now) as own:
        life.set_status(own, S.ARCHIVED, now)
    assert confirm(proposal, now) is None
    assert Group.objects.get().status == S.ARCHIVED


@pytest.mark.parametrize("action", ["published", "rejected", "mail confirmed"])
def test_what_was_decided_does_not_come_back_into_the_queue_by_undoing_it(
    waiting, moderator, by_moderator, now, action
):
    if action == "published":
        proposals.approve(waiting, moderator, now)
    elif action == "rejected":
        proposals.reject(waiting, moderator, "No.", now)
    status = Group.objects.get().status
    with pytest.raises(CannotUndo, match="never goes back into the queue"):
        changes.undo(Change.objects.get(action=action), by_moderator, now)
    assert Group.objects.get().status == status
    assert not Change.objects.exclude(undone_at=None).exists()


def test_a_question_and_its_answer(waiting, moderator, now):
    proposals.ask(waiting, moderator, "Which door?", now)
    assert (waiting.state, mails()[-1]) == ("asked", "question")
    assert proposals.answer(waiting, "The blue one.", now)
    waiting.refresh_from_db()
    assert (waiting.state, waiting.answer) == ("waiting", "The blue one.")


def test_an_answer_that_comes_too_late_changes_nothing(waiting, moderator, now):
    proposals.reject(waiting, moderator, "No.", now)
    assert not proposals.answer(waiting, "The blue one.", now)


def test_two_moderators_do_not_decide_the_same_thing(waiting, moderator, now):
    other = Proposal.objects.get()
    proposals.approve(waiting, moderator, now)
    with pytest.raises(proposals.CannotDecide, match="decided this already"):
        proposals.reject(other, moderator, "No.", now)
    assert Group.objects.listed().exists()


def test_what_the_organiser_changed_meanwhile_is_not_approved_unseen(waiting, wanted, newcomer, moderator, now, later):
    read = Proposal.objects.get()
    proposals.propose_edit(waiting.group, wanted | {"name": "Other"}, newcomer, waiting.group.version, later)
    with pytest.raises(proposals.CannotDecide, match="once more"):
        proposals.approve(read, moderator, later)


def test_an_organiser_edits_a_listing_that_still_waits(waiting, wanted, newcomer, now):
    group = Group.objects.get()
    same = proposals.propose_edit(group, wanted | {"name": "Calmer Seas"}, newcomer, group.version, now)
    assert same == waiting
    assert (same.kind, same.state, Group.objects.get().name) == ("new", "waiting", "Calmer Seas")


@pytest.mark.parametrize("is_confirmed", [True, False])
def test_what_a_moderator_may_be_reading_is_not_undone_behind_their_back(wanted, newcomer, now, is_confirmed):
    proposal = proposals.submit_new(wanted, newcomer, now)
    if is_confirmed:
        confirm(proposal, now)
    group = Group.objects.get()
    proposals.propose_edit(group, wanted | {"name": "Calmer Seas"}, newcomer, group.version, now)
    assert not any(entry.can_be_undone for entry in my_list.history_of(group, newcomer, now))
    with pytest.raises(CannotUndo):
        mine.undo(Change.objects.filter(action="edited").get(), newcomer, now)
    assert Group.objects.get().name == "Calmer Seas"


def test_an_organiser_takes_it_back(waiting, now):
    assert proposals.withdraw(waiting, now)
    assert not proposals.withdraw(waiting, now)
    assert Group.objects.get().status == S.ARCHIVED


def test_a_paid_provider_is_published_only_with_owner_and_cost(wanted, newcomer, moderator, now):
    PaidProvider.objects.create(name="Sober Profits", host="soberprofits.example")
    sold = wanted | {"website": "https://www.soberprofits.example/leeds"}
    waiting = confirm(proposals.submit_new(sold, newcomer, now), now)
    with pytest.raises(proposals.CannotDecide, match="paid treatment provider"):
        proposals.approve(waiting, moderator, now)
    Group.objects.update(run_by="Sober Profits Ltd", cost="£90 a session")
    proposals.approve(waiting, moderator, now)
    assert Group.objects.listed().exists()


def test_one_that_is_listed_already_is_flagged(wanted, newcomer, now):
    make.group(name="Calm Seas", meetings=[{"weekday": 1, "starts_at": "19:10"}])
    waiting = confirm(proposals.submit_new(wanted, newcomer, now), now)
    assert "duplicate" in waiting.flags
