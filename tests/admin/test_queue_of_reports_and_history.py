"""Reports and history in the back office: unsafe first, undone with POST, and nobody reads another country's."""

import re

import pytest
from django.contrib.auth.models import Group as Role
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from groups.listings import scopes
from groups.models import Change, ContactMessage, Group, ModeratorScope, Organiser, PaidProvider, Report
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def irish():
    """The moderator of Ireland."""
    scopes.make_roles()
    user = User.objects.create_user("iris", password="a long pass phrase", is_staff=True)
    user.groups.add(Role.objects.get(name="moderators"))
    ModeratorScope.objects.create(user=user, country="IE")
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def report():
    return Report.objects.create(group=make.group(name="Leeds group"), kind="time", text="It is at eight.")


def test_unsafe_reports_stand_first(moderator, report):
    Report.objects.create(group=report.group, kind="unsafe", made_at=timezone.now() - timezone.timedelta(days=3))
    rows = moderator.get("/admin/groups/report/").context["cl"].result_list
    assert [row.kind for row in rows] == ["unsafe", "time"]
    assert "1 of them felt unsafe" in moderator.get("/admin/").content.decode()


@pytest.mark.parametrize(
    ("action", "status"), [("close", "listed"), ("confirm_listing", "listed"), ("suspend_listing", "suspended")]
)
def test_a_report_is_closed(act, report, action, status):
    Group.objects.update(reported_on="2026-01-01")
    act(action, report)
    group = Group.objects.get()
    assert (Report.objects.get().closed_at is not None, group.status) == (True, status)
    assert group.reported_on is None


def test_a_report_is_closed_on_its_own_page_too(moderator, report):
    page = moderator.get(f"/admin/groups/report/{report.pk}/change/").content.decode()
    for action in ("close", "confirm_listing", "suspend_listing"):
        assert re.search(rf'value="{action}"\s+formaction="/admin/groups/report/"', page)
    answer = moderator.post("/admin/groups/report/", {"_selected_action": report.pk, "action": "close"}, follow=True)
    assert "1 report closed." in answer.content.decode()
    page = moderator.get(f"/admin/groups/report/{report.pk}/change/").content.decode()
    assert "formaction" not in page
    assert 'name="_save"' not in page


def test_the_filters_of_the_history_have_headings_in_words(moderator):
    make.group()
    filters = moderator.get("/admin/groups/change/").context["cl"].filter_specs
    assert [str(one.title) for one in filters][:2] == ["who", "day"]


def test_closing_the_last_report_stops_the_clock_and_closing_another_does_not(act, report):
    other = Report.objects.create(group=report.group, kind="place")
    Group.objects.update(reported_on="2026-01-01", answer_due_at=timezone.now())
    act("close", report)
    assert Group.objects.get().answer_due_at is not None
    act("close", other)
    assert (Group.objects.get().answer_due_at, Group.objects.get().reported_on) == (None, None)


@pytest.mark.parametrize("action", ["confirm_groups", "suspend_groups"])
def test_too_many_at_once_change_nothing_and_the_moderator_reads_why(act, action, monkeypatch):
    monkeypatch.setattr("groups.admin.groups._MOST_AT_ONCE", 1)
    page = act(action, make.group(), make.group()).content.decode()
    assert "Nothing was changed" in page
    assert "do it in parts" in page
    assert "groups confirmed." not in page
    assert not Change.objects.exists()


def test_a_change_of_the_feeds_says_what_undoing_it_means(moderator):
    group = make.group(source=make.source("feed"))
    brought = Change.objects.create(group=group, action="added", by="feed")
    changed = Change.objects.create(group=group, action="updated", by="feed", before={"name": "A"}, after={"name": "B"})
    first, second = (
        moderator.get(f"/admin/groups/change/{one.pk}/change/").content.decode() for one in (brought, changed)
    )
    assert "nothing to go back to" in first
    assert "Undo this change" not in first
    assert "The feed will no longer overwrite these fields" in second


def test_what_a_moderator_saves_has_who_before_and_after_and_is_undone(moderator, edit):
    group = make.group(name="Before")
    edit(group, name="After")
    change = Change.objects.get()
    assert (change.user.username, change.before["name"], change.after["name"]) == ("admin", "Before", "After")
    address = f"/admin/groups/change/{change.pk}/change/"
    assert "Undo this change" in moderator.get(address).content.decode()
    moderator.post(address)
    assert Group.objects.get().name == "Before"


def test_what_cannot_be_undone_says_why(moderator, edit):
    group = make.group(name="First")
    edit(group, name="Second")
    edit(Group.objects.get(), name="Third")
    page = moderator.post(f"/admin/groups/change/{Change.objects.last().pk}/change/", follow=True)
    assert "changed again since" in page.content.decode()


def test_the_history_button_of_a_listing_leads_to_its_own_history(moderator, edit):
    group, other = make.group(name="Mine"), make.group(name="Other")
    edit(group, name="Mine now")
    edit(other, name="Other now")
    moderator.get("/admin/")  # shows, and so forgets, what was said of both
    page = moderator.get(f"/admin/groups/group/{group.pk}/history/", follow=True).content.decode()
    assert "Mine now" in page
    assert "Other now" not in page


def test_a_state_that_cannot_follow_is_a_sentence_beside_its_field(edit):
    group = make.group(status="archived")
    assert "cannot become pending" in edit(group, status="pending").content.decode()


def test_suspending_by_the_form_is_a_moderator_s_suspension(edit):
    group = make.group()
    edit(group, status="suspended")
    assert (Group.objects.get().suspended_because, bool(Group.objects.get().suspended_at)) == ("moderator", True)


def test_a_paid_provider_is_not_listed_by_hand_without_owner_and_cost(act, edit):
    PaidProvider.objects.create(name="Profits", host="profits.example")
    group = make.group(website="https://profits.example/", status="suspended", suspended_because="moderator")
    assert "paid provider" in act("list_groups", group).content.decode()
    assert "paid provider" in edit(group, status="listed").content.decode()
    assert Group.objects.get().status == "suspended"
    edit(group, status="listed", run_by="Profits Ltd", cost="£90")
    assert Group.objects.get().status == "listed"


def test_another_country_s_moderator_reads_and_changes_nothing(irish, edit, report):
    group = report.group
    edit(group, name="Leeds group now")
    change = Change.objects.get()
    for model, row in [("group", group), ("report", report), ("change", change)]:
        assert "Leeds" not in irish.get(f"/admin/groups/{model}/").content.decode()
        address = f"/admin/groups/{model}/{row.pk}/change/"
        assert irish.get(address).status_code in (302, 404)
        assert irish.post(address, {"name": "Taken"}).status_code in (302, 404)
    irish.post("/admin/groups/group/", {"action": "suspend_groups", "_selected_action": [group.pk]})
    irish.post("/admin/groups/report/", {"action": "close", "_selected_action": [report.pk]})
    assert (Group.objects.get().name, Group.objects.get().status) == ("Leeds group now", "listed")
    assert Report.objects.get().closed_at is None


def test_a_moderator_cannot_move_a_listing_out_of_or_into_another_country(irish):
    fields = {
        "name": "Far away",
        "slug": "far-away",
        "status": "listed",
        "kind": "meeting",
        "facilitation": "peer",
        "attendance": "in_person",
        "locality": "Leeds",
        "country": "GB",
        "public_location": "exact",
        "time_zone": "Europe/London",
        "helpers_welcome": "unknown",
        "opening": "[]",
        "meetings-TOTAL_FORMS": "0",
        "meetings-INITIAL_FORMS": "0",
    }
    assert irish.post("/admin/groups/group/add/", fields).status_code == 403
    assert not Group.objects.exists()
    irish.post("/admin/groups/group/add/", fields | {"country": "IE"})
    assert Group.objects.get().country == "IE"


def test_messages_go_to_who_looks_after_the_listing(irish, moderator):
    group = make.group(country="IE")
    ContactMessage.objects.create(about="wrong", text="About the Irish one", listing_slug=group.slug)
    ContactMessage.objects.create(about="question", text="About nothing in particular")
    assert "particular" not in irish.get("/admin/groups/contactmessage/").content.decode()
    assert "Irish one" in irish.get("/admin/groups/contactmessage/").content.decode()
    assert "particular" in moderator.get("/admin/groups/contactmessage/").content.decode()


def test_an_organiser_s_address_is_found_whole_and_never_shown(moderator):
    organiser = Organiser.objects.create(email="olga@example.org")
    Organiser.objects.create(email="other@example.org")
    found = moderator.get("/admin/groups/organiser/", {"q": "Olga@example.org"})
    assert list(found.context["cl"].result_list) == [organiser]
    assert not list(moderator.get("/admin/groups/organiser/", {"q": "olga"}).context["cl"].result_list)
    page = moderator.get(f"/admin/groups/organiser/{organiser.pk}/change/").content.decode()
    assert "olga@" not in page


@pytest.mark.parametrize(
    ("typed", "stored"), [("https://www.Profits.example/a", "profits.example"), ("profits.example", "profits.example")]
)
def test_a_provider_s_host_is_stored_as_links_are_compared(moderator, typed, stored):
    moderator.post("/admin/groups/paidprovider/add/", {"name": "Profits", "host": typed, "phone": "", "note": ""})
    assert PaidProvider.objects.get().host == stored


def test_a_number_without_its_country_is_a_sentence(moderator):
    fields = {"name": "Profits", "host": "", "phone": "800 555 0100", "note": ""}
    assert "country" in moderator.post("/admin/groups/paidprovider/add/", fields).content.decode()
    moderator.post("/admin/groups/paidprovider/add/", fields | {"phone": "+1 800 555 0100"})
    assert PaidProvider.objects.get().phone == "+18005550100"


def test_an_administrator_makes_no_superusers():
    scopes.make_roles()
    user = User.objects.create_user("ada", password="a long pass phrase", is_staff=True)
    boss = User.objects.create_superuser("boss")
    user.groups.add(Role.objects.get(name="administrators"))
    client = Client()
    client.force_login(user)
    client.post(f"/admin/auth/user/{user.pk}/change/", {"username": "ada", "is_superuser": "on", "is_staff": "on"})
    assert not User.objects.get(pk=user.pk).is_superuser
    assert client.post(f"/admin/auth/user/{boss.pk}/change/", {"username": "taken"}).status_code == 403
