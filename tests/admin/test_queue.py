"""The queue of proposals: the riskiest first, quick with two hundred, and decided with POST alone."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group as Role
from django.contrib.auth.models import User
from django.test import Client

from groups import sheet
from groups.listings import proposals, scopes
from groups.models import Change, Group, Job, ModeratorScope, Organiser, Proposal
from tests import make

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)
QUEUE = "/admin/groups/proposal/"


@pytest.fixture
def organiser():
    return Organiser.objects.create(email="olga@example.org", verified_at=NOW)


def edit_of(group, organiser, at=NOW, **fields):
    group.refresh_from_db()
    return proposals.propose_edit(group, sheet.read(group) | fields, organiser, group.version, at)


@pytest.fixture
def proposal(organiser):
    return edit_of(make.group(name="Old name", organiser=organiser), organiser, name="New name")


@pytest.fixture
def of_country():
    """A moderator of one country, logged in."""

    def log_in(country):
        scopes.make_roles()
        user = User.objects.create_user(f"mo-{country}", password="a long pass phrase", is_staff=True)
        user.groups.add(Role.objects.get(name="moderators"))
        ModeratorScope.objects.create(user=user, country=country)
        client = Client()
        client.force_login(user)
        return client

    return log_in


def page_of(proposal):
    return f"{QUEUE}{proposal.pk}/change/"


def press(client, proposal, button, words="", seen=None):
    data = {"do": button, "words": words, "seen": seen or proposal.made_at.isoformat()}
    return client.post(page_of(proposal), data, follow=True)


def test_the_riskiest_stands_first_then_the_oldest(moderator, organiser):
    calm = edit_of(make.group(name="Calm"), organiser, at=NOW, description="Tea.")
    new = edit_of(make.group(name="Younger"), organiser, at=NOW + timedelta(hours=1), name="Younger still")
    old = edit_of(make.group(name="Older"), organiser, at=NOW, name="Older still")
    rows = moderator.get(QUEUE).context["cl"].result_list
    assert list(rows) == [old, new, calm]


def test_what_nobody_confirmed_by_mail_is_not_in_the_queue(moderator, organiser):
    wanted = sheet.empty() | {"name": "Unseen", "attendance": "online", "join_link": "https://example.org/a"}
    unseen = proposals.submit_new(wanted, organiser, NOW)
    assert "Unseen" not in moderator.get(f"{QUEUE}?state=all").content.decode()
    assert moderator.get(page_of(unseen)).status_code == 404


def test_two_hundred_take_no_more_queries_than_two(moderator, organiser, django_assert_max_num_queries):
    for _ in range(2):
        edit_of(make.group(), organiser, name="Some name")
    with django_assert_max_num_queries(20) as few:
        moderator.get(QUEUE)
    many = [
        Proposal(kind="edit", group=make.group(indexed=False), sheet={"name": "x"}, state="waiting", flags=["name"])
    ]
    many += [Proposal(kind="edit", group=make.group(indexed=False), sheet={}, state="waiting") for _ in range(49)]
    Proposal.objects.bulk_create(many)
    with django_assert_max_num_queries(len(few)):
        assert len(moderator.get(QUEUE).context["cl"].result_list) == 52


def test_the_page_shows_before_and_after_why_and_where(moderator, proposal):
    page = moderator.get(page_of(proposal)).content.decode()
    assert "<del>Old name<br></del>" in page
    assert "<ins>New name<br></ins>" in page
    assert "The name changed." in page
    assert "ring-map" in page
    assert "olga@example.org" not in page


def test_approving_publishes_and_goes_back_to_the_queue(moderator, proposal):
    page = press(moderator, proposal, "approve")
    assert page.request["PATH_INFO"] == QUEUE
    assert Group.objects.listed().get().name == "New name"
    assert Change.objects.first().user.username == "admin"


def test_a_decision_leads_back_to_the_queue_as_it_was_filtered(moderator, proposal):
    row = moderator.get(QUEUE, {"safe": "no", "kind__exact": "edit"}).content.decode()
    link = re.search(rf'href="({QUEUE}{proposal.pk}/change/[^"]*)"', row).group(1).replace("&amp;", "&")
    assert "safe%3Dno" in link
    answer = moderator.post(link, {"do": "approve", "seen": proposal.made_at.isoformat()})
    assert answer["Location"] == f"{QUEUE}?safe=no&kind__exact=edit"


def test_a_refused_decision_stays_on_the_page_with_its_filters(moderator, proposal):
    here = f"{page_of(proposal)}?_changelist_filters=safe%3Dno"
    answer = moderator.post(here, {"do": "reject", "words": " ", "seen": proposal.made_at.isoformat()})
    assert answer["Location"] == here


def test_a_row_says_what_stands_out_and_the_kind_once(moderator, organiser):
    wanted = sheet.empty() | {"name": "Brand new", "attendance": "online", "join_link": "https://example.org/a"}
    risky = proposals.submit_new(wanted, organiser, NOW)
    Proposal.objects.filter(pk=risky.pk).update(state="waiting", flags=["far", "new"], risk=25)
    edit_of(make.group(), organiser, description="Tea.")
    page = moderator.get(QUEUE).content.decode()
    assert "<li>The point is more than 25 km from the town it names.</li></ul>" in page
    assert "It is a new listing." not in page
    assert "Nothing stands out." in page


def test_a_new_listing_is_shown_whole_without_a_column_of_what_was_before(moderator, organiser):
    wanted = sheet.empty() | {"name": "Brand new", "latitude": 53.812345678, "longitude": -1.5, "precision": "exact"}
    new = proposals.submit_new(wanted, organiser, NOW)
    Proposal.objects.filter(pk=new.pk).update(state="waiting")
    page = moderator.get(page_of(new)).content.decode()
    assert "Before" not in page
    assert "In person" in page
    assert "53.81235<br>" in page


def test_lists_are_called_by_what_is_in_them(moderator):
    assert "<h1>New listings and edits</h1>" in moderator.get(QUEUE).content.decode()
    assert "<h1>Reports from visitors</h1>" in moderator.get("/admin/groups/report/").content.decode()


def test_what_waits_every_day_stands_first_and_no_list_is_missing(moderator):
    sections = moderator.get("/admin/").context["app_list"]
    assert sections[0]["models"][0]["object_name"] == "Proposal"
    shown = [model["model"] for section in sections for model in section["models"]]
    assert sorted(map(repr, shown)) == sorted(map(repr, admin.site._registry))


def test_a_moderator_sees_no_list_they_may_not_open(of_country):
    sections = of_country("GB").get("/admin/").context["app_list"]
    assert "Staff" not in [section["name"] for section in sections]


def test_countries_to_filter_by_have_their_names(moderator, proposal):
    page = moderator.get(QUEUE).content.decode()
    assert 'href="?country=GB">United Kingdom</a>' in page


def test_a_moderator_filters_listings_by_their_own_countries_alone(of_country):
    make.group(name="Here")
    make.group(name="There", country="IE")
    page = of_country("IE").get("/admin/groups/group/?country=IE").content.decode()
    assert ">Ireland</a>" in page
    assert "United Kingdom" not in page
    assert ("Here" in page, "There" in page) == (False, True)


def test_approving_can_open_the_listing_to_edit_it(moderator, proposal):
    page = press(moderator, proposal, "approve_and_edit")
    assert page.request["PATH_INFO"] == f"/admin/groups/group/{proposal.group_id}/change/"


def test_reading_decides_nothing(moderator, proposal):
    moderator.get(page_of(proposal), {"do": "approve"})
    assert Proposal.objects.get().state == "waiting"


@pytest.mark.parametrize(("button", "state"), [("ask", "asked"), ("reject", "rejected")])
def test_a_question_and_a_rejection_need_words(moderator, proposal, button, state):
    press(moderator, proposal, button, words=" ")
    assert Proposal.objects.get().state == "waiting"
    press(moderator, proposal, button, words="Which door is it?")
    assert Proposal.objects.get().state == state
    assert Job.objects.exists()


def test_what_changed_since_the_page_was_opened_is_not_decided(moderator, proposal):
    page = press(moderator, proposal, "approve", seen="2026-01-01T00:00:00+00:00")
    assert "once more" in page.content.decode()
    assert Proposal.objects.get().state == "waiting"


def test_a_decided_proposal_is_not_decided_again(moderator, proposal):
    press(moderator, proposal, "approve")
    page = press(moderator, proposal, "reject", words="Too late")
    assert "decided this already" in page.content.decode()


def test_a_listing_that_cannot_be_listed_is_not_approved_and_the_page_says_why(moderator, organiser):
    wanted = sheet.empty() | {"name": "Brand new", "attendance": "online", "join_link": "https://example.org/a"}
    new = proposals.submit_new(wanted, organiser, NOW)
    Proposal.objects.update(state="waiting")
    page = press(moderator, new, "approve")
    assert "A listing that is submitted cannot become listed." in page.content.decode()
    assert Proposal.objects.get().state == "waiting"


def test_a_conflict_is_shown_and_not_approved(moderator, organiser, proposal):
    with proposals.recorded(proposal.group_id, "edited", proposals.Who("clock"), NOW) as group:
        group.name = "Third name"
    assert "Somebody else changed" in moderator.get(page_of(proposal)).content.decode()
    press(moderator, proposal, "approve")
    assert Group.objects.get().name == "Third name"


def test_safe_edits_are_approved_together_after_a_second_press(moderator, act, organiser, proposal):
    safe = edit_of(make.group(name="Safe"), organiser, description="Tea and a warm room.")
    assert safe.risk == 0
    page = act("approve_safe", safe, proposal)
    assert "1 safe edit will be published" in " ".join(page.content.decode().split())
    assert Proposal.objects.get(pk=safe.pk).state == "waiting"
    act("approve_safe", safe, proposal, sure="yes")
    states = dict(Proposal.objects.values_list("pk", "state"))
    assert states == {safe.pk: "approved", proposal.pk: "waiting"}


def test_another_country_s_moderator_can_neither_read_nor_decide(of_country, proposal):
    irish = of_country("IE")
    assert "Old name" not in irish.get(QUEUE).content.decode()
    assert irish.get(page_of(proposal)).status_code == 404
    assert press(irish, proposal, "approve").status_code == 404
    ticked = {"action": "approve_safe", "_selected_action": [proposal.pk], "sure": "yes"}
    irish.post(QUEUE, ticked)
    assert Proposal.objects.get().state == "waiting"


def test_a_moderator_of_the_country_decides(of_country, proposal):
    press(of_country("GB"), proposal, "approve")
    assert Proposal.objects.get().state == "approved"


@pytest.mark.parametrize("verb", ["add", "delete"])
def test_nobody_adds_or_deletes_proposals(moderator, proposal, verb):
    place = "add/" if verb == "add" else f"{proposal.pk}/delete/"
    assert moderator.get(f"{QUEUE}{place}").status_code == 403


def test_the_first_page_says_what_waits_for_whom(moderator, of_country, proposal):
    assert "New listings and edits: 1" in moderator.get("/admin/").content.decode()
    assert "New listings and edits: 0" in of_country("IE").get("/admin/").content.decode()
